import { type Cause, isoDate } from '@sipkadin/budget';
import type { MeetingPromise } from '@sipkadin/ledger';
import { expect, test } from 'vitest';
import { countCauses } from './causes.ts';
import { judgePromises } from './promises.ts';
import { publicState } from './public-state.ts';
import type { FollowedObstacle } from './trace.ts';

const health = '1.02.0.00.0.00.01.0000';
const obstacle = (more: Partial<FollowedObstacle> = {}): FollowedObstacle => ({
  ...{ id: 'o1', unit: health, activity: '', cause: 'land', what: 'Lahan', followUp: '', unblocker: '', owner: '', mayBePublic: true },
  ...{ state: 'open', ending: '', openedOn: isoDate('2026-08-01'), endedOn: null, ageDays: 0, lateDays: null, promisedOn: null },
  ...{ promises: [], unmentionedSince: null, source: { kind: 'screen', entry: 1, on: isoDate('2026-08-01') } },
  ...{ publicInFile: false, simulated: false },
  ...more,
});
const said = (saidOn: string, until: string | null) => ({ saidOn: isoDate(saidOn), until: until === null ? null : isoDate(until) });
const judged = (obstacles: FollowedObstacle[], promises: MeetingPromise[] = [], from = '2026-10-01') =>
  judgePromises({ obstacles, promises, from: isoDate(from), day: isoDate('2026-11-10') }).map(({ result, lateDays, due }) => [
    result,
    lateDays,
    due,
  ]);

test('an obstacle that ended by its promised day kept the promise, one that ended later or is open past it is late', () => {
  const promises = [said('2026-09-01', '2026-10-15')];
  expect(judged([obstacle({ promises, state: 'resolved', endedOn: isoDate('2026-10-15') })])).toEqual([['kept', 0, '2026-10-15']]);
  expect(judged([obstacle({ promises, state: 'resolved', endedOn: isoDate('2026-10-20') })])).toEqual([['late', 5, '2026-10-15']]);
  expect(judged([obstacle({ promises })])).toEqual([['late', 26, '2026-10-15']]);
  expect(judged([obstacle({ promises, state: 'dropped', endedOn: isoDate('2026-10-20') })])).toEqual([['dropped', 0, '2026-10-15']]);
  expect(judged([obstacle({ promises: [said('2026-09-01', '2026-11-10')] })])).toEqual([['running', 0, '2026-11-10']]);
});

test('a date that was moved before it came was not kept; one that was moved after it was late', () => {
  const promises = [said('2026-09-01', '2026-10-15'), said('2026-10-10', '2026-10-31'), said('2026-11-05', '2026-12-15')];
  expect(
    judgePromises({ obstacles: [obstacle({ promises })], promises: [], from: isoDate('2026-10-01'), day: isoDate('2026-11-10') })[0]
      ?.movedTo,
  ).toBe('2026-12-15');
  expect(judged([obstacle({ promises })])).toEqual([
    ['late', 5, '2026-10-31'],
    ['moved', 0, '2026-10-15'],
    ['running', 0, '2026-12-15'],
  ]);
});

test('what was settled before the time that is looked back on is left out, what is still open is not', () => {
  const old = [said('2026-05-01', '2026-06-15')];
  expect(judged([obstacle({ promises: old, state: 'resolved', endedOn: isoDate('2026-06-10') })])).toEqual([]);
  expect(judged([obstacle({ promises: old })])).toEqual([['late', 148, '2026-06-15']]);
  expect(judged([obstacle()])).toEqual([]);
});

test('a promise of a meeting is judged by the day that was recorded for it', () => {
  const promise: MeetingPromise = {
    ...{ seq: 1, madeOn: isoDate('2026-10-14'), unit: health, what: 'Tanda tangan kontrak', owner: 'Kepala Dinas' },
    ...{ due: isoDate('2026-10-31'), actor: 'a', at: '2026-10-14T03:00:00.000Z', outcome: null },
  };
  const done = (day: string) => ({ outcome: 'done' as const, day: isoDate(day), text: '', actor: 'a', at: '2026-11-10T03:00:00.000Z' });
  expect(judged([], [promise])).toEqual([['late', 10, '2026-10-31']]);
  expect(judged([], [{ ...promise, outcome: done('2026-10-31') }])).toEqual([['kept', 0, '2026-10-31']]);
  expect(judged([], [{ ...promise, outcome: done('2026-11-03') }])).toEqual([['late', 3, '2026-10-31']]);
  expect(judged([], [{ ...promise, outcome: { ...done('2026-11-03'), outcome: 'dropped' } }])).toEqual([['dropped', 0, '2026-10-31']]);
});

test('causes are counted over OPD, open obstacles alone, the cause of most OPD first', () => {
  const of = (cause: Cause, unit: string, more: Partial<FollowedObstacle> = {}) => obstacle({ cause, unit, ...more });
  const school = '1.01.2.22.0.00.01.0000';
  expect(
    countCauses([
      of('tender', health, { lateDays: 3 }),
      of('tender', health, { lateDays: 0 }),
      of('tender', health),
      of('land', health),
      of('land', '1.02.0.00.0.00.01.0007'),
      of('land', school),
      of('weather', school, { state: 'resolved' }),
      of('weather', school, { unmentionedSince: isoDate('2026-09-30') }),
    ]),
  ).toEqual([
    { cause: 'land', units: [school, health], obstacles: 3, overdue: 0 },
    { cause: 'tender', units: [health], obstacles: 3, overdue: 1 },
  ]);
  expect(countCauses([])).toEqual([]);
});

test('what a verifier released stays public while a newer text waits', () => {
  const release = (entry: number, released: boolean) => ({ seq: 1, obstacle: 'o1', entry, released, actor: 'v', at: '' });
  expect(publicState(obstacle({ mayBePublic: false }), [release(1, true)])).toBe('internal');
  expect(publicState(obstacle(), [])).toBe('waiting');
  expect(publicState(obstacle(), [release(1, true)])).toBe('released');
  expect(publicState(obstacle(), [release(1, true), release(1, false)])).toBe('declined');
  expect(publicState(obstacle({ source: { kind: 'screen', entry: 2, on: isoDate('2026-09-01') } }), [release(1, true)])).toBe('changed');
  // What ended before it was public has nothing to be released; the end of what is public has.
  const ended = { state: 'resolved' as const, source: { kind: 'screen' as const, entry: 2, on: isoDate('2026-09-01') } };
  expect(publicState(obstacle(ended), [])).toBe('internal');
  expect(publicState(obstacle(ended), [release(1, true)])).toBe('changed');
  expect(publicState(obstacle({ ...ended, publicInFile: true }), [])).toBe('changed');
  const source = { kind: 'file' as const, upload: 'u1', sheet: 'a', row: 1, asOf: isoDate('2026-08-01') };
  expect(publicState(obstacle({ source }), [])).toBe('released');
});
