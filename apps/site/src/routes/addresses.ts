import type { FiscalYear, Language } from '@sipkadin/budget';
import type { Edition, PublicEditions } from '@sipkadin/edition';
import { dataFiles, dataFilesOf } from '@sipkadin/opendata';
import { indexName } from '../ask/field/index-file.ts';
import type { Assets } from '../http/assets.ts';
import { signedFiles } from '../http/downloads.ts';
import { answerNames } from '../machine/api/endpoints.ts';
import { hasVersionsCsv } from '../pages/compare/csv.ts';
import { embedName, embedsIn, wholeEmbeds } from '../pages/embed/embeds.ts';
import { narrows, viewList } from '../pages/explore.tsx';
import { regionsOn } from '../pages/regions/figures.ts';
import { regionsFiles, signedReferenceFiles } from '../pages/regions/files.ts';
import { topicsIn } from '../pages/topics/rules.ts';
import { writeAddress } from './paths.ts';
import { type RouteName, table } from './table.ts';

/** Values of path parameters and query by name. */
type Values = Readonly<Record<string, string | number>>;

/** What the addresses of a route follow from. */
interface Held {
  edition: Edition;
  published: PublicEditions;
  assets: Assets;
}

interface Listed {
  /**
   * Of what a route has its own addresses: of each edition; of the newest edition of each year, or of each government; or once for the
   * whole site, from the newest edition of the default government.
   */
  per: 'edition' | 'year' | 'government' | 'site';
  /** Path parameters, and the query apart from year and edition, which `addressesOf` adds. */
  of: (held: Held) => readonly Values[];
  /** What a form on the page can be set to beside that; pages behind links are found by following the links. */
  choices?: (held: Held) => readonly Values[];
}

/**
 * Why a route's addresses are not listed: its answers are countless, they are files that lie in a folder of their own, or there are none
 * where the site does not know its whole address.
 */
type Unlisted = 'countless' | 'own-folder' | 'whole-addresses';

const one: readonly Values[] = [{}];
const each = <T>(items: readonly T[], values: (item: T) => Values): Values[] => items.map(values);
const single = { per: 'edition', of: () => one } as const;
const unitsOf = ({ edition }: Held) => edition.units().filter(({ slug }) => edition.unit(slug) !== undefined);

