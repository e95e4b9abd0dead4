import type { Sen } from '../money/money.ts';
import type { Compared } from './judge.ts';

/**
 * Part of the budget, in percent, that must have a cash plan before a total of several OPD is held against the plans. With less,
 * the plan of a few would stand beside the payments of all.
 */
export const planShare = 80;

export interface Comparable {
  /** What the total is judged by: `plan` is null where too little of the budget has one. */
  amounts: Compared;
  /** OPD that have paid and have no cash plan. */
  without: number;
  /** Whether treasury items were paid without a cash plan. */
  withoutTreasury: boolean;
  /** Sen that both have paid: not in `amounts.realization`. */
  paid: Sen;
  /** Whether a plan exists and is not compared, because it is the plan of less than `planShare` percent of the budget. */
  tooLittle: boolean;
}

/**
 * The part of a total that can be held against plans: what OPD without a cash plan have paid is left out of realization, as their
 * plan is not there. The budget stays that of the total, so that points are points of one budget.
 * @param total budget, realization and plan of the whole, in sen
 * @param units the OPD of that total, without treasury items
 * @param treasury its treasury items
 */
export function comparableOf(total: Compared, units: readonly Compared[], treasury: Compared): Comparable {
  const parts = [...units, treasury];
  const unplanned = parts.filter(({ plan, realization }) => plan === null && realization !== null && realization !== 0n);
  const withoutTreasury = unplanned.includes(treasury);
  const paid = unplanned.reduce((all, { realization }) => all + (realization ?? 0n), 0n);
  const budgets = (of: readonly Compared[]) => of.reduce((all, { budget }) => all + (budget ?? 0n), 0n);
  const [planned, whole] = [budgets(parts.filter(({ plan }) => plan !== null)), budgets(parts)];
  const tooLittle = total.plan !== null && planned * 100n < whole * BigInt(planShare);
  const { budget, realization, plan } = total;
  return {
    amounts: { budget, realization: realization === null ? null : realization - paid, plan: tooLittle ? null : plan },
    ...{ without: unplanned.length - (withoutTreasury ? 1 : 0), withoutTreasury, paid, tooLittle },
  };
}
