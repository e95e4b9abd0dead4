import { type Code, daysBetween, type IsoDate } from '@sipkadin/budget';
import type { MeetingPromise } from '@sipkadin/ledger';
import type { FollowedObstacle } from './trace.ts';

/**
 * kept: done by its day; late: done after it, or not done and past it; moved: given another date before its day came; dropped: given up;
 * running: its day has not come.
 */
export type PromiseResult = 'kept' | 'late' | 'moved' | 'dropped' | 'running';

export interface JudgedPromise {
  /** An obstacle's promised date, or a promise of a meeting. */
  from: { kind: 'obstacle'; id: string } | { kind: 'meeting'; promise: number };
  unit: Code;
  what: string;
  /** By position; '' where none is named. */
  owner: string;
  madeOn: IsoDate;
  due: IsoDate;
  result: PromiseResult;
  /** Days past its day: of what was done, when it was; else today. 0: in time. */
  lateDays: number;
  /** The day on which it was done, dropped or moved; null: open. */
  settledOn: IsoDate | null;
  /** The date that took its place; null: none did. */
  movedTo: IsoDate | null;
}

/**
 * What became of promised dates: all that is still open, and what was due or settled from a day on. The longest overdue first.
 * @param given promises and obstacles as they are on `day`; `from`: the first day of the time that is looked back on
 */
export function judgePromises({
  obstacles,
  promises,
  from,
  day,
}: {
  obstacles: readonly FollowedObstacle[];
  promises: readonly MeetingPromise[];
  from: IsoDate;
  day: IsoDate;
}): JudgedPromise[] {
  const all = [...obstacles.flatMap((obstacle) => ofObstacle(obstacle, day)), ...promises.map((promise) => ofMeeting(promise, day))];
  return all
    .filter(({ due, settledOn }) => settledOn === null || settledOn >= from || (due >= from && due <= day))
    .toSorted((a, b) => b.lateDays - a.lateDays || a.due.localeCompare(b.due));
}

function ofObstacle({ id, unit, what, owner, state, endedOn, promises }: FollowedObstacle, day: IsoDate): JudgedPromise[] {
  return promises.flatMap(({ saidOn, until: due }, index) => {
    if (due === null) return [];
    const next = promises[index + 1];
    // A date that was given after the end says nothing about the time before.
    const settledOn = next?.saidOn ?? endedOn;
    const common = { from: { kind: 'obstacle' as const, id }, unit, what, owner, madeOn: saidOn, due, movedTo: next?.until ?? null };
    if (next !== undefined && next.saidOn <= due) return [{ ...common, settledOn, lateDays: 0, result: 'moved' as const }];
    if (next === undefined && state === 'dropped') return [{ ...common, settledOn, lateDays: 0, result: 'dropped' as const }];
    return [{ ...common, settledOn, ...inTime(due, settledOn, day) }];
  });
}

function ofMeeting({ seq, unit, what, owner, madeOn, due, outcome }: MeetingPromise, day: IsoDate): JudgedPromise {
  const common = { from: { kind: 'meeting' as const, promise: seq }, unit, what, owner, madeOn, due, movedTo: null };
  const settledOn = outcome?.day ?? null;
  if (outcome?.outcome === 'dropped') return { ...common, settledOn, lateDays: 0, result: 'dropped' };
  return { ...common, settledOn, ...inTime(due, settledOn, day) };
}

function inTime(due: IsoDate, settledOn: IsoDate | null, day: IsoDate): Pick<JudgedPromise, 'result' | 'lateDays'> {
  const lateDays = Math.max(0, daysBetween(due, settledOn ?? day));
  return { lateDays, result: lateDays > 0 ? 'late' : settledOn === null ? 'running' : 'kept' };
}
