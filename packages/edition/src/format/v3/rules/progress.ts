import { type Code, lineage, type Sen } from '@sipkadin/budget';

/* The mean of physical progress as this format has it. */

/** Physical progress of one activity as its unit reported it. */
interface ReportedProgress {
  unit: Code;
  /** At any level: an RFK may report a kegiatan as a whole. */
  activity: Code;
  /** Hundredths of a percent, 0 to 10,000. */
  hundredths: Sen;
}

/** A budgeted amount of spending, by which progress is weighed. */
export interface Weight {
  unit: Code;
  activity: Code;
  /** Sen. */
  amount: Sen;
}

/**
 * Mean progress by activity and by every activity above it; '' is everything together. Each report weighs as much as the
 * spending budget of its activity, and of what lies below it, within the unit that reports it. A report whose activity has no
 * budget weighs nothing; where no report weighs anything, all weigh the same.
 * @param weights of the units that report; a unit's own amounts alone, so the caller adds sub-units to their OPD where it reports for them
 * @returns hundredths of a percent, cut off; 0 and 10,000 only where every report that weighs says so; an activity without a report is absent
 */
export function progressByActivity(reports: readonly ReportedProgress[], weights: Iterable<Weight>): Map<Code, number> {
  if (reports.length === 0) return new Map();
  const budgets = new Map<string, Sen>();
  for (const { unit, activity, amount } of weights) {
    for (const above of [...lineage('activity', activity), '']) {
      const key = `${unit} ${above}`;
      budgets.set(key, (budgets.get(key) ?? 0n) + amount);
    }
  }
  const sums = new Map<Code, { weighted: bigint; weights: bigint; plain: bigint; count: bigint }>();
  for (const { unit, activity, hundredths } of reports) {
    const budget = budgets.get(`${unit} ${activity}`) ?? 0n;
    const weight = budget > 0n ? budget : 0n;
    for (const above of [...lineage('activity', activity), '']) {
      const sum = sums.get(above) ?? { weighted: 0n, weights: 0n, plain: 0n, count: 0n };
      sum.weighted += hundredths * weight;
      sum.weights += weight;
      sum.plain += hundredths;
      sum.count += 1n;
      sums.set(above, sum);
    }
  }
  return new Map(
    [...sums].map(([activity, { weighted, weights, plain, count }]) => {
      const [dividend, divisor] = weights > 0n ? [weighted, weights] : [plain, count];
      const mean = dividend / divisor;
      return [activity, mean === 0n && dividend > 0n ? 1 : Number(mean)];
    }),
  );
}
