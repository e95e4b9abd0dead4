import type { Code, Contact, FiscalYear, IsoDate, LinkOutcome } from '@sipkadin/budget';

/** A reader's question and its answer, published together. */
export interface PublicAnswer {
  number: number;
  year: FiscalYear;
  /** The edition whose figure was asked about. */
  edition: number;
  /** Codes of the figure; '' where they do not narrow it. */
  unit: Code;
  activity: Code;
  account: Code;
  question: string;
  /** Whether the question is published with other words than it came in. */
  edited: boolean;
  askedOn: IsoDate;
  answer: string;
  answeredOn: IsoDate;
}

/** What is known of a document that a list of duties names. */
export interface PublicDocument {
  list: string;
  item: string;
  year: FiscalYear;
  state: 'published' | 'not-yet' | 'not-applicable';
  /** https address; '' where there is none. */
  address: string;
  issuedOn: IsoDate | null;
  /** Hex; '' where it is not known. */
  sha256: string;
  note: string;
  enteredOn: IsoDate;
  check: { on: IsoDate; outcome: LinkOutcome } | null;
}

/**
 * What a government publishes beside its editions: where to turn to, answered questions, and documents. It is replaced as a whole at
 * each change, because an edition is never changed and a question is not a figure; the ledger keeps every state of it.
 */
export interface PublicRegister {
  /** Absent in registers from before they had a number. */
  format?: 'sipkadin-register/2';
  /**
   * Grows with each question, answer, decision, document and setting of the government, so that an older register cannot pass for the
   * present one. How links answered changes without it. Absent as the format.
   */
  number?: number;
  government: string;
  contacts: readonly Contact[];
  /** Whether readers may ask here. */
  takesQuestions: boolean;
  /** Questions that wait for an answer, and the day of the oldest; null where none waits. */
  held: { count: number; oldest: IsoDate | null };
  /** Questions that were closed without being published. */
  declined: number;
  /** The oldest first. */
  answers: readonly PublicAnswer[];
  documents: readonly PublicDocument[];
}
