import { findRegion, type Government, regionByCode } from '@sipkadin/budget';
import { type ScopeQuestion, wordsOf } from './scope-question.ts';

/** The government that a file names. It need not name one. */
export const government: ScopeQuestion<'government', Government> = {
  key: 'government',
  example: '19.71',
  parse: (text) => (/^\d{2}(?:\.\d{2})?$/.test(text) ? (regionByCode(text) ?? { code: text, name: text }) : undefined),
  need: () => 'optional',
  codes: { conflict: 'government-conflict', fromName: 'government-from-file-name' },
  choices: (_, clues) =>
    [...new Set(clues.map(({ value }) => value))].map((value) => {
      const name = regionByCode(value)?.name ?? value;
      return { value, label: { id: name, en: name } };
    }),
  inTitle: (text) => (kindWord.test(text) ? [findRegion(text)?.code ?? ''].filter((code) => code !== '') : []),
  inFileName: (name) => inWords(wordsOf(name)),
  // A regency's report names its province too.
  relevant: (clues) => clues.filter(({ value }) => !clues.some((other) => other.value.startsWith(`${value}.`))),
};

/** "PEMERINTAH KABUPATEN MANDAILING NATAL", "APBD PROVINSI BALI TAHUN 2026". */
const kindWord = /\b(?:kabupaten|kab|kota|provinsi|propinsi|prov|pemkab|pemkot|pemprov)\b/i;

/** With or without "kab" and "kota": "rekap5 sumenep 2025". The longest name wins. */
function inWords(words: string): string[] {
  const tokens = words.split(/[^A-Za-z]+/).filter((word) => word !== '');
  const found = new Set<string>();
  for (let at = 0; at < tokens.length; ) {
    let taken = 1;
    for (let length = Math.min(6, tokens.length - at); length >= 1; length--) {
      const named = tokens.slice(at, at + length);
      const region = isTelling(named) ? findRegion(named.join(' ')) : undefined;
      if (!region) continue;
      found.add(region.code);
      taken = length;
      break;
    }
    at += taken;
  }
  return [...found];
}

/** Names that are words of other things too: a file's name means the region only behind its kind ("kota_batu"). */
const ordinary: ReadonlySet<string> = new Set(
  'BANJAR BATANG BATU BATUBARA BONE KETAPANG KUDUS LANDAK MALANG MEDAN METRO PADANG PATI PUNCAK SAMPANG SERANG'.split(' '),
);

/** Whether words of a file's name are meant as a region's, and are no pieces of other words ("b-one"). */
function isTelling(words: readonly string[]): boolean {
  if (kindWord.test(words[0] ?? '')) return true;
  const name = words.join('').toUpperCase();
  return name.length > 3 && !ordinary.has(name) && words.every((word) => word.length > 2);
}
