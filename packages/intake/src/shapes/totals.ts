import type { Sen } from '@sipkadin/budget';
import { textAt } from '../header.ts';
import { parseAmount, senOfStored } from '../number.ts';
import type { AmountColumn, Pass } from '../pass.ts';
import type { Row } from '../sheet.ts';

/** "Jumlah", "Total", "Grand total", "Jumlah Seluruhnya" anywhere in a row that has no codes. */
export function isTotalRow(row: Row): boolean {
  for (let index = 0; index < row.cells.length; index++) {
    const cell = row.cells[index];
    if (cell?.kind === 'text' && /^\s*(?:grand\s+)?(?:jumlah|total)\b/i.test(cell.text)) return true;
  }
  return false;
}

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

const grandTotal = { id: 'Jumlah seluruhnya', en: 'Grand total' };

/**
 * Holds a table's total row against the sum of its lines. A total row may be shifted by one column: then the
 * neighbour of an empty total is looked at too.
 */
export function assertTotal(pass: Pass, row: Row, column: AmountColumn, computed: Sen, taken: ReadonlySet<number>): void {
  const stated = statedAmount(row, column, column.index);
  if (stated !== null) {
    pass.reconcile(grandTotal, `${column.letters}${row.number}`, stated, computed);
    return;
  }
  for (const index of [column.index + 1, column.index - 1]) {
    const shifted = taken.has(index) ? null : statedAmount(row, column, index);
    if (shifted === null) continue;
    pass.find('total-row-shifted', String(row.number));
    pass.reconcile(grandTotal, String(row.number), shifted, computed);
    return;
  }
}
