import { finding } from '@sipkadin/budget';
import type { Place, RowQuestion } from '../question.ts';

/** Whether the row of an OPD includes its sub-units, which have rows of their own, where their amounts show neither. */
export const subUnits: RowQuestion<'subUnits', 'included' | 'apart', Place & { opd: string; stated: string; ofSubUnits: string }> = {
  key: 'subUnits',
  example: 'included, apart',
  parse: (text) => (text === 'included' || text === 'apart' ? text : undefined),
  asFinding({ sheet, ref, opd, stated, ofSubUnits }) {
    const choices = [
      { value: 'included', label: { id: 'Baris OPD sudah termasuk sub unitnya', en: 'The row of an OPD includes its sub-units' } },
      { value: 'apart', label: { id: 'Baris OPD hanya milik OPD sendiri', en: 'The row of an OPD is its own alone' } },
    ];
    const value = `${opd}: Rp${stated}`;
    return finding('sub-units-unclear', { sheet, ref, value, expected: `Rp${ofSubUnits}`, question: { key: 'subUnits', choices } });
  },
};
