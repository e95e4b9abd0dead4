import { type Code, parseDecimal, type Sen } from '@sipkadin/budget';
import type { MonthRow as LaterMonthRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { Content, MonthFigure } from '../content.ts';
import { decimal } from '../sums.ts';
import { meanProgress } from './progress.ts';
import type { UnitPart } from './units.ts';

/** Format 1 has neither the day of a month's report nor the plan of that day. */
type MonthRow = Omit<LaterMonthRow, 'asOf' | 'planToDay'>;

/**
 * The months as reported, and under '*' their sum. What an OPD had paid by its last report stays paid: the sum has a late OPD
 * with its last position, and the row counts how many of how many reported that month. A row of one OPD is never
 * carried forward.
 */
export function monthsCube(content: Pick<Content, 'months'>, units: readonly UnitPart[]): MonthRow[] {
  const own = content.months
    .toSorted((a, b) => compareText(a.unit, b.unit) || compareText(a.account, b.account) || a.month - b.month)
    .map(
      ({ unit, account, month, realization, plan, progress, source }): MonthRow => ({
        unit,
        account,
        month,
        realization: decimal(realization),
        plan: decimal(plan),
        progress,
        source,
      }),
    );
  return [...together(content.months, units), ...own];
}

function together(months: readonly MonthFigure[], units: readonly UnitPart[]): MonthRow[] {
  const budgets = new Map<Code, Sen>(units.map(({ row }) => [row.code, parseDecimal(row.budget ?? '0') ?? 0n]));
  const accounts = [...new Set(months.map(({ account }) => account))].sort(compareText);
  return accounts.flatMap((account) => {
    const ofAccount = months.filter((figure) => figure.account === account);
    const expected = new Set(ofAccount.map(({ unit }) => unit));
    for (const { row, lines } of units) if (lines.some(({ akun }) => akun === account)) expected.add(row.code);
    expected.delete('');
    const numbers = [...new Set(ofAccount.map(({ month }) => month))].sort((a, b) => a - b);
    const lastKnown = new Map<Code, Sen>();
    const lastReported = Math.max(0, ...ofAccount.filter(({ realization }) => realization !== null).map(({ month }) => month));
    return numbers.map((month): MonthRow => {
      const now = ofAccount.filter((figure) => figure.month === month);
      for (const { unit, realization } of now) if (realization !== null) lastKnown.set(unit, realization);
      const done = now.flatMap(({ unit, progress }) =>
        progress === null ? [] : [{ hundredths: BigInt(progress), weight: budgets.get(unit) ?? 0n }],
      );
      return {
        unit: '*',
        account,
        month,
        realization: month > lastReported ? null : decimal(sumKnown([...lastKnown.values()])),
        plan: decimal(sumKnown(now.map(({ plan }) => plan))),
        progress: meanProgress(done),
        source: null,
        reported: {
          units: new Set(now.flatMap(({ unit, realization }) => (realization === null || unit === '' ? [] : [unit]))).size,
          of: expected.size,
        },
      };
    });
  });
}

function sumKnown(amounts: readonly (Sen | null)[]): Sen | null {
  let total: Sen | null = null;
  for (const amount of amounts) if (amount !== null) total = (total ?? 0n) + amount;
  return total;
}
