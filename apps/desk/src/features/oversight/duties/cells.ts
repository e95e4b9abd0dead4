import { type Sen, toDecimal } from '@sipkadin/budget';

/** A cell of an .xlsx; null is an empty one. */
export type Cell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold'; format?: string } | null;

export const text = (value: string, fontWeight?: 'bold'): Cell =>
  value === '' ? null : { value, type: String, ...(fontWeight && { fontWeight }) };
export const head = (...names: string[]): Cell[] => names.map((value) => text(value, 'bold'));

/** A number if a double holds the amount exactly, else its text; an empty cell where nothing is known, which is not zero. */
export function amount(sen: Sen | null): Cell {
  if (sen === null) return null;
  const exact = sen >= -Number.MAX_SAFE_INTEGER && sen <= Number.MAX_SAFE_INTEGER;
  return exact ? { value: Number(toDecimal(sen)), type: Number, format: '#,##0.00' } : { value: toDecimal(sen), type: String };
}
