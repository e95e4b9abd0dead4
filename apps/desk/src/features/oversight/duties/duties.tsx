import { DataTable, formatCount, formatDate, formatMonth, formatRatio, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment } from 'react';
import { type Answers, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import './duties.css';
import { dutyWords } from './words.ts';

type Duties = Answers['duties']['list'];
type Duty = Duties['duties'][number];

const soon = 45;

/** What the law demands of a year's spending, and what is owed to whom by which day, with the export that each needs. */
export function DutiesScreen() {
  const { w, language } = useWords(dutyWords);
  const { government, may } = usePerson();
  const navigate = useNavigate();
  const { tahun } = useSearch({ from: '/kewajiban' });
  const query = useQuery(trpc.duties.list.queryOptions({ government: government.code, ...(tahun === undefined ? {} : { year: tahun }) }));
  return (
    <Loaded query={query} rows={8}>
      {(data) => {
        const due = data.duties.filter(({ days }) => days !== null && days >= 0 && days <= soon).length;
        return (
          <>
            {data.simulated && <SimulatedStrip language={language} />}
            <Heading tab={w.title}>{due === 0 ? w.quiet : w.heading(formatCount(due, language))}</Heading>
            {data.years.length > 1 && (
              <form className="period" onSubmit={(event) => event.preventDefault()}>
                <label>
                  {w.year}
                  <select
                    value={data.year}
                    onChange={(event) => void navigate({ to: '/kewajiban', search: { tahun: Number(event.target.value) } })}
                  >
                    {data.years.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </label>
              </form>
            )}
            <Shares data={data} />
            <section className="card">
              <h2>{w.calendar.title(String(data.year))}</h2>
              <p className="small">{w.calendar.lead}</p>
              <div className="cells-down">
                <DataTable
                  caption={w.calendar.title(String(data.year))}
                  headed
                  narrow="stack"
                  columns={[
                    { key: 'due', label: w.calendar.columns.due },
                    { key: 'duty', label: w.calendar.columns.duty },
                    { key: 'to', label: w.calendar.columns.to },
                    { key: 'source', label: w.calendar.columns.source },
                    { key: 'what', label: w.calendar.columns.what },
                  ]}
                  rows={data.duties.map((duty) => ({
                    key: duty.name.id,
                    cells: [
                      <Due key="due" duty={duty} />,
                      <>
                        {duty.name[language]}
                        {duty.periods.length === 1 && (
                          <small className="under">
                            {w.calendar.of(formatDate(duty.periods[0] as (typeof duty.periods)[number], language))}
                          </small>
                        )}
                      </>,
                      duty.to[language],
                      duty.source[language],
                      <Export key="what" duty={duty} year={data.year} />,
                    ],
                  }))}
                />
              </div>
            </section>
            {may('settings.set') && (
              <p>
                <Link to="/pengaturan">{w.change}</Link>
              </p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Shares({ data: { shares, asOf } }: { data: Duties }) {
  const { w, language } = useWords(dutyWords);
  const words = w.shares;
  const share = (amounts: Duties['shares'][number]['now']) =>
    amounts === null ? words.unknown : formatRatio(BigInt(amounts.part), BigInt(amounts.whole), language);
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="small">{words.lead}</p>
      <ul className="shares">
        {shares.map(({ name, limit, percent, from, source, missing, counted, budget, now, isKept }) => {
          const rule = limit === 'unchecked' || percent === null ? words.unchecked : words[limit](formatCount(percent, language));
          const isComputed = missing.id === '';
          return (
            <li key={name.id}>
              <h3>{name[language]}</h3>
              <p>
                {rule}
                {from !== null && ` (${words.from(String(from))})`}. <span className="small">{source[language]}</span>
              </p>
              {!isComputed && (
                <p>
                  <strong>{words.notComputed}</strong> {missing[language]}
                </p>
              )}
              {isKept !== null && (
                <p>
                  <strong>{isKept ? words.kept : words.notKept}</strong>
                </p>
              )}
              <dl>
                <dt>
                  {isComputed ? words.counted : words.nearest}: {counted[language]}
                </dt>
                <dd>
                  {words.budget}: <strong>{share(budget)}</strong>
                </dd>
                <dd>
                  {words.now(asOf === null ? '–' : formatDate(asOf, language))}: <strong>{share(now)}</strong>
                </dd>
              </dl>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Due({ duty: { due, days } }: { duty: Duty }) {
  const { w, language } = useWords(dutyWords);
  const words = w.calendar;
  if (due === null || days === null) return words.noDay;
  const count = formatCount(Math.abs(days), language);
  return (
    <>
      <span className="when">{formatDate(due, language)}</span>
      <small className="under">{days === 0 ? words.today : days > 0 ? words.inDays(count) : words.passed}</small>
    </>
  );
}

function Export({ duty, year }: { duty: Duty; year: number }) {
  const { w, language } = useWords(dutyWords);
  const { government } = usePerson();
  const { lra, answer, covers } = duty;
  if (answer !== 'lra') return w.calendar.without[answer];
  if (lra.length === 0) return w.calendar.later;
  const isOne = lra.length === 1;
  return (
    <>
      {!isOne && <span>{w.calendar.downloads} </span>}
      {lra.map((month) => (
        <Fragment key={month}>
          <a
            href={`/api/kerja/lra/${government.code}?tahun=${year}&bulan=${month}`}
            download
            aria-label={isOne ? undefined : w.calendar.download(formatMonth(month, language))}
          >
            {isOne ? w.calendar.download(formatMonth(month, language)) : formatMonth(month, language, 'short')}
          </a>{' '}
        </Fragment>
      ))}
      {covers === 'half-year' && <small className="under">{w.calendar.prognosis}</small>}
    </>
  );
}
