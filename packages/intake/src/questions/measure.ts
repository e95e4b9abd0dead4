import { finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from './question.ts';

export type MeasureName = 'budget' | 'realization';

/** Measure of a column of amounts whose label does not name it: "Jumlah". */
export const measure: RowQuestion<'measure', MeasureName, Place & { label: string }> = {
  key: 'measure',
  example: 'budget, realization',
  parse: (text) => (text === 'budget' || text === 'realization' ? text : undefined),
  asFinding: ({ sheet, ref, label }) =>
    finding('measure-unknown', {
      sheet,
      ref,
      value: label,
      question: {
        key: 'measure',
        choices: [
          { value: 'budget', label: { id: 'Anggaran', en: 'Budget' } },
          { value: 'realization', label: { id: 'Realisasi', en: 'Realization' } },
        ],
      },
    }),
};
