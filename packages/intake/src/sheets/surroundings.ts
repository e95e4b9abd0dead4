import { parseDecimal, withoutPersonalData } from '@sipkadin/budget';
import { renamePersonalSheets } from '../findings/privacy.ts';
import { personalKindOf } from '../table/classify-columns.ts';
import { type Column, type Header, headersIn, type SheetHead } from '../table/header.ts';
import { columnLetters, type Row, type Workbook } from '../table/sheet.ts';
import { clean } from '../table/text.ts';
import { firstRows, recognise } from './survey.ts';

/** A row of a file among its neighbours, as it may be shown: nobody's personal data are in it. */
export interface Surroundings {
  sheet: string;
  columns: {
    /** As findings name the column. */
    letters: string;
    label: string;
    /** Its cells are left out: it holds people or free text. */
    personal: boolean;
  }[];
  rows: {
    number: number;
    /** By column; null where there is nothing, or nothing to be shown. `amount`: an exact decimal. */
    cells: ({ text: string; amount: boolean } | null)[];
  }[];
}

const widest = 60;
const longest = 160;

/** The rows around one of a sheet, `by` of them on either side; null where there is no such sheet or row. */
export async function surroundingsOf(workbook: Workbook, sheet: string, row: number, by: number): Promise<Surroundings | null> {
  renamePersonalSheets(workbook);
  const info = workbook.sheets.find(({ name }) => name === sheet);
  if (info === undefined) return null;
  const head: SheetHead = { info, rows: await firstRows(workbook, info) };
  const rows: Surroundings['rows'] = [];
  const { header, amounts } = tableOf(head);
  const labels = new Map(header?.columns.map((column) => [column.index, column]));
  const personal = personalColumns(head);
  let width = 0;
  reading: for await (const lot of workbook.rows(info)) {
    for (const at of lot) {
      if (at.number > row + by) break reading;
      if (at.number < row - by) continue;
      width = Math.max(width, Math.min(at.cells.length, widest));
      rows.push({ number: at.number, cells: cellsOf(at, { header, amounts }, personal) });
    }
  }
  if (!rows.some(({ number }) => number === row)) return null;
  const used = Array.from({ length: width }, (_, index) => index).filter(
    (index) => labels.has(index) || rows.some(({ cells }) => (cells[index] ?? null) !== null),
  );
  return {
    sheet,
    columns: used.map((index) => ({ ...named(labels.get(index), index, workbook), personal: personal.has(index) })),
    rows: rows.map(({ number, cells }) => ({ number, cells: used.map((index) => cells[index] ?? null) })),
  };
}

interface Table {
  header: Header | undefined;
  /** Columns of amounts. */
  amounts: ReadonlySet<number>;
}

/** The header by which the sheet is read, else the widest that it might have. */
export function tableOf(head: SheetHead): Table {
  const found = recognise(head);
  if (found !== undefined && 'readable' in found)
    return { header: found.readable.header, amounts: new Set(found.readable.amounts.map(({ index }) => index)) };
  return { header: headersIn(head).toSorted((a, b) => b.columns.length - a.columns.length)[0], amounts: new Set() };
}

/** Whatever any header that the sheet might have calls personal is not shown. */
export function personalColumns(head: SheetHead): Set<number> {
  const data = new Set(head.rows.filter(isAccountRow).map(({ number }) => number));
  const headers = headersIn(head).filter(({ top, bottom }) => !data.has(top) && !data.has(bottom));
  return new Set(headers.flatMap(({ columns }) => columns.filter((one) => personalKindOf(one) !== undefined).map(({ index }) => index)));
}

/** A code and an amount: "5.1.01 | Belanja Pegawai | 600" is no header that names employees. */
function isAccountRow({ cells }: Row): boolean {
  const texts = cells.map((cell) => (cell === undefined ? '' : clean(cell.text)));
  const isCode = (text: string) => /^[4-6](?:\.\d{1,2}){1,2}(?:\.\d{2,5}){0,3}\.?$/.test(text);
  return texts.some(isCode) && texts.some((text) => /^-?\d[\d.,]{2,}$/.test(text) && !isCode(text));
}

function named(column: Column | undefined, index: number, { container }: Workbook): { letters: string; label: string } {
  const label = withoutPersonalData(column?.printed ?? '').slice(0, longest);
  return { letters: container === 'json' ? label : columnLetters(index), label };
}

function cellsOf(row: Row, { header, amounts }: Table, personal: ReadonlySet<number>): Surroundings['rows'][number]['cells'] {
  const isHead = header !== undefined && row.number >= header.top && row.number <= header.bottom;
  return row.cells.slice(0, widest).map((cell, index) => {
    if (cell === undefined || cell.text === '' || (personal.has(index) && !isHead)) return null;
    const amount = cell.kind === 'number' && amounts.has(index) && parseDecimal(cell.text) !== undefined;
    return { text: withoutPersonalData(clean(cell.text)).slice(0, longest), amount };
  });
}
