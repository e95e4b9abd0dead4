import type { Basis, IsoDate, IsoInstant, StatementKind } from '@sipkadin/budget';
import type { Generated } from 'kysely';
import type { LogEntryTable } from '../editions/log-table.ts';
import type { DocumentCheckTable, OpennessTables } from '../editions/openness-tables.ts';
import type { PastRuleTable } from '../figures/past-rule-table.ts';
import type { ObstacleTables } from '../obstacles/obstacle-tables.ts';
import type { AlertEventTable, DigestTable } from '../people/alert-tables.ts';
import type { CellCorrectionTable } from '../uploads/correction-table.ts';
import type { ContractTable, ObstacleTable, PhysicalTargetTable, WorksCoverageTable, WorksTable } from '../works/works-tables.ts';

/**
 * The tables as Kysely sees them. Amounts are bigint sen on both databases; other integers come as bigint from SQLite
 * and as number from PostgreSQL, and are made numbers where rows are read (`count`).
 */
type Whole = number | bigint;

export interface GovernmentTable {
  code: string;
  name: string;
  basis: Basis;
  report_day: Whole;
  /** JSON of the judging rule; '' is the usual one. */
  bands: string;
  one_person: Whole;
  publish_own: Whole;
  /** Percent. */
  change_limit: Whole;
  /** Percent. */
  complete_share: Whole;
  /** JSON of the settings without a column; '' where none was set. */
  more: string;
}

export interface UploadTable {
  id: string;
  seq: Whole;
  government: string;
  file_name: string;
  /** '' of uploads that are published by `file_name`. */
  public_name: Generated<string>;
  hash: string;
  bytes: Whole;
  received_at: IsoInstant;
  uploaded_by: string;
}

/** What reading an upload gave; the last one counts. Append-only. */
export interface UploadReportTable {
  seq: Generated<Whole>;
  upload: string;
  at: IsoInstant;
  report: string;
  answers: string;
}

export type Step =
  | 'received'
  | 'asked'
  | 'refused'
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'verified'
  | 'published'
  | 'withdrawn'
  | 'cancelled'
  | 'discarded';

/** Uploads that wait to be read, are being read, or whose reading failed by a fault of ours. A row is deleted when its reading is done. */
export interface WaitingTable {
  seq: Generated<Whole>;
  upload: string;
  answers: string;
  actor: string;
  queued_at: IsoInstant;
  /** The reference of the fault in the log; '' unless the reading failed. */
  failed: string;
  /** The process that claimed the reading, and until when; null while nobody has. */
  worker: string | null;
  claimed_until: IsoInstant | null;
  /** How far the worker has come. */
  stage: Generated<ReadingStage>;
  rows_read: Generated<Whole>;
}

export type ReadingStage = 'opening' | 'reading' | 'checking' | 'storing';

/** When each person last had a turn in the queue: the number of that turn, counted over all people. */
export interface TurnTable {
  actor: string;
  turn: Whole;
}

/** Years that a process is publishing: one at a time. A claim that has expired may be taken over. */
export interface PublishingTable {
  government: string;
  year: Whole;
  worker: string;
  claimed_until: IsoInstant;
}

/** Mail that waits, was sent, or was given up. */
export interface OutboxTable {
  seq: Generated<Whole>;
  kind: 'returned' | 'reminder' | 'late' | 'digest' | 'sign-in' | 'access';
  government: string;
  /** An upload, an OPD, the Monday of a digest's week, or what an admin did to a person's access; '' of a link to sign in with. */
  subject: string;
  /** With the month, of a report that an OPD owes; else 0. */
  year: Whole;
  month: Whole;
  person: string;
  queued_at: IsoInstant;
  attempts: Whole;
  /** null: nothing is tried any more. */
  next_at: IsoInstant | null;
  /** null: no server has taken it. */
  sent_at: IsoInstant | null;
}

/** Every move of an upload; its state is the last. Append-only; its sequence number identifies a state of the ledger. */
export interface StepTable {
  seq: Generated<Whole>;
  upload: string;
  step: Step;
  at: IsoInstant;
  actor: string;
  reason: string;
}

export interface StatementTable {
  id: string;
  seq: Whole;
  upload: string;
  government: string;
  kind: StatementKind;
  year: Whole;
  as_of: IsoDate | null;
  from_date: IsoDate | null;
  basis: Basis | null;
  version: string | null;
  /** First digits of its accounts, "45": it covers these alone, and supersedes no other. */
  accounts: string;
  line_count: Whole;
  total: bigint;
  lines_hash: string;
  simulated: Whole;
}

export interface CoverageTable {
  statement: Whole;
  unit: string;
}

/** Codes, sheet names and document numbers, once each: lines hold their numbers. */
export interface TextTable {
  id: Generated<Whole>;
  value: string;
}

export interface LineTable {
  statement: Whole;
  position: Whole;
  unit: Whole;
  activity: Whole;
  account: Whole;
  fund: Whole;
  package: string;
  amount: bigint;
  month: Whole;
  date: IsoDate | '';
  document: Whole;
  sheet: Whole;
  row: Whole;
  col: Whole;
  /** CRC-32 of the line's text: names the line where the statement's hash only says that one changed. */
  seal: Whole;
}

/** Sums of a statement's lines by unit, jenis, bidang, fund source and month. */
export interface RollupTable {
  statement: Whole;
  unit: string;
  account: string;
  bidang: string;
  fund: string;
  month: Whole;
  amount: bigint;
  lines: Whole;
}

