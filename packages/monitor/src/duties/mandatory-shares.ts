import { type Code, isWithin, type Sen, type ShareRule } from '@sipkadin/budget';

interface Row {
  measure: 'budget' | 'realization' | 'plan';
  account: Code;
  bidang: Code;
  amount: Sen;
}

/** Part and whole of a share in one measure, in sen; null: nothing known, or spending without bidang where the share is of one. */
export interface ShareAmounts {
  part: Sen;
  whole: Sen;
}

/** @param rows spending (akun 5) that counts, budgets of one version alone, treasury items included */
export function shareOf(
  { accounts, bidang, without }: Pick<ShareRule, 'accounts' | 'bidang' | 'without'>,
  rows: readonly Row[],
  measure: 'budget' | 'realization',
): ShareAmounts | null {
  const own = rows.filter(
    (row) => row.measure === measure && isWithin(row.account, '5') && !without.some((code) => isWithin(row.account, code)),
  );
  if (own.length === 0) return null;
  const counts = (row: Row) =>
    bidang.length === 0 ? accounts.some((code) => isWithin(row.account, code)) : bidang.some((code) => row.bidang === code);
  // Files without functions would make the share of one zero.
  if (bidang.length > 0 && own.every((row) => row.bidang === '')) return null;
  const sum = (of: readonly Row[]) => of.reduce((all, { amount }) => all + amount, 0n);
  return { part: sum(own.filter(counts)), whole: sum(own) };
}

/**
 * Whether the budget of a year keeps the limit of a share. A share of what was paid so far is not judged: the law is about the year.
 * @returns null where the files lack what the share needs, the limit is unchecked or not yet in force, or nothing is budgeted
 */
export function isKept({ limit, percent, from, missing }: ShareRule, budget: ShareAmounts | null, year: number): boolean | null {
  if (missing.id !== '' || limit === 'unchecked' || percent === null || (from !== null && year < from)) return null;
  if (budget === null || budget.whole <= 0n) return null;
  const [part, bound] = [budget.part * 100n, budget.whole * BigInt(percent)];
  return limit === 'most' ? part <= bound : part >= bound;
}
