import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';

/** Answers with all sheets; no sheet of a workbook can have this name. */
export const everySheet = '*';

interface Rivals {
  sheets: readonly string[];
  /** One of them has no header of its own. */
  continues: boolean;
}

/** Which sheet to read, where several contradict each other or one without a header seems to continue another. */
export const sheet: RowQuestion<'sheet', string, Rivals> = {
  key: 'sheet',
  example: everySheet,
  parse: (text) => (text === '' ? undefined : text),
  asFinding({ sheets, continues }) {
    const all = { value: everySheet, label: { id: 'Semua lembar, dijumlahkan', en: 'All sheets, added up' } };
    const choices = [...sheets.map((value) => ({ value, label: { id: value, en: value } })), all];
    const code = continues ? 'sheet-without-header' : 'sheet-ambiguous';
    return finding(code, { value: sheets.join(', '), question: { key: 'sheet', choices } });
  },
};
