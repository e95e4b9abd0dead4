import { columnLetters, type Merge, type Row, type SheetInfo } from './sheet.ts';
import { clean, plain } from './text.ts';

/** A column that holds the codes of accounts without dots: "51010101" is 5.1.01.01.01. */
export interface UndottedColumn {
  index: number;
  /** The row of its label: codes are below it. */
  label: number;
  /** How many digits each part has. */
  widths: readonly number[];
}

/** The first rows of a sheet, enough to recognise what it is. */
export interface SheetHead {
  info: SheetInfo;
  rows: readonly Row[];
  /** Columns whose codes have no dots in the file; the rows above have them. */
  undotted?: readonly UndottedColumn[];
}

/** One column of a header: its lines from the top down, without repeats. */
export interface Column {
  index: number;
  letters: string;
  /** As printed, lines joined by " / ". */
  printed: string;
  /** `plain` text of each line. */
  lines: readonly string[];
  /** `plain` text of all lines together. */
  label: string;
  /** Its label is in a merged range that begins further left: it continues another column. */
  spill: boolean;
}

export interface Header {
  /** 1-based row numbers of its first and last line. */
  top: number;
  bottom: number;
  columns: readonly Column[];
  /** The last row that is not data: the header's bottom, or the "1 2 3 4" row under it. */
  last: number;
}

/** Headers are within the first 20 rows that hold anything, and are at most three lines high. */
const searchedRows = 20;
const tallest = 3;

export const headRows = 60;

/** Titles and labels are short; what is longer is no title, and nothing searches through megabytes of it. */
const longestTitle = 500;

/** A row that outlives its turn: containers hand the same objects out again. */
export function keepRow(row: Row): Row {
  return {
    ...row,
    cells: row.cells.map((cell) => cell && { kind: cell.kind, text: cell.text, formula: cell.formula, percent: cell.percent === true }),
  };
}

/** Text of a cell as it should have been typed; '' where there is none. */
export function textAt(row: Row | undefined, column: number): string {
  const cell = row?.cells[column];
  return cell === undefined || cell.kind === 'empty' ? '' : clean(cell.text);
}

/** Every header that the sheet might have, from the top down, the shorter of two that end in the same row first. */
export function headersIn(head: SheetHead): readonly Header[] {
  let known = headers.get(head);
  if (!known) {
    known = findHeaders(head);
    headers.set(head, known);
  }
  return known;
}

const headers = new WeakMap<SheetHead, readonly Header[]>();

function findHeaders(head: SheetHead): Header[] {
  const found: Header[] = [];
  const filled = head.rows.filter(hasText).slice(0, searchedRows);
  for (const [at, bottom] of filled.entries()) {
    for (let height = 1; height <= tallest; height++) {
      const top = filled[at - height + 1];
      // A line of one text is a title, not a line of the header.
      if (!top || bottom.number - top.number >= tallest || (height > 1 && texts(top) < 2)) break;
      const header = headerAt(head, filled.slice(at - height + 1, at + 1));
      if (header) found.push({ ...header, last: lastHeadRow(head, bottom) });
    }
  }
  return found;
}

/** The header in the given rows, whatever a search would find; undefined where they hold no two labels. */
export function headerOf(head: SheetHead, top: number, bottom: number): Header | undefined {
  const lines = head.rows.filter((row) => row.number >= top && row.number <= bottom && hasText(row));
  const last = lines.at(-1);
  const header = headerAt(head, lines);
  return header && last && { ...header, last: lastHeadRow(head, last) };
}

function texts(row: Row): number {
  let count = 0;
  for (let index = 0; index < row.cells.length; index++) if (textAt(row, index) !== '') count++;
  return count;
}

function hasText(row: Row): boolean {
  return row.cells.some((cell) => cell !== undefined && cell.kind !== 'empty' && cell.text.trim() !== '');
}

function headerAt(head: SheetHead, lines: readonly Row[]): Omit<Header, 'last'> | undefined {
  const bottom = lines.at(-1);
  const top = lines[0];
  if (!bottom || !top) return undefined;
  // A label that reaches down from above the header's first line has its text in no line of it.
  const reaching = head.info.merges.filter(
    ({ top: from, bottom: to, left, right }) => left === right && from < top.number && to >= bottom.number,
  );
  const width = Math.max(...lines.map((line) => line.cells.length), ...reaching.slice(0, 200).map(({ right }) => right + 1));
  const columns: Column[] = [];
  for (let index = 0; index < width; index++) {
    const texts: string[] = [];
    for (const line of lines) {
      const text = labelAt(head, line, index, line === bottom, bottom);
      if (text !== '' && text !== texts.at(-1)) texts.push(text.slice(0, longestTitle));
    }
    if (texts.length === 0) continue;
    const plainLines = texts.map(plain).filter((text) => text !== '');
    const merge = textAt(bottom, index) === '' ? mergeAt(head.info, bottom.number, index) : undefined;
    columns.push({
      index,
      letters: columnLetters(index),
      printed: texts.join(' / '),
      lines: plainLines,
      label: plainLines.join(' '),
      spill: merge !== undefined && merge.left < index,
    });
  }
  return columns.length >= 2 ? { top: top.number, bottom: bottom.number, columns } : undefined;
}

