import type { Language } from '@sipkadin/budget';
import { formatCount, formatDate, formatPoints, formatRatio, StatusMark } from '@sipkadin/ui';
import { useWords } from '../../../web/language.tsx';
import { points, type Summary, sen } from '../figures.ts';
import { monitorWords } from '../words.ts';
import { type CallTexts, callTexts } from './call-texts.ts';
import { callTitle } from './sentences.ts';

type Call = Summary['calls']['behind'][number];
type Unit = Summary['units'][number];

interface CallTableProps {
  data: Summary;
  to: (unit: string) => string;
  /** The list of all OPD. */
  all: string;
}

/** Whom to call first, why, who holds it and what was promised: a table, and cards on a phone. */
export function CallTable({ data, to, all }: CallTableProps) {
  const { w, language } = useWords(monitorWords);
  const { calls } = data;
  const words = w.overview.calls;
  const largest = sen(calls.behind[0]?.amount ?? null) ?? 0n;
  const row = (call: Call, index: number) => (
    <CallRow key={call.unit} call={call} number={index + 1} data={data} largest={largest} href={to(call.unit)} />
  );
  return (
    <section className="card wide" aria-labelledby="hubungi">
      <div className="card-head">
        <h2 id="hubungi" className="chart-title">
          {callTitle(calls, language)}
        </h2>
        <a href={all}>{words.all(formatCount(data.units.length, language))}</a>
      </div>
      {calls.behind.length + calls.besides.length === 0 ? (
        <p>{calls.compared === 0 ? words.noneCompared : words.none}</p>
      ) : (
        <>
          <p className="chart-sub">{words.sub}</p>
          <table className="calls">
            <caption className="sr">{words.caption}</caption>
            <thead>
              <tr>
                {[words.unit, words.amount, words.reason, words.holder, words.promise].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{calls.behind.map(row)}</tbody>
            {calls.besides.length > 0 && (
              <tbody className="besides">
                <tr className="besides-head">
                  <th colSpan={5} scope="colgroup">
                    {words.besides}
                  </th>
                </tr>
                {calls.besides.map((call, index) => row(call, calls.behind.length + index))}
              </tbody>
            )}
          </table>
          {calls.more > 0 && (
            <p className="small">
              <a href={all}>{words.more(formatCount(calls.more, language))}</a>
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface CallRowProps {
  call: Call;
  number: number;
  data: Summary;
  largest: bigint;
  href: string;
}

function CallRow({ call, number, data, largest, href }: CallRowProps) {
  const { w, language } = useWords(monitorWords);
  const unit = data.units.find(({ code }) => code === call.unit);
  const { calls: words } = w.overview;
  const amount = sen(call.amount);
  const texts = callTexts(call, unit, data.reportMonth, language);
  return (
    <tr>
      <th scope="row">
        <span className="rank" aria-hidden="true">
          {number}
        </span>
        <a href={href}>{call.name}</a>
        {unit !== undefined && (
          <span className="under">
            <StatusMark status={unit.status} language={language} called={data.bands.statuses} />
            {unit.asOf !== null && unit.asOf !== data.asOf && ` ${words.asOf(formatDate(unit.asOf, language, 'short'))}`}
          </span>
        )}
      </th>
      <td data-label={words.amount}>
        <b>{texts.amount}</b>
        {isShort(call) && amount !== null && <AmountBar amount={amount} largest={largest} />}
        <span className="under">{unit !== undefined && amountNote(call, unit, language)}</span>
      </td>
      <td data-label={words.reason}>
        <Reason texts={texts} obstacle={call.followUp.obstacle?.id ?? null} />
      </td>
      <td data-label={words.holder}>
        <span className="block">{texts.holder}</span>
        {texts.held !== '' && <span className="under">{texts.held}</span>}
      </td>
      <td data-label={words.promise}>
        <span className="block">{texts.promised}</span>
        {texts.promiseNote !== '' && <span className={texts.isOverdue ? 'under overdue' : 'under'}>{texts.promiseNote}</span>}
      </td>
    </tr>
  );
}

function AmountBar({ amount, largest }: { amount: bigint; largest: bigint }) {
  // A picture of an order: the amount stands beside it.
  const share = largest <= 0n ? 0 : Number((amount * 1000n) / largest) / 10;
  return (
    <svg className="call-bar" aria-hidden="true">
      <rect className="bar-track" width="100%" height="6" rx="2" />
      <rect className="bar-fill" width={`${share}%`} height="6" rx="2" />
    </svg>
  );
}

const isShort = ({ kind }: Call) => kind === 'behind' || kind === 'within';

function amountNote(call: Call, { gap, realization, budget }: Unit, language: Language): string {
  if (isShort(call)) return formatPoints(points(gap), language);
  return call.kind === 'over' ? formatRatio(sen(realization), sen(budget), language) : '';
}

/** The kegiatan that is furthest behind, what keeps the OPD from being compared, and the cause that an obstacle gives. */
function Reason({
  texts: { activity, besides, cause, causeLead, obstacle: what, obstacleOf },
  obstacle,
}: {
  texts: CallTexts;
  obstacle: string | null;
}) {
  return (
    <>
      {activity !== null && <b>{activity.name}</b>}
      {activity !== null && <span className="under">{activity.behind}</span>}
      {besides !== '' && <span className={activity === null ? 'block' : 'under'}>{besides}</span>}
      {cause !== null && (
        <>
          {causeLead !== '' && <span className="under">{causeLead}:</span>}
          <span className="block">{obstacle === null ? what : <a href={`/kerja/kendala/${obstacle}`}>{what}</a>}</span>
          {obstacleOf !== '' && <span className="under">{obstacleOf}</span>}
        </>
      )}
    </>
  );
}
