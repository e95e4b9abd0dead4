import { formatCount, formatDate, formatMonth } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { calendarWords } from './words.ts';

const shownAtMost = 6;

/** Missing reports, one line for each OPD, and below it the reports that wait for somebody. */
export function MissingReports() {
  const { w, language } = useWords(calendarWords);
  const { government } = usePerson();
  const calendar = useQuery(trpc.calendar.year.queryOptions({ government: government.code }));
  const missing = calendar.data?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <section className="card">
      <h2>{w.calendar.missingTitle}</h2>
      <ul className="plain-list">
        {missing.slice(0, shownAtMost).map(({ code, name, oldest: { month, due, lateDays }, later, held }) => (
          <li key={code}>
            {lateDays > 0
              ? w.calendar.missingLate(name, formatMonth(month, language), formatCount(lateDays, language))
              : w.calendar.missingDue(name, formatMonth(month, language), formatDate(due, language))}
            {later > 0 && ` ${w.calendar.missingMore(formatCount(later, language))}`}
            {held.map((report) => (
              <small key={report.month} className="under">
                {w.calendar.held[report.state](formatMonth(report.month, language))}
                {report.days > 0 && `, ${w.calendar.days(formatCount(report.days, language))}`}
              </small>
            ))}
          </li>
        ))}
        {missing.length > shownAtMost && <li>{w.calendar.more(formatCount(missing.length - shownAtMost, language))}</li>}
      </ul>
      <Link to="/kalender">{w.calendar.all}</Link>
    </section>
  );
}
