import type { Code, Sen } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { textAt } from '../table/header.ts';
import { parseAmount, senOfStored } from '../table/number.ts';
import type { Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';

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

/** What a total row says that it sums up: the only thing called as in "Jumlah Pendapatan Daerah"; undefined for all there is. */
export function summedBy<Named extends { code: Code; name: string }>(label: string, named: readonly Named[]): Named | undefined {
  const name = withoutDaerah(label.replace(/^(?:JUMLAH|TOTAL)\s*/, ''));
  const called = name === '' ? [] : named.filter((item) => withoutDaerah(plain(item.name)) === name);
  return called.length === 1 ? called[0] : undefined;
}

const withoutDaerah = (name: string) => name.replace(/ DAERAH$/, '');

export function isBlank(row: Row): boolean {
  for (let index = 0; index < row.cells.length; index++) if (textAt(row, index) !== '') return false;
  return true;
}

/** An amount in a total row, quietly: null where there is none or it cannot be read. */
export function statedAmount(row: Row, column: Pick<AmountColumn, 'style'>, index: number): Sen | null {
  const cell = row.cells[index];
  if (cell === undefined || (cell.kind !== 'number' && cell.kind !== 'text')) return null;
  const sen = cell.kind === 'number' ? senOfStored(cell.text) : parseAmount(cell.text, column.style);
  return typeof sen === 'bigint' ? sen : null;
}

export const grandTotal = { id: 'Jumlah seluruhnya', en: 'Grand total' };

/**
 * Holds a table's total row against the sum of its lines. A total row may be shifted by one column: then the
 * neighbour of an empty total is looked at too.
 */
export function assertTotal(context: ReadContext, row: Row, column: AmountColumn, computed: Sen, taken: ReadonlySet<number>): void {
  const stated = statedAmount(row, column, column.index);
  if (stated !== null) {
    context.findings.reconcile(grandTotal, `${column.letters}${row.number}`, stated, computed);
    return;
  }
  for (const index of [column.index + 1, column.index - 1]) {
    const shifted = taken.has(index) ? null : statedAmount(row, column, index);
    if (shifted === null) continue;
    context.findings.find('total-row-shifted', String(row.number));
    context.findings.reconcile(grandTotal, String(row.number), shifted, computed);
    return;
  }
}
