import { addDays, type DutyRule, type FiscalYear, type IsoDate, isoDate, type Month, monthEnd } from '@sipkadin/budget';

/** A duty in one budget year. */
export interface Duty {
  rule: DutyRule;
  /** The last days by which it is owed, in order; empty where its source gives none. */
  dues: IsoDate[];
  /** The ends of the periods that it is owed for, in order. */
  periods: IsoDate[];
  /** The months up to which an LRA answers it; empty where the desk has nothing to export. */
  lra: Month[];
}

const periodEnds: Readonly<Record<DutyRule['covers'], readonly Month[]>> = {
  none: [],
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  quarters: [3, 6, 9, 12],
  'half-year': [6],
  year: [12],
};

/** The duties of a budget year: those with a day in the order of the first, then those without. */
export function dutiesOf(year: FiscalYear, rules: readonly DutyRule[]): Duty[] {
  const duties = rules.map((rule): Duty => {
    const months = periodEnds[rule.covers];
    const periods = months.map((month) => monthEnd(year, month));
    return { rule, periods, dues: duesOf(rule, year, periods), lra: rule.answer === 'lra' ? [...months] : [] };
  });
  return duties.toSorted(({ dues: [a = '9'] }, { dues: [b = '9'] }) => (a < b ? -1 : a > b ? 1 : 0));
}

function duesOf({ due, month, day, days }: DutyRule, year: FiscalYear, periods: readonly IsoDate[]): IsoDate[] {
  if (due === 'none') return [];
  if (due === 'after') return periods.map((end) => addDays(end, days ?? 0));
  return [isoDate(year + (due === 'next-year' ? 1 : 0), month ?? 1, day ?? 1)];
}
