import { canonicalCode, finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from './question.ts';

/**
 * Unit of lines that name none, below a title that names an OPD without its code or that names nobody (an empty text): that
 * OPD, or the whole government.
 */
export const unit: RowQuestion<'unit', { printed: string } | 'whole', Place & { text: string }> = {
  key: 'unit',
  example: '1.02.0.00.0.00.01.0000, semua',
  parse(text) {
    if (text === 'semua' || text === 'whole') return 'whole';
    return canonicalCode('unit', text) === undefined ? undefined : { printed: text };
  },
  asFinding: ({ sheet, ref, text }) =>
    finding(text === '' ? 'unit-unknown' : 'unit-unclear', { sheet, ref, value: text, question: { key: 'unit', choices: [] } }),
};
