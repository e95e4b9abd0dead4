import { type Code, daysBetween, type IsoDate, isWithin, opdOf } from '@sipkadin/budget';
import type { JudgedPromise } from '../obstacles/promises.ts';
import type { FollowedObstacle } from '../obstacles/trace.ts';

/** What is asked first about an OPD: the obstacle that explains most, and the promise that is due. */
export interface FollowUp {
  obstacle: FollowedObstacle | null;
  /** Whether the obstacle is one of the activity that is furthest behind. */
  isOfActivity: boolean;
  /** Whether it is one of the year before that is still open: there is none of this year. */
  isCarried: boolean;
  promise: Pick<JudgedPromise, 'what' | 'due' | 'lateDays'> | null;
  /** Days from today to the promised day; 0 once it has come. */
  untilDays: number;
  /** How often the obstacle's promised date was moved. */
  moved: number;
}

interface Given {
  /** Open ones, the most pressing first: see `openObstacles`. */
  obstacles: readonly FollowedObstacle[];
  /** Those of the year before, likewise. */
  carried: readonly FollowedObstacle[];
  /** See `judgePromises`. */
  promises: readonly JudgedPromise[];
  /** The activity that is furthest behind its plan; null where none is. */
  activity: Code | null;
  today: IsoDate;
}

/** An obstacle of the activity comes before others, and those of the year before come last; of the promises that are open the longest overdue, else the next one due. */
export function followUpOf(unit: Code, { obstacles, carried, promises, activity, today }: Given): FollowUp {
  const own = obstacles.filter((one) => opdOf(one.unit) === unit);
  const ofActivity = own.find((one) => activity !== null && one.activity !== '' && isWithin(one.activity, activity));
  const ofYear = ofActivity ?? own[0];
  const obstacle = ofYear ?? carried.find((one) => opdOf(one.unit) === unit) ?? null;
  const open = promises.filter((one) => opdOf(one.unit) === unit && one.settledOn === null);
  const ofObstacle = open.find(({ from }) => from.kind === 'obstacle' && from.id === obstacle?.id);
  const promise = ofObstacle ?? open[0] ?? null;
  return {
    ...{ obstacle, isOfActivity: ofActivity !== undefined, isCarried: obstacle !== null && ofYear === undefined, promise },
    untilDays: promise === null ? 0 : Math.max(0, daysBetween(today, promise.due)),
    moved: obstacle === null ? 0 : Math.max(0, obstacle.promises.length - 1),
  };
}
