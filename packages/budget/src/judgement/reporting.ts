import { daysBetween, type FiscalYear, type IsoDate, isoDate, type Month, monthEnd, monthOf, yearOf } from '../time/period.ts';

/** reported: for the last month that was due; late: not for that month, but for an earlier one; silent: never this year. */
export type ReportingStatus = 'reported' | 'late' | 'silent';

/** Day by which the report of a month is due. */
export function reportDue(year: number, month: Month, reportDay: number): IsoDate {
  return month === 12 ? isoDate(year + 1, 1, reportDay) : isoDate(year, month + 1, reportDay);
}

/** The last month of a year whose report was due before a day; 0: none yet. The due day itself is still in time. */
export function lastMonthDue(year: FiscalYear, day: IsoDate, reportDay: number): Month | 0 {
  // The month of the day, counted from January of the year: of the month before it the report is due on this month's report day.
  const month = (yearOf(day) - year) * 12 + monthOf(day);
  const isPast = Number(day.slice(8)) > reportDay;
  return Math.min(12, Math.max(0, isPast ? month - 1 : month - 2));
}

/**
 * Whether a unit has reported in time. A report of part of a month reports that month: the rest of it is not due before its day.
 * @param lastAsOf the last day that a report of its realization covers; null: there is none
 * @param until nothing after this day is asked for: the day that all the figures are as of
 * @param on the day on which this is asked
 */
export function reportingStatus(
  lastAsOf: IsoDate | null,
  { year, until, on, reportDay }: { year: FiscalYear; until: IsoDate; on: IsoDate; reportDay: number },
): ReportingStatus {
  if (lastAsOf === null || yearOf(lastAsOf) < year) return 'silent';
  if (yearOf(lastAsOf) > year) return 'reported';
  const asked = yearOf(until) > year ? 12 : yearOf(until) < year ? 0 : monthOf(until);
  return monthOf(lastAsOf) >= Math.min(asked, lastMonthDue(year, on, reportDay)) ? 'reported' : 'late';
}

/** State of a year's reporting on a day, as the public pages show it. */
export type Reporting =
  /** Reported up to 31 December. */
  | { kind: 'complete' }
  /** The next report is not due yet. */
  | { kind: 'in-time'; due: IsoDate }
  /** The next report is late by so many days. */
  | { kind: 'late'; due: IsoDate; days: number }
  /** The year is over and its reports stopped: whole months since. */
  | { kind: 'stopped'; since: IsoDate; months: number }
  /** No realization of the year was ever published. */
  | { kind: 'never' };

/** @param asOf the last day of which realization is known; null: of none */
export function reportingOf(
  asOf: IsoDate | null,
  { year, today, reportDay }: { year: FiscalYear; today: IsoDate; reportDay: number },
): Reporting {
  if (asOf !== null && asOf >= monthEnd(year, 12)) return { kind: 'complete' };
  if (yearOf(today) > year) {
    if (asOf === null) return { kind: 'never' };
    // Until December's report is due, the year is over but nobody is late with it.
    if (today > reportDue(year, 12, reportDay)) return { kind: 'stopped', since: asOf, months: wholeMonths(asOf, today) };
  }
  const next = asOf === null || yearOf(asOf) < year ? 1 : monthOf(asOf) + (asOf === monthEnd(year, monthOf(asOf)) ? 1 : 0);
  const due = reportDue(year, next, reportDay);
  const days = daysBetween(due, today);
  return days > 0 ? { kind: 'late', due, days } : { kind: 'in-time', due };
}

/** Whole months from one day to a later one: 12 December to 29 November is 11. The last day of a month counts as its end. */
export function wholeMonths(from: IsoDate, to: IsoDate): number {
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  const isFull = to.slice(8) >= from.slice(8) || to === monthEnd(yearOf(to), monthOf(to));
  return Math.max(0, isFull ? months : months - 1);
}
