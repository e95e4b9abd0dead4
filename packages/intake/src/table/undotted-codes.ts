import { type SheetHead, textAt, type UndottedColumn } from './header.ts';
import type { Row } from './sheet.ts';
import { plain } from './text.ts';

const labelled = /\b(?:KODE|KD|REK|REKENING|NOREK|AKUN|COA|MAK)\b|^(?:NO|NOMOR) URUT$/;
/** OPD and activities among the accounts have their dots. */
const ofActivity = /^\d\.\d{2}(?:\.\d+)*(?:\s|$)/;
const undotted = /^([4-6]\d{0,13})(\s+\D.*)?$/;

/** The columns of a sheet whose every code is without dots, and of lengths that can be parted in one way alone. */
export function undottedColumns({ rows }: SheetHead): UndottedColumn[] {
  const found = new Map<number, UndottedColumn>();
  for (const { cells, number } of rows.slice(0, searchedRows)) {
    for (const [index, cell] of cells.entries()) {
      if (cell?.kind !== 'text' || found.has(index) || !labelled.test(plain(cell.text))) continue;
      const below = rows.filter((row) => row.number > number).map((row) => textAt(row, index));
      // The columns may be numbered beneath their labels.
      const texts = /^\(?[1-3]\)?$/.test(below[0] ?? '') ? below.slice(1) : below;
      const widths = widthsOf(texts.filter((text) => /\d/.test(text) && !ofActivity.test(text)));
      if (widths) found.set(index, { index, label: number, widths });
    }
  }
  return [...found.values()];
}

const searchedRows = 20;

/** By the length of whole accounts what the last two of their six parts have; the first four have 1, 1, 2 and 2 digits. */
const tails: Readonly<Record<number, readonly [number, number]>> = { 11: [2, 3], 12: [2, 4], 14: [3, 5] };

function widthsOf(texts: readonly string[]): readonly number[] | undefined {
  const codes = texts.map((text) => undotted.exec(text)?.[1]);
  const lengths = new Set(codes.map((code) => code?.length));
  if (lengths.has(undefined) || new Set(codes.filter((code) => (code?.length ?? 0) >= 4)).size < 2) return undefined;
  const whole = [...lengths].filter((length) => (length ?? 0) > 9);
  const [only, other] = whole;
  if (other !== undefined) return undefined;
  // Thirteen digits are parted by what the rows of the level above have.
  const by13 = lengths.has(9) ? ([3, 4] as const) : lengths.has(8) ? ([2, 5] as const) : undefined;
  const tail = only === undefined ? ([lengths.has(9) ? 3 : 2, 4] as const) : only === 13 ? by13 : tails[only];
  if (!tail) return undefined;
  const widths = [1, 1, 2, 2, ...tail];
  const ends = new Set(widths.map((_, at) => widths.slice(0, at + 1).reduce((sum, width) => sum + width, 0)));
  return [...lengths].every((length) => ends.has(length ?? 0)) ? widths : undefined;
}

/** A row with dots in the codes of its columns. Parts of zeros at a code's end ("51000000" for 5.1) are none. */
export function withDots(row: Row, columns: readonly UndottedColumn[]): Row {
  const cells = row.cells.slice();
  for (const { index, label, widths } of columns) {
    const cell = cells[index];
    const [, digits = '', name = ''] = row.number > label && cell ? (undotted.exec(textAt(row, index)) ?? []) : [];
    if (!cell || digits === '') continue;
    const parts: string[] = [];
    for (let at = 0, part = 0; at < digits.length; at += widths[part++] ?? digits.length)
      parts.push(digits.slice(at, at + (widths[part] ?? digits.length)));
    while (/^0+$/.test(parts.at(-1) ?? '')) parts.pop();
    cells[index] = { kind: 'text', text: parts.join('.') + name, formula: false };
  }
  return { ...row, cells };
}
