import type { Code } from '@sipkadin/budget';
import type { MonthRow } from '../../../edition.ts';
import { compareText } from '../../frozen/canonical.ts';
import type { MonthFigure, PositionPart } from '../content.ts';
import { addKnown, decimal } from '../sums.ts';
import type { UnitPart } from './units.ts';

/**
 * The months as reported, and under '*' their sum. What an OPD had paid by its last report stays paid: in the sum a late OPD
 * has its last position, and the plan of that position's day; the row counts how many of how many reported that month. A row
 * of one OPD is never carried forward.
 */
export function monthsCube(months: readonly MonthFigure[], units: readonly UnitPart[]): MonthRow[] {
  const own = months
    .toSorted((a, b) => compareText(a.unit, b.unit) || compareText(a.account, b.account) || a.month - b.month)
    .map(
      ({ unit, account, month, asOf, progress, source, treasury, ...amounts }): MonthRow => ({
        ...{ unit, account, month, asOf, progress, source },
        ...decimals(amounts),
        ...(treasury && { treasury: decimals(treasury) }),
      }),
    );
  return [...together(months, units), ...own];
}

const decimals = ({ realization, plan, planToDay }: PositionPart) => ({
  realization: decimal(realization),
  plan: decimal(plan),
  planToDay: decimal(planToDay),
});

function together(months: readonly MonthFigure[], units: readonly UnitPart[]): MonthRow[] {
  const accounts = [...new Set(months.map(({ account }) => account))].sort(compareText);
  return accounts.flatMap((account) => {
    const ofAccount = months.filter((figure) => figure.account === account);
    const expected = new Set(ofAccount.map(({ unit }) => unit));
    for (const { row, lines } of units) if (lines.some(({ akun }) => akun === account)) expected.add(row.code);
    expected.delete('');
    const numbers = [...new Set(ofAccount.map(({ month }) => month))].sort((a, b) => a - b);
    const lastReported = Math.max(0, ...ofAccount.filter(({ realization }) => realization !== null).map(({ month }) => month));
    const last = new Map<Code, MonthFigure>();
    return numbers.map((month): MonthRow => {
      const now = ofAccount.filter((figure) => figure.month === month);
      const reporting = now.filter(({ realization }) => realization !== null);
      for (const figure of reporting) last.set(figure.unit, figure);
      const known = month > lastReported ? [] : [...last.values()];
      const days = reporting.flatMap(({ asOf }) => asOf ?? []);
      return {
        ...{ unit: '*', account, month, source: null },
        ...decimals(sumOf(known, now)),
        asOf: days.sort(compareText).at(-1) ?? null,
        progress: meanOf(now, units),
        ...treasuryOf(known, now),
        reported: { units: new Set(reporting.flatMap(({ unit }) => (unit === '' ? [] : [unit]))).size, of: expected.size },
      };
    });
  });
}

/** Realization and its plan of those that have reported so far, and the plan of the month of all. */
function sumOf(known: readonly PositionPart[], now: readonly PositionPart[]): PositionPart {
  return {
    realization: addKnown(known.map(({ realization }) => realization)),
    plan: addKnown(now.map(({ plan }) => plan)),
    planToDay: addKnown(known.map(({ planToDay }) => planToDay)),
  };
}

function treasuryOf(known: readonly MonthFigure[], now: readonly MonthFigure[]): Pick<MonthRow, 'treasury'> {
  const parts = (figures: readonly MonthFigure[]) => figures.flatMap(({ treasury }) => treasury ?? []);
  const [reported, planned] = [parts(known), parts(now)];
  return reported.length + planned.length === 0 ? {} : { treasury: decimals(sumOf(reported, planned)) };
}

/** Progress of all OPD that reported it, each weighing as much as its spending budget; hundredths of a percent, cut off. */
function meanOf(now: readonly MonthFigure[], units: readonly UnitPart[]): number | null {
  let [sum, weights, plain, count] = [0n, 0n, 0n, 0n];
  for (const { unit, progress } of now) {
    if (progress === null) continue;
    const weight = units.find(({ row }) => row.code === unit)?.budget ?? 0n;
    sum += BigInt(progress) * weight;
    weights += weight;
    plain += BigInt(progress);
    count++;
  }
  if (count === 0n) return null;
  return Number(weights > 0n ? sum / weights : plain / count);
}
