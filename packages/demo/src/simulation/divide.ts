import { type BudgetVersion, type Sen, sum } from '@sipkadin/budget';
import { type DemoSubUnit, type DemoUnit, subUnitsOf } from '../lists/catalogue.ts';
import { allocate } from './allocate.ts';
import { rupiah } from './slots.ts';
import type { SimulatedLine } from './year.ts';

/** What an OPD keeps of an activity that its sub-units carry out, beside their weights. */
const ownWeight = 90n;

interface Holder {
  unit: DemoUnit;
  weight: bigint;
  pace: bigint;
}

/**
 * The same lines with those of puskesmas, schools and kelurahan apart. What an OPD has together with its sub-units is as before, in
 * each line, version and month.
 */
export function divideAmongSubUnits(lines: readonly SimulatedLine[]): SimulatedLine[] {
  return lines.flatMap((line) => {
    const parts = subUnitsOf(line.unit).filter(({ activities }) => activities.includes(line.activity));
    return parts.length === 0 ? [line] : divide(line, parts);
  });
}

function divide(line: SimulatedLine, parts: readonly DemoSubUnit[]): SimulatedLine[] {
  const holders: Holder[] = [
    { unit: line.unit, weight: ownWeight, pace: 1000n },
    ...parts.map(({ unit, weight, pace }) => ({ unit, weight: BigInt(weight), pace: BigInt(pace) })),
  ];
  const weights = holders.map(({ weight }) => weight);
  const budgets = new Map<BudgetVersion, Sen[]>([...line.budget].map(([version, amount]) => [version, allocate(amount, weights, rupiah)]));
  const caps = [...budgets.values()].at(-1) ?? [];
  const room = sum(caps);
  const realized = line.realized.map((amount) =>
    allocate(
      amount,
      holders.map(({ weight, pace }) => weight * pace),
      rupiah,
      amount <= room ? caps : [],
    ),
  );
  return holders.map(({ unit }, at) => ({
    ...line,
    unit,
    budget: new Map([...budgets].map(([version, amounts]) => [version, amounts[at] ?? 0n])),
    realized: realized.map((amounts) => amounts[at] ?? 0n),
  }));
}
