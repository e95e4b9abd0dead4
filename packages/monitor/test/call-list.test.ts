import { isoDate, type Status } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import type { JudgedPromise } from '../src/obstacles/promises.ts';
import { callList } from '../src/overview/call-list.ts';
import { changesOf } from '../src/overview/changes.ts';
import { followUpOf } from '../src/overview/follow-up.ts';
import { lastYearOf } from '../src/overview/last-year.ts';
import type { HeldReport } from '../src/reporting/holders.ts';
import type { Standing, UnitStanding } from '../src/standing.ts';

interface Short {
  status?: Status;
  behind?: bigint | null;
  asOf?: string | null;
}
/** An OPD with a budget of 1,000 sen that has paid 500. */
const unit = (code: string, { status = 'behind', behind = 0n, asOf = '2026-10-31' }: Short = {}): UnitStanding => ({
  ...{ code, status, asOf: asOf === null ? null : isoDate(asOf), months: [], unitDays: [], planDay: null, gap: null },
  reporting: asOf === null ? 'silent' : 'reported',
  figures: { budget: 1000n, realization: asOf === null ? null : 500n, plan: behind === null ? null : 500n + behind },
});
const held = (state: HeldReport['state'], days = 19): HeldReport => ({ state, holder: 'verifier', since: isoDate('2026-11-10'), days });
const none = new Map<string, HeldReport>();

test('those that need attention are ordered by rupiah to come back to plan; OPD ahead of theirs take nothing off the whole', () => {
  const list = callList(
    [
      unit('small', { behind: 10n }),
      unit('large', { status: 'attention', behind: 90n }),
      unit('good', { status: 'on-track', behind: 5n }),
      unit('ahead', { status: 'on-track', behind: -200n }),
    ],
    none,
  );
  expect(list.behind.map(({ unit: code, amount }) => [code, amount])).toEqual([
    ['large', 90n],
    ['small', 10n],
  ]);
  expect(list).toMatchObject({ besides: [], more: 0, shortfall: 105n });
});

test('an OPD within its band is called where its rupiah are among the largest, and the list keeps its seven rows', () => {
  const behind = Array.from({ length: 8 }, (_, index) => unit(`b${index}`, { behind: BigInt(80 - index) }));
  const units = [...behind, unit('large', { status: 'on-track', behind: 75n }), unit('little', { status: 'on-track', behind: 30n })];
  const list = callList(units, none);
  expect(list.behind.map(({ unit: code, kind }) => [code, kind])).toEqual([
    ...['b0', 'b1', 'b2', 'b3', 'b4'].map((code) => [code, 'behind']),
    ...[
      ['b5', 'behind'],
      ['large', 'within'],
    ],
  ]);
  expect(list).toMatchObject({ more: 2, shortfall: 717n });
});

test('above budget, never reported and held by the verifier keep three of seven rows, whatever the others lack', () => {
  const behind = Array.from({ length: 8 }, (_, index) => unit(`b${index}`, { behind: BigInt(100 - index) }));
  const over = { ...unit('over', { status: 'over' }), figures: { budget: 1000n, realization: 1200n, plan: 900n } };
  const units = [...behind, over, unit('silent', { status: 'silent', behind: null, asOf: null }), unit('waiting', { status: 'on-track' })];
  const list = callList(units, new Map([['waiting', held('submitted')]]));
  expect(list.behind.map(({ unit: code }) => code)).toEqual(['b0', 'b1', 'b2', 'b3']);
  expect(list.besides).toEqual([
    { unit: 'over', kind: 'over', amount: 200n },
    { unit: 'silent', kind: 'silent', amount: null },
    { unit: 'waiting', kind: 'waiting', amount: null },
  ]);
  expect(list.more).toBe(4);
});

test('a kind does not hide another, and rows that are free go to who else is to be called', () => {
  const silent = Array.from({ length: 9 }, (_, index) => unit(`s${index}`, { status: 'silent', behind: null, asOf: null }));
  const list = callList(
    [unit('behind', { behind: 10n }), ...silent, unit('waiting', { status: 'on-track' })],
    new Map([['waiting', held('submitted')]]),
  );
  expect(list.behind.map(({ unit: code }) => code)).toEqual(['behind']);
  expect(list.besides.map(({ unit: code }) => code)).toEqual(['s0', 'waiting', 's1', 's2', 's3', 's4']);
  expect(list.more).toBe(4);
});

test('a report that the OPD itself has, and an OPD that is called anyway, are not called for the verifier', () => {
  const units = [unit('own', { status: 'on-track' }), unit('behind', { behind: 10n })];
  const list = callList(
    units,
    new Map([
      ['own', held('returned')],
      ['behind', held('submitted')],
    ]),
  );
  expect([list.behind.length, list.besides.length]).toEqual([1, 0]);
});

