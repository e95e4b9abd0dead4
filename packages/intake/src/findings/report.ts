import {
  type Basis,
  type BudgetVersion,
  bySeverity,
  type CellCorrection,
  type Choice,
  describeFinding,
  type Finding,
  type FindingCode,
  type FiscalYear,
  type IsoDate,
  type Severity,
  type StatementKind,
  type Words,
  type WorksKind,
  withoutPersonalData,
} from '@sipkadin/budget';
import type { MappingView } from '../mapping/view.ts';
import type { DroppedKind } from '../table/classify-columns.ts';

/** What `sipkadin inspect --json` prints and the desk shows: everything said of one file. Amounts are exact rupiah strings. */
export interface InspectReport {
  file: string;
  /** "xlsx", "csv", "json", or what it turned out to be ("xls", "html", "zip", "unknown"). */
  container: string;
  /** "tree" (A), "flat" (B), "register" (C), "cash-plan" (D), "progress" (E), "summary" (F), "regions" (G), "template", "json"; null where none was recognised. */
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
  /** `of`: where a file holds several of a kind, what tells this one from the others, and its totals. */
  statements: { kind: StatementKind; lines: number; total: string; covers: string[]; of?: StatementScope }[];
  /** Contracts, obstacles and targets, which are not among `lines` and `totals`. */
  works: { kind: WorksKind; rows: number; covers: string[] }[];
  /** A table that was, or must be, mapped by a person; null for the forms that are known. */
  mapping: MappingView | null;
  reconciliation: { what: Words; place: string; file: string; computed: string; equal: boolean }[];
  findings: ReportFinding[];
  /** Each with the cell, column or sheet that it is about, where there is one. */
  questions: { key: string; text: Words; choices: Choice[]; sheet: string; ref: string }[];
  /** How many values of each kind of personal data (and of free text) the file holds; none of them is kept. */
  personalData: { kind: DroppedKind; count: number }[];
  simulated: boolean;
  /** Corrections of cells that were applied before the file was read; absent where there are none. */
  corrections?: CellCorrection[];
}

interface StatementScope {
  year: FiscalYear | null;
  asOf: IsoDate | null;
  version: BudgetVersion | null;
  /** By akun and kelompok, as the report's. */
  totals: Record<string, string>;
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

/** A report on a file of which nothing is known yet: refused, until something better is. */
export function emptyReport(file: string, container: string): InspectReport {
  return {
    file,
    container,
    shape: null,
    outcome: 'refused',
    sheetsUsed: [],
    sheetsLeftOut: [],
    government: null,
    year: null,
    asOf: null,
    from: null,
    basis: null,
    budgetVersion: null,
    units: [],
    rows: 0,
    lines: 0,
    unfunded: 0,
    totals: {},
    statements: [],
    works: [],
    mapping: null,
    reconciliation: [],
    findings: [],
    questions: [],
    personalData: [],
    simulated: false,
  };
}

/** A finding whose quotations are without personal data. */
function redactedFinding({ sheet, ref, value, expected, question, ...rest }: Finding): Finding {
  const redacted = withoutPersonalData;
  const choices = question?.choices.map(({ value: answer, label, evidence }) => ({
    value: redacted(answer),
    label: { id: redacted(label.id), en: redacted(label.en) },
    ...(evidence === undefined ? {} : { evidence: redacted(evidence) }),
  }));
  return {
    ...{ ...rest, sheet: redacted(sheet), ref: redacted(ref), value: redacted(value), expected: redacted(expected) },
    ...(question === undefined ? {} : { question: { key: question.key, choices: choices ?? [] } }),
  };
}

/** Findings and questions in both languages, the gravest first; what they quote is without personal data. */
export function describeFindings(findings: readonly Finding[]): Pick<InspectReport, 'findings' | 'questions'> {
  const described = findings
    .map(redactedFinding)
    .sort(bySeverity)
    .map(({ code, severity, sheet, ref, value, expected, more = 0, question }) => {
      const [id, en] = [describeFinding({ code, value, expected }, 'id'), describeFinding({ code, value, expected }, 'en')];
      const message = { id: id.message, en: en.message };
      return {
        finding: { code, severity, sheet, ref, value, expected, message, remedy: { id: id.remedy, en: en.remedy }, more },
        question,
      };
    });
  return {
    findings: described.map((item) => item.finding),
    questions: described.flatMap((item) =>
      item.question
        ? [
            {
              ...{ key: item.question.key, text: item.finding.message, choices: item.question.choices },
              ...{ sheet: item.finding.sheet, ref: item.finding.ref },
            },
          ]
        : [],
    ),
  };
}

/** Why something cannot be done with a file, and what to do. */
export interface DescribedRefusal {
  message: Words;
  remedy: Words;
}

export function describedRefusal(found: Finding): DescribedRefusal {
  const [described] = describeFindings([found]).findings;
  return { message: described?.message ?? { id: '', en: '' }, remedy: described?.remedy ?? { id: '', en: '' } };
}

/** A report with what others found later, the gravest first. */
export function withFindings(report: InspectReport, found: readonly Finding[]): InspectReport {
  const { findings } = describeFindings(found);
  return { ...report, findings: [...report.findings, ...findings].sort(bySeverity) };
}
