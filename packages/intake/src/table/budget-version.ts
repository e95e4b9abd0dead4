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

/** What is planned, or was in force before: of no version that is in force by its words. */
const notInForce = /\b(?:rancangan|ranperda|raperda|rapbd|usulan|draf|draft|kua|ppas|sebelum|semula)\b/i;

/**
 * A change of the regulation that a budget is spelled out in ("penjabaran") is a shift of it, and the second change of one is
 * the count of some regulation: neither is the year's change of the budget.
 */
const changeOfRegulation =
  /\bperubahan\s+(?:(?:pertama|kesatu|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan)\b|(?:atas\s+)?(?:penjabaran\b|peraturan\s+(?:wali\s?kota|bupati|gubernur|kepala\s+daerah)|per(?:wako|wali|bup|gub|kada)\b))/i;

/** Versions that a numbered change may be, for the person who is asked. */
export function versionsOfNumberedChange(text: string): BudgetVersion[] {
  const number = Number(/(\d{1,2})(?!\d)/.exec(numberedChange.exec(text)?.[0] ?? '')?.[1] ?? 0);
  if (number === 0) return numberedChange.test(text) ? ['perubahan'] : [];
  return number < 2 ? ['perubahan'] : ['perubahan', `pergeseran-${number}`, `perubahan-pergeseran-${number - 1}`];
}

/** The budget version that a title or label names. "Pergeseran" without a number is none, and so is "sebelum perubahan". */
export function versionIn(text: string): BudgetVersion | undefined {
  if (notInForce.test(text) || changeOfRegulation.test(text)) return undefined;
  const changed = /\bperubahan\b|\bapbd[ -]?p\b|\bp[ -]?apbd\b|\bdppa\b/i.test(text);
  const shifted = /\bpergeseran\b(?:\s+(?:anggaran|apbd|ke(?![a-z])))*\s*-?\s*([a-z]+|\d)?/i.exec(text);
  if (shifted) {
    const word = (shifted[1] ?? '').toLowerCase();
    const number = ordinals.findIndex((forms) => word !== '' && new RegExp(`^(?:${forms})$`).test(word)) + 1;
    if (number === 0) return undefined;
    return changed ? `perubahan-pergeseran-${number}` : `pergeseran-${number}`;
  }
  // A year has one change: "perubahan 3" is the third version of some count, which a person must say.
  const original = /\bmurni\b|\bpenetapan apbd\b/i.test(text);
  if (changed) return original || numberedChange.test(text) ? undefined : 'perubahan';
  return original ? 'murni' : undefined;
}
