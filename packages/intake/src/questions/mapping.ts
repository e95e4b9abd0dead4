import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';

interface Unmapped {
  sheet: string;
  /** The name of the sheet, or what is wrong with the mapping that was answered. */
  value: string;
  wrong: boolean;
}

/** What the columns of a table hold that no shape recognises: a mapping as JSON text, or `ask`. `mapping/parse.ts` reads it. */
export const mapping: RowQuestion<'mapping', string, Unmapped> = {
  key: 'mapping',
  example: 'ask',
  parse: (text) => text,
  asFinding: ({ sheet, value, wrong }) =>
    finding(wrong ? 'mapping-wrong' : 'mapping-needed', { sheet, value, question: { key: 'mapping', choices: [] } }),
};
