import { expect, test } from 'vitest';
import { indexScore } from '../src/performance/score.ts';
import { absorptionScore, contractScore, deviationScore, monthDeviations, outputScore, revisionScore } from '../src/performance/terms.ts';

const limits = { freeRevisions: 1, freeDeviation: 5 };
const weights = { revision: 10, deviation: 20, absorption: 30, output: 25, contracts: 15 };

test('revisions beyond the free ones cost ten points each', () => {
  expect([1, 2, 3, 4, 20].map((versions) => revisionScore(versions, limits))).toEqual([1000n, 1000n, 900n, 800n, 0n]);
  expect(revisionScore(0, limits)).toBeNull();
});

const month = (at: number, realization: bigint | null, plan: bigint | null, planToDay = plan) => ({
  month: at,
  realization,
  plan,
  planToDay,
});

test('a month is held against its own plan, one that is reported in part against the plan of its days', () => {
  const months = [month(1, 100n, 100n), month(2, 150n, 200n), month(3, 190n, 300n, 250n)];
  expect(monthDeviations(months).map(({ planned, paid, deviation }) => [planned, paid, deviation])).toEqual([
    [100n, 100n, 0n],
    [100n, 50n, 500n],
    [50n, 40n, 200n],
  ]);
  // Mean 23.3 %, 5 % are free.
  expect(deviationScore(monthDeviations(months), limits)).toBe(817n);
});

test('a month in which more came back than was paid deviates in full, and so does one that nothing was planned for', () => {
  const month = (at: number, realization: bigint, plan: bigint) => ({ month: at, realization, plan, planToDay: plan });
  expect(monthDeviations([month(1, 100n, 100n), month(2, 60n, 150n), month(3, 70n, 150n)])).toMatchObject([
    { paid: 100n, deviation: 0n },
    { paid: -40n, planned: 50n, deviation: 1000n },
    { paid: 10n, planned: 0n, deviation: 1000n },
  ]);
});

test('a month after one that was not reported, and a year without a plan, are not judged', () => {
  expect(monthDeviations([month(1, 100n, 100n), month(2, null, 200n, null), month(3, 300n, 300n)]).map((one) => one.month)).toEqual([1]);
  expect(deviationScore(monthDeviations([month(1, 5n, null)]), limits)).toBeNull();
  expect(monthDeviations([month(1, 5n, 0n)])[0]?.deviation).toBe(1000n);
  expect(monthDeviations([month(1, 0n, 0n)])[0]?.deviation).toBe(0n);
  // What was paid back in a month is a deviation, and no more than all of it.
  expect(monthDeviations([month(1, -500n, 100n)])[0]?.deviation).toBe(1000n);
});

test('absorption, output and contracts are at most 100, and unknown where there is nothing to hold them against', () => {
  expect(absorptionScore({ realization: 90n, plan: 120n, budget: 200n })).toBe(750n);
  expect(absorptionScore({ realization: 130n, plan: 120n, budget: 200n })).toBe(1000n);
  // More than the budget of the year is a breach, not absorption.
  expect(absorptionScore({ realization: 201n, plan: 120n, budget: 200n })).toBe(0n);
  expect([
    absorptionScore({ realization: 1n, plan: null, budget: 1n }),
    absorptionScore({ realization: null, plan: 1n, budget: 1n }),
    absorptionScore({ realization: 1n, plan: 0n, budget: null }),
  ]).toEqual([null, null, null]);
  expect(
    outputScore([
      { progress: 4000, target: 8000 },
      { progress: 9000, target: 3000 },
      { progress: 10, target: 0 },
    ]),
  ).toBe(750n);
  expect(outputScore([])).toBeNull();
  expect([contractScore({ signed: 2, all: 3 }), contractScore({ signed: 0, all: 0 })]).toEqual([667n, null]);
});

test('the index is the weighted mean; what is missing is named and the other weights are scaled', () => {
  const scores = { revision: 1000n, deviation: 800n, absorption: 900n, output: 500n, contracts: 600n };
  expect(indexScore(scores, weights)).toEqual({ total: 745n, weight: 100, missing: [] });
  expect(indexScore({ ...scores, output: null }, weights)).toEqual({ total: 827n, weight: 75, missing: ['output'] });
});

test('no plan is not a perfect plan: without deviation and absorption there is no index', () => {
  const scores = { revision: 1000n, deviation: null, absorption: null, output: 1000n, contracts: null };
  expect(indexScore(scores, weights)).toEqual({ total: null, weight: 35, missing: ['deviation', 'absorption', 'contracts'] });
});
