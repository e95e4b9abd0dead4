import { accountWords, finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from '../question.ts';

/** Revenue or spending. */
export type Akun = '4' | '5';

const choices = (['4', '5'] as const).map((value) => ({ value, label: accountWords(value) ?? { id: value, en: value } }));

/** Whether amounts by OPD without codes of accounts are revenue or spending, where no word of the table says it. */
export const akun: RowQuestion<'akun', Akun, Place & { label: string }> = {
  key: 'akun',
  example: '4, 5',
  parse: (text) => (text === '4' || text === '5' ? text : undefined),
  asFinding: ({ sheet, ref, label }) =>
    finding('akun-unknown', { sheet, ref, value: label, question: { key: 'akun', choices: [...choices] } }),
};