/** @param compared budget, realization and plan of what has a plan; 40 sen more were paid without one */
const standing = (month: number, units: UnitStanding[], compared: [bigint, bigint, bigint | null]): Standing => {
  const [budget, realization, plan] = compared;
  const comparable = { amounts: { budget, realization, plan }, without: 1, withoutTreasury: false, paid: 40n, tooLittle: false };
  const total = { budget, realization: realization + 40n, plan };
  return { ...{ month, units, version: 'murni', total }, comparable } as Partial<Standing> as Standing;
};

test('what changed between two states: the distance from plan, later reports, and judgements, the worse ones first', () => {
  const before = standing(
    9,
    [unit('a', { status: 'behind', asOf: '2026-09-30' }), unit('b', { status: 'on-track', asOf: '2026-09-30' }), unit('c')],
    [1000n, 600n, 650n],
  );
  const after = standing(
    10,
    [unit('a', { status: 'on-track' }), unit('b', { status: 'behind' }), unit('c'), unit('d', { status: 'on-track' })],
    [1100n, 700n, 790n],
  );
  const changes = changesOf(before, after);
  expect(changes).toMatchObject({
    month: { before: 9, after: 10 },
    behind: { before: 50n, after: 90n },
    budget: { before: 1000n, after: 1100n },
    realization: { before: 640n, after: 740n },
  });
  expect(changes.reported.map(({ unit: code }) => code)).toEqual(['a', 'b', 'd']);
  expect(changes.judged.map(({ unit: code, before: was, after: is }) => [code, was, is])).toEqual([
    ['b', 'on-track', 'behind'],
    ['d', 'silent', 'on-track'],
    ['a', 'behind', 'on-track'],
  ]);
});

test('the year before is of the same day only where it is known for that day', () => {
  const known = (asOf: string | null) => ({
    asOf: asOf === null ? null : isoDate(asOf),
    ...{ month: asOf === null ? 12 : Number(asOf.slice(5, 7)), units: [{ asOf: null }, { asOf: isoDate(asOf ?? '2025-01-31') }] },
    total: { budget: 100n, realization: asOf === null ? null : 60n, plan: null },
  });
  expect(lastYearOf(known('2025-10-31'), isoDate('2026-10-31'))).toMatchObject({
    ...{ isSameDay: true, realization: 60n, reported: 1, of: 2 },
  });
  expect(lastYearOf(known('2025-10-12'), isoDate('2026-10-31'))).toMatchObject({ isSameDay: false });
  expect(lastYearOf(known('2023-02-28'), isoDate('2024-02-29'))).toMatchObject({ isSameDay: true });
  expect(lastYearOf(known('2024-02-29'), isoDate('2025-02-28'))).toMatchObject({ isSameDay: false });
  expect([lastYearOf(known(null), isoDate('2026-10-31')), lastYearOf(known('2025-10-31'), null)]).toEqual([null, null]);
});

test('an obstacle of the activity that is furthest behind comes first, and the promise is its own, else the longest overdue', () => {
  const followed = (id: string, activity: string, dates: string[] = []) =>
    ({ id, unit: 'a.0000', activity, promises: dates.map((until) => ({ saidOn: isoDate('2026-09-01'), until: isoDate(until) })) }) as never;
  const promise = (id: string, due: string, lateDays: number, settledOn: string | null = null): JudgedPromise => ({
    ...{ from: { kind: 'obstacle', id }, unit: 'a.0000', what: id, owner: '', madeOn: isoDate('2026-09-01'), due: isoDate(due), lateDays },
    ...{ result: lateDays > 0 ? 'late' : 'running', settledOn: settledOn === null ? null : isoDate(settledOn), movedTo: null },
  });
  const today = isoDate('2026-11-11');
  const promises = [promise('o1', '2026-11-06', 5), promise('o2', '2026-11-20', 0), promise('o3', '2026-01-01', 300, '2026-10-27')];
  const obstacles = [followed('o1', '1.02.09.2.01.0001'), followed('o2', '1.02.01.2.01.0001', ['2026-11-01', '2026-11-20'])];
  const given = { obstacles, carried: [followed('last', '1.02.01.2.01.0001')], promises, today };
  expect(followUpOf('a.0000', { ...given, activity: '1.02.01.2.01' })).toMatchObject({
    ...{ obstacle: { id: 'o2' }, isOfActivity: true, isCarried: false, promise: { due: '2026-11-20' }, untilDays: 9, moved: 1 },
  });
  expect(followUpOf('a.0000', { ...given, activity: null })).toMatchObject({
    ...{ obstacle: { id: 'o1' }, isOfActivity: false, promise: { due: '2026-11-06', lateDays: 5 }, untilDays: 0 },
  });
  // One of the year before only where this year has none.
  expect(followUpOf('a.0000', { ...given, obstacles: [], activity: '1.02.01.2.01' })).toMatchObject({
    ...{ obstacle: { id: 'last' }, isOfActivity: false, isCarried: true },
  });
  expect(followUpOf('b.0000', { ...given, activity: null })).toMatchObject({ obstacle: null, promise: null });
});
