import { closeSync, openSync, writeSync } from 'node:fs';
import { cellText, isBareAmount, parseDecimal } from '@sipkadin/budget';
import { renamePersonalSheets } from '../findings/privacy.ts';
import { tableCopyLimits } from '../limits.ts';
import { type Header, type SheetHead } from '../table/header.ts';
import { type Cell, columnLetters, type Merge, type Row, type SheetInfo, type Workbook } from '../table/sheet.ts';
import { heldKind } from './corrected-workbook.ts';
import { personalColumns, tableOf } from './surroundings.ts';
import { firstRows } from './survey.ts';

/** A cell as the desk shows it: its text, and what it holds as the first letter: t text, n number, a amount, d date, e empty, o other. */
export type CopiedCell = `${'t' | 'n' | 'a' | 'd' | 'e' | 'o'}${string}`;

/** A row that holds anything. Cells are by column; null where there is nothing, or what may not be shown. */
export interface CopiedRow {
  number: number;
  hidden: boolean;
  cells: (CopiedCell | null)[];
}

export interface CopiedSheet {
  name: string;
  hidden: boolean;
  /** Number of its last row that holds anything, 0 for an empty sheet. */
  lastRow: number;
  columns: {
    /** As findings name it: its letters, in a JSON dump its key. */
    name: string;
    /** Its cells are left out: it holds people or free text. */
    personal: boolean;
    /** Characters of its longest usual text. */
    width: number;
  }[];
  /** The rows of the table's header; none where there is no table. */
  header: CopiedRow[];
  /** Where the pages that hold rows begin and end in the copy's file, by their number: page 0 has the rows 1 to 100. */
  pages: Map<number, [begin: number, end: number]>;
  /** Rows were left out behind the last one: the sheet is larger than what is shown. */
  cut: boolean;
}

/** Rows of a header that are shown at most. */
const tallest = 5;

/** What an empty cell becomes when something is typed into it depends on the container. */
export interface TableCopy {
  sheets: CopiedSheet[];
  emptyHolds: Cell['kind'];
}

const narrowest = 4;
const widest = 44;

/**
 * Writes the rows of all sheets into a file, a page of JSON after another, without the content of columns of personal data.
 * @throws Refusal
 */
export async function writeTableCopy(workbook: Workbook, path: string): Promise<TableCopy> {
  renamePersonalSheets(workbook);
  const file = openSync(path, 'wx', 0o600);
  let bytes = 0;
  let pages = 0;
  const write = (rows: CopiedRow[]): [number, number] => {
    const page = Buffer.from(JSON.stringify(rows));
    for (let from = 0; from < page.length; ) from += writeSync(file, page, from);
    bytes += page.length;
    pages++;
    return [bytes - page.length, bytes];
  };
  try {
    const sheets: CopiedSheet[] = [];
    for (const info of workbook.sheets)
      sheets.push(await copySheet(workbook, info, write, () => bytes < tableCopyLimits.bytes && pages < tableCopyLimits.pages));
    return { sheets, emptyHolds: heldKind(undefined, workbook.container) };
  } finally {
    closeSync(file);
  }
}

