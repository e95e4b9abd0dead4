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

/** "perubahan_3", "Perubahan ke-2", "APBD-P II"; not "perubahan 30 Juni". */
const numberedChange =
  /\b(?:perubahan|apbd[ -]?p|p[ -]?apbd|dppa)\b(?:\s+(?:anggaran|apbd))*\s*(?:ke\b)?\s*-?\s*(?:\d{1,2}|i{1,3}|iv|vi{0,3}|ix)(?![\w.,/-]|\s+(?:jan|feb|peb|mar|apr|mei|jun|jul|agu|agt|ags|sep|okt|nov|nop|des|tahun))/i;

/** Versions that a numbered change may be, for the person who is asked. */
export function versionsOfNumberedChange(text: string): BudgetVersion[] {
  const number = Number(/(\d{1,2})(?!\d)/.exec(numberedChange.exec(text)?.[0] ?? '')?.[1] ?? 0);
  if (number === 0) return numberedChange.test(text) ? ['perubahan'] : [];
  return number < 2 ? ['perubahan'] : ['perubahan', `pergeseran-${number}`, `perubahan-pergeseran-${number - 1}`];
}

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
  // A year has one change: "perubahan 3" is the third version of some count, which a person must say.
  if (changed) return numberedChange.test(text) ? undefined : 'perubahan';
  return /\bmurni\b|\bpenetapan apbd\b/i.test(text) ? 'murni' : undefined;
}
