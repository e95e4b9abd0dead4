import { ancestor, type Code, level, opdOf, type Sen } from '@sipkadin/budget';
import { addTo, akunOf, type Sums } from './notices.ts';

interface Row {
  unit: Code;
  account: Code;
  amount: Sen;
}

const partOf = ({ unit, account }: Row) => `${opdOf(unit)}|${akunOf(account)}`;

/**
 * A draft's sums and the rows of the past at accounts that both have. Where one of them names only the akun or kelompok of an OPD's
 * amounts, the other's accounts are summed up to it: the amounts are compared, not the levels.
 */
export function atCommonLevels<R extends Row>(draft: Sums, past: readonly R[]): { sums: Sums; rows: R[] } {
  const highest = (rows: Iterable<Row>) => {
    const levels = new Map<string, number>();
    for (const row of rows) levels.set(partOf(row), Math.min(levels.get(partOf(row)) ?? 3, level(row.account)));
    return levels;
  };
  const [own, other] = [highest(draft.values()), highest(past)];
  const accountOf = (row: Row) => {
    const [a, b] = [own.get(partOf(row)), other.get(partOf(row))];
    return a === undefined || b === undefined || a === b ? row.account : ancestor(row.account, Math.min(a, b));
  };
  const sums: Sums = new Map();
  for (const row of draft.values()) addTo(sums, row.unit, accountOf(row), row.amount);
  return { sums, rows: past.map((row) => ({ ...row, account: accountOf(row) })) };
}
