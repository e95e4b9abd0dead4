import { type Sen, toDecimal } from '@sipkadin/budget';

/** A cell of a table: text, or an amount that stays a number. */
export type CsvCell = string | number | Sen | null;

/** A table's bytes, made piece by piece: a province's lines as one string would need several times their size. */
export function csvTable(rows: Iterable<readonly CsvCell[]>): Buffer {
  const pieces: Buffer[] = [];
  let piece = '';
  for (const row of rows) {
    piece += csvLine(row);
    if (piece.length < 1_000_000) continue;
    pieces.push(Buffer.from(piece, 'utf8'));
    piece = '';
  }
  return Buffer.concat([...pieces, Buffer.from(piece, 'utf8')]);
}

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
