import { finding } from '@sipkadin/budget';
import type { NumberStyle } from '../table/number.ts';
import type { Place, RowQuestion } from './question.ts';

/** Whether "1.234" is 1234 or 1.234, for columns in which no cell proves either. */
export const numbers: RowQuestion<'numbers', NumberStyle, Place & { sample: string }> = {
  key: 'numbers',
  example: 'id, en',
  parse: (text) => (text === 'id' || text === 'en' ? text : undefined),
  asFinding(first, others) {
    const evidence = [first, ...others].map(({ sheet, ref, sample }) => `${sheet}!${ref} "${sample}"`).join(', ');
    const choices = [
      { value: 'id', label: { id: '1.234,56 (titik ribuan)', en: '1.234,56 (dots for thousands)' }, evidence },
      { value: 'en', label: { id: '1,234.56 (koma ribuan)', en: '1,234.56 (commas for thousands)' }, evidence },
    ];
    const { sheet, ref, sample } = first;
    return finding('numbers-ambiguous', { sheet, ref, value: sample, question: { key: 'numbers', choices } });
  },
};
