import { canonicalCode, finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from './question.ts';

/** Whose lines they are that name no unit beneath a title that names an OPD without its code: the OPD's, or the whole government's. */
export const unit: RowQuestion<'unit', { printed: string } | 'whole', Place & { text: string }> = {
  key: 'unit',
  example: '1.02.0.00.0.00.01.0000, semua',
  parse(text) {
    if (text === 'semua' || text === 'whole') return 'whole';
    return canonicalCode('unit', text) === undefined ? undefined : { printed: text };
  },
  asFinding: ({ sheet, ref, text }) => finding('unit-unclear', { sheet, ref, value: text, question: { key: 'unit', choices: [] } }),
};
