import type { Sen } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import { parseAmount, senOf, senOfStored } from '../table/number.ts';
import type { Row } from '../table/sheet.ts';

/** The amount of a row that may be no data, in sen; null where there is none or it cannot be read, which is not found. */
export function statedAmount(row: Row, column: Pick<AmountColumn, 'style'>, index: number): Sen | null {
  const cell = row.cells[index];
  if (cell === undefined || (cell.kind !== 'number' && cell.kind !== 'text')) return null;
  if (cell.percent === true) return null;
  return senOf(cell.kind === 'number' ? senOfStored(cell.text) : parseAmount(cell.text, column.style)) ?? null;
}
