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
 * RFC 4180 with commas and "\n" line ends, UTF-8. Amounts are plain decimals ("-12.50"). A spreadsheet splits at the separator of its own
 * language: a text with a comma, a semicolon or a tab is quoted, and a formula (= + - @) at its start or after any of them gets an
 * apostrophe before it.
 */
function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'bigint') return toDecimal(cell);
  if (typeof cell === 'number') return String(cell);
  // As nearly every cell is.
  if (!/[=+\-@,;\t\r\n"]/.test(cell)) return cell;
  const text = cell.replaceAll(/(^|[,;\t\r\n])([ "]*)(?=[=+\-@])/g, "$1$2'").replace(/^(?=[\t\r])/, "'");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
