import { formatCount, formatDate, formatMonth } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../web/language.tsx';
import type { Summary } from '../figures.ts';
import { monitorWords } from '../words.ts';

const shownAtMost = 8;

/** Who has not reported the month, and where the report is: what waits for the verifier is not the OPD's delay. */
export function MissingOfMonth({ data, to }: { data: Summary; to: (unit: string) => string }) {
  const { w, language } = useWords(monitorWords);
  const words = w.overview.missing;
  const month = formatMonth(data.reportMonth, language);
  const missing = data.reports.filter(({ state }) => state !== 'verified').toSorted((a, b) => b.days - a.days);
  const title =
    missing.length > 0
      ? words.title(month, formatCount(missing.length, language))
      : data.units.length === 0
        ? words.noUnits
        : words.complete(month);
  return (
    <section className="card" aria-labelledby="belum-masuk">
      <h2 id="belum-masuk" className="chart-title">
        {title}
      </h2>
      <ul className="side-list">
        {missing.slice(0, shownAtMost).map(({ unit, name, state, days }) => {
          const last = data.units.find(({ code }) => code === unit)?.asOf ?? null;
          return (
            <li key={unit}>
              <a href={to(unit)}>{name}</a>
              <small>
                {words.states[state === 'missing' && days > 0 ? 'late' : state](formatCount(days, language))}
                {state === 'missing' && ` · ${last === null ? w.leadership.never : words.last(formatDate(last, language, 'short'))}`}
              </small>
            </li>
          );
        })}
      </ul>
      {missing.length > shownAtMost && <p className="small">{words.more(formatCount(missing.length - shownAtMost, language))}</p>}
      <Link to="/kalender" search={{ tahun: data.year }}>
        {words.calendar}
      </Link>
    </section>
  );
}
