import { type Sen, toDecimal } from '../money/money.ts';

/** A cell of a table: text, or a number, or an amount in sen that is written as a plain decimal. null: empty. */
export type CsvCell = string | number | Sen | null;

/**
 * One line of a CSV (RFC 4180) with "\n" at its end. A spreadsheet splits at the separator of its own language, whatever the file's:
 * a text with a comma, a semicolon or a tab is quoted, and a formula (= + - @) at its start or after any of them gets an apostrophe
 * before it. Editions have a writer of their own, whose bytes never change.
 */
export function csvLine(cells: readonly CsvCell[], separator: ',' | ';' = ','): string {
  return `${cells.map(csvCell).join(separator)}\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'bigint') return toDecimal(cell);
  if (typeof cell === 'number') return String(cell);
  const text = cell.replaceAll(/(^|[,;\t\r\n])([ "]*)(?=[=+\-@])/g, "$1$2'").replace(/^(?=[\t\r])/, "'");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
