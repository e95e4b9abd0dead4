import type { Code, Month, Sen } from '@sipkadin/budget';
import type { EditionContent } from '../../edition.ts';

/** Cumulative position of one OPD ('' for a summary of the whole government) and akun at the end of a month. */
export interface MonthFigure {
  unit: Code;
  /** "4", "5" or "6". */
  account: Code;
  month: Month;
  /** Sen; null: not reported for that month. */
  realization: Sen | null;
  /** Sen; null: no cash plan. */
  plan: Sen | null;
  /** Hundredths of a percent, weighted by budget; null: none reported. */
  progress: number | null;
  /** Source of the realization. */
  source: string | null;
}

/** What the files of this format are built from, whether it comes from the ledger or from an edition's own files. */
export type Content = Omit<EditionContent, 'months' | 'progress' | 'days' | 'bands'> & { months: MonthFigure[] };
