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
  /** Whether an OPD that has a cash plan itself paid treasury items without one. */
  withoutTreasury: boolean;
  /** Sen that all of them have paid without a plan, treasury items of OPD without one included: not in `amounts.realization`. */
  paid: Sen;
  /** Whether a plan exists and is not compared, because it is the plan of less than `planShare` percent of the budget. */
  tooLittle: boolean;
}

/**
 * The part of a total that can be held against plans: what OPD without a cash plan have paid is left out of realization, as their
 * plan is not there. The budget stays that of the total, so that points are points of one budget.
 * @param total budget, realization and plan of the whole, in sen
 * @param units the OPD of that total: what each works with itself, and its treasury items, which may have no plan where those of others do
 */
export function comparableOf(total: Compared, units: readonly { own: Compared; treasury: Compared }[]): Comparable {
  const parts = units.flatMap(({ own, treasury }) => [own, treasury]);
  const unplanned = parts.filter(isUnplanned);
  const without = units.filter(({ own }) => isUnplanned(own)).length;
  const withoutTreasury = units.some(({ own, treasury }) => isUnplanned(treasury) && !isUnplanned(own));
  const paid = unplanned.reduce((all, { realization }) => all + (realization ?? 0n), 0n);
  const budgets = (of: readonly Compared[]) => of.reduce((all, { budget }) => all + (budget ?? 0n), 0n);
  const [planned, whole] = [budgets(parts.filter(({ plan }) => plan !== null)), budgets(parts)];
  const tooLittle = total.plan !== null && planned * 100n < whole * BigInt(planShare);
  const { budget, realization, plan } = total;
  return {
    amounts: { budget, realization: realization === null ? null : realization - paid, plan: tooLittle ? null : plan },
    ...{ without, withoutTreasury, paid, tooLittle },
  };
}

const isUnplanned = ({ plan, realization }: Compared) => plan === null && realization !== null && realization !== 0n;
