import { formatCount, formatDate, formatMonth } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../web/client.ts';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { isMissing } from './calendar.tsx';
import { calendarWords } from './words.ts';

const shownAtMost = 6;

/** Missing reports, one line for each OPD, the longest overdue first. */
export function MissingReports() {
  const { w, language } = useWords(calendarWords);
  const { government } = usePerson();
  const calendar = useQuery(trpc.calendar.year.queryOptions({ government: government.code }));
  const missing = (calendar.data?.units ?? [])
    .flatMap(({ name, months }) => {
      const [oldest, ...later] = months.filter(isMissing);
      return oldest === undefined ? [] : [{ ...oldest, name, later: later.length }];
    })
    .toSorted((a, b) => b.lateDays - a.lateDays);
  if (missing.length === 0) return null;
  return (
    <section className="card">
      <h2>{w.calendar.missingTitle}</h2>
      <ul className="plain-list">
        {missing.slice(0, shownAtMost).map(({ name, month, due, lateDays, state, later }) => (
          <li key={`${name}-${month}`}>
            {lateDays > 0
              ? w.calendar.missingLate(name, formatMonth(month, language), formatCount(lateDays, language))
              : w.calendar.missingDue(name, formatMonth(month, language), formatDate(due, language))}
            {later > 0 && ` ${w.calendar.missingMore(formatCount(later, language))}`}
            {state === 'received' && <small className="under">{w.calendar.unfinished}</small>}
          </li>
        ))}
        {missing.length > shownAtMost && <li>{w.calendar.more(formatCount(missing.length - shownAtMost, language))}</li>}
      </ul>
      <Link to="/kalender">{w.calendar.all}</Link>
    </section>
  );
}