/** Every route of the table: how its addresses are found, or why they are not. */
export const listings: Readonly<Record<RouteName, Listed | Unlisted>> = {
  home: single,
  topics: single,
  topic: { per: 'edition', of: ({ edition }) => each(topicsIn(edition), (topic) => ({ topic })) },
  units: single,
  unit: { per: 'edition', of: (held) => each(unitsOf(held), ({ slug }) => ({ unit: slug })) },
  subUnit: {
    per: 'edition',
    of: ({ edition }) =>
      edition.subUnits().flatMap(({ slug, opd }) => {
        const unit = edition.units().find(({ code }) => code === opd);
        return unit === undefined ? [] : [{ unit: unit.slug, subUnit: slug }];
      }),
  },
  activity: {
    per: 'edition',
    of: (held) =>
      unitsOf(held).flatMap(({ slug }) => {
        const nodes = held.edition.unit(slug)?.nodes ?? [];
        const codes = new Set(nodes.filter(({ kind }) => kind !== 'account').map(({ code }) => code));
        return each([...codes], (activity) => ({ unit: slug, activity }));
      }),
  },
  ask: single,
  spending: single,
  functions: single,
  funds: single,
  account: {
    per: 'edition',
    of: ({ edition }) =>
      each(
        edition.summary().accounts.filter(({ code }) => code.startsWith('5.')),
        ({ code }) => ({ account: code }),
      ),
  },
  revenue: single,
  financing: single,
  editions: single,
  edition: { per: 'edition', of: ({ edition }) => [{ edition: edition.manifest.number }] },
  unitYears: { per: 'edition', of: (held) => each(unitsOf(held), ({ slug }) => ({ unit: slug })) },
  editionChanges: { per: 'edition', of: ({ edition }) => [{ edition: edition.manifest.number }] },
  yearsOnSameDay: single,
  versionChanges: single,
  origin: 'countless',
  glossary: single,
  guide: single,
  about: single,
  data: single,
  check: single,
  documents: single,
  answers: single,
  handOver: single,
  governments: { per: 'site', of: ({ published }) => placesOf(published.governments()) },
  regions: {
    per: 'government',
    of: ({ edition, published }) => (comparedRegions(published).includes(edition.manifest.government.code) ? one : []),
  },
  regionList: { per: 'site', of: ({ published }) => (published.reference() === undefined ? [] : one) },
  region: { per: 'site', of: ({ published }) => each(comparedRegions(published), (region) => ({ region })) },
  similarRegions: { per: 'site', of: ({ published }) => each(comparedRegions(published), (region) => ({ region })) },
  explore: {
    per: 'edition',
    of: () => one,
    choices: ({ edition }) => {
      const units = edition.units().filter(({ code }) => code !== '');
      return viewList.flatMap((menurut) => [{ menurut }, ...(narrows(menurut) ? each(units, ({ slug }) => ({ menurut, opd: slug })) : [])]);
    },
  },
  share: { per: 'edition', of: () => one, choices: (held) => each(embedsIn(held.edition), (embed) => ({ isi: embedName(embed) })) },
  embed: { per: 'edition', of: () => each(wholeEmbeds, (embed) => ({ embed })) },
  unitEmbed: { per: 'edition', of: ({ edition }) => each(edition.units(), ({ slug }) => ({ unit: slug })) },
  topicEmbed: { per: 'edition', of: ({ edition }) => each(topicsIn(edition), (topic) => ({ topic })) },
  oembed: 'countless',
  askIndex: {
    per: 'edition',
    of: ({ edition, published }) => [
      { year: edition.manifest.year, edition: edition.manifest.number, index: indexName(edition, published.reference()) },
    ],
  },
  askLatest: { per: 'year', of: ({ edition }) => [{ year: edition.manifest.year }] },
  regionsCsv: { per: 'site', of: ({ published }) => each(regionsFiles(published.reference()), (file) => ({ file })) },
  referenceList: { per: 'site', of: ({ published }) => (published.reference() === undefined ? [] : one) },
  register: {
    per: 'government',
    of: ({ edition, published }) => (published.register(edition.manifest.government.code) === undefined ? [] : one),
  },
  referenceFile: {
    per: 'site',
    of: ({ published }) => {
      const manifest = published.reference()?.manifest;
      return manifest === undefined
        ? []
        : each([...manifest.files.map(({ path }) => path), ...signedReferenceFiles], (file) => ({ edition: manifest.number, file }));
    },
  },
  download: {
    per: 'edition',
    of: ({ edition }) => {
      const { files, year, number } = edition.manifest;
      const data = dataFilesOf(edition);
      const made = data === undefined ? [] : [...data.sums.keys(), dataFiles.checksums].map((path) => `data/${path}`);
      return [...files.map(({ path }) => path), ...signedFiles, ...made].map((file) => ({ year, edition: number, file }));
    },
  },
  editionCsv: { per: 'edition', of: ({ edition: { manifest } }) => [{ year: manifest.year, edition: manifest.number }] },
  versionsCsv: {
    per: 'edition',
    of: ({ edition }) => (hasVersionsCsv(edition) ? [{ year: edition.manifest.year, edition: edition.manifest.number }] : []),
  },
  asset: { per: 'site', of: ({ assets }) => each([...assets.files.keys()], (asset) => ({ asset })) },
  manifest: { per: 'site', of: () => one },
  worker: { per: 'site', of: () => one },
  favicon: { per: 'site', of: () => one },
  key: { per: 'site', of: () => one },
  fiscal: {
    per: 'edition',
    of: ({ edition }) => (dataFilesOf(edition) === undefined ? [] : [{ year: edition.manifest.year, edition: edition.manifest.number }]),
  },
  ckan: { per: 'edition', of: ({ edition: { manifest } }) => [{ year: manifest.year, edition: manifest.number }] },
  apiPage: single,
  openApi: { per: 'site', of: () => one },
  apiAnswer: { per: 'government', of: () => each(answerNames, (answer) => ({ answer })) },
  apiUnit: { per: 'government', of: (held) => each(unitsOf(held), ({ slug }) => ({ unit: slug })) },
  dcatUs: { per: 'site', of: () => one },
  dcat: { per: 'site', of: () => one },
  editionsFeed: { per: 'government', of: () => one },
  correctionsFeed: { per: 'government', of: () => one },
  robots: { per: 'site', of: () => one },
  sitemap: 'whole-addresses',
  sitemapPart: 'whole-addresses',
  log: 'own-folder',
  apiUnknown: 'countless',
  api: 'countless',
};

