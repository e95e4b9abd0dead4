import type { IsoDate, IsoInstant } from '@sipkadin/budget';
import type { Generated } from 'kysely';

/** As in `schema.ts`: integers become numbers where rows are read. */
type Whole = number | bigint;

/** A question that somebody asked on a public page, as it came. Nothing says who asked. Append-only, as all tables here but the last. */
export interface PublicQuestionTable {
  seq: Generated<Whole>;
  government: string;
  year: Whole;
  /** The edition whose figure is asked about. */
  edition: Whole;
  /** Codes of the figure; '' where it is not narrowed by them. */
  unit: string;
  activity: string;
  account: string;
  text: string;
  actor: string;
  at: IsoInstant;
}

/** An answer as it was written, with the question as it is to be published; the last row of a question counts. */
export interface PublicAnswerTable {
  seq: Generated<Whole>;
  government: string;
  question: Whole;
  asked: string;
  text: string;
  actor: string;
  at: IsoInstant;
}

export type AnswerOutcome = 'published' | 'sent-back' | 'declined' | 'withdrawn';

/** What was decided about a question: its answer published or sent back, the question declined, the published answer withdrawn. */
export interface PublicAnswerStepTable {
  seq: Generated<Whole>;
  government: string;
  question: Whole;
  /** The answer that was decided on; null where a question was declined. */
  answer: Whole | null;
  outcome: AnswerOutcome;
  reason: string;
  actor: string;
  at: IsoInstant;
}

export type DocumentState = 'published' | 'not-yet' | 'not-applicable';

/** What is known of a document that a list of duties names; the last row of list, item and year counts. */
export interface DocumentEntryTable {
  seq: Generated<Whole>;
  government: string;
  list: string;
  item: string;
  year: Whole;
  state: DocumentState;
  /** https address; '' where there is none. */
  address: string;
  /** The day of the document itself; null where it is not known. */
  issued_on: IsoDate | null;
  /** Hex SHA-256 of the file as the person who entered it computed it; '' where nobody did. */
  sha256: string;
  note: string;
  actor: string;
  at: IsoInstant;
}

/** Whether the link of an entry answered, when it was last tried. Replaced at each try. */
export interface DocumentCheckTable {
  entry: Whole;
  government: string;
  at: IsoInstant;
  /** A code of `LinkOutcome`. */
  outcome: string;
}

/** Tables whose rows have a record in the audit trail. */
export interface OpennessTables {
  public_question: PublicQuestionTable;
  public_answer: PublicAnswerTable;
  public_answer_step: PublicAnswerStepTable;
  document_entry: DocumentEntryTable;
}
