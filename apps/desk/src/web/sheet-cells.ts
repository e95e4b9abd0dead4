import { type Sen, toDecimal } from '@sipkadin/budget';

/** A cell of a workbook as write-excel-file takes it. A cell of type String is never computed, whatever its text begins with. */
export type SheetCell = {
  value: string | number;
  type: StringConstructor | NumberConstructor;
  fontWeight?: 'bold';
  format?: string;
} | null;

export const textCell = (value: string): SheetCell => (value === '' ? null : { value, type: String });

export const headCells = (...names: string[]): SheetCell[] => names.map((value) => ({ value, type: String, fontWeight: 'bold' }));

/** Rupiah: a number if a double holds the amount exactly, else its text. */
export function amountCell(sen: Sen | null): SheetCell {
  if (sen === null) return null;
  const isExact = sen >= -Number.MAX_SAFE_INTEGER && sen <= Number.MAX_SAFE_INTEGER;
  return isExact ? { value: Number(toDecimal(sen)), type: Number, format: '#,##0.00' } : { value: toDecimal(sen), type: String };
}
