import type { Basis, BudgetVersion, Choice, FindingCode, FiscalYear, IsoDate, Severity, StatementKind, Words } from '@sipkadin/budget';

/** What `sipkadin inspect --json` prints and the desk shows: everything said of one file. Amounts are exact rupiah strings. */
export interface InspectReport {
  file: string;
  /** "xlsx", "csv", "json", or what it turned out to be ("xls", "html", "zip", "unknown"). */
  container: string;
  /** "tree" (A), "flat" (B), "register" (C), "summary" (F), "template", "json"; null where none was recognised. */
  shape: string | null;
  outcome: 'read' | 'asked' | 'refused';
  sheetsUsed: string[];
  sheetsLeftOut: { name: string; reason: Words; hidden: boolean }[];
  government: { code: string; name: string } | null;
  year: FiscalYear | null;
  asOf: IsoDate | null;
  from: IsoDate | null;
  basis: Basis | null;
  budgetVersion: BudgetVersion | null;
  units: { code: string; name: string }[];
  /** Data rows read, lines kept (a row may hold several amounts), rows without an amount (structure). */
  rows: number;
  lines: number;
  unfunded: number;
  /** Keys: budget, realization, cashPlan, progress is left out; and `budget:5.1`-like keys by akun and kelompok. */
  totals: Record<string, string>;
  statements: { kind: StatementKind; lines: number; total: string; covers: string[] }[];
  reconciliation: { what: Words; place: string; file: string; computed: string; equal: boolean }[];
  findings: ReportFinding[];
  questions: { key: string; text: Words; choices: Choice[] }[];
  simulated: boolean;
}

export interface ReportFinding {
  code: FindingCode;
  severity: Severity;
  sheet: string;
  ref: string;
  value: string;
  expected: string;
  message: Words;
  remedy: Words;
  /** Further places of the same kind that are not listed. */
  more: number;
}
