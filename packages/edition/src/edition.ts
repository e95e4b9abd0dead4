import type {
  Bands,
  Basis,
  BudgetVersion,
  Code,
  CodeName,
  FiscalYear,
  Government,
  IsoDate,
  IsoInstant,
  Month,
  Place,
  ReportingStatus,
  Sen,
  StatementKind,
  Words,
} from '@sipkadin/budget';
import type { ContractOf, Population, PublishedCorrection, PublishedNote, PublishedTarget, WorksSource } from './works.ts';

/** Exact rupiah as text, "467998630663.83": JSON has no bigint. */
export type Decimal = string;
export type Measure = 'budget' | 'plan' | 'realization' | 'progress';

/** A statement that an edition rests on, as the public may see it: no person is named. */
export interface Source {
  id: string;
  kind: StatementKind;
  fileName: string;
  /** SHA-256 of the bytes as uploaded. */
  fileHash: string;
  receivedAt: IsoInstant;
  verifiedAt: IsoInstant;
  version: BudgetVersion | null;
  basis: Basis | null;
  from: IsoDate | null;
  asOf: IsoDate | null;
  lines: number;
  /** SHA-256 over the statement's lines in the ledger. */
  linesHash: string;
  simulated: boolean;
  /** Cells that were read with another value: from format 3 on, where there are any. */
  corrections?: PublishedCorrection[];
}

/** One published amount with its way back. Package names and free text are never among them. */
export interface EditionLine extends Place {
  /** Id of its source. */
  source: string;
  measure: Measure;
  /** budget and plan: the version. */
  version: BudgetVersion | null;
  unit: Code;
  activity: Code;
  account: Code;
  fund: Code;
  /** plan only. */
  month: Month | null;
  /** register payments only. */
  document: string | null;
  date: IsoDate | null;
  /** Sen; for progress, hundredths of a percent. */
  amount: Sen;
}

/**
 * The amount that one statement has for one unit, jenis and month, if that statement counts for the month. Positions by month are computed from
 * these, by each format's own rule.
 */
export interface MonthAmount {
  /** position: cumulative realization up to `asOf`; payment: payments of that month alone (a register); plan: that month's plan alone. */
  measure: 'plan' | 'position' | 'payment';
  /** As reported, an OPD or a sub-unit; '' for a summary of the whole government, which counts only where no unit reports. */
  unit: Code;
  /** Jenis or above: "5.1.02", "6". */
  account: Code;
  month: Month;
  /** Last day that the statement covers; null for a plan. */
  asOf: IsoDate | null;
  /** Sen, as the statement has it: 6.2 is not negative. */
  amount: Sen;
  /** Id of the statement. It is among the sources only where an edition rests on it. */
  source: string;
}

/** Physical progress of one activity, as it counts for a month: each unit's last report within it. */
export interface MonthProgress {
  unit: Code;
  activity: Code;
  month: Month;
  asOf: IsoDate;
  hundredths: Sen;
  /** Id of the statement; see MonthAmount. */
  source: string;
}

/** A day up to which a unit's realization is known in an akun, as of the end of a month that it reported. */
export interface MonthDay extends ReportedDay {
  month: Month;
}

/** `reports.json`: the last day up to which a unit's realization is known in an akun. */
export interface ReportedDay {
  unit: Code;
  /** "4", "5" or "6". */
  account: Code;
  asOf: IsoDate;
}

/** A total that the government itself states (an LRA by account), against which the sum of the units is held. */
export interface OfficialTotal {
  measure: 'budget' | 'realization';
  account: Code;
  amount: Sen;
  source: string;
  asOf: IsoDate | null;
}

/** A total that a coarser report states for one OPD or sub-unit and akun, beside the finer one whose lines are published. */
export interface UnitTotal extends OfficialTotal {
  unit: Code;
}

export type PublishedContract = ContractOf<Decimal>;

