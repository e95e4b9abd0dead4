import { type Code, dayInJakarta, type FiscalYear, type IsoDate, opdOf, opdOn } from '@sipkadin/budget';
import { getGovernment, obstacleEntries, obstacleReports, type Reading } from '@sipkadin/ledger';
import { type FollowedObstacle, traceObstacles } from './trace.ts';

interface ObstaclesQuery {
  government: string;
  year: FiscalYear;
  day: IsoDate;
  /** Only this OPD, with its sub-units. */
  unit?: Code | undefined;
}

/**
 * The obstacles of a year on a day, open and ended: those of verified reports, and those that OPD wrote on screen, which count at once.
 * The longest overdue first, then the oldest; those that the last report leaves out come after the others. [] where nothing was reported.
 */
export async function followedObstacles(read: Reading, { government, year, day, unit }: ObstaclesQuery): Promise<FollowedObstacle[]> {
  const reports = await obstacleReports(read, { government, year, day });
  const entries = (await obstacleEntries(read, { government, year })).filter(({ at }) => dayInJakarta(at) <= day);
  const belongsTo = opdOn((await getGovernment(read, government)).successions, day);
  // The successor of an OPD answers for its obstacles.
  const all = traceObstacles({ reports, entries, day }).map((obstacle) =>
    belongsTo(obstacle.unit) === opdOf(obstacle.unit) ? obstacle : { ...obstacle, unit: belongsTo(obstacle.unit) },
  );
  return all
    .filter((obstacle) => unit === undefined || opdOf(obstacle.unit) === opdOf(unit))
    .toSorted(
      (a, b) => isLeftOut(a) - isLeftOut(b) || (b.lateDays ?? 0) - (a.lateDays ?? 0) || b.ageDays - a.ageDays || (a.id < b.id ? -1 : 1),
    );
}

const isLeftOut = ({ unmentionedSince }: FollowedObstacle) => (unmentionedSince === null ? 0 : 1);

/** Those of `followedObstacles` that are open. */
export async function openObstacles(read: Reading, query: ObstaclesQuery): Promise<FollowedObstacle[]> {
  return (await followedObstacles(read, query)).filter(({ state }) => state === 'open');
}
