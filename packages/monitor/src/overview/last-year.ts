import { type IsoDate, monthOf, type Sen, sameDayIn, yearOf } from '@sipkadin/budget';
import type { Standing, UnitStanding } from '../standing.ts';

/** The year before, up to the same month. */
export interface LastYear {
  /** The last day that it is known for; compared only where `isSameDay`. */
  asOf: IsoDate;
  /** Whether that is the same day of the year as the one it is held against; a year's end is the same day as the other's. */
  isSameDay: boolean;
  /** Sen, treasury items included, as the total of this year. */
  realization: Sen;
  /** Sen: the last version of that year, whatever counted on that day. */
  budget: Sen | null;
  /** OPD that had reported that month, of all with a budget or a report. */
  reported: number;
  of: number;
}

/**
 * @param before the standing of the year before at the end of the same month
 * @param asOf the day of this year's figures
 * @returns null where nothing is known of the year before up to that month
 */
export function lastYearOf(
  {
    asOf: known,
    total: { realization, budget },
    units,
    month,
  }: Pick<Standing, 'asOf' | 'total' | 'month'> & { units: readonly Pick<UnitStanding, 'asOf'>[] },
  asOf: IsoDate | null,
): LastYear | null {
  if (asOf === null || known === null || realization === null) return null;
  const reported = units.filter((unit) => unit.asOf !== null && monthOf(unit.asOf) >= month).length;
  return { asOf: known, isSameDay: known === sameDayIn(yearOf(known), asOf), realization, budget, reported, of: units.length };
}
