import { type Method, methods } from './methods.ts';
import { missBy, type Trial } from './trials.ts';

/** By whole month, 0 to 11: the methods, the one to use first. */
export type Ranking = readonly (readonly Method[])[];

/** Where nothing could be back-tested: what needs no share of this year that may be chance comes first. */
const untested: readonly Method[] = ['absorption', 'mean', 'plan', 'season', 'blend', 'pace', 'last-year'];

/** Months before and after that are looked at with a month: one month's trials alone are few, and a choice from them is often chance. */
const neighbours = 1;

/** Ranks the methods of each month by how far they were off in the trials of that month and those around it. */
export function rankMethods(trials: readonly Trial[]): Ranking {
  // Before the first report there is no pace to compare with, so that month stands alone.
  const near = (month: number, other: number) => (month === 0 || other === 0 ? month === other : Math.abs(month - other) <= neighbours);
  return Array.from({ length: 12 }, (_, month) => rank(trials.filter(({ months }) => near(month, months))));
}

/** Whether a month's order was found by a back-test. */
export const isTested = (order: readonly Method[] | undefined) => order !== undefined && order !== untested;

/**
 * Each method is compared with the plain pace on the same trials, year by year, so that one which cannot forecast every year does
 * not look better for it; where there is no pace yet, with nothing. The squares of the ratios are averaged: a method that failed in
 * one year is not made good by another year. What could forecast fewer than half the trials comes last.
 */
function rank(trials: readonly Trial[]): readonly Method[] {
  const years = [...Map.groupBy(trials, ({ year }) => year).values()];
  const tried = methods.flatMap((method) => {
    const ofYears = years.flatMap((ofYear) => ratioToPace(method, ofYear) ?? []);
    const count = trials.filter(({ estimates }) => estimates.has(method)).length;
    if (ofYears.length === 0) return [];
    return [{ method, isRare: count * 2 < trials.length, score: ofYears.reduce((sum, ratio) => sum + ratio ** 2, 0) / ofYears.length }];
  });
  // A single year of history can try nothing but the pace, which needs none.
  if (tried.every(({ method }) => method === 'pace')) return untested;
  const order = tried.toSorted((a, b) => Number(a.isRare) - Number(b.isRare) || a.score - b.score).map(({ method }) => method);
  return [...order, ...untested.filter((method) => !order.includes(method))];
}

/** A share of a budget that is as good as nothing. */
const smallest = 1e-9;

function ratioToPace(method: Method, trials: readonly Trial[]): number | null {
  let [own, pace, count] = [0, 0, 0];
  for (const trial of trials) {
    const value = trial.estimates.get(method);
    const miss = value === undefined ? null : missBy(value, trial);
    if (miss === null) continue;
    own += Math.abs(miss);
    pace += Math.abs(missBy(trial.estimates.get('pace') ?? 0, trial) ?? 0);
    count++;
  }
  // The pace of a year that was spent evenly is exact.
  return count === 0 ? null : (own + smallest) / (pace + smallest);
}
