import type { Code } from '../codes/code.ts';
import type { Sen } from '../money/money.ts';
import type { FiscalYear, IsoDate, Month } from '../time/period.ts';
import type { BudgetVersion } from './version.ts';

/**
 * What one file says about one thing.
 * - budget: amounts a version of the budget allows (or expects, for revenue).
 * - cash-plan: the budget spread over twelve months (RAK); lines carry `month`, amounts are that month's alone. With an as-of date
 *   it is known for that day alone: lines carry no month, amounts are planned up to that day.
 * - realization: a cumulative snapshot "s.d." its as-of date; two snapshots are never added.
 * - register: single payments of a period; lines carry `date` and `document`; they add up.
 * - progress: physical progress; `amount` is in hundredths of a percent (0 to 10000), never money.
 */
export const statementKinds = ['budget', 'cash-plan', 'realization', 'register', 'progress'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** How "realisasi" was measured: cash out (sp2d), expenditure recognised (spj), accounting (lra). Never mixed. */
export type Basis = 'sp2d' | 'spj' | 'lra';

/** Place of an amount in the uploaded file. */
export interface Place {
  sheet: string;
  /** 1-based, as Excel shows it; for CSV the line's number, for JSON the element's. */
  row: number;
  /** Column letters of the amount ("F", "AA"); for JSON the field's name. */
  column: string;
}

/**
 * One amount at the finest level a file gives. Codes are canonical; '' where the file does not say
 * (a summary has no unit and no activity).
 */
export interface Line extends Place {
  unit: Code;
  activity: Code;
  account: Code;
  fund: Code;
  /** Name of the package or group (paket/kelompok), '' if none. Kept inside, never published. */
  package: string;
  amount: Sen;
  /** Cash plan only. */
  month?: Month;
  /** Register only: the document's number and date. */
  document?: string;
  date?: IsoDate;
}

/** Name of a code in this file; `printed` is the code as the file writes it. */
export interface CodeName {
  kind: 'account' | 'activity' | 'unit' | 'fund';
  code: Code;
  printed: string;
  name: string;
}

/** The head of a statement: everything but its lines. */
export interface StatementHead {
  kind: StatementKind;
  /** Kemendagri region code of the government the file names ("19.71"), undefined if it names none. */
  government: string | undefined;
  year: FiscalYear;
  /** Last day the figures cover; undefined for a budget, and for a cash plan by month. */
  asOf: IsoDate | undefined;
  /** Register: first day of the period it covers. */
  from: IsoDate | undefined;
  /** realization and register only. */
  basis: Basis | undefined;
  /** The version a budget or cash plan is; for a realization, the version it is printed against, if the file says. */
  version: BudgetVersion | undefined;
  /**
   * Units that it covers: an OPD's code (ending .0000) covers the OPD and all its sub-units, a sub-unit's
   * code itself alone; empty for a summary of the whole government. A newer statement of the same scope
   * replaces the older for these; for a sub-unit that also reports separately only where it has lines of it.
   */
  covers: Code[];
  lineCount: number;
  total: Sen;
  /** Figures were made up for demonstration; every page that shows them says so. */
  simulated: boolean;
}
