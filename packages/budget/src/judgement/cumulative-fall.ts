import type { Sen } from '../money/money.ts';

/** Percent of the amount before up to which a fall is taken as an ordinary correction or refund. */
const usualPercent = 1n;

/**
 * The last two reports in a row between which a cumulative amount fell by more than one percent: paid money does not become less, so
 * the later report may lack a part.
 * @param months of one OPD and year, in order; null: no report of that month, which is passed over
 * @returns undefined where no amount fell so far
 */
export function cumulativeFall<Month extends { realization: Sen | null }>(
  months: readonly Month[],
): { before: Month & { realization: Sen }; after: Month & { realization: Sen } } | undefined {
  const reported = months.flatMap((month) => (month.realization === null ? [] : [{ ...month, realization: month.realization }]));
  for (let index = reported.length - 1; index > 0; index--) {
    const [before, after] = [reported[index - 1], reported[index]];
    if (before === undefined || after === undefined) continue;
    if (before.realization > 0n && (before.realization - after.realization) * 100n > before.realization * usualPercent)
      return { before, after };
  }
  return undefined;
}
