import { type Code, daysBetween, type FiscalYear, type IsoDate, type Month } from '@sipkadin/budget';
import type { Reading } from '@sipkadin/ledger';
import { calendarOf, type ReportCell } from './calendar.ts';

/** Who has to act next: the OPD uploads and submits, the verifier verifies or returns, the publisher publishes. */
export type Holder = 'opd' | 'verifier' | 'publisher';

type Uploaded = 'received' | 'returned' | 'submitted' | 'verified';

/** A month's report that is not public yet. */
export interface HeldReport {
  /** missing: nothing was uploaded; received: uploaded, and not submitted. */
  state: 'missing' | Uploaded;
  holder: Holder;
  /** The day on which it came into this state; of a missing report, the day by which it is due. */
  since: IsoDate;
  /** Whole days from `since` to today; 0 where that day is still to come. */
  days: number;
}

/** An OPD with a budget, and its report of a month. */
export interface ReportHolder extends HeldReport {
  unit: Code;
  name: string;
}

/** An OPD with a report that is due or late and not submitted. */
export interface MissingReport {
  code: Code;
  name: string;
  /** The oldest month without a submitted report. */
  oldest: ReportCell;
  /** How many later months are missing. */
  later: number;
  /** Reports from the oldest missing month on that were uploaded and are not public. */
  held: (HeldReport & { month: Month; state: Uploaded })[];
}

/** Who holds the report of a month. null: it is public, or the month is not over and nothing was sent. */
export function holderOf({ state, returned, due, since }: ReportCell, today: IsoDate): HeldReport | null {
  const held = (own: HeldReport['state'], holder: Holder, from: IsoDate): HeldReport => ({
    ...{ state: own, holder, since: from, days: Math.max(0, daysBetween(from, today)) },
  });
  if (state === 'received') return held(state, 'opd', since ?? due);
  if (state === 'submitted') return held(state, 'verifier', since ?? due);
  if (state === 'verified') return held(state, 'publisher', since ?? due);
  if (state === 'published') return null;
  if (returned) return held('returned', 'opd', since ?? due);
  return state === 'not-yet' ? null : held('missing', 'opd', due);
}

/**
 * Every OPD with a budget whose report of the month is not public, who holds it and for how long; in the order of their codes. Of a month
 * that is not over, a report that nobody sent is missing for 0 days.
 */
export async function reportHolders(
  read: Reading,
  { government, year, month, today }: { government: string; year: FiscalYear; month: Month; today: IsoDate },
): Promise<ReportHolder[]> {
  const { units } = await calendarOf(read, { government, year, today });
  return units.flatMap(({ code, name, months }) => {
    const held = months.flatMap((cell) => (cell.month === month ? (holderOf(cell, today) ?? notSent(cell)) : []));
    return held.map((report) => ({ unit: code, name, ...report }));
  });
}

/** Of a month that is not over: it is with the OPD, and late for no day. [] for what is public. */
function notSent({ state, due }: ReportCell): HeldReport[] {
  return state === 'not-yet' ? [{ state: 'missing', holder: 'opd', since: due, days: 0 }] : [];
}

/** OPD with a missing report, the longest overdue first. */
export function missingReports(
  units: readonly { code: Code; name: string; months: readonly ReportCell[] }[],
  today: IsoDate,
): MissingReport[] {
  return units
    .flatMap(({ code, name, months }) => {
      const [oldest, ...later] = months.filter(isMissing);
      if (oldest === undefined) return [];
      const held = months.flatMap((cell) => {
        const report = cell.month < oldest.month ? null : holderOf(cell, today);
        if (report === null || report.state === 'missing') return [];
        return [{ ...report, month: cell.month, state: report.state }];
      });
      return [{ code, name, oldest, later: later.length, held }];
    })
    .toSorted((a, b) => b.oldest.lateDays - a.oldest.lateDays);
}

/** Whether the report is due or late and not submitted. */
function isMissing({ state }: ReportCell): boolean {
  return state === 'due' || state === 'late' || state === 'received';
}
