import { readFileSync } from 'node:fs';
import type { Cell, Row, SheetInfo, Workbook } from '../src/table/sheet.ts';

/** A workbook written down as JSON, for what a .csv cannot say: sheets, hidden rows, merges, formulas, errors. */
interface Book {
  sheets: {
    name: string;
    hidden?: boolean;
    /** "A1:D1" */
    merges?: string[];
    hiddenRows?: number[];
    rows: (string | number | null | { formula?: string | number; error?: string; date?: string; percent?: number })[][];
  }[];
}

export function openBook(path: string): Workbook {
  return workbookOf(JSON.parse(readFileSync(path, 'utf8')) as Book);
}

export function workbookOf(book: Book, container = 'xlsx'): Workbook {
  const sheets: SheetInfo[] = book.sheets.map(({ name, hidden = false, merges = [] }, index) => ({
    name,
    hidden,
    index,
    merges: merges.map(mergeOf),
  }));
  return {
    container,
    sheets,
    notes: [],
    close: () => {},
    async *rows(info): AsyncGenerator<Row[]> {
      const sheet = book.sheets[info.index];
      // As the real reader does: one row and its cells, handed out again and again.
      const row: Row = { number: 0, hidden: false, cells: [] };
      for (const [at, values] of (sheet?.rows ?? []).entries()) {
        row.number = at + 1;
        row.hidden = sheet?.hiddenRows?.includes(row.number) ?? false;
        row.cells = values.map(cellOf);
        yield [row];
      }
    },
  };
}

function cellOf(value: Book['sheets'][number]['rows'][number][number]): Cell | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return { kind: 'text', text: value, formula: false };
  if (typeof value === 'number') return { kind: 'number', text: String(value), formula: false };
  if (value.error !== undefined) return { kind: 'error', text: value.error, formula: true };
  if (value.percent !== undefined) return { kind: 'number', text: String(value.percent), formula: false, percent: true };
  if (value.date !== undefined) return { kind: 'date', text: value.date, formula: false };
  if (value.formula === undefined || value.formula === '') return { kind: 'empty', text: '', formula: true };
  return { kind: typeof value.formula === 'number' ? 'number' : 'text', text: String(value.formula), formula: true };
}

function mergeOf(range: string): SheetInfo['merges'][number] {
  const [from = '', to = from] = range.split(':');
  return { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) };
}

const rowOf = (ref: string) => Number(ref.replace(/\D/g, ''));
const columnOf = (ref: string) =>
  ref
    .replace(/\d/g, '')
    .split('')
    .reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
