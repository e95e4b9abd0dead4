import { divideRounded } from '../judgement/percentage.ts';
import type { Sen } from '../money/money.ts';

/** A share of a whole, or rupiah for each resident: kept as two integers so that ranks and medians are exact. The whole is above 0. */
export interface Ratio {
  part: bigint;
  whole: bigint;
}

/** @returns undefined where a side is unknown or there is no whole */
export function ratioOf(part: Sen | undefined, whole: bigint | null | undefined): Ratio | undefined {
  return part === undefined || whole === undefined || whole === null || whole <= 0n ? undefined : { part, whole };
}

/** Doubles that differ by more than this part of themselves differ as the ratios do; nearer ones are compared exactly. */
const doubtful = 1e-9;

/** Below 0 where the first is smaller, 0 where both are equal. */
export function compareRatios(a: Ratio, b: Ratio): number {
  return compareNear(a, double(a), b, double(b));
}

const double = ({ part, whole }: Ratio) => Number(part) / Number(whole);

function compareNear(a: Ratio, x: number, b: Ratio, y: number): number {
  if (Math.abs(x - y) > doubtful * Math.max(Math.abs(x), Math.abs(y))) return x - y;
  const [left, right] = [a.part * b.whole, b.part * a.whole];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The middle one, or the mean of the two in the middle. @returns undefined of none */
export function medianOf(ratios: readonly Ratio[]): Ratio | undefined {
  // Made doubles once each: a sort compares each of hundreds many times.
  const doubles = ratios.map((ratio) => ({ ratio, near: double(ratio) }));
  const sorted = doubles.sort((a, b) => compareNear(a.ratio, a.near, b.ratio, b.near)).map(({ ratio }) => ratio);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) return undefined;
  if (low === high) return low;
  return { part: low.part * high.whole + high.part * low.whole, whole: 2n * low.whole * high.whole };
}

/** The place of one among all, the largest first; equal ones share a place. @param all without it */
export function placeAmong(own: Ratio, all: readonly Ratio[]): { place: number; of: number } {
  const near = double(own);
  return { place: all.filter((other) => compareNear(other, double(other), own, near) > 0).length + 1, of: all.length + 1 };
}

/** The difference of two shares in tenths of a point, each rounded as it is printed: 44.6 % and 40.4 % differ by 42. */
export function pointsBetween(a: Ratio, b: Ratio): bigint {
  return divideRounded(a.part * 1000n, a.whole) - divideRounded(b.part * 1000n, b.whole);
}
