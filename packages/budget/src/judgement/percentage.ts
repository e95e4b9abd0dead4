import type { Sen } from '../money/money.ts';

/** A percentage as it is shown and judged. */
export interface Percentage {
  /** In units of the last digit: 693n with one digit is 69.3 %. Half is rounded away from zero. */
  value: bigint;
  /** The true share lies between zero and the last digit: shown as "<0,1", and `value` is one unit, with the share's sign. */
  isBelowSmallest: boolean;
}

/** Quotient of two integers, half rounded away from zero. @throws RangeError where the divisor is zero */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== divisor < 0n;
  const [a, b] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (a * 2n + b) / (b * 2n);
  return isNegative ? -rounded : rounded;
}

/**
 * Part of a whole in percent, rounded once, for display and judgement alike. 100 % and 0 % are returned only where they are
 * exact: 99.96 % is 99.9, 100.04 % is 100.1, and what is closer to zero than the last digit says so.
 * @param digits decimals: 1 everywhere but in the table of an LRA, which has 2
 * @returns null where the whole is zero: there is no denominator, however large the part
 */
export function percentage(part: Sen, whole: Sen, digits = 1): Percentage | null {
  if (whole === 0n) return null;
  const hundred = 100n * 10n ** BigInt(digits);
  if (part === 0n) return { value: 0n, isBelowSmallest: false };
  const isNegative = part < 0n !== whole < 0n;
  const [p, w] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  let value = divideRounded(p * hundred, w);
  if (value === hundred && p !== w) value += p > w ? 1n : -1n;
  const isBelowSmallest = value === 0n;
  if (isBelowSmallest) value = 1n;
  return { value: isNegative ? -value : value, isBelowSmallest };
}
