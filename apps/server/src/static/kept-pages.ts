import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import type { Editions } from '@sipkadin/edition';
import type { Site } from '@sipkadin/site';

/** In the copy: which of its pages a later copy may keep. */
export const keptPagesFile = 'salinan.json';

/** What is known of the pages of an edition that is not its year's newest. */
interface EarlierEdition {
  government: string;
  year: FiscalYear;
  number: number;
  /** SHA-256 of its manifest. */
  hash: string;
  /** Addresses of pages that are drawn from it alone, by `site.copy.facts` of each. */
  lasting: Readonly<Record<string, readonly string[]>>;
  /** All other addresses of the edition that its pages link to. */
  links: readonly string[];
}

interface Recorded {
  stamp: string;
  editions: readonly EarlierEdition[];
}

/** Pages that need not be drawn again. */
export interface Keepable extends Pick<EarlierEdition, 'lasting' | 'links'> {
  edition: Omit<EarlierEdition, 'lasting' | 'links'>;
}

/** What draws and writes a copy; with another program its pages are others. */
const program = hash(
  'sha256',
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n'),
);

const stampOf = (site: Site) => hash('sha256', `${program} ${site.copy.stamp()}`);

/** Pages of the earlier copy that are as they would be drawn now. @param folder of the earlier copy; nothing where it has no record of them */
export function keepablePages(folder: string, site: Site, editions: Editions): Keepable[] {
  const recorded = readRecord(join(folder, keptPagesFile));
  if (recorded?.stamp !== stampOf(site)) return [];
  return recorded.editions.flatMap(({ lasting, links, ...edition }) => {
    const { government, year, number } = edition;
    const isThere = editions.list(government, year).some((one) => one.number === number && one.hash === edition.hash);
    const isEarlier = number < (editions.latest(government, year)?.manifest.number ?? 0);
    if (!isThere || !isEarlier) return [];
    // Another year may have come to have a page, or not to have it any more.
    const same = Object.entries(lasting).map(([facts, addresses]) => [facts, addresses.filter((one) => site.copy.facts(one) === facts)]);
    return [{ edition, lasting: Object.fromEntries(same) as Keepable['lasting'], links: [...links, ...Object.values(lasting).flat()] }];
  });
}

function readRecord(path: string): Recorded | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Recorded;
  } catch {
    // All pages are drawn.
    return undefined;
  }
}

/** Collects what a later copy may keep of this one. */
export function keptPages(site: Site) {
  const found = new Map<string, { edition: Keepable['edition']; lasting: Map<string, string[]>; links: Set<string> }>();
  const of = (edition: Keepable['edition']) => {
    const key = `${edition.government} ${edition.year} ${edition.number}`;
    const known = found.get(key) ?? { edition, lasting: new Map<string, string[]>(), links: new Set<string>() };
    found.set(key, known);
    return known;
  };
  return {
    /** @param facts as `site.copy.facts` returns them */
    page(edition: Keepable['edition'], address: string, facts: string): void {
      const { lasting } = of(edition);
      const others = lasting.get(facts);
      if (others === undefined) lasting.set(facts, [address]);
      else others.push(address);
    },
    links(edition: Keepable['edition'], addresses: Iterable<string>): void {
      const { links } = of(edition);
      for (const one of addresses) links.add(one);
    },
    /** As the file `keptPagesFile`; the same for the same pages. */
    text(): string {
      const editions = [...found.values()].map(({ edition, lasting, links }): EarlierEdition => {
        const kept = [...lasting].map(([facts, addresses]) => [facts, addresses.toSorted()] as const);
        const known = new Set(kept.flatMap(([, addresses]) => addresses));
        return {
          ...edition,
          lasting: Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1))),
          links: [...links].filter((one) => !known.has(one)).toSorted(),
        };
      });
      const key = ({ government, year, number }: EarlierEdition) => `${government} ${year} ${String(number).padStart(6, '0')}`;
      const recorded: Recorded = { stamp: stampOf(site), editions: editions.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) };
      return `${JSON.stringify(recorded)}\n`;
    },
  };
}
