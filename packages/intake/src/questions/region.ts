import { finding } from '@sipkadin/budget';
import type { RowQuestion } from './question.ts';

interface Regions {
  sheet: string;
  regions: readonly { value: string; name: string }[];
}

/** Which region of a table of many is meant: its code, or its name where it has none. Answered by the upload's own government. */
export const region: RowQuestion<'region', string, Regions> = {
  key: 'region',
  example: '19.71',
  parse: (text) => (text === '' ? undefined : text),
  asFinding({ sheet, regions }) {
    const choices = regions.map(({ value, name }) => ({ value, label: { id: name, en: name } }));
    return finding('region-unknown', { sheet, value: String(regions.length), question: { key: 'region', choices } });
  },
};