/** What editions hold from format 3 on. */
export interface FurtherContent {
  unitTotals: UnitTotal[];
  /** The statements of `unitTotals` that nothing else rests on. */
  sources: Source[];
  works: WorksSource[];
  contracts: ContractOf<Sen>[];
  targets: PublishedTarget[];
  notes: PublishedNote[];
  /** Of the statements' files, by id of the statement; in order of sheet, row and column. */
  corrections: ReadonlyMap<string, PublishedCorrection[]>;
  /** null: not set. */
  population: Population | null;
}

/** Why an edition is no publication of something new; its note gives the reason. Absent from every other edition. */
export interface Correction {
  kind: 'withdrawal' | 'return';
  /** The edition that was public before: withdrawn, or replaced by an earlier one. */
  of: number;
  /** The earlier edition that this one has the content of; null: none, so that nothing is stated any more. */
  content: number | null;
}

/** How many of the files that count were taken through a step by one person alone; absent where none was. */
export interface OnePerson {
  /** Verified by who uploaded them. */
  verified: number;
  /** Published by who uploaded or verified them. */
  published: number;
}

/** Everything that an edition is built from, gathered from the ledger. The same content gives the same bytes. */
export interface EditionContent {
  government: Government;
  year: FiscalYear;
  /** Counts from 1 within a government's year. */
  number: number;
  asOf: IsoDate;
  publishedAt: IsoInstant;
  basis: Basis | null;
  /** The version that percentages are measured against. */
  version: BudgetVersion | null;
  /** Public note; of a correction or withdrawal the reason. */
  note: string;
  previous: { number: number; hash: string } | null;
  correction?: Correction;
  onePerson?: OnePerson;
  names: CodeName[];
  sources: Source[];
  /** All versions of the budget; of cash plan, realization and progress the lines that count, each unit's own. */
  lines: EditionLine[];
  months: MonthAmount[];
  /** Of every month; `lines` has the last report of each unit alone. */
  progress: MonthProgress[];
  /** Of every unit with a plan or realization, by month; a unit that never reported is absent. */
  days: MonthDay[];
  /** The rule by which the figures are judged. */
  bands: Bands;
  official: OfficialTotal[];
  /** Left out by formats before 3; absent: there is nothing of it. */
  further?: FurtherContent;
}

/** Versions of the edition's form; see docs/edition.md. */
export type FormatName = 'sipkadin-edition/1' | 'sipkadin-edition/2' | 'sipkadin-edition/3' | 'sipkadin-edition/4';

/** A government's published edition, as its manifest states it. `manifest.json`'s SHA-256 is the edition's hash. */
export interface Manifest {
  format: FormatName;
  government: Government;
  year: FiscalYear;
  number: number;
  asOf: IsoDate;
  publishedAt: IsoInstant;
  basis: Basis | null;
  version: BudgetVersion | null;
  versions: BudgetVersion[];
  audited: boolean;
  simulated: boolean;
  note: string;
  previous: { number: number; hash: string } | null;
  correction?: Correction;
  onePerson?: OnePerson;
  /** The rule by which figures are judged: from format 2 on. */
  bands?: Bands;
  /** From format 3 on, where it is set. */
  population?: Population;
  /** Hex SHA-256 of the public key's DER (spki) form. */
  key: string;
  lines: number;
  files: { path: string; bytes: number; sha256: string }[];
}

/** Amounts of one thing. null is "no data", "0.00" is zero. */
export interface Figures {
  budget: Decimal | null;
  realization: Decimal | null;
  /** Cash plan up to the day that each unit has reported; in format 1 up to the end of the as-of month. */
  plan: Decimal | null;
}

/** `summary.json`: akun, kelompok and jenis of the whole government, in code order, and the identities of the LRA. */
export interface Summary {
  accounts: (Figures & { code: Code; name: string; versions: Record<BudgetVersion, Decimal> })[];
  surplus: Figures;
  netFinancing: Figures;
  silpa: Figures;
}

