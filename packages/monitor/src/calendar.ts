import {
  type Code,
  dayInJakarta,
  daysBetween,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type Month,
  monthEnd,
  monthOf,
  reportDue,
  yearOf,
} from '@sipkadin/budget';
import { figuresByUnit, getGovernment, monthReports, type Reading, unitNames, years } from '@sipkadin/ledger';

/**
 * not-yet: the month is not over; due: over, and there is still time; late: past its day, nothing submitted. The others say how
 * far the furthest report has come.
 */
export type ReportState = 'not-yet' | 'due' | 'late' | 'received' | 'submitted' | 'verified' | 'published';

export interface ReportCell {
  month: Month;
  due: IsoDate;
  state: ReportState;
  /** Days past its day: of a report, when it was received; else today. 0: in time. */
  lateDays: number;
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
  const { reportDay, basis } = await getGovernment(read, government);
  const known = (await years(read, government)).toReversed();
  const running = fiscalYear(yearOf(today) - (monthOf(today) === 1 ? 1 : 0));
  const year = asked ?? known.find((one) => one <= running) ?? running;
  const owing = [...(await figuresByUnit(read, { government, year }))].flatMap(([code, { budget }]) =>
    code === '' || budget === null || (only !== undefined && !only.includes(code)) ? [] : [code],
  );
  const names = await unitNames(read, { government, year });
  const best = new Map<string, { upload: string; state: keyof typeof rank; day: IsoDate; since: IsoDate; zero: boolean }>();
  const returned = new Map<string, IsoDate>();
  for (const { unit, month, upload, receivedAt, state, since: at, zero } of await monthReports(read, { government, year, basis })) {
    const key = `${unit}|${month}`;
    const since = dayInJakarta(at);
    if (state === 'returned') returned.set(key, since);
    if (!isCounted(state)) continue;
    const before = best.get(key);
    // A correction that comes later does not make the first report late, and does not shorten the time that the verifier has had one.
    const day = before === undefined ? dayInJakarta(receivedAt) : earlier(dayInJakarta(receivedAt), before.day);
    const further = before === undefined || rank[state] >= rank[before.state];
    const own = before?.state === state ? earlier(since, before.since) : since;
    best.set(key, further ? { upload, state, day, since: own, zero } : { ...before, day });
  }
  const units = owing.map((code) => ({
    code,
    name: names.get(code) ?? code,
    months: months.map((month): ReportCell => {
      const due = reportDue(year, month, reportDay);
      const report = best.get(`${code}|${month}`);
      const late = Math.max(0, daysBetween(due, report?.day ?? today));
      const open = today <= monthEnd(year, month) ? 'not-yet' : late > 0 ? 'late' : 'due';
      return {
        ...{ month, due, lateDays: late, zero: report?.zero ?? false, upload: report?.upload ?? null },
        state: report === undefined ? open : stateOf[report.state],
        returned: report === undefined && returned.has(`${code}|${month}`),
        since: report?.since ?? returned.get(`${code}|${month}`) ?? null,
      };
    }),
  }));
  return { year, years: known, reportDay, units };
}

const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);
