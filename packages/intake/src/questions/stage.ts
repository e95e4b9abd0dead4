import { type Choice, type Finding, finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from './question.ts';

/** A column whose values divide the table. */
export interface DividedColumn extends Place {
  label: string;
  /** As printed. */
  values: readonly string[];
  /** Whether each value can be read as a statement of its own. */
  each?: boolean;
}

/** The answer that reads each value of a dividing column as a statement of its own. */
export const eachValue = '*';

export const eachChoice: Choice = {
  value: eachValue,
  label: { id: 'Semua, masing-masing sebagai laporan tersendiri', en: 'All of them, each as a report of its own' },
};

/** The question with the values of a column as its choices. */
export function columnChoices(key: string, { values, each = false }: DividedColumn): Required<Pick<Finding, 'question'>> {
  const choices = values.map((value) => ({ value, label: { id: value, en: value } }));
  return { question: { key, choices: each ? [...choices, eachChoice] : choices } };
}

/** Which stage of the budget is read of a table whose rows are of several: "RKPD", "KUA-PPAS", "Tahap 2". */
export const stage: RowQuestion<'stage', string, DividedColumn> = {
  key: 'stage',
  example: 'Tahap 1',
  parse: (text) => (text === '' ? undefined : text),
  asFinding: (divided) =>
    finding('stages-in-rows', { ...columnChoices('stage', divided), sheet: divided.sheet, ref: divided.ref, value: divided.label }),
};
