import { type Cause, type Code, causeWords, opdOf } from '@sipkadin/budget';
import type { FollowedObstacle } from './trace.ts';

export interface CauseCount {
  cause: Cause;
  /** OPD that have at least one open obstacle of this cause. */
  units: Code[];
  obstacles: number;
  /** Those whose promised date is past. */
  overdue: number;
}

/**
 * Open obstacles by cause: the cause that holds up most OPD first; causes without any are left out. An obstacle that the OPD's last report
 * leaves out may be over, and is not counted.
 */
export function countCauses(obstacles: readonly FollowedObstacle[]): CauseCount[] {
  const open = obstacles.filter(({ state, unmentionedSince }) => state === 'open' && unmentionedSince === null);
  return (Object.keys(causeWords) as Cause[])
    .map((cause) => {
      const own = open.filter((obstacle) => obstacle.cause === cause);
      const units = [...new Set(own.map(({ unit }) => opdOf(unit)))].sort();
      return { cause, units, obstacles: own.length, overdue: own.filter(({ lateDays }) => (lateDays ?? 0) > 0).length };
    })
    .filter((count) => count.obstacles > 0)
    .toSorted((a, b) => b.units.length - a.units.length || b.obstacles - a.obstacles);
}
