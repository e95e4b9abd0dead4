import type { Sen } from './money.ts';

const whole = 10_000n;

/**
 * Realization as a share of the budget, in basis points (7644n is 76.44 %). Cut off toward zero, and never onto
 * 100 %: 99.996 % is 9999n and 100.004 % is 10001n, so that 10000n means exactly spent.
 * @returns null where the budget is zero: there is no denominator, however much was spent.
 */
export function absorption(realization: Sen, budget: Sen): bigint | null {
  if (budget === 0n) return null;
  const points = (realization * whole) / budget;
  if (points !== whole || realization === budget) return points;
  return whole + 1n;
}

/**
 * How far realization is ahead of (or, negative, behind) the plan to date, in basis points of the budget
 * (-1490n is −14.9 points). Cut off toward zero once, so it may differ by one from the difference of two absorptions.
 * @returns null where the budget is zero.
 */
export function deviation(realization: Sen, plan: Sen, budget: Sen): bigint | null {
  return budget === 0n ? null : ((realization - plan) * whole) / budget;
}
