import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';
import { everySheet } from './sheet.ts';
import type { DividedColumn } from './stage.ts';

/** The rows of one value of a column, or of all of them. */
export type Part = typeof everySheet | { letters: string; value: string };

/**
 * Which rows count of a table in which every code comes once for each value of a column that no form knows: those of one
 * value, or all added up. Without letters no column tells the rows apart, and only "*" can be answered. Answered as "F=Triwulan I", or "*".
 */
export const part: RowQuestion<'part', Part, DividedColumn & { letters: string }> = {
  key: 'part',
  example: 'F=Triwulan I, *',
  parse(text) {
    if (text === everySheet) return everySheet;
    const [, letters, value] = /^([A-Z]{1,3})=(.+)$/s.exec(text) ?? [];
    return letters === undefined || value === undefined ? undefined : { letters, value };
  },
  asFinding({ sheet, ref, label, letters, values }) {
    const choices = values.map((value) => ({ value: `${letters}=${value}`, label: { id: value, en: value } }));
    const all = { value: everySheet, label: { id: 'Semua baris, dijumlahkan', en: 'All rows, added up' } };
    if (letters === '') return finding('page-repeated', { sheet, ref, question: { key: 'part', choices: [all] } });
    return finding('parts-in-rows', { sheet, ref, value: label, question: { key: 'part', choices: [...choices, all] } });
  },
};
