import type { Code } from '@sipkadin/budget';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';

/** "Jumlah", "Grand total", "Sub Total", "Jumlah Seluruhnya", "Dinas Kesehatan Total": what rows of sums are called. */
export function isTotalLabel(text: string): boolean {
  return /^\s*(?:(?:grand|sub)[\s-]*)?(?:jumlah|total)\b|\btotal\s*$/i.test(text);
}

/** Whether any cell of a row is such a label. */
export function isTotalRow(row: Row): boolean {
  for (let index = 0; index < row.cells.length; index++) {
    const cell = row.cells[index];
    if (cell?.kind === 'text' && isTotalLabel(cell.text)) return true;
  }
  return false;
}

/** `plain` text of the first words in a row. */
export function labelOf(row: Row): string {
  const words = row.cells.find((cell) => cell?.kind === 'text' && /[A-Za-z]{3}/.test(cell.text));
  return words === undefined ? '' : plain(words.text);
}

/** Lines of a budget's page that follow from others and have no code: what is left, and what was there before. */
export function isRemainder(label: string): boolean {
  return /^(?:SALDO|SURPLUS|DEFISIT|SISA|SILPA|PEMBIAYAAN NET)/.test(label);
}

/** The part that a total row sums up by its label ("Jumlah Pendapatan Daerah"); undefined for the whole table. */
export function summedBy<Named extends { code: Code; name: string }>(label: string, named: readonly Named[]): Named | undefined {
  const name = withoutDaerah(label.replace(/^(?:JUMLAH|TOTAL)\s*/, ''));
  const called = name === '' ? [] : named.filter((item) => withoutDaerah(plain(item.name)) === name);
  return called.length === 1 ? called[0] : undefined;
}

const withoutDaerah = (name: string) => name.replace(/ DAERAH$/, '');

/** Labels of the total of a whole table. */
export const grandTotal = { id: 'Jumlah seluruhnya', en: 'Grand total' };
