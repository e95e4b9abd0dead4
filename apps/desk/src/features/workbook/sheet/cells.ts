import { isIsoDate, type Language, parseDecimal, typedCell } from '@sipkadin/budget';
import { formatDate, formatLra } from '@sipkadin/ui';
import type { Answers } from '../../../web/client.ts';

export type Workbook = NonNullable<Answers['workbook']['open']>;
export type Sheet = Workbook['sheets'][number];
export type SheetRow = Answers['workbook']['page'][number];
export type SheetCell = SheetRow['cells'][number];

/** A cell of a sheet: 1-based row, 0-based column. */
export interface CellAt {
  row: number;
  column: number;
}

export const keyOf = ({ row, column }: CellAt) => `${row}:${column}`;

/** A cell of a sheet as people name it: "F12"; in a JSON dump "pagu 12". */
export function refOf({ columns }: Pick<Sheet, 'columns'>, { row, column }: CellAt): string {
  const name = columns[column]?.name ?? '';
  return /^[A-Z]{1,3}$/.test(name) ? `${name}${row}` : `${name} ${row}`;
}

/** The cell that "F12", "f12", "12" or "F" names; a row alone means its first cell, a column its header. null where there is none. */
export function cellNamed(ref: string, { columns, lastRow, header }: Sheet): CellAt | null {
  const [, name = '', digits = ''] = /^(.*?)\s*(\d{0,7})$/.exec(ref.trim()) ?? [];
  if (name === '' && digits === '') return null;
  const find = (text: string) => columns.findIndex((column) => column.name.toUpperCase() === text.toUpperCase());
  const whole = find(ref.trim());
  const column = whole >= 0 ? whole : name === '' ? 0 : find(name);
  const row = whole >= 0 || digits === '' ? (header.at(-1)?.number ?? 1) : Number(digits);
  return column < 0 || row < 1 || row > lastRow ? null : { row, column };
}

/** What a cell holds, as {@link typedCell} wants it. */
export function heldBy(cell: SheetCell | undefined, { emptyHolds }: Pick<Workbook, 'emptyHolds'>): string {
  if (cell === undefined || cell === null) return emptyHolds;
  const letter = cell.charAt(0);
  return letter === 'a' || letter === 'n' ? 'number' : letter === 'd' ? 'date' : letter === 't' ? 'text' : 'error';
}

/** The text of a cell in the file; '' for an empty one. */
export function textOf(cell: SheetCell | undefined): string {
  return cell?.slice(1) ?? '';
}

/** A cell's text as people write it: amounts with points and a comma, days in words. */
export function shownCell(cell: SheetCell | undefined, language: Language): string {
  const text = textOf(cell);
  if (cell?.startsWith('a')) return formatLra(parseDecimal(text) ?? 0n, language);
  return cell?.startsWith('d') && isIsoDate(text) ? formatDate(text, language, 'short') : text;
}

/** A corrected value as people write it. @param inAmounts whether the file has an amount there */
export function shownValue(value: string, held: string, inAmounts: boolean, language: Language): string {
  const { kind, text, percent } = typedCell(value, held);
  if (kind === 'number' && !percent && inAmounts) return shownCell(`a${text}`, language);
  return kind === 'date' ? shownCell(`d${text}`, language) : value;
}

export function isNumber(cell: SheetCell | undefined): boolean {
  return cell?.startsWith('a') === true || cell?.startsWith('n') === true;
}
