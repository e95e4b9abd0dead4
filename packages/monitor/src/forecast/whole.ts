import type { Sen } from '@sipkadin/budget';
import { conformalRadius } from './conformal.ts';
import type { Tried } from './forecaster.ts';
import type { History } from './history.ts';
import { type Outcome, outcomeOf, type Reason } from './outcome.ts';
import { type Position, wholeMonths, type YearSeries } from './series.ts';
import { yearsOf } from './trials.ts';

/** What a whole government's year is expected to come to. */
export interface WholeForecast {
  /** Sen; what the OPD and the treasury items are expected to come to, added up. */
  value: Sen;
  band: { low: Sen; high: Sen; from: 'own-years' | 'provinces' } | null;
  bandMissing: Reason | null;
  /** Whole months that most of the budget has reported: what the band is of. */
  months: number;
  realized: Sen;
  budget: Sen | null;
  /** Keys of series without a forecast, whose reports alone are in the sum. */
  without: string[];
}

/** Adds up what each series is expected to come to; its band is measured on the sums of earlier years, not on those of OPD. */
export function wholeOf(history: History, parts: readonly { series: YearSeries; outcome: Outcome }[]): WholeForecast {
  const now = parts.map(({ series }) => series.positions.at(-1)).filter((position) => position !== undefined);
  const realized = total(now.map((position) => position.realized));
  const budgets = now.flatMap(({ budget }) => budget ?? []);
  const budget = budgets.length === 0 ? null : total(budgets);
  const value = total(
    parts.map(({ series, outcome }) => (outcome.kind === 'none' ? (series.positions.at(-1)?.realized ?? 0n) : outcome.value)),
  );
  const months = monthsOfMost(now);
  const isOver = parts.length > 0 && parts.every(({ outcome }) => outcome.kind === 'final');
  const radius = isOver ? null : wholeRadius(history, months);
  const half = radius === null || budget === null ? null : BigInt(Math.round(radius.share * Number(budget)));
  return {
    ...{ value, months, realized, budget },
    band:
      half === null || radius === null
        ? null
        : { low: value - half < realized ? realized : value - half, high: value + half, from: radius.from },
    bandMissing: half !== null || isOver ? null : budget === null ? 'no-budget' : 'few-years',
    without: parts.flatMap(({ series, outcome }) => (outcome.kind === 'none' ? [series.key] : [])),
  };
}

const total = (amounts: readonly Sen[]): Sen => amounts.reduce((sum, amount) => sum + amount, 0n);

/** Whole months that the larger half of the budget has reported. */
function monthsOfMost(positions: readonly Position[]): number {
  const weighted = positions.map((position) => ({ months: wholeMonths(position), weight: Number(position.budget ?? 0n) }));
  const all = weighted.reduce((sum, { weight }) => sum + weight, 0);
  let seen = 0;
  for (const { months, weight } of weighted.toSorted((a, b) => b.months - a.months)) {
    seen += weight;
    if (seen * 2 >= all) return Math.min(11, months);
  }
  return 0;
}

/** Half the width of the band as a share of the budget: from the own years where there are at least four, else from provinces. */
function wholeRadius({ spending, provinces, years }: History, months: number): { share: number; from: 'own-years' | 'provinces' } | null {
  const own = years.length === 0 ? null : conformalRadius(sumMisses(spending.tried, months));
  if (own !== null) return { share: own, from: 'own-years' };
  const share = provinces.radius[months] ?? null;
  return share === null ? null : { share, from: 'provinces' };
}

/** By year: the sum of what was forecast less the sum of what came, as a share of the sum of the budgets. */
export function sumMisses(tried: readonly Tried[], months: number): number[] {
  const ofMonth = tried.filter((one) => one.months === months);
  return yearsOf(ofMonth).map((year) => {
    const sums = { miss: 0, budget: 0 };
    for (const one of ofMonth) {
      if (one.year !== year) continue;
      sums.miss += one.estimated - one.actual;
      sums.budget += one.budget;
    }
    return sums.miss / sums.budget;
  });
}

export interface SilpaForecast {
  /** Sen: expected revenue less expected spending, with net financing. */
  value: Sen;
  band: { low: Sen; high: Sen } | null;
  revenue: Sen;
  spending: Sen;
  netFinancing: Sen;
  /** Financing was taken from the budget, because none was reported. */
  isFinancingOfBudget: boolean;
}

/**
 * The surplus that is left at the year's end (SiLPA = revenue − spending + net financing, as in `lraBalance`). The band is measured on
 * what revenue less spending was off by in earlier years, for the two are often off together.
 * @returns null where revenue cannot be forecast, or nothing is known of financing
 */
export function silpaOf(
  history: History,
  whole: WholeForecast,
  revenue: YearSeries | null,
  financing: { budget: Sen | null; realized: Sen | null },
): SilpaForecast | null {
  const outcome = revenue === null ? null : outcomeOf(history.revenue ?? history.spending, revenue, false);
  const netFinancing = financing.realized ?? financing.budget;
  if (outcome === null || outcome.kind === 'none' || netFinancing === null) return null;
  const value = outcome.value - whole.value + netFinancing;
  const misses = silpaMisses(history, whole.months);
  const radius = conformalRadius(misses);
  const half = radius === null || whole.budget === null ? null : BigInt(Math.round(radius * Number(whole.budget)));
  return {
    ...{ value, revenue: outcome.value, spending: whole.value, netFinancing, isFinancingOfBudget: financing.realized === null },
    band: half === null ? null : { low: value - half, high: value + half },
  };
}

/** By year, as shares of the spending budget. */
function silpaMisses({ spending, revenue }: History, months: number): number[] {
  const years = yearsOf(spending.tried.filter((one) => one.months === months));
  return years.flatMap((year) => {
    const at = (tried: readonly Tried[]) => tried.filter((one) => one.year === year && one.months === months);
    const [spent, received] = [at(spending.tried), at(revenue?.tried ?? [])];
    if (received.length === 0) return [];
    const missed = (tried: readonly Tried[]) => tried.reduce((sum, { estimated, actual }) => sum + estimated - actual, 0);
    return [(missed(received) - missed(spent)) / spent.reduce((sum, { budget }) => sum + budget, 0)];
  });
}
