import type { BudgetVersion } from '@sipkadin/budget';

const ordinals = [
  'pertama|kesatu|i|1',
  'kedua|ii|2',
  'ketiga|iii|3',
  'keempat|iv|4',
  'kelima|v|5',
  'keenam|vi|6',
  'ketujuh|vii|7',
  'kedelapan|viii|8',
  'kesembilan|ix|9',
];

/** The budget version that a title or label names. "Pergeseran" without a number is none. */
export function versionIn(text: string): BudgetVersion | undefined {
  const changed = /\bperubahan\b|\bapbd[ -]?p\b|\bp[ -]?apbd\b|\bdppa\b/i.test(text);
  const shifted = /\bpergeseran\b(?:\s+(?:anggaran|apbd|ke))*\s*-?\s*([a-z]+|\d)?/i.exec(text);
  if (shifted) {
    const word = (shifted[1] ?? '').toLowerCase();
    const number = ordinals.findIndex((forms) => word !== '' && new RegExp(`^(?:${forms})$`).test(word)) + 1;
    if (number === 0) return undefined;
    return changed ? `perubahan-pergeseran-${number}` : `pergeseran-${number}`;
  }
  if (changed) return 'perubahan';
  return /\bmurni\b|\bpenetapan apbd\b/i.test(text) ? 'murni' : undefined;
}
