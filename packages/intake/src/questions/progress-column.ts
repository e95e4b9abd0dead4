import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';

interface Columns {
  sheet: string;
  columns: readonly { letters: string; printed: string }[];
}

/** Which of several columns holds the physical progress to date, by its letters. */
export const progressColumn: RowQuestion<'column', string, Columns> = {
  key: 'column',
  example: 'F, G',
  parse: (text) => (text === '' ? undefined : text),
  asFinding({ sheet, columns }) {
    const choices = columns.map(({ letters, printed }) => {
      const label = `${letters}: ${printed}`;
      return { value: letters, label: { id: label, en: label } };
    });
    return finding('progress-column-unknown', { sheet, value: String(columns.length), question: { key: 'column', choices } });
  },
};
