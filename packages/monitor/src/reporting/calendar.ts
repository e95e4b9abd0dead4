import {
  type Code,
  dayInJakarta,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type Month,
  monthEnd,
  monthOf,
  opdOf,
  opdOn,
  reportDue,
  yearOf,
} from '@sipkadin/budget';
import { figuresByUnit, getGovernment, type MonthReport, monthReports, type Reading, unitNames, years } from '@sipkadin/ledger';
import { holdingOf } from './holding.ts';

/**
 * not-yet: the month is not over; due: over, and there is still time; late: past its day, nothing submitted. The others say how
 * far the furthest report has come.
 */
export type ReportState = 'not-yet' | 'due' | 'late' | 'received' | 'submitted' | 'verified' | 'published';

export interface ReportCell {
  month: Month;
  due: IsoDate;
  state: ReportState;
  /** Days past its day in which it was with the OPD: see `Holding`. 0: in time. */
  lateDays: number;
  /** Days that it waited for the verifier. */
  verifierDays: number;
  /** How often it was returned. */
  returns: number;
  /** The last day of the report, where it does not reach the end of its month; null where it does, and without a report. */
  partUntil: IsoDate | null;
  /** Reported, and every amount is zero. */
  zero: boolean;
  upload: string | null;
  /** A file for this month was returned to its uploader, and no other report takes its place. */
  returned: boolean;
  /** The day on which the report came into this state, or was returned; null: there is no report. */
  since: IsoDate | null;
}

export interface Calendar {
  year: FiscalYear;
  years: FiscalYear[];
  reportDay: number;
  /** OPD with a budget that year: they owe a report for every month. */
  units: { code: Code; name: string; months: ReportCell[] }[];
}

const rank = { draft: 1, submitted: 2, verified: 3, published: 4 } as const;
const stateOf = { draft: 'received', submitted: 'submitted', verified: 'verified', published: 'published' } as const;
const isCounted = (step: string): step is keyof typeof rank => Object.hasOwn(rank, step);
const months: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** What every OPD owes and has brought, by month. @param year the year of the last month that is over, where it is left out */
export async function calendarOf(
  read: Reading,
  { government, year: asked, today, only }: { government: string; year?: FiscalYear | undefined; today: IsoDate; only?: readonly Code[] },
): Promise<Calendar> {
  const { reportDay, basis, successions } = await getGovernment(read, government);
  const belongsTo = opdOn(successions, today);
  const known = (await years(read, government)).toReversed();
  const running = fiscalYear(yearOf(today) - (monthOf(today) === 1 ? 1 : 0));
  const year = asked ?? known.find((one) => one <= running) ?? running;
  const owing = [...(await figuresByUnit(read, { government, year, groupedOn: today }))].flatMap(([code, { budget }]) =>
    code === '' || budget === null || (only !== undefined && !only.includes(code)) ? [] : [code],
  );
  const names = await unitNames(read, { government, year });
  const best = new Map<string, { upload: string; state: keyof typeof rank; since: IsoDate; until: IsoDate; zero: boolean }>();
  const returned = new Map<string, IsoDate>();
  const reports = await monthReports(read, { government, year, basis });
  // A month that the successor reported itself is judged by that; one before it existed by the report of the OPD that became part of it.
  const isReported = new Set(reports.map(({ unit, month }) => `${unit}|${month}`));
  const owner = ({ unit, month }: MonthReport) => {
    const next = unit === opdOf(unit) ? belongsTo(unit) : unit;
    return next !== unit && isReported.has(`${next}|${month}`) ? unit : next;
  };
  const all = Map.groupBy(reports, (report) => `${owner(report)}|${report.month}`);
  for (const [key, own] of all)
    for (const { upload, state, since: at, until, zero } of own) {
      const since = dayInJakarta(at);
      if (state === 'returned') returned.set(key, since);
      if (!isCounted(state)) continue;
      const before = best.get(key);
      if (before !== undefined && rank[state] < rank[before.state]) continue;
      // A correction that comes later does not shorten the time that the verifier has had one.
      best.set(key, { upload, state, until, zero, since: before?.state === state ? earlier(since, before.since) : since });
    }
  const units = owing.map((code) => ({
    code,
    name: names.get(code) ?? code,
    months: months.map((month): ReportCell => {
      const due = reportDue(year, month, reportDay);
      const key = `${code}|${month}`;
      const report = best.get(key);
      const open = today <= monthEnd(year, month) ? 'not-yet' : today > due ? 'late' : 'due';
      const moves = (all.get(key) ?? []).map(({ steps }) => steps);
      return {
        ...{ month, due, ...holdingOf(moves, { due, today }), zero: report?.zero ?? false, upload: report?.upload ?? null },
        partUntil: report === undefined || report.until === monthEnd(year, month) ? null : report.until,
        state: report === undefined ? open : stateOf[report.state],
        returned: report === undefined && returned.has(key),
        since: report?.since ?? returned.get(key) ?? null,
      };
    }),
  }));
  return { year, years: known, reportDay, units };
}

const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);
