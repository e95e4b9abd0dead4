import type { Fields } from '../../table/classify-columns.ts';
import { type Header, type SheetHead, textAt } from '../../table/header.ts';
import { codeText } from '../../table/text.ts';

const target = /^(?:NILAI |JUMLAH |TOTAL )?TARGET(?: PENDAPATAN| PENERIMAAN| ANGGARAN)?(?: TAHUN| TA)?(?: 20\d\d)?(?: RP)?$/;

/**
 * The budget of revenue is called its target. Beside spending a target may be physical, or that of a month.
 * @param codes indexes of the columns with the accounts
 * @returns the fields as they are where the table is not of revenue alone, or has another budget
 */
export function withRevenueTarget(head: SheetHead, header: Header, fields: Fields, codes: readonly number[]): Fields {
  const [column, other] = fields.rest.filter(({ label, spill }) => !spill && target.test(label));
  if (!column || other || fields.measures.some(({ measure }) => measure !== 'realization') || fields.measures.length !== 1) return fields;
  const accounts = head.rows
    .filter(({ number }) => number > header.last)
    .flatMap((row) => codes.map((index) => codeText(textAt(row, index))))
    .filter((text) => /^[4-6](?:\.|$)/.test(text));
  if (accounts.length === 0 || !accounts.every((text) => text.startsWith('4'))) return fields;
  const without = (columns: Fields['rest']) => columns.filter((one) => one !== column);
  const measures = [{ measure: 'budget' as const, column }, ...fields.measures];
  return { ...fields, measures, rest: without(fields.rest), unclear: without(fields.unclear) };
}
