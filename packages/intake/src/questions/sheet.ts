import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';
import { eachChoice } from './stage.ts';

/** Answers with all sheets; no sheet of a workbook can have this name. */
export const everySheet = '*';

interface Rivals {
  sheets: readonly string[];
  /** One of them has no header of its own. */
  continues: boolean;
  /** Their names are those of years or versions, which are never added up. */
  apart: boolean;
}

/** Which sheet to read, where several contradict each other or one without a header seems to continue another. */
export const sheet: RowQuestion<'sheet', string, Rivals> = {
  key: 'sheet',
  example: everySheet,
  parse: (text) => (text === '' ? undefined : text),
  asFinding({ sheets, continues, apart }) {
    const added = { value: everySheet, label: { id: 'Semua lembar, dijumlahkan', en: 'All sheets, added up' } };
    const all = apart ? eachChoice : added;
    const choices = [...sheets.map((value) => ({ value, label: { id: value, en: value } })), all];
    const code = continues ? 'sheet-without-header' : 'sheet-ambiguous';
    return finding(code, { value: sheets.join(', '), question: { key: 'sheet', choices } });
  },
};
