import type { Finding } from '@sipkadin/budget';

/** Something that a file may leave open and a person answers, by its key: `--answer basis=sp2d`. */
export interface Question<Key extends string, Value> {
  readonly key: Key;
  /** What answers look like, shown with an answer that cannot be used. */
  readonly example: string;
  /** @returns undefined for a text that cannot be an answer */
  parse(text: string): Value | undefined;
}

/** A question that comes up while sheets and rows are read. */
export interface RowQuestion<Key extends string, Value, Case> extends Question<Key, Value> {
  /** The question as it is put, with its choices. @param cases where it came up, at least one */
  asFinding(first: Case, others: readonly Case[]): Finding;
}

/** Where in the file a question came up. */
export interface Place {
  sheet: string;
  ref: string;
}
