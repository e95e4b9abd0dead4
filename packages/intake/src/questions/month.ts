import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';
import { columnChoices, type DividedColumn } from './stage.ts';

/** Which month or other period of a table is read whose rows are of several. */
export const month: RowQuestion<'month', string, DividedColumn> = {
  key: 'month',
  example: 'Juni',
  parse: (text) => (text === '' ? undefined : text),
  asFinding: (divided) =>
    finding('months-in-rows', { ...columnChoices('month', divided), sheet: divided.sheet, ref: divided.ref, value: divided.label }),
};
