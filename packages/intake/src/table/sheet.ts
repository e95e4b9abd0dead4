import type { Finding } from '@sipkadin/budget';

export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell as stored. Rows hand the same objects out again for the next row: keep texts, not cells. */
export interface Cell {
  kind: CellKind;
  /** number: the exact decimal text of the file (may be "1E+15"); date: ISO; boolean: TRUE or FALSE; error: "#REF!". */
  text: string;
  /** The text is the cached value of a formula; kind `empty` with `formula` is a formula without one. */
  formula: boolean;
  /** The text's number among those that cells of the file share, where it is one of them: the same number is the same text. */
  shared?: number | undefined;
  /** Of a number that is whole and has nine digits at most, the number, so that its text need not be read. */
  whole?: number | undefined;
  /** Set where the file shows the number as a percentage: 0.5 as "50 %". */
  percent?: boolean;
}

export interface Row {
  /** 1-based, as Excel shows it. */
  number: number;
  hidden: boolean;
  /** By 0-based column; sparse. */
  cells: (Cell | undefined)[];
}

export interface Merge {
  /** 1-based rows, 0-based columns. */
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface SheetInfo {
  name: string;
  hidden: boolean;
  /** Position in the workbook, from 0. */
  index: number;
  merges: readonly Merge[];
}

/**
 * An opened file. `rows` streams: it holds one row at a time, can be asked again, and throws `Refusal`. The rows come in
 * lots, for waiting at each row would cost more than reading it; each lot is gone through once, before the next comes.
 */
export interface Workbook {
  /** "xlsx", "csv" or "json". */
  container: string;
  sheets: readonly SheetInfo[];
  rows(sheet: SheetInfo): AsyncIterable<Iterable<Row>>;
  /** What was noticed of the container while opening. */
  notes: readonly Finding[];
  close(): void;
}

/** A file that cannot or may not be read further; the finding says why and what to do. */
export class Refusal extends Error {
  readonly finding: Finding;
  /** What the file turned out to be, where that is known better than from its first bytes. */
  readonly container: string | undefined;

  constructor(finding: Finding, container?: string) {
    super(finding.code);
    this.finding = finding;
    this.container = container;
  }
}

/** Columns beyond this one are not kept: no report is that wide, and padded sheets are. */
export const widestColumn = 1024;

const letters: string[] = [];

/** 0 → "A", 26 → "AA". */
export function columnLetters(index: number): string {
  const known = letters[index];
  if (known !== undefined) return known;
  const name = index < 26 ? String.fromCharCode(65 + index) : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26);
  if (index < 16_384) letters[index] = name;
  return name;
}
