import type { Sen } from '../money/money.ts';
import type { Band, Status } from './bands.ts';
import { divideRounded } from './percentage.ts';

/** Amounts that are compared: the plan is that of the day up to which realization is known. */
export interface Compared {
  /** Sen; null: no budget is known. */
  budget: Sen | null;
  /** Sen; null: not reported, which is not zero. */
  realization: Sen | null;
  /** Sen; null: no cash plan. */
  plan: Sen | null;
}

/**
 * Realization less plan, in tenths of a point of the budget (-51n is −5.1 points), half rounded away from zero. What is judged
 * is this rounded figure, so that "−5,0 points" never reads as less than five.
 * @returns null where an amount is missing, or the budget is not above zero
 */
export function gapToPlan({ budget, realization, plan }: Compared): bigint | null {
  if (budget === null || budget <= 0n || realization === null || plan === null) return null;
  return divideRounded((realization - plan) * 1000n, budget);
}

/**
 * Status against the plan alone: little spent early in the year is not behind by itself, for money lags works. Realization
 * above the budget is a breach of control whatever the plan says; a first report that is still missing is not judged.
 */
export function judge(figures: Compared, band: Band): Status {
  const { budget, realization } = figures;
  if (realization === null) return 'silent';
  if (realization > (budget ?? 0n)) return 'over';
  if (budget === null || budget === 0n) return 'unfunded';
  const gap = gapToPlan(figures);
  if (gap === null) return 'no-plan';
  if (gap <= BigInt(band.behind)) return 'behind';
  return gap <= BigInt(band.attention) ? 'attention' : 'on-track';
}