async function copySheet(
  workbook: Workbook,
  info: SheetInfo,
  write: (rows: CopiedRow[]) => [number, number],
  hasRoom: () => boolean,
): Promise<CopiedSheet> {
  const head: SheetHead = { info, rows: await firstRows(workbook, info) };
  const { header, amounts } = tableOf(head);
  const personal = personalColumns(head);
  const sheet: CopiedSheet = { name: info.name, hidden: info.hidden, lastRow: 0, columns: [], header: [], pages: new Map(), cut: false };
  const widths: number[] = [];
  const headTop = Math.min(header?.top ?? 0, ...info.merges.flatMap((merge) => (reachesInto(merge, header) ? [merge.top] : [])));
  const copiedBefore: Repeated[] = [];
  let keys: readonly string[] = [];
  let page: CopiedRow[] = [];
  const pageOf = (row: number) => Math.floor((row - 1) / tableCopyLimits.pageRows);
  const endPage = (last: number) => {
    sheet.pages.set(pageOf(last), write(page));
    page = [];
  };
  reading: for await (const lot of workbook.rows(info)) {
    for (const row of lot) {
      if (row.number === 0) {
        keys = row.cells.map((cell) => cellText(cell?.text ?? ''));
        continue;
      }
      const isHead = header !== undefined && row.number >= headTop && row.number <= header.bottom;
      const cells = copiedCells(row, { amounts, personal: isHead ? new Set() : personal, before: copiedBefore });
      if (cells.length === 0) continue;
      if (!hasRoom()) {
        sheet.cut = true;
        break reading;
      }
      const last = page.at(-1)?.number;
      if (last !== undefined && pageOf(last) !== pageOf(row.number)) endPage(last);
      const copied: CopiedRow = { number: row.number, hidden: row.hidden, cells };
      page.push(copied);
      if (isHead) sheet.header.push(copied);
      sheet.lastRow = row.number;
      // Titles above a table run over its columns.
      if (row.number < (header?.bottom ?? 0)) widths.length = Math.max(widths.length, cells.length);
      else for (const [index, cell] of cells.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    }
  }
  const [last] = page.slice(-1);
  if (last !== undefined) endPage(last.number);
  sheet.columns = Array.from({ length: Math.min(Math.max(widths.length, keys.length), tableCopyLimits.columns) }, (_, index) => ({
    name: workbook.container === 'json' ? (keys[index] ?? '') : columnLetters(index),
    personal: personal.has(index),
    width: Math.min(widest, Math.max(narrowest, widths[index] ?? 0)),
  }));
  return sheet;
}

/** The last cell of a column and its copy: columns repeat their texts. */
interface Repeated extends Pick<Cell, 'kind' | 'text'> {
  copied: CopiedCell;
}

/** Whether a merged range above reaches into the header, whose label it then holds; not one that is taller than any header. */
function reachesInto({ top, bottom }: Merge, header: Header | undefined): boolean {
  return header !== undefined && top < header.top && bottom >= header.top && bottom <= header.bottom && header.bottom - top < tallest;
}

/** Without what follows the last cell that holds anything. */
function copiedCells(
  row: Row,
  { amounts, personal, before }: { amounts: ReadonlySet<number>; personal: ReadonlySet<number>; before: Repeated[] },
): CopiedRow['cells'] {
  const cells: CopiedRow['cells'] = [];
  for (const [index, cell] of row.cells.slice(0, tableCopyLimits.columns).entries()) {
    if (cell === undefined || cell.text === '' || personal.has(index)) continue;
    while (cells.length < index) cells.push(null);
    const known = before[index];
    if (known !== undefined && known.text === cell.text && known.kind === cell.kind) cells.push(known.copied);
    else {
      const copied = copiedCell(cell, amounts.has(index));
      before[index] = { kind: cell.kind, text: cell.text, copied };
      cells.push(copied);
    }
  }
  return cells;
}

function copiedCell(cell: Cell, isAmount: boolean): CopiedCell {
  const text = cell.whole !== undefined || (isAmount && isBareAmount(cell.text)) ? cell.text : cellText(cell.text);
  if (cell.kind === 'number') return isAmount && parseDecimal(text) !== undefined ? `a${text}` : `n${text}`;
  const letter = cell.kind === 'text' ? 't' : cell.kind === 'date' ? 'd' : 'o';
  return `${letter}${text}`;
}

/** An amount is shown with a point for each thousand and two decimals. */
function widthOf(cell: CopiedCell | null): number {
  if (cell === null) return 0;
  const length = cell.length - 1;
  if (!cell.startsWith('a')) return length;
  const whole = cell.includes('.') ? cell.indexOf('.') - 1 : length;
  return whole + Math.floor((whole - 1) / 3) + 3;
}
