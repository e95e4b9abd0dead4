import type { Sen } from '@sipkadin/budget';
import type { Place } from './place.ts';

/** A row that states amounts for a place: a line, or the sum of others. */
export interface StatedRow {
  place: Place;
  /** Number in its sheet. */
  row: number;
  /** By measure, in sen; null where the cell is blank. */
  amounts: readonly (Sen | null)[];
  /** What it counts for as a line, where that is more than it states. */
  asLine?: readonly (Sen | null)[] | undefined;
  /**
   * `total`: never a line, by its label it sums up the place. `unsure`: a sum if it adds up and all rows of its level
   * do, else money without an account.
   */
  role?: 'total' | 'unsure';
}

/** Whether a row states any amount, zero among them. */
export const isFilled = ({ amounts }: StatedRow): boolean => amounts.some((amount) => amount !== null);

/** What a row counts for as a line. */
export const counted = ({ amounts, asLine }: StatedRow): readonly (Sen | null)[] => asLine ?? amounts;

/** Adds amounts to sums, measure by measure; what is null or cannot be read adds nothing. */
export function add(sums: Sen[] | undefined, amounts: readonly (Sen | null | undefined)[], sign = 1n): void {
  for (let at = 0; sums && at < amounts.length; at++) {
    const amount = amounts[at];
    if (typeof amount === 'bigint' && amount !== 0n) sums[at] = (sums[at] ?? 0n) + (sign === 1n ? amount : -amount);
  }
}
