import { formatCount, formatDate, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { CauseTable } from './causes.tsx';
import type { Listed, ListedObstacle, ObstaclesSearch } from './listed.ts';
import { Filters, ObstacleList } from './obstacle-table.tsx';
import './obstacles.css';
import { OtherQuestions } from './one/questions.tsx';
import { Promises } from './promises.tsx';
import { Tasks } from './tasks.tsx';
import { obstacleWords } from './words.ts';

/** The obstacles of a year: who is held up by what, since when, and who can end it. */
export function ObstaclesScreen() {
  const { w, language } = useWords(obstacleWords);
  const { government, may } = usePerson();
  const { tahun, ...filter } = useSearch({ from: '/kendala' });
  const navigate = useNavigate();
  const list = useQuery(trpc.obstacles.list.queryOptions({ government: government.code, ...(tahun === undefined ? {} : { year: tahun }) }));
  return (
    <Loaded query={list} rows={8}>
      {(listed) => {
        const { year, years, today, obstacles } = listed;
        const isOpen = obstacles.filter(({ state }) => state === 'open');
        const open = isOpen.filter(({ unmentionedSince }) => unmentionedSince === null);
        const leftOut = isOpen.length - open.length;
        const file = `/api/kerja/kendala/${government.code}?tahun=${year}&bahasa=${language}`;
        return (
          <>
            {obstacles.some(({ simulated }) => simulated) && <SimulatedStrip language={language} />}
            <div className="head">
              <div>
                <Heading tab={w.tab}>{title(open, w, (n) => formatCount(n, language))}</Heading>
                <p className="stamp">{w.lead(formatDate(today, language))}</p>
                {leftOut > 0 && <p className="stamp">{w.leftOut(formatCount(leftOut, language))}</p>}
              </div>
              {years.length > 1 && (
                <form className="period" onSubmit={(event) => event.preventDefault()}>
                  <label>
                    {w.year}
                    <select
                      value={year}
                      onChange={({ target: { value } }) => void navigate({ to: '/kendala', search: { tahun: Number(value) } })}
                    >
                      {years.map((one) => (
                        <option key={one}>{one}</option>
                      ))}
                    </select>
                  </label>
                </form>
              )}
            </div>
            <Tasks listed={listed} />
            <p className="row">
              {may('obstacles.write') && (
                <Link to="/kendala/tulis" search={{ tahun: year }} className="button main">
                  {w.write}
                </Link>
              )}
              {obstacles.length > 0 && (
                <a className="button" href={file} download>
                  {w.download}
                </a>
              )}
            </p>
            {obstacles.length === 0 ? (
              <Empty title={w.none}>{w.noneHint}</Empty>
            ) : (
              <>
                <div className="obstacle-board">
                  <CauseTable listed={listed} />
                  <Promises listed={listed} />
                </div>
                <Filters obstacles={obstacles} filter={filter} year={tahun} />
                <ObstacleList obstacles={obstacles.filter((obstacle) => fits(obstacle, filter))} all={obstacles.length} year={year} />
              </>
            )}
            <CarriedOver carried={listed.carried} />
            <OtherQuestions listed={listed} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Obstacles of the year before that nobody has ended: they are still held up, and are followed in their own year. */
function CarriedOver({ carried: { year, obstacles } }: { carried: Listed['carried'] }) {
  const { w, language } = useWords(obstacleWords);
  if (obstacles.length === 0) return null;
  return (
    <section className="card" aria-labelledby="terbawa">
      <h2 id="terbawa" className="chart-title">
        {w.carried(formatCount(obstacles.length, language), String(year))}
      </h2>
      <ul className="plain-list">
        {obstacles.map(({ id, unitName, what, ageDays, lateDays }) => (
          <li key={id}>
            <Link to="/kendala/$id" params={{ id }} search={{ tahun: year }}>
              {what}
            </Link>
            <small className="under">
              {[
                unitName,
                w.days(formatCount(ageDays, language)),
                ...((lateDays ?? 0) > 0 ? [w.late(formatCount(lateDays ?? 0, language))] : []),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function title(open: readonly ListedObstacle[], w: (typeof obstacleWords)['id'], count: (n: number) => string): string {
  const units = count(new Set(open.map(({ unitName }) => unitName)).size);
  const overdue = open.filter(({ lateDays }) => (lateDays ?? 0) > 0).length;
  if (open.length === 0) return w.titleNone;
  return overdue === 0 ? w.title(count(open.length), units) : w.titleOverdue(count(open.length), units, count(overdue));
}

/** Without a state in the address the open ones are shown. */
function fits(obstacle: ListedObstacle, { opd, penyebab, oleh, keadaan = 'open' }: Omit<ObstaclesSearch, 'tahun'>): boolean {
  return (
    (keadaan === 'semua' || obstacle.state === keadaan) &&
    (opd === undefined || obstacle.unit === opd) &&
    (penyebab === undefined || obstacle.cause === penyebab) &&
    (oleh === undefined || obstacle.unblocker === oleh)
  );
}
