import { type Finding, finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from './question.ts';

/** A column whose values divide the table. */
export interface DividedColumn extends Place {
  label: string;
  /** As printed. */
  values: readonly string[];
}

/** The question with the values of a column as its choices. */
export function columnChoices(key: string, { values }: DividedColumn): Required<Pick<Finding, 'question'>> {
  return { question: { key, choices: values.map((value) => ({ value, label: { id: value, en: value } })) } };
}

/** Which stage of the budget is read of a table whose rows are of several: "RKPD", "KUA-PPAS", "Tahap 2". */
export const stage: RowQuestion<'stage', string, DividedColumn> = {
  key: 'stage',
  example: 'Tahap 1',
  parse: (text) => (text === '' ? undefined : text),
  asFinding: (divided) =>
    finding('stages-in-rows', { ...columnChoices('stage', divided), sheet: divided.sheet, ref: divided.ref, value: divided.label }),
};
