import { type FiscalYear, type IsoDate, isoDate, type Month, monthOf, type ReportingStatus, yearOf } from '@sipkadin/budget';

/* When an OPD has reported in time, as this format has it; `judgement/reporting.ts` of the vocabulary may change. */

/** Day by which the report of a month is due. */
function reportDue(year: FiscalYear, month: Month, reportDay: number): IsoDate {
  return month === 12 ? isoDate(year + 1, 1, reportDay) : isoDate(year, month + 1, reportDay);
}

/** The last month of a year whose report was due before a day; 0: none yet. The due day itself is still in time. */
function lastMonthDue(year: FiscalYear, day: IsoDate, reportDay: number): Month | 0 {
  let last: Month | 0 = 0;
  for (let month = 1; month <= 12; month++) if (reportDue(year, month, reportDay) < day) last = month;
  return last;
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
