import { DataTable, formatCount, formatDate } from '@sipkadin/ui';
import { Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../../web/language.tsx';
import { Empty } from '../../../web/states.tsx';
import { causeName, type ListedObstacle, type ObstaclesSearch } from './listed.ts';
import { obstacleWords } from './words.ts';

/** Filters in the address, without a reload. */
export function Filters({
  obstacles,
  filter,
  year,
}: {
  obstacles: readonly ListedObstacle[];
  filter: Omit<ObstaclesSearch, 'tahun'>;
  year: number | undefined;
}) {
  const { w, language } = useWords(obstacleWords);
  const navigate = useNavigate();
  const units = new Map(obstacles.map(({ unit, unitName }) => [unit, unitName]));
  const causes = new Map(obstacles.map(({ cause }) => [cause, causeName(cause, language)]));
  const unblockers = new Map(obstacles.flatMap(({ unblocker }) => (unblocker === '' ? [] : [[unblocker, unblocker] as const])));
  const field = (key: keyof typeof filter, label: string, options: ReadonlyMap<string, string>, every = w.all) => (
    <label>
      {label}
      <select
        value={filter[key] ?? ''}
        onChange={({ target: { value } }) => {
          const { [key]: _, ...others } = filter;
          const search = { ...others, ...(year === undefined ? {} : { tahun: year }), ...(value === '' ? {} : { [key]: value }) };
          void navigate({ to: '/kendala', search, replace: true, resetScroll: false });
        }}
      >
        <option value="">{every}</option>
        {[...options]
          .toSorted(([, a], [, b]) => a.localeCompare(b, language))
          .map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
  const states = new Map([
    ['resolved', w.states.resolved],
    ['dropped', w.states.dropped],
    ['semua', w.all],
  ]);
  return (
    <form className="period" aria-label={w.filters} onSubmit={(event) => event.preventDefault()}>
      {units.size > 1 && field('opd', w.unit, units)}
      {field('penyebab', w.cause, causes)}
      {field('oleh', w.unblocker, unblockers)}
      {field('keadaan', w.state, states, w.states.open)}
    </form>
  );
}

/** Obstacles, a row each, the longest overdue first; each leads to its history. */
export function ObstacleList({ obstacles, all, year }: { obstacles: readonly ListedObstacle[]; all: number; year: number }) {
  const { w, language } = useWords(obstacleWords);
  const count = (n: number) => formatCount(n, language);
  if (obstacles.length === 0) return <Empty title={w.noneLeft} />;
  return (
    <>
      <p className="small" role="status">
        {w.shown(count(obstacles.length), count(all))}
      </p>
      <ObstacleTable obstacles={obstacles} year={year} />
    </>
  );
}

/** @param year of the obstacles */
export function ObstacleTable({ obstacles, year }: { obstacles: readonly ListedObstacle[]; year: number }) {
  const { w, language } = useWords(obstacleWords);
  const count = (n: number) => formatCount(n, language);
  const label = (text: string) => <span className="inline-label">{text} </span>;
  return (
    <div className="stacked">
      <DataTable
        caption={w.table}
        headed
        columns={[
          { key: 'what', label: w.columns.what },
          { key: 'unit', label: w.columns.unit },
          { key: 'unblocker', label: w.columns.unblocker },
          { key: 'promised', label: w.columns.promised },
          { key: 'age', label: w.columns.age },
        ]}
        rows={obstacles.map((obstacle) => {
          const { id, what, cause, unitName, activityName, unblocker, promisedOn, promises, lateDays, ageDays, state } = obstacle;
          const under = [
            causeName(cause, language),
            activityName !== '' && activityName,
            state !== 'open' && w.states[state],
            obstacle.unmentionedSince !== null && w.unmentioned(formatDate(obstacle.unmentionedSince, language, 'short')),
          ].filter((text) => text !== false);
          const moved = promises.length - 1;
          return {
            key: id,
            cells: [
              <>
                <Link to="/kendala/$id" params={{ id }} search={{ tahun: year }}>
                  {what}
                </Link>
                <small className="under">{under.join(' · ')}</small>
              </>,
              unitName,
              <>
                {label(`${w.columns.unblocker}:`)}
                {unblocker || '–'}
              </>,
              promisedOn === null ? (
                w.noPromise
              ) : (
                <>
                  {label(`${w.columns.promised}:`)}
                  <span className="when">{formatDate(promisedOn, language, 'short')}</span>
                  {lateDays !== null && lateDays > 0 && <small className="under overdue">{w.late(count(lateDays))}</small>}
                  {moved > 0 && <small className="under">{w.moved(count(moved))}</small>}
                </>
              ),
              <span key="age" className="when">
                {label(`${w.columns.age}:`)}
                {ageDays === 0 ? w.today : w.days(count(ageDays))}
              </span>,
            ],
          };
        })}
      />
    </div>
  );
}
