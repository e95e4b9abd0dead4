import { type IsoDate, monthEnd, monthOf, type Sen, yearOf } from '@sipkadin/budget';

/** Cumulative amounts of a year as they were known at one time, in sen. null: not known, which is not zero. */
export interface Position {
  /**
   * How much of the year the realization covers, in months: 8 at the end of August, 11.4 on 12 December; 0 where nothing was reported
   * yet, and then `realized` is 0.
   */
  months: number;
  realized: Sen;
  /** Of the version in force at that time. */
  budget: Sen | null;
  /** Cash plan up to the same day. */
  planned: Sen | null;
  /** Cash plan of the whole year. */
  plannedYear: Sen | null;
}

/** One year of one OPD, or of one government. */
export interface YearSeries {
  /** What the years of one OPD have in common: its code. */
  key: string;
  year: number;
  /** In order, at most one for each month, and one of 0 months; months without a report are absent. */
  positions: readonly Position[];
  /** Realization of the whole year in sen; null: no report of 31 December. */
  final: Sen | null;
}

/** The months of a position that are over: what its forecast is chosen and judged by. */
export function wholeMonths({ months }: Position): number {
  return Math.min(12, Math.floor(months + 1e-9));
}

/** How much of the year is over at the end of a day, in months: 8 on 31 August, 11 and 12 of 31 parts on 12 December. */
export function monthsAt(day: IsoDate): number {
  const month = monthOf(day);
  return month - 1 + Number(day.slice(8)) / Number(monthEnd(yearOf(day), month).slice(8));
}

interface MonthRow {
  key: string;
  year: number;
  month: number;
  budget: Sen | null;
  realized: Sen;
}

/** Series of rows that have one budget a year and no plan. */
export function seriesFromRows(rows: readonly MonthRow[]): YearSeries[] {
  return [...Map.groupBy(rows, ({ key, year }) => `${key}|${year}`).values()].flatMap((months) => {
    const [first] = months;
    if (first === undefined) return [];
    const at = (month: number, realized: Sen): Position => ({
      ...{ months: month, realized, budget: first.budget, planned: null, plannedYear: null },
    });
    const ordered = months.toSorted((a, b) => a.month - b.month);
    return [
      {
        ...{ key: first.key, year: first.year, final: months.find(({ month }) => month === 12)?.realized ?? null },
        positions: [at(0, 0n), ...ordered.map(({ month, realized }) => at(month, realized))],
      },
    ];
  });
}
