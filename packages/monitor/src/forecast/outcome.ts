import type { Sen, Words } from '@sipkadin/budget';
import { type Forecaster, forecastBy } from './forecaster.ts';
import { type Method } from './methods.ts';
import { type Position, wholeMonths, type YearSeries } from './series.ts';

/** Why there is no forecast, or no band around it. */
export const reasons = {
  'nothing-known': {
    id: 'tidak ada pagu dan tidak ada laporan tahun ini',
    en: 'no budget and no report this year',
  },
  'no-pattern': {
    id: 'belum cukup laporan tahun ini, dan belum ada pagu atau tahun lalu sebagai pembanding',
    en: 'too few reports this year, and no budget or earlier year to compare with',
  },
  'no-budget': { id: 'tanpa pagu, rentang tidak dapat diukur', en: 'without a budget the range cannot be measured' },
  'few-years': {
    id: 'riwayat terlalu pendek untuk mengukur kesalahan cara ini',
    en: 'too few earlier years to measure how far this method is off',
  },
} as const satisfies Record<string, Words>;
export type Reason = keyof typeof reasons;

/** What a year is expected to come to, in sen. */
export type Outcome =
  | { kind: 'none'; reason: Reason }
  /** The report of 31 December is there: nothing is left to forecast. */
  | { kind: 'final'; value: Sen }
  | {
      kind: 'forecast';
      method: Method;
      value: Sen;
      /** Holds what comes in four of five years; null: see `bandMissing`. */
      band: { low: Sen; high: Sen } | null;
      bandMissing: Reason | null;
      /** Above the budget in force now: a larger budget, or a breach, would have to come. */
      isAboveBudget: boolean;
    };

/** Of the last position of a series. @param hasBand whether misses of this kind of series were measured */
export function outcomeOf(forecaster: Forecaster, series: YearSeries, hasBand: boolean): Outcome {
  const now = series.positions.at(-1);
  if (series.final !== null) return { kind: 'final', value: series.final };
  if (now === undefined || (now.budget === null && now.months === 0)) return { kind: 'none', reason: 'nothing-known' };
  const estimated = forecastBy(forecaster, series, now);
  if (estimated === null) return { kind: 'none', reason: 'no-pattern' };
  const value = atLeast(inSen(estimated.value), now.realized);
  const radius = hasBand ? (forecaster.radius[wholeMonths(now)] ?? null) : null;
  const band = now.budget === null || now.budget <= 0n || radius === null ? null : bandAround(value, radius, now.budget, series.positions);
  const bandMissing = band !== null ? null : now.budget === null || now.budget <= 0n ? 'no-budget' : 'few-years';
  const isAboveBudget = value > (now.budget ?? 0n);
  return { kind: 'forecast', method: estimated.method, value, band, bandMissing, isAboveBudget };
}

/**
 * The band, not below what is there; where the last month fell, money is coming back and it may be.
 * @param radius share of the budget
 */
export function bandAround(value: Sen, radius: number, budget: Sen, positions: readonly Position[]): { low: Sen; high: Sen } {
  const half = inSen(radius * Number(budget));
  const [before, now] = [positions.at(-2)?.realized ?? 0n, positions.at(-1)?.realized ?? 0n];
  const low = now < before ? atLeast(value - half, 0n) : atLeast(value - half, now);
  return { low, high: value + half };
}

/** A plain number of sen as money: the only place where a float becomes an amount, which is an estimate by then. */
export const inSen = (amount: number): Sen => BigInt(Math.round(amount));

const atLeast = (amount: Sen, least: Sen): Sen => (amount < least ? least : amount);
