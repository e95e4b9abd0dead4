import type { Choice, FindingCode, FiscalYear, StatementKind, WorksKind } from '@sipkadin/budget';
import type { Question } from '../questions/question.ts';

/** What must be known of a file beyond its amounts; also the keys of the questions about it. */
export type ScopeKey = 'year' | 'asOf' | 'from' | 'basis' | 'version' | 'government';

/**
 * Evidence for a value. `content` is a statement in the file (a title, a column's label, a head), `dates` what follows
 * from the dates of its documents, `name` the file's name; `hint` decides nothing and only helps a person to choose.
 */
export interface Clue {
  subject: ScopeKey;
  value: string;
  rank: 'content' | 'dates' | 'name' | 'hint';
  sheet: string;
  ref: string;
  text: string;
}

/** A question that the file itself or its name may answer. */
export interface ScopeQuestion<Key extends ScopeKey, Value> extends Question<Key, Value> {
  /** Whether a file with these statements has such a value; without evidence for a `required` one it is asked. */
  need(kinds: ReadonlySet<StatementKind | WorksKind>): 'required' | 'optional' | 'none';
  readonly codes: {
    /** No evidence for a value; only for questions that may be required. */
    unknown?: FindingCode;
    /** Evidence contradicts itself. */
    conflict: FindingCode;
    /** The file's name alone names the value. */
    fromName?: FindingCode;
  };
  /** Set where the content counts even if the name says otherwise: copies keep the name of an earlier month. */
  readonly contentWins?: boolean;
  /** Values offered, where no evidence names others. @param year undefined while it is not known */
  choices(year: FiscalYear | undefined, clues: readonly Clue[]): readonly Choice[];
  /**
   * Values in a title or label.
   * @param year for days without one: "s.d. 30 Juni"
   * @param monthsEnd whether a month that is named alone is known to be the last of the period
   */
  inTitle(text: string, year: FiscalYear | undefined, monthsEnd: boolean): readonly string[];
  inFileName(name: string, year: FiscalYear | undefined, monthsEnd: boolean): readonly string[];
  /** Values that a title or a file's name makes likely and does not state: "lra_juni" is of June alone or to its end. */
  hintsIn?(text: string, year: FiscalYear | undefined, isName: boolean): readonly string[];
  /** Clues that count, where not all do. */
  relevant?(clues: readonly Clue[], kinds: ReadonlySet<StatementKind | WorksKind>): readonly Clue[];
}

/** A file's name as words: "rekap5_buru_2025.xlsx" is "rekap5 buru 2025". */
export function wordsOf(fileName: string): string {
  return fileName.replace(/\.[a-z]{3,4}$/i, '').replace(/[_.-]+/g, ' ');
}

export const hasRealization = (kinds: ReadonlySet<StatementKind | WorksKind>): boolean => kinds.has('realization') || kinds.has('register');
