import { parseDecimal, type Sen } from '@sipkadin/budget';
import type { Figures } from '@sipkadin/edition';

export interface Money {
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
}

/** Decimal text of an edition as sen; null stays "no data". @throws where the text is not an amount: the edition is damaged. */
export function sen(decimal: string | null): Sen | null {
  if (decimal === null) return null;
  const amount = parseDecimal(decimal);
  if (amount === undefined) throw new Error(`not an amount: ${decimal.slice(0, 40)}`);
  return amount;
}

export function money(figures: Figures): Money {
  return { budget: sen(figures.budget), realization: sen(figures.realization), plan: sen(figures.plan) };
}

export const nothing: Money = { budget: null, realization: null, plan: null };

/** Orders by an amount, the largest first; what has no data comes last. */
export function byLargest<T>(pick: (item: T) => Sen | null) {
  return (a: T, b: T): number => {
    const [left, right] = [pick(a), pick(b)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return left === right ? 0 : left > right ? -1 : 1;
  };
}

/** Adds up each measure; null (no data) counts as nothing, and only nulls give null. */
export function total(amounts: readonly Money[]): Money {
  const add = (of: keyof Money) => amounts.reduce<bigint | null>((all, one) => (one[of] === null ? all : (all ?? 0n) + one[of]), null);
  return { budget: add('budget'), realization: add('realization'), plan: add('plan') };
}
