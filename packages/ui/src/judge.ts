import type { Sen } from '@sipkadin/budget';

export type Status = 'on-track' | 'attention' | 'late' | 'over' | 'silent' | 'unfunded' | 'no-plan';

/** Gap to plan, in basis points of the budget, from which a unit needs attention, and from which it is late. */
export const attentionGap = -500n;
export const lateGap = -1000n;

/** Realization less plan in basis points of the budget, cut off toward zero; null where one of them is missing or there is no budget. */
export function gapToPlan(figures: { budget: Sen | null; realization: Sen | null; plan: Sen | null }): bigint | null {
  const { budget, realization, plan } = figures;
  if (budget === null || budget <= 0n || realization === null || plan === null) return null;
  return ((realization - plan) * 10_000n) / budget;
}

/**
 * Status compares with the plan only: little spent early in the year is not late by itself. Who has not reported the month
 * that is looked at is silent, whatever its last position was: what is not known is not judged.
 */
export function judge(figures: { budget: Sen | null; realization: Sen | null; plan: Sen | null; reported?: boolean }): Status {
  const { budget, realization, reported = true } = figures;
  if (!reported || realization === null) return 'silent';
  if (realization > (budget ?? 0n)) return 'over';
  if (budget === null || budget === 0n) return 'unfunded';
  const gap = gapToPlan(figures);
  if (gap === null) return 'no-plan';
  if (gap <= lateGap) return 'late';
  return gap <= attentionGap ? 'attention' : 'on-track';
}