/** A public address with what it is of. */
export interface PublicAddress {
  address: string;
  route: RouteName;
  language: Language;
  /** Region code. */
  government: string;
  year: FiscalYear;
  edition: number;
  /** Whether the address has the newest edition of the newest year, whichever that is: it names neither. */
  isNewest: boolean;
}

interface Site {
  published: PublicEditions;
  assets: Assets;
  base: string;
  defaultGovernment: string;
}

/**
 * The addresses that the site has of what is published now: pages in both languages, and files once. An edition that is not its year's
 * newest has its pages at pinned addresses.
 * @param withChoices the choices of forms too
 * @param earlierPages whether pages of editions that are not their year's newest are among them
 * @param only the government and year whose addresses are wanted; of the others no edition is opened
 */
export function* addressesOf(
  site: Site,
  {
    withChoices = false,
    earlierPages = true,
    only,
  }: { withChoices?: boolean; earlierPages?: boolean; only?: { government: string; year: FiscalYear } | undefined } = {},
): Generator<PublicAddress> {
  const { published, assets, base, defaultGovernment } = site;
  for (const code of published.governments()) {
    if (only !== undefined && only.government !== code) continue;
    const years = published.years(code).toSorted((a, b) => b - a);
    for (const year of years) {
      if (only !== undefined && only.year !== year) continue;
      const newest = published.latest(code, year)?.manifest.number ?? 0;
      for (const { number } of published.list(code, year).toReversed()) {
        const edition = number > newest ? undefined : published.open(code, year, number);
        if (edition === undefined) continue;
        const isYears = number === newest;
        const isNewest = isYears && year === years[0];
        const held = { edition, published, assets };
        for (const [route, listed] of Object.entries(listings) as [RouteName, Listed | Unlisted][]) {
          if (typeof listed === 'string') continue;
          if (listed.per === 'year' && !isYears) continue;
          if (listed.per === 'government' && !isNewest) continue;
          if (listed.per === 'site' && !(isNewest && code === defaultGovernment)) continue;
          const { scope, path } = table[route];
          if (!earlierPages && !isYears && scope === 'page' && !path.includes(':edition')) continue;
          const state = {
            ...(year === years[0] ? {} : { tahun: year }),
            ...(isYears || path.includes(':edition') ? {} : { terbitan: number }),
          };
          const government = code === defaultGovernment ? undefined : code;
          for (const values of [...listed.of(held), ...(withChoices ? (listed.choices?.(held) ?? []) : [])]) {
            for (const language of scope === 'page' ? (['id', 'en'] as const) : (['id'] as const)) {
              const address = writeAddress(table[route], { base, language, government }, { ...values, ...(scope === 'page' && state) });
              yield { address, route, language, government: code, year, edition: number, isNewest };
            }
          }
        }
      }
    }
  }
}

/** The list of governments, and that of each province; none where there is one government alone. */
function placesOf(governments: readonly string[]): readonly Values[] {
  if (governments.length < 2) return [];
  return [{}, ...each([...new Set(governments.map((code) => code.slice(0, 2)))], (provinsi) => ({ provinsi }))];
}

/** Codes of the regions that can be compared. */
function comparedRegions(published: PublicEditions): readonly string[] {
  const reference = published.reference();
  return reference === undefined ? [] : regionsOn(reference, 'budget').regions.map(({ code }) => code);
}
