import { finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from './question.ts';

/** Whether 0.45 of physical progress is 45 percent or half a percent. */
export const percent: RowQuestion<'percent', 'fraction' | 'percent', Place & { sample: string }> = {
  key: 'percent',
  example: 'fraction, percent',
  parse: (text) => (text === 'fraction' || text === 'percent' ? text : undefined),
  asFinding({ sheet, ref, sample }) {
    const evidence = `${sheet}!${ref} "${sample}"`;
    const choices = [
      { value: 'fraction', label: { id: 'Pecahan: 0,45 berarti 45 persen', en: 'Fractions: 0.45 is 45 percent' }, evidence },
      { value: 'percent', label: { id: 'Persen: 0,45 berarti 0,45 persen', en: 'Percent: 0.45 is 0.45 percent' }, evidence },
    ];
    return finding('percent-ambiguous', { sheet, ref, value: sample, question: { key: 'percent', choices } });
  },
};