/** `units.json`: one row per OPD. Spending (akun 5) unless named otherwise. */
export interface UnitRow extends Figures {
  code: Code;
  printed: string;
  name: string;
  slug: string;
  versions: Record<BudgetVersion, Decimal>;
  /** The part of the spending that is treasury items (PPKD), left out of rankings. */
  treasury: Figures;
  revenue: Figures;
  /** Hundredths of a percent, weighted by budget. */
  progress: number | null;
  /** reported: for the last month that was due; late: an earlier month is the last; silent: never this year. */
  status: ReportingStatus;
  lastAsOf: IsoDate | null;
}

/** A node of `units/<slug>.json`: depth-first, parents before children. */
export interface UnitNode extends Figures {
  kind: 'program' | 'kegiatan' | 'sub' | 'account';
  depth: number;
  code: Code;
  printed: string;
  name: string;
  progress: number | null;
  /** How many published lines it rests on. */
  lines: number;
  /** Its budget in every version: from format 3 on. */
  versions?: Record<BudgetVersion, Decimal>;
}

export interface UnitDetail {
  unit: UnitRow;
  nodes: UnitNode[];
  /** Spending by jenis. */
  accounts: (Figures & { code: Code; name: string; versions?: Record<BudgetVersion, Decimal> })[];
}

/**
 * `subunits.json`: one row for each unit of an OPD whose lines name several, the OPD's own part among them (its code is then the OPD's).
 * The rows of an OPD add up to it in
 * budget and realization; plans are rounded for each. From format 3 on.
 */
export interface SubUnitRow extends Figures {
  code: Code;
  opd: Code;
  printed: string;
  name: string;
  /** Of its file `subunits/<slug>.json`. */
  slug: string;
  versions: Record<BudgetVersion, Decimal>;
  treasury: Figures;
  revenue: Figures;
  progress: number | null;
  /** null: never reported. */
  lastAsOf: IsoDate | null;
}

/** `subunits/<slug>.json` */
export interface SubUnitDetail extends Omit<UnitDetail, 'unit'> {
  unit: SubUnitRow;
}

/** `subunit-months.json`: as `months.json`, of each unit in `subunits.json`. */
export type SubUnitMonth = Pick<MonthRow, 'account' | 'month' | 'realization' | 'plan' | 'asOf' | 'planToDay'> & { unit: Code };

/** `functions.json` and `funds.json`: spending by bidang urusan, by fund source. */
export interface GroupRow extends Figures {
  code: Code;
  name: string;
  /** From format 3 on. */
  versions?: Record<BudgetVersion, Decimal>;
}

/** `months.json`: the cumulative position of each OPD and akun at the end of a month, and unit '*' for the sum over all that report. */
export interface MonthRow {
  unit: Code | '*';
  account: Code;
  month: Month;
  realization: Decimal | null;
  /** Planned up to the month's end. */
  plan: Decimal | null;
  /** The last day that realization covers; null: not reported. */
  asOf: IsoDate | null;
  /** Planned up to that day, by the units that are in the realization: what it is compared with. */
  planToDay: Decimal | null;
  progress: number | null;
  source: string | null;
  /** Of akun 5, the part that is treasury items (PPKD): from format 3 on, where there are any. */
  treasury?: Pick<MonthRow, 'realization' | 'plan' | 'planToDay'>;
  /** Only for '*': how many OPD reported that month, of how many. */
  reported?: { units: number; of: number };
}

/** `reconciliation.json` */
export interface ReconciliationRow {
  what: Words;
  measure: 'budget' | 'realization';
  /** The OPD or sub-unit whose total it is: from format 3 on; '' and absent are the whole government. */
  unit?: Code;
  account: Code;
  official: Decimal;
  /** Sum of the published lines; null: there is no line of this account. */
  computed: Decimal | null;
  /** Compared to the sen. An official zero without any line is equal. */
  equal: boolean;
  source: string;
  asOf: IsoDate | null;
}

/**
 * A published line. id is its position in the edition, from 1: in formats 1 to 3 `lines/<slug>.json` states it; in format 4 the lines are
 * numbered when they are read, one OPD after the other in order of slug.
 */
export type PublishedLine = Omit<EditionLine, 'amount'> & { id: number; amount: Decimal };
