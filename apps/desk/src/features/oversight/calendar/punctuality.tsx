import { DataTable, formatCount, formatMonth } from '@sipkadin/ui';
import type { Answers } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { calendarWords } from './words.ts';

type Punctuality = Answers['calendar']['year']['punctuality'];
type Unit = Punctuality['units'][number];

/** How the OPD have reported so far: in a sentence, by OPD with the worst first, and by month. */
export function PunctualitySummary({ punctuality }: { punctuality: Punctuality }) {
  const { w, language } = useWords(calendarWords);
  const { owed, onTime, late, missing, units, withVerifier } = punctuality;
  const n = (count: number) => formatCount(count, language);
  const noted = units.filter(isNoted);
  const words = w.calendar.punctuality;
  if (owed === 0) return <p>{units.length === 0 ? '' : words.nothingDue}</p>;
  return (
    <>
      <p>
        {words.counts(n(owed), n(onTime), n(late), n(missing))}
        {withVerifier.count > 0 && ` ${words.withVerifier(n(withVerifier.count), n(withVerifier.longest))}`}
      </p>
      <section className="card">
        <h2>{noted.length === 0 ? words.allOnTime : words.byUnit}</h2>
        <p className="small">{words.fairness}</p>
        {noted.length > 0 && (
          <div className="cells-down">
            <DataTable
              caption={words.byUnit}
              headed
              narrow="stack"
              columns={[
                { key: 'unit', label: w.calendar.unit },
                { key: 'days', label: words.lateDays, number: true },
                { key: 'reports', label: words.reports },
                { key: 'waiting', label: words.waiting },
                { key: 'trend', label: words.trend },
              ]}
              rows={noted.map((unit) => ({
                key: unit.code,
                cells: [
                  unit.name,
                  <>
                    <span className="phone">{words.lateDays}: </span>
                    {words.days(n(unit.lateDays))}
                  </>,
                  words.ofUnit(n(unit.onTime), n(unit.late), n(unit.missing)),
                  <Waiting key="waiting" unit={unit} />,
                  <>
                    <span className="phone">{words.trend}: </span>
                    {unit.trend === null ? words.noTrend : words.trends[unit.trend]}
                  </>,
                ],
              }))}
            />
          </div>
        )}
        {noted.length > 0 && units.length > noted.length && <p className="small">{words.others(n(units.length - noted.length))}</p>}
      </section>
      <section className="card">
        <h2>{words.byMonth}</h2>
        <ByMonth months={punctuality.months.filter((month) => month.owed > 0)} />
      </section>
    </>
  );
}

/** Whether there is anything to say of an OPD but that it reports on time. */
function isNoted({ lateDays, missing, waiting, returns, partial }: Unit): boolean {
  return lateDays > 0 || missing > 0 || returns > 0 || partial.length > 0 || waiting.some(({ holder }) => holder !== 'publisher');
}

function Waiting({ unit: { waiting, returns, partial } }: { unit: Unit }) {
  const { w, language } = useWords(calendarWords);
  const words = w.calendar.punctuality;
  const byState = [...Map.groupBy(waiting, ({ state }) => state)];
  return (
    <>
      {byState.map(([state, reports]) => (
        <span key={state} className="waits">
          {words.waits[state](
            reports.map(({ month }) => formatMonth(month, language, 'short')).join(', '),
            formatCount(Math.max(...reports.map(({ days }) => days)), language),
            reports.length > 1,
          )}
        </span>
      ))}
      {returns > 0 && <span className="waits">{words.returns(formatCount(returns, language))}</span>}
      {partial.length > 0 && (
        <span className="waits">{words.partial(partial.map((month) => formatMonth(month, language, 'short')).join(', '))}</span>
      )}
    </>
  );
}

function ByMonth({ months }: { months: Punctuality['months'] }) {
  const { w, language } = useWords(calendarWords);
  const words = w.calendar.punctuality;
  const n = (count: number) => formatCount(count, language);
  return (
    <DataTable
      caption={words.byMonth}
      headed
      columns={[
        { key: 'month', label: words.month },
        { key: 'onTime', label: words.onTime, number: true },
        { key: 'late', label: words.late, number: true },
        { key: 'missing', label: words.missing, number: true },
        { key: 'bar', label: words.share },
      ]}
      rows={months.map(({ month, owed, onTime, late, missing }) => ({
        key: String(month),
        cells: [
          formatMonth(month, language),
          n(onTime),
          n(late),
          n(missing),
          <Shares key="bar" parts={[onTime, late, missing]} of={owed} />,
        ],
      }))}
    />
  );
}

/** On time, late and missing as parts of a bar; the numbers stand beside it. */
function Shares({ parts, of }: { parts: readonly number[]; of: number }) {
  let start = 0;
  return (
    <svg className="punctual-bar" aria-hidden="true">
      {parts.map((part, index) => {
        const x = start;
        start += part;
        const kind = ['on-time', 'late', 'missing'][index];
        return <rect key={kind} className={`punctual-${kind}`} x={`${(x * 100) / of}%`} width={`${(part * 100) / of}%`} height="100%" />;
      })}
    </svg>
  );
}
