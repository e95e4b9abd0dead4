import type { Government } from './government.ts';
import { regionNames } from './region-names.ts';

export type RegionKind = 'provinsi' | 'kabupaten' | 'kota';

interface Region extends Government {
  kind: RegionKind;
  /** Every spelling of the bare name, letters and digits alone. */
  keys: string[];
}

/** Names still met in files that the list spells otherwise, by region code. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  '12.12': ['Toba Samosir'],
  '12.77': ['Padangsidempuan'],
  '13.07': ['50 Kota'],
  '16.01': ['OKU'],
  '16.02': ['OKI'],
  '16.08': ['OKU Timur'],
  '16.09': ['OKU Selatan'],
  '19': ['Bangka Belitung', 'Babel'],
  '31': ['DKI Jakarta', 'Daerah Khusus Jakarta', 'Jakarta'],
  '34': ['DI Yogyakarta', 'DIY', 'Yogyakarta'],
  '52': ['NTB'],
  '53': ['NTT'],
  '61.02': ['Pontianak'],
  '64.01': ['Pasir'],
  '64.02': ['Kutai Kertanegara'],
  '71.09': ['Siau Tagulandang Biaro', 'Sitaro'],
  '73.10': ['Pangkajene Kepulauan', 'Pangkep'],
  '76.01': ['Mamuju Utara'],
  '81.03': ['Maluku Tenggara Barat'],
};

const kindWords: Readonly<Record<string, RegionKind>> = {
  PROVINSI: 'provinsi',
  PROPINSI: 'provinsi',
  PROV: 'provinsi',
  PROP: 'provinsi',
  PEMPROV: 'provinsi',
  KABUPATEN: 'kabupaten',
  KAB: 'kabupaten',
  PEMKAB: 'kabupaten',
  KOTA: 'kota',
  KOTAMADYA: 'kota',
  PEMKOT: 'kota',
};

const title: Readonly<Record<RegionKind, string>> = { provinsi: 'Provinsi', kabupaten: 'Kabupaten', kota: 'Kota' };

/** Words in capitals; "Kep." is written out, "D.I." is one word, "Administrasi" (Jakarta's parts) is left out. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('\u00ad', '')
    .replace(/\bD\.\s?I\./g, 'DI ')
    .replace(/\bD\.\s?K\.\s?I\./g, 'DKI ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'ADMINISTRASI')
    .map((word) => (word === 'KEP' ? 'KEPULAUAN' : word));
}

const keyOf = (name: string) => wordsOf(name).join('');

function parse(): Map<string, Region> {
  const all = new Map<string, Region>();
  const add = (code: string, kind: RegionKind, bare: string) => {
    const keys = [bare, ...(alsoCalled[code] ?? [])].map(keyOf);
    all.set(code, { code, name: `${title[kind]} ${bare}`, kind, keys });
  };
  let province = '';
  for (const line of regionNames.trim().split('\n')) {
    const head = /^(\d\d) Provinsi (.+)$/.exec(line);
    if (head) {
      province = head[1] ?? '';
      add(province, 'provinsi', head[2] ?? '');
      continue;
    }
    for (const item of line.trim().replace(/,$/, '').split(', ')) {
      add(`${province}.${item.slice(0, 2)}`, Number(item.slice(0, 2)) > 70 ? 'kota' : 'kabupaten', item.slice(3));
    }
  }
  return all;
}

interface Index {
  byCode: ReadonlyMap<string, Region>;
  byKey: ReadonlyMap<string, readonly Region[]>;
  /** Names that another name begins with: after "Padang" an unknown word may be a misspelt "Padangsidimpuan". */
  beginsOthers: ReadonlySet<string>;
}

let built: Index | undefined;

/** Made when first asked for: most programs never ask. */
function index(): Index {
  if (built) return built;
  const byCode = parse();
  const byKey = new Map<string, Region[]>();
  for (const region of byCode.values()) for (const key of region.keys) byKey.set(key, [...(byKey.get(key) ?? []), region]);
  const sorted = [...byKey.keys()].toSorted();
  built = { byCode, byKey, beginsOthers: new Set(sorted.filter((key, at) => sorted[at + 1]?.startsWith(key))) };
  return built;
}

/** Bare names have up to this many words ("Ogan Komering Ulu Selatan"); one more for names that files part in two. */
const longest = 7;

const plain = ({ code, name }: Region): Government => ({ code, name });

/** @returns undefined for a code that is no province, kabupaten or kota. */
export function regionByCode(code: string): Government | undefined {
  const region = index().byCode.get(code);
  return region && plain(region);
}

/** Whether a code is of a province, kabupaten or kota; undefined for a code that is none of them. */
export function regionKind(code: string): RegionKind | undefined {
  return index().byCode.get(code)?.kind;
}

/** What may follow a region's name in a title. */
const follows =
  /^(?:\d+|TA|TAHUN|THN|ANGGARAN|APBD|LAPORAN|LRA|REALISASI|REKAP|REKAPITULASI|PER|PERIODE|SAMPAI|S|SD|BULAN|MURNI|PERGESERAN|PERUBAHAN|DINAS|BADAN|SEKRETARIAT|DAN|PEMERINTAH|JANUARI|FEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NOVEMBER|DESEMBER)$/;

/**
 * The region whose name follows the kind word. The longest name wins, whatever its kind, so that neither "Kab. Buru
 * Selatan" is taken for Buru nor "Kota Sorong Selatan", which does not exist, for Kota Sorong.
 */
function named(kind: RegionKind, following: readonly string[]): Region | undefined {
  const { byKey, beginsOthers } = index();
  for (let count = Math.min(longest, following.length); count > 0; count--) {
    const key = following.slice(0, count).join('');
    const found = byKey.get(key);
    if (!found) continue;
    const next = following[count];
    if (next !== undefined && beginsOthers.has(key) && !follows.test(next) && !kindWords[next]) return undefined;
    return found.find((region) => region.kind === kind);
  }
  return undefined;
}

/** Regions that a text names with their kind ("Kab. Buru"), each once. */
function mentioned(words: readonly string[]): Region[] {
  const found = new Set<Region>();
  for (const [at, word] of words.entries()) {
    const kind = kindWords[word];
    const region = kind && named(kind, words.slice(at + 1));
    if (region) found.add(region);
  }
  return [...found];
}

/**
 * The region a text names: a whole title ("PEMERINTAH KABUPATEN SUMENEP TAHUN 2026"), a short form ("KAB. BURU",
 * "Kota Pangkal Pinang"), or a bare name that only one region has. A kabupaten named together with its own province
 * is the kabupaten.
 * @returns undefined where no region is named, or more than one could be meant ("Bandung", "Gorontalo").
 */
export function findRegion(text: string): Government | undefined {
  const { byKey } = index();
  const words = wordsOf(text);
  const regions = mentioned(words);
  const inner = regions.filter((region) => !regions.some((other) => other.code.startsWith(`${region.code}.`)));
  const [only, another] = inner;
  if (only) return another ? undefined : plain(only);
  const bare = words.filter((word) => !['PEMERINTAH', 'PEMERINTAHAN', 'PEMDA', 'DAERAH'].includes(word));
  const candidates = byKey.get(words.join('')) ?? byKey.get(bare.join(''));
  return candidates?.length === 1 && candidates[0] ? plain(candidates[0]) : undefined;
}
