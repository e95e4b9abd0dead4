import type { ActivityAmounts, ActivityProgress } from '@sipkadin/ledger';
import { expect, test } from 'vitest';
import { activityNodes } from '../src/activities/activity-nodes.ts';
import { lastQuarterOf } from '../src/activities/last-quarter.ts';
import { aboveBudget, notStarted } from '../src/activities/lines-of-unit.ts';

const amounts = (activity: string, budget: bigint | null, realization: bigint | null, plan: bigint | null): ActivityAmounts => ({
  ...{ unit: 'u', activity, account: '', budget, realization, plan },
  sources: { budget: new Set(['s1']), realization: new Set(realization === null ? [] : ['s2']), plan: new Set(['s3', 's4']) },
});
const progress = (activity: string, hundredths: number): ActivityProgress => ({ unit: 'u', activity, hundredths, statement: 's5' });

const rows = [
  amounts('1.02.01.2.01.0001', 600n, 100n, 300n),
  amounts('1.02.01.2.01.0002', 400n, null, 50n),
  amounts('1.02.01.2.02.0001', 100n, 90n, 80n),
  amounts('1.02.02.2.01.0001', 500n, 0n, null),
];
const all = { within: '', isReported: true };

test('activities are added up at each level, the furthest behind first and those without a plan last', () => {
  const kegiatan = activityNodes(rows, [], { ...all, parts: 5 });
  expect(kegiatan.map(({ code, behind }) => [code, behind])).toEqual([
    ['1.02.01.2.01', 250n],
    ['1.02.01.2.02', -10n],
    ['1.02.02.2.01', null],
  ]);
  expect(
    activityNodes(rows, [], { ...all, parts: 3 }).map(({ code, budget, realization, plan }) => [code, budget, realization, plan]),
  ).toEqual([
    ['1.02.01', 1100n, 190n, 430n],
    ['1.02.02', 500n, 0n, null],
  ]);
  const within = activityNodes(rows, [], { parts: 6, within: '1.02.01.2.01', isReported: true });
  expect(within.map(({ code }) => code)).toEqual(['1.02.01.2.01.0001', '1.02.01.2.01.0002']);
  expect(kegiatan[0]?.sources).toEqual({ budget: 's1', realization: 's2', plan: null });
});

test('what the report of an OPD leaves out is zero; without a report it is not known', () => {
  const [, second] = activityNodes(rows, [], { parts: 6, within: '1.02.01.2.01', isReported: true });
  expect(second).toMatchObject({ realization: 0n, behind: 50n });
  const silent = activityNodes([amounts('1.02.01.2.01.0001', 600n, null, 300n)], [], { ...all, parts: 6, isReported: false });
  expect(silent).toMatchObject([{ realization: null, behind: null }]);
});

test('progress is weighed by the budget of what each report is of, and is none where nothing below was reported', () => {
  const reports = [progress('1.02.01.2.01.0001', 5000), progress('1.02.01.2.01.0002', 0), progress('1.02.01.2.02', 10_000)];
  const works = (parts: number) => activityNodes(rows, reports, { ...all, parts }).map(({ code, works: mean }) => [code, mean]);
  // 5,000 x 600 / 1,000; with 10,000 x 100 over 1,100.
  expect(works(5)).toEqual([
    ['1.02.01.2.01', 3000],
    ['1.02.01.2.02', 10_000],
    ['1.02.02.2.01', null],
  ]);
  expect(works(3)[0]).toEqual(['1.02.01', 3636]);
});

test('what should have begun and what is above budget are listed, the largest first', () => {
  const late = [amounts('1.02.01.2.01.0001', 600n, null, 10n), amounts('1.02.01.2.01.0002', 400n, 0n, 50n)];
  const listed = notStarted([...late, amounts('1.02.01.2.02.0001', 100n, 1n, 80n), amounts('1.02.02.2.01.0001', 500n, null, 0n)]);
  expect(listed).toEqual([
    { activity: '1.02.01.2.01.0002', budget: 400n, plan: 50n },
    { activity: '1.02.01.2.01.0001', budget: 600n, plan: 10n },
  ]);
  const above = [
    amounts('a', 100n, 100n, null),
    amounts('b', 100n, 130n, null),
    amounts('c', null, 200n, null),
    amounts('d', 100n, null, null),
  ];
  expect(aboveBudget(above).map(({ activity, beyond }) => [activity, beyond])).toEqual([
    ['c', 200n],
    ['b', 30n],
  ]);
});

test('the last quarter is what December has beyond September, and none where one of them was not reported', () => {
  const months = (september: bigint | null, december: bigint | null) => [
    { month: 9, realization: september, plan: 600n },
    { month: 12, realization: december, plan: 1000n },
  ];
  expect(lastQuarterOf(months(500n, 800n), 'realization')).toEqual({ part: 300n, whole: 800n });
  expect(lastQuarterOf(months(500n, 800n), 'plan')).toEqual({ part: 400n, whole: 1000n });
  expect([lastQuarterOf(months(null, 800n), 'realization'), lastQuarterOf(months(500n, null), 'realization')]).toEqual([null, null]);
  expect(lastQuarterOf(months(0n, 0n), 'realization')).toBeNull();
});
