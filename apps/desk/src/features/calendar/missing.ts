import type { Answers } from '../../web/client.ts';

type Unit = Answers['calendar']['year']['units'][number];
export type ReportCell = Unit['months'][number];

/** A report that was uploaded and is not public, and how far it came: `returned` and `received` wait for the operator. */
interface Held {
  month: ReportCell['month'];
  state: 'received' | 'returned' | 'submitted' | 'verified';
}

export interface MissingReport {
  code: string;
  name: string;
  /** The oldest month without a submitted report. */
  oldest: ReportCell;
  /** How many later months are missing. */
  later: number;
  /** Reports from the oldest missing month on that wait for somebody. */
  held: Held[];
}

/** Whether the report is due or late and not submitted. */
export function isMissing({ state }: Pick<ReportCell, 'state'>): boolean {
  return state === 'due' || state === 'late' || state === 'received';
}

/** OPD with a missing report, the longest overdue first. */
export function missingReports(units: readonly Unit[]): MissingReport[] {
  return units
    .flatMap(({ code, name, months }) => {
      const [oldest, ...later] = months.filter(isMissing);
      if (oldest === undefined) return [];
      const held = months.filter(({ month }) => month >= oldest.month).flatMap(heldReport);
      return [{ code, name, oldest, later: later.length, held }];
    })
    .toSorted((a, b) => b.oldest.lateDays - a.oldest.lateDays);
}

function heldReport({ month, state, returned }: ReportCell): Held[] {
  if (state === 'received' || state === 'submitted' || state === 'verified') return [{ month, state }];
  return returned ? [{ month, state: 'returned' }] : [];
}
