import { DataTable, formatCount, formatDate, formatMonth } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import './calendar.css';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { PunctualitySummary } from './punctuality.tsx';
import { calendarWords } from './words.ts';

type ReportCell = Answers['calendar']['year']['units'][number]['months'][number];

/** The reports of every OPD, due and received, by month. */
export function CalendarScreen() {
  const { w, language } = useWords(calendarWords);
  const { government } = usePerson();
  const navigate = useNavigate();
  const { tahun } = useSearch({ from: '/kalender' });
  const calendar = useQuery(
    trpc.calendar.year.queryOptions({ government: government.code, ...(tahun === undefined ? {} : { year: tahun }) }),
  );
  return (
    <Loaded query={calendar} rows={8}>
      {({ year, years, reportDay, units, missing: owing, punctuality }) => {
        const missing = owing.reduce((count, { later }) => count + 1 + later, 0);
        return (
          <>
            <Heading>
              {punctuality.owed + missing === 0
                ? w.calendar.nothingDue
                : missing === 0
                  ? w.calendar.complete
                  : w.calendar.title(formatCount(missing, language), formatCount(owing.length, language))}
            </Heading>
            <p>{w.calendar.lead(String(reportDay))}</p>
            {years.length > 1 && (
              <form className="period" onSubmit={(event) => event.preventDefault()}>
                <label>
                  {w.year}
                  <select
                    value={year}
                    onChange={(event) => void navigate({ to: '/kalender', search: { tahun: Number(event.target.value) } })}
                  >
                    {years.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </label>
              </form>
            )}
            {units.length === 0 ? (
              <Empty title={w.calendar.none} />
            ) : (
              <>
                <PunctualitySummary punctuality={punctuality} />
                <h2>{w.calendar.table(String(year))}</h2>
                <div className="report-calendar">
                  <DataTable
                    caption={w.calendar.table(String(year))}
                    headed
                    columns={[
                      { key: 'unit', label: w.calendar.unit },
                      ...(units[0]?.months ?? []).map(({ month }) => ({
                        key: String(month),
                        label: formatMonth(month, language, 'short'),
                      })),
                    ]}
                    rows={units.map(({ code, name, months }) => ({
                      key: code,
                      cells: [name, ...months.map((cell) => <Report key={cell.month} cell={cell} />)],
                    }))}
                  />
                </div>
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Report({ cell: { state, lateDays, zero, upload, returned, verifierDays, partUntil } }: { cell: ReportCell }) {
  const { w, language } = useWords(calendarWords);
  const { may } = usePerson();
  const days = lateDays > 0 && state !== 'not-yet' ? formatCount(lateDays, language) : undefined;
  const word = w.calendar.states[state];
  return (
    <span className={`report report-${state}`}>
      {upload === null || !may('uploads.get') ? (
        word
      ) : (
        <Link to="/unggah/$id" params={{ id: upload }}>
          {word}
        </Link>
      )}
      {days !== undefined && <small>{state === 'late' ? w.calendar.days(days) : w.calendar.lateBy(days)}</small>}
      {returned && <small>{w.calendar.returned}</small>}
      {state === 'submitted' && verifierDays > 0 && <small>{w.calendar.atVerifier(formatCount(verifierDays, language))}</small>}
      {partUntil !== null && <small>{w.calendar.partUntil(formatDate(partUntil, language, 'short'))}</small>}
      {zero && <small>{w.calendar.zero}</small>}
    </span>
  );
}
