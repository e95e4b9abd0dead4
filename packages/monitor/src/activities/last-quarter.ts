import { type Code, type FiscalYear, type IsoDate, type Month, type Sen } from '@sipkadin/budget';
import { figuresByMonth, type MonthSums, type Reading } from '@sipkadin/ledger';

/** How much of a year fell into its last three months. */
export interface LastQuarter {
  year: FiscalYear;
  /** Paid, or for the running year planned, in October to December; sen. */
  part: Sen;
  /** Of the whole year, sen; above zero. */
  whole: Sen;
}

/** The months of one OPD, as `UnitStanding.months` has them. */
type Months = readonly (Pick<MonthSums, 'realization' | 'plan'> & { month: Month })[];

/**
 * The last quarter's share of what was paid. null where September's or December's end was not reported, or nothing was paid.
 * @param measure `plan` for what the cash plan has in it
 */
export function lastQuarterOf(months: Months, measure: 'realization' | 'plan'): { part: Sen; whole: Sen } | null {
  const at = (month: Month) => months.find((one) => one.month === month)?.[measure] ?? null;
  const [before, whole] = [at(9), at(12)];
  return before === null || whole === null || whole <= 0n ? null : { part: whole - before, whole };
}

/**
 * The last quarter of earlier years of an OPD, less its treasury items, the newest first; years that do not tell are left out.
 * @param query `groupedOn`: OPD that are part of it on this day are in it
 */
export async function lastQuarters(
  read: Reading,
  { government, unit, years, groupedOn }: { government: string; unit: Code; years: readonly FiscalYear[]; groupedOn: IsoDate },
): Promise<LastQuarter[]> {
  const found: LastQuarter[] = [];
  for (const year of years) {
    const cells = (await figuresByMonth(read, { government, year, unit, account: '5', groupedOn })).filter((cell) => cell.unit === unit);
    const own = cells.map(({ month, realization, treasury }) => ({
      ...{ month, plan: null },
      realization: realization === null ? null : realization - (treasury.realization ?? 0n),
    }));
    const quarter = lastQuarterOf(own, 'realization');
    if (quarter !== null) found.push({ year, ...quarter });
  }
  return found;
}
