import { type Sen, toDecimal } from '@sipkadin/budget';

/** A cell of a table: text, or an amount that stays a number. */
export type CsvCell = string | number | Sen | null;

/**
 * RFC 4180 with "\n" line ends, UTF-8. Amounts are plain decimals ("-12.50"). Text that a spreadsheet would run as a formula
 * (it begins with = + - @ TAB or CR) is given a leading apostrophe.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'bigint') return toDecimal(cell);
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
