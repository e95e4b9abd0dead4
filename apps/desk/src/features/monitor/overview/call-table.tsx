import { causeWords, type Language } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, formatPoints, formatProgress, formatRatio, formatShort, StatusMark } from '@sipkadin/ui';
import { useWords } from '../../../web/language.tsx';
import { points, type Summary, sen } from '../figures.ts';
import { monitorWords } from '../words.ts';
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
        <p>{words.none}</p>
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
        <b>{amountText(call, language)}</b>
        {call.kind === 'behind' && amount !== null && <AmountBar amount={amount} largest={largest} />}
        <span className="under">{unit !== undefined && amountNote(call, unit, language)}</span>
      </td>
      <td data-label={words.reason}>
        <Reason call={call} month={data.month} unit={unit} language={language} />
      </td>
      <td data-label={words.holder}>
        <HeldBy call={call} language={language} />
      </td>
      <td data-label={words.promise}>
        <Promised call={call} language={language} />
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

function amountText({ kind, amount }: Call, language: Language): string {
  const words = monitorWords[language].overview.calls;
  const known = sen(amount);
  if (known === null) return words.notComparable;
  return kind === 'over' ? words.over(formatShort(known, language)) : formatShort(known, language);
}

function amountNote({ kind }: Call, { gap, realization, budget }: Unit, language: Language): string {
  if (kind === 'behind') return formatPoints(points(gap), language);
  return kind === 'over' ? formatRatio(sen(realization), sen(budget), language) : '';
}

/** The kegiatan that is furthest behind, and the cause that an obstacle gives; of the others what keeps them from being compared. */
function Reason({ call, month, unit, language }: { call: Call; month: number; unit: Unit | undefined; language: Language }) {
  const words = monitorWords[language].overview.calls;
  const { reason, followUp, kind, report } = call;
  const { obstacle } = followUp;
  const besides = kind === 'over' ? words.overNote : report?.state === 'submitted' ? words.submitted(formatMonth(month, language)) : null;
  return (
    <>
      {reason !== null && <b>{reason.name}</b>}
      {reason !== null && (
        <span className="under">
          {words.behindOf(formatShort(sen(reason.behind) ?? 0n, language))}
          {reason.works !== null && ` · ${words.works(formatProgress(reason.works, language))}`}
        </span>
      )}
      {besides !== null && <span className="block">{besides}</span>}
      {besides === null && unit?.asOf === null && <span className="block">{words.neverReported}</span>}
      {obstacle === null ? (
        kind === 'behind' && <span className="under">{words.noCause}</span>
      ) : (
        <span className="block">
          {causeText(obstacle.cause, language)}: {obstacle.what}
          {obstacle.activity !== null && ` (${obstacle.activity})`}
        </span>
      )}
    </>
  );
}

function causeText(cause: keyof typeof causeWords, language: Language): string {
  const text = causeWords[cause][language];
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A report that the verifier has is the verifier's; an obstacle is with whoever can end it; all else is with the OPD. */
function HeldBy({ call, language }: { call: Call; language: Language }) {
  const words = monitorWords[language].overview;
  const { followUp, report, kind, name } = call;
  const days = (n: number) => <span className="under">{words.days(formatCount(n, language))}</span>;
  if (report !== null && report.state !== 'verified' && (report.holder === 'verifier' || kind === 'silent')) {
    return (
      <>
        <span className="block">{report.holder === 'opd' ? name : words.holders[report.holder]}</span>
        {days(report.days)}
      </>
    );
  }
  if (followUp.obstacle !== null) {
    return (
      <>
        <span className="block">{followUp.obstacle.unblocker || name}</span>
        {days(followUp.obstacle.ageDays)}
      </>
    );
  }
  return <span className="block">{name}</span>;
}

function Promised({ call: { followUp }, language }: { call: Call; language: Language }) {
  const words = monitorWords[language].overview.calls;
  const { promise } = followUp;
  if (promise === null) return <span className="block">{words.noPromise}</span>;
  const { due, lateDays, untilDays, moved } = promise;
  const isLate = lateDays > 0;
  return (
    <>
      <span className="block">{formatDate(due, language, 'short')}</span>
      <span className={isLate ? 'under overdue' : 'under'}>
        {isLate ? words.late(formatCount(lateDays, language)) : words.left(formatCount(untilDays, language))}
        {moved > 0 && ` · ${words.moved(formatCount(moved, language))}`}
      </span>
    </>
  );
}
