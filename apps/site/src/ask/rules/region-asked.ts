import { parseDecimal, type Sen } from '@sipkadin/budget';
import type { AskIndex } from '../index/ask-index.ts';
import { subjectOf, tokensOf } from './tokens.ts';

/** Another region of the reference edition. */
export interface NamedRegion {
  code: string;
  name: string;
  /** Its budgeted spending; null: the table does not have it. */
  spending: Sen | null;
}

interface Named extends NamedRegion {
  kind: 'provinsi' | 'kabupaten' | 'kota';
}

/** What people call regions beside their names, letters alone. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  '12': ['sumut'],
  '13': ['sumbar'],
  '16': ['sumsel'],
  '19': ['bangkabelitung', 'babel'],
  '31': ['jakarta', 'dkijakarta', 'dki'],
  '32': ['jabar'],
  '33': ['jateng'],
  '33.72': ['solo'],
  '34': ['yogyakarta', 'diy', 'diyogyakarta'],
  '34.71': ['jogja', 'yogya', 'jogjakarta'],
  '35': ['jatim'],
  '52': ['ntb'],
  '53': ['ntt'],
  '61': ['kalbar'],
  '64': ['kaltim'],
  '73': ['sulsel'],
};

/** Words beside a name that say that a region is meant, and of which kind. */
const kindWords: Readonly<Record<string, Named['kind']>> = {
  ...{ kota: 'kota', pemkot: 'kota', kotamadya: 'kota', city: 'kota' },
  ...{ kabupaten: 'kabupaten', kab: 'kabupaten', pemkab: 'kabupaten', regency: 'kabupaten' },
  ...{ provinsi: 'provinsi', propinsi: 'provinsi', prov: 'provinsi', pemprov: 'provinsi', province: 'provinsi' },
};
const titles = new Set([...Object.keys(kindWords), 'administrasi']);

/** Words that ask for a comparison or for all spending, and for nothing that the tables of regions do not have. */
const ofWhole = new Set(
  'apbd bandingkan banding dibanding dibandingkan perbandingan compare compared comparison against versus vs lawan pemerintah government'.split(
    ' ',
  ),
);

const longestName = 5;
const made = new WeakMap<AskIndex, ReadonlyMap<string, readonly Named[]>>();

/** Regions by each of their names, letters alone: "Kota Bandung" and "Kabupaten Bandung" are both "bandung". */
function regionsByName(index: AskIndex): ReadonlyMap<string, readonly Named[]> {
  const known = made.get(index);
  if (known !== undefined) return known;
  const { codes, names, spending } = index.regions ?? { codes: '', names: '', spending: '' };
  const [nameOf, amountOf] = [names.split(','), spending.split(',')];
  const found = new Map<string, Named[]>();
  const add = (key: string, region: Named) => found.set(key, [...(found.get(key) ?? []), region]);
  for (const [at, code] of codes.split(',').entries()) {
    const [name = '', amount = ''] = [nameOf[at], amountOf[at]];
    if (name === '') continue;
    const [title = ''] = tokensOf(name);
    const region: Named = { code, name, spending: parseDecimal(amount) ?? null, kind: kindWords[title] ?? 'kota' };
    const own = tokensOf(name)
      .filter((word) => !titles.has(word))
      .join('');
    for (const key of new Set([own, ...(alsoCalled[code] ?? [])])) add(key, region);
  }
  made.set(index, found);
  return found;
}

/** A region that a question names. */
export interface RegionAsked {
  /** Those with the name that fit: several where "bandung" may be the city or the kabupaten. */
  regions: readonly NamedRegion[];
  /** Whether "kota", "kabupaten" or the like stands beside the name. */
  isSpelledOut: boolean;
  /** The words of the question without the name and what stands beside it. */
  without: string;
  /** The subject of those words, where it is more than all spending. */
  rest: readonly string[];
}

/** The region with the longest name in the question. @returns undefined where it names none of the reference edition */
export function regionAsked(index: AskIndex, question: string): RegionAsked | undefined {
  const byName = regionsByName(index);
  const tokens = tokensOf(question.slice(0, 200)).slice(0, 24);
  for (let length = Math.min(longestName, tokens.length); length > 0; length--) {
    for (let from = 0; from + length <= tokens.length; from++) {
      const named = byName.get(tokens.slice(from, from + length).join(''));
      if (named === undefined) continue;
      const before = from - 1;
      const after = from + length;
      // "city of Bandung" has a word between.
      const asked = [before, tokens[before] === 'of' ? before - 1 : before, after].find((at) => Object.hasOwn(kindWords, tokens[at] ?? ''));
      const kind = asked === undefined ? undefined : kindWords[tokens[asked] ?? ''];
      const ofKind = named.filter((one) => one.kind === kind);
      const without = tokens.filter((_, at) => (at < from || at >= after) && !(ofKind.length > 0 && at === asked)).join(' ');
      return {
        ...{ regions: ofKind.length > 0 ? ofKind : named, isSpelledOut: ofKind.length > 0, without },
        rest: subjectOf(tokensOf(without)).filter((token) => !ofWhole.has(token)),
      };
    }
  }
  return undefined;
}
