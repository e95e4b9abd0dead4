import type { Code, IsoDate, Month, Sen } from '@sipkadin/budget';
import type { EditionContent, FurtherContent, ReportedDay } from '../../edition.ts';

/** A part of a position; sen. */
export type PositionPart = Pick<MonthFigure, 'realization' | 'plan' | 'planToDay'>;

/** Cumulative position of one OPD ('' for a summary of the whole government) and akun at the end of a month. */
export interface MonthFigure {
  unit: Code;
  /** "4", "5" or "6". */
  account: Code;
  month: Month;
  /** Sen; null: not reported for that month. */
  realization: Sen | null;
  /** Sen, planned up to the month's end; null: no cash plan. */
  plan: Sen | null;
  /** The last day that realization covers; null: not reported. */
  asOf: IsoDate | null;
  /** Sen, planned up to that day by the units that reported that month; null: no plan or no report. */
  planToDay: Sen | null;
  /** Hundredths of a percent, weighted by budget; null: none reported. */
  progress: number | null;
  /** Source of the realization. */
  source: string | null;
  /** Of akun 5, what of it is treasury items; null where nothing is. */
  treasury: PositionPart | null;
}

/** A position of one unit as its lines name it, an OPD's own part or a sub-unit; only of OPD whose lines name several units. */
export type SubUnitFigure = Pick<MonthFigure, 'unit' | 'account' | 'month' | 'realization' | 'plan' | 'asOf' | 'planToDay'>;

/**
 * What the files of this format are built from, whether it comes from the ledger or from an edition's own files. `sources` has the
 * statements of unit totals, too.
 */
export type Content = Omit<EditionContent, 'months' | 'progress' | 'days' | 'further'> & {
  months: MonthFigure[];
  subUnitMonths: SubUnitFigure[];
  reported: ReportedDay[];
  further: Omit<FurtherContent, 'sources' | 'corrections'>;
};
