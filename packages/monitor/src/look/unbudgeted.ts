import { ancestor, type BudgetVersion, type Code, isTreasury, opdOf, type Sen } from '@sipkadin/budget';

interface Row {
  measure: 'budget' | 'realization' | 'plan';
  version: BudgetVersion | null;
  statement: string;
  unit: Code;
  account: Code;
  amount: Sen;
}

/** A kind of spending of an OPD that has payments and no budget in the version that counts. */
export interface Unbudgeted {
  /** OPD. */
  unit: Code;
  /** Jenis, "5.2.02". */
  account: Code;
  realization: Sen;
  isTreasury: boolean;
  /** Statements that the payments are in. */
  statements: string[];
}

/**
 * Spending without budget by OPD and jenis, the largest first. An OPD without any budget is left out: its budget was not uploaded, which
 * is another matter than a payment outside of it.
 */
export function unbudgeted(rows: readonly Row[], version: BudgetVersion | null): Unbudgeted[] {
  const sums = new Map<string, { unit: Code; account: Code; budget: Sen; realization: Sen; statements: Set<string> }>();
  const budgeted = new Set<Code>();
  for (const { measure, version: own, statement, unit, account, amount } of rows) {
    if (measure === 'plan' || (measure === 'budget' && own !== version) || unit === '') continue;
    const [opd, jenis] = [opdOf(unit), ancestor(account, 3)];
    const key = `${opd}|${jenis}`;
    const sum = sums.get(key) ?? { unit: opd, account: jenis, budget: 0n, realization: 0n, statements: new Set<string>() };
    sums.set(key, sum);
    sum[measure] += amount;
    if (measure === 'budget') budgeted.add(opd);
    else sum.statements.add(statement);
  }
  return [...sums.values()]
    .filter(({ unit, budget, realization }) => budget === 0n && realization > 0n && budgeted.has(unit))
    .sort((a, b) => (a.realization < b.realization ? 1 : a.realization > b.realization ? -1 : a.unit < b.unit ? -1 : 1))
    .map(({ unit, account, realization, statements }) => ({
      ...{ unit, account, realization, isTreasury: isTreasury(account), statements: [...statements].sort() },
    }));
}
