import { type IsoDate, isoDate, monthEnd, monthOf, type Sen, yearOf } from '@sipkadin/budget';
import type { Standing } from '../standing.ts';

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
}

/**
 * @param before the standing of the year before at the end of the same month
 * @param asOf the day of this year's figures
 * @returns null where nothing is known of the year before up to that month
 */
export function lastYearOf(
  { asOf: known, total: { realization, budget } }: Pick<Standing, 'asOf' | 'total'>,
  asOf: IsoDate | null,
): LastYear | null {
  if (asOf === null || known === null || realization === null) return null;
  return { asOf: known, isSameDay: known === sameDay(asOf, yearOf(known)), realization, budget };
}

/** 29 February is held against 28 February of a year that has no 29th. */
function sameDay(day: IsoDate, year: number): IsoDate {
  const end = monthEnd(year, monthOf(day));
  const dayOfMonth = Math.min(Number(day.slice(8)), Number(end.slice(8)));
  return isoDate(year, monthOf(day), dayOfMonth);
}
