import { findRegion, type Government } from '@sipkadin/budget';

const kindWord = /\b(?:kabupaten|kab|kota|provinsi|propinsi|prov|pemkab|pemkot|pemprov)\b/i;

/** The government that a title names: "PEMERINTAH KABUPATEN MANDAILING NATAL", "APBD PROVINSI BALI TAHUN 2026". */
export function governmentIn(title: string): Government | undefined {
  return kindWord.test(title) ? findRegion(title) : undefined;
}

/** Governments that a file's name names, with or without "kab" and "kota": "rekap5_buru_2025". The longest name wins. */
export function governmentsInName(words: string): Government[] {
  const tokens = words.split(/[^A-Za-z]+/).filter((word) => word !== '');
  const found = new Map<string, Government>();
  for (let at = 0; at < tokens.length; ) {
    let taken = 1;
    for (let length = Math.min(6, tokens.length - at); length >= 1; length--) {
      const text = tokens.slice(at, at + length).join(' ');
      const government = text.length < 4 ? undefined : findRegion(text);
      if (!government) continue;
      found.set(government.code, government);
      taken = length;
      break;
    }
    at += taken;
  }
  return [...found.values()];
}
