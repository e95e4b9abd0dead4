import { type CellCorrection, cellText, finding, isBareAmount, typedCell } from '@sipkadin/budget';
import { publicSheetName } from '../findings/privacy.ts';
import { type Cell, columnLetters, Refusal, type Row, type SheetInfo, type Workbook } from '../table/sheet.ts';

/** Containers in which a typed number is text. */
const textOnly = new Set(['csv', 'html', 'mhtml']);

/** By row, then by column. */
type OfSheet = Map<number, Map<number, CellCorrection>>;

/**
 * The workbook with the values of some cells replaced, so that all that reads it reads the corrected values.
 * @throws Refusal `correction-does-not-match` where the file has no such cell, or the cell another text than the correction was made for
 */
export async function correctedWorkbook(workbook: Workbook, corrections: readonly CellCorrection[]): Promise<Workbook> {
  if (corrections.length === 0) return workbook;
  const sheets = new Map<number, OfSheet>();
  for (const [name, own] of Map.groupBy(corrections, ({ sheet }) => sheet)) {
    const info = workbook.sheets.find((sheet) => publicSheetName(sheet) === name);
    if (info === undefined) throw mismatch(own[0], '');
    sheets.set(info.index, await placed(workbook, info, own));
  }
  return {
    container: workbook.container,
    sheets: workbook.sheets,
    notes: workbook.notes,
    close: () => workbook.close(),
    async *rows(info) {
      const own = sheets.get(info.index);
      for await (const lot of workbook.rows(info)) yield own === undefined ? lot : correctedRows(lot, own, workbook);
    },
  };
}

function* correctedRows(lot: Iterable<Row>, own: OfSheet, { container }: Workbook): Generator<Row> {
  for (const row of lot) {
    const changes = own.get(row.number);
    if (changes === undefined) {
      yield row;
      continue;
    }
    // Rows and cells are handed out again for the next row: these are copies.
    const cells = [...row.cells];
    for (const [column, { value }] of changes) cells[column] = replaced(cells[column], value, container);
    yield { number: row.number, hidden: row.hidden, cells };
  }
}

function replaced(cell: Cell | undefined, value: string, container: string): Cell | undefined {
  const { kind, text, percent } = typedCell(value, heldKind(cell, container));
  return kind === 'empty' ? undefined : { kind, text, formula: false, percent };
}

/** What a typed value is read by: the kind of what the cell holds. */
export function heldKind(cell: Pick<Cell, 'kind'> | undefined, container: string): Cell['kind'] {
  const kind = cell?.kind ?? 'empty';
  return kind === 'empty' && textOnly.has(container) ? 'text' : kind;
}

/** Finds the cells of one sheet's corrections, and holds each against what it was made for. @throws Refusal */
async function placed(workbook: Workbook, info: SheetInfo, corrections: readonly CellCorrection[]): Promise<OfSheet> {
  const own: OfSheet = new Map();
  const left = Map.groupBy(corrections, ({ row }) => row);
  let keys: readonly string[] = [];
  for await (const lot of workbook.rows(info)) {
    for (const row of lot) {
      if (workbook.container === 'json' && row.number === 0) keys = row.cells.map((cell) => cellText(cell?.text ?? ''));
      const changes = left.get(row.number);
      if (changes === undefined) continue;
      left.delete(row.number);
      own.set(row.number, new Map(changes.map((change) => [columnOf(change, row, keys), change])));
    }
    if (left.size === 0) break;
  }
  for (const [missing] of left.values()) throw mismatch(missing, '');
  return own;
}

function columnOf(correction: CellCorrection, { cells }: Row, keys: readonly string[]): number {
  const index = keys.length > 0 ? keys.indexOf(correction.column) : indexOf(correction.column);
  const text = cells[index]?.text ?? '';
  const held = cellText(text);
  if (index < 0 || (held !== correction.old && !(isBareAmount(text) && text === correction.old))) throw mismatch(correction, held);
  return index;
}

/** "A" → 0, "AA" → 26; -1 for what names no column. */
function indexOf(letters: string): number {
  if (!/^[A-Z]{1,3}$/.test(letters)) return -1;
  const index = Buffer.from(letters).reduce((sum, letter) => sum * 26 + letter - 64, 0) - 1;
  return columnLetters(index) === letters ? index : -1;
}

function mismatch(correction: CellCorrection | undefined, value: string): Refusal {
  const { sheet = '', column = '', row = 0, old = '' } = correction ?? {};
  return new Refusal(finding('correction-does-not-match', { sheet, ref: `${column}${row}`, value, expected: old }));
}
