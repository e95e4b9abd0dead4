import type { Sen } from './money.ts';
import { sum } from './money.ts';

/**
 * Whole shares of 100 by largest remainder: they add up to 100 exactly, none is off by a whole point, and equal
 * remainders go to the earlier amount. For displays of 100 parts only; money itself is never nudged.
 * @param parts how many parts the whole has, 100 by default
 * @returns one share for each amount; null where there is nothing to share (total zero) or an amount is negative.
 */
export function shares(amounts: readonly Sen[], parts = 100): number[] | null {
  const total = sum(amounts);
  if (total <= 0n || amounts.some((amount) => amount < 0n)) return null;
  const whole = BigInt(parts);
  const cut = amounts.map((amount, index) => ({ index, share: (amount * whole) / total, rest: (amount * whole) % total }));
  const result = cut.map(({ share }) => Number(share));
  const missing = parts - result.reduce((all, share) => all + share, 0);
  const byRest = cut.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of byRest.slice(0, missing)) result[index] = (result[index] ?? 0) + 1;
  return result;
}