/** A column's text on one line: its own, that of the merged range it lies in, or that of the group above it. */
function labelAt(head: SheetHead, line: Row, index: number, isBottom: boolean, bottom: Row): string {
  const own = textAt(line, index);
  if (own !== '') return own;
  const merge = mergeAt(head.info, line.number, index);
  if (merge) {
    const source = head.rows.find((row) => row.number === merge.top);
    return textAt(source, merge.left);
  }
  if (isBottom || textAt(bottom, index) === '') return '';
  for (let left = index - 1; left >= 0; left--) {
    if (mergeAt(head.info, line.number, left)) return '';
    const text = textAt(line, left);
    if (text !== '') return text;
  }
  return '';
}

/** The merged range that covers a cell. */
export function mergeAt(info: SheetInfo, row: number, column: number): Merge | undefined {
  let rows = mergesByRow.get(info);
  if (!rows) {
    rows = new Map();
    // Labels are merged over a few rows and columns; a range over half the sheet is no label.
    for (const merge of info.merges)
      for (let at = merge.top; at <= Math.min(merge.bottom, merge.top + tallestMerge); at++) {
        const there = rows.get(at);
        if (there) there.push(merge);
        else rows.set(at, [merge]);
      }
    mergesByRow.set(info, rows);
  }
  return rows.get(row)?.find((merge) => column >= merge.left && column <= merge.right);
}

const tallestMerge = 20;
const mergesByRow = new WeakMap<SheetInfo, Map<number, Merge[]>>();

/** Reports number their columns beneath the header; "1" in the code column is then no urusan. */
function lastHeadRow(head: SheetHead, bottom: Row): number {
  const next = head.rows.find((row) => row.number > bottom.number && hasText(row));
  return next && isNumbering(next) ? next.number : bottom.number;
}

/** Knows a header that is printed again further down, on a new page: any of its lines, and the numbers under them. */
export class HeaderAgain {
  /** Each with the first of its cells that holds anything. */
  readonly #lines: readonly { line: Row; first: number }[];

  constructor(head: SheetHead, { top, last }: Header) {
    const lines = head.rows.filter((row) => row.number >= top && row.number <= last && texts(row) > 1);
    this.#lines = lines.map((line) => ({ line, first: line.cells.findIndex((_, index) => textAt(line, index) !== '') }));
  }

  is(row: Row): boolean {
    for (const { line, first } of this.#lines) {
      const cell = row.cells[first];
      // Nearly every row ends here: nothing of it has been looked at but one cell's kind.
      if (cell === undefined || cell.kind !== line.cells[first]?.kind || cell.text !== line.cells[first].text) continue;
      let same = true;
      for (let index = first + 1; same && index < Math.max(line.cells.length, row.cells.length); index++)
        same = textAt(row, index) === textAt(line, index);
      if (same) return true;
    }
    return false;
  }
}

function isNumbering(row: Row): boolean {
  const numbers: number[] = [];
  for (let index = 0; index < row.cells.length; index++) {
    const text = textAt(row, index);
    if (text === '') continue;
    const match = /^\(?(\d{1,2})(?:\.0+)?\)?(?:\s*[=(].*)?$/.exec(text);
    if (!match) return false;
    numbers.push(Number(match[1]));
  }
  return numbers.length >= 3 && numbers.every((number, at) => number === (numbers[0] ?? 0) + at) && (numbers[0] ?? 9) <= 1;
}

/** The texts above a header, a cell each: titles, "TAHUN ANGGARAN 2026", "KAB. SUMENEP". */
export function titlesAbove(head: SheetHead, header: Header | undefined): { text: string; ref: string }[] {
  const titles: { text: string; ref: string }[] = [];
  for (const row of head.rows) {
    if (header && row.number >= header.top) break;
    for (let index = 0; index < row.cells.length; index++) {
      const text = textAt(row, index).slice(0, longestTitle);
      if (text !== '') titles.push({ text, ref: `${columnLetters(index)}${row.number}` });
    }
  }
  return titles;
}

/** Whether no cell of a row has a text. */
export function isBlank(row: Row): boolean {
  for (let index = 0; index < row.cells.length; index++) if (textAt(row, index) !== '') return false;
  return true;
}