/** How fine a statement's lines of an OPD ('' for a summary) are in an akun: levels of their deepest codes, 0 for none; `fund` is 1 where they name any. */
export interface GranularityTable {
  statement: Whole;
  opd: string;
  akun: string;
  activity: Whole;
  account: Whole;
  fund: Whole;
}

export interface NameTable {
  statement: Whole;
  kind: string;
  code: string;
  printed: string;
  name: string;
}

export interface EditionTable {
  government: string;
  year: Whole;
  number: Whole;
  hash: string;
  /** The government's name and published basis at that time: both may change later, the edition may not. */
  name: string;
  basis: Basis;
  as_of: IsoDate;
  published_at: IsoInstant;
  note: string;
  actor: string;
  /** The sequence of steps up to which the edition was gathered. */
  position: Whole;
  kind: EditionKind;
  /** JSON of the bands it was judged by; '' where it was published before there were any. */
  bands: string;
  /** JSON of the population that it states; '' where it states none. */
  population: string;
  /** Of a withdrawal or return: the edition whose content it has, 0 for nothing; null for a publication, whose content is its own. */
  content: Whole | null;
}

export type EditionKind = 'publication' | 'withdrawal' | 'return';

export interface AuditTable {
  seq: Whole;
  at: IsoInstant;
  actor: string;
  action: string;
  government: string;
  subject: string;
  detail: string;
  previous: string;
  hash: string;
}

/** Severities that governments gave rules; the last one counts, '' is the rule's own. Append-only. */
export interface RuleSeverityTable {
  seq: Generated<Whole>;
  government: string;
  code: string;
  severity: string;
  at: IsoInstant;
  actor: string;
}

export interface MemberTable {
  person: string;
  government: string;
  role: string;
  unit: string;
  /** 'hand' or 'oidc': who gave it, and so who may take it. */
  source: string;
}

/** Roles that were given and are not in effect: the person has not proven yet that the mailbox is theirs. */
export interface OfferedRoleTable {
  person: string;
  government: string;
  role: string;
  unit: string;
  offered_by: string;
}

/** What one admin asked for and another has to approve. */
export interface ApprovalTable {
  seq: Generated<Whole>;
  government: string;
  person: string;
  act: ApprovalAct;
  asked_by: string;
  asked_at: IsoInstant;
  expires_at: IsoInstant;
  /** null while it is open. */
  settled_at: IsoInstant | null;
}

/** A one-time link that an admin hands over; the removal of a second factor. Named as the audit records of what is then done. */
export type ApprovalAct = 'person-link-made' | 'second-factor-reset' | 'give-verifier' | 'give-publisher' | 'give-admin' | RelaxingAct;
/** The lifting of a separation of duties. */
export type RelaxingAct = 'allow-verify-own' | 'allow-publish-own';

export type DeviceScope = 'published' | 'verified';

/** Screens without a person that read figures by a link. */
export interface DeviceTable {
  seq: Generated<Whole>;
  government: string;
  name: string;
  scope: DeviceScope;
  /** SHA-256 of the token in the link. */
  token_hash: string;
  made_by: string;
  made_at: IsoInstant;
  /** null while the link works. */
  withdrawn_at: IsoInstant | null;
}

/** People who are shut out, and since when. */
export interface DisabledTable {
  person: string;
  at: IsoInstant;
}

/** Column mappings that people gave; append-only, the last of a header counts, an empty mapping is a forgotten one. */
export interface MappingTable {
  seq: Generated<Whole>;
  government: string;
  fingerprint: string;
  name: string;
  mapping: string;
  columns: string;
  actor: string;
  at: IsoInstant;
}

export interface MappingUseTable {
  government: string;
  fingerprint: string;
  upload: string;
}

/** Answers with which files of a form were read; append-only, the last of a form and a pattern of file names counts. */
export interface RememberedAnswersTable {
  seq: Generated<Whole>;
  government: string;
  form: string;
  name_pattern: string;
  upload: string;
  actor: string;
  at: IsoInstant;
  /** By key, JSON. */
  answers: string;
  /** What else must be known of that file before an answer is taken over, JSON. */
  about: string;
}

/** Answers that an upload took over, by key, JSON; append-only, the last row of an upload counts, an empty one was taken back. */
export interface AnswersTakenOverTable {
  seq: Generated<Whole>;
  upload: string;
  at: IsoInstant;
  answers: string;
}

export interface Schema extends ObstacleTables, OpennessTables {
  document_check: DocumentCheckTable;
  government: GovernmentTable;
  upload: UploadTable;
  upload_report: UploadReportTable;
  waiting: WaitingTable;
  turn: TurnTable;
  publishing: PublishingTable;
  outbox: OutboxTable;
  step: StepTable;
  statement: StatementTable;
  coverage: CoverageTable;
  text: TextTable;
  line: LineTable;
  rollup: RollupTable;
  granularity: GranularityTable;
  name: NameTable;
  edition: EditionTable;
  log_entry: LogEntryTable;
  past_rule: PastRuleTable;
  audit: AuditTable;
  rule_severity: RuleSeverityTable;
  member: MemberTable;
  offered_role: OfferedRoleTable;
  approval: ApprovalTable;
  device: DeviceTable;
  disabled: DisabledTable;
  alert_event: AlertEventTable;
  digest: DigestTable;
  mapping: MappingTable;
  mapping_use: MappingUseTable;
  remembered_answers: RememberedAnswersTable;
  answers_taken_over: AnswersTakenOverTable;
  cell_correction: CellCorrectionTable;
  works: WorksTable;
  works_coverage: WorksCoverageTable;
  contract: ContractTable;
  obstacle: ObstacleTable;
  physical_target: PhysicalTargetTable;
}
