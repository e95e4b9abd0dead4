import {
  type BudgetVersion,
  type FiscalYear,
  type Government,
  type IsoDate,
  type Language,
  regionByCode,
  versionName,
} from '@sipkadin/budget';
import { type Edition, keyIdOf, type PublicEditions, type PublicRegister, type StoredRegister, unitsWithout } from '@sipkadin/edition';
import { formatCount, formatDate, words as uiWords } from '@sipkadin/ui';
import { LRUCache } from 'lru-cache';
import { signedRegister } from './pages/documents/register-file.ts';
import type { Context, SigningKeyOf } from './reading/context.ts';
import { unknownValue } from './reading/known-values.ts';
import { readable } from './reading/readable.ts';
import { yearBefore } from './reading/year-before.ts';
import { type Address, chartAddress, dataAddress, languageTwin, pinnedAddress, wholeAddresses, yearTwin } from './routes/address.ts';
import { type LinkState, type Paths, paths, writeAddress } from './routes/paths.ts';
import type { Route } from './routes/route.ts';
import { table } from './routes/table.ts';
import { hasParameters } from './routes/with-known-values.ts';
import { words } from './words/words.ts';

/** Everything that contexts are found in. */
export interface Finding {
  editions: PublicEditions;
  defaultGovernment: string;
  base: string;
  today: IsoDate;
  /** See `View`. */
  copiedUntil: IsoDate | undefined;
  hasKey: boolean;
  /** The key that what is beside editions must be signed with; undefined where the site knows none. */
  publicKey: string | undefined;
  /** Whether a question can be sent to a desk at all. */
  takesQuestions: boolean;
  /** Whether data files that were removed are made again when somebody asks for one. */
  makesData: boolean;
  /** Origin at which everybody finds the site. */
  siteAddress: string | undefined;
  /** Origin that pages on paper print. */
  paperAddress: string | undefined;
  /** All governments with a public edition, as `everyGovernment` returns them. */
  governments: readonly Government[];
}

/** The edition of an address: a year or edition that does not exist is replaced by the latest. @returns undefined where there is none */
export function editionOf({ editions, defaultGovernment }: Pick<Finding, 'editions' | 'defaultGovernment'>, address: Address) {
  const code = address.government ?? defaultGovernment;
  const years = [...editions.years(code)].toSorted((a, b) => b - a);
  const year = years.find((one) => String(one) === address.query.get('tahun')) ?? years[0];
  if (year === undefined) return undefined;
  const newest = editions.latest(code, year)?.manifest.number ?? 0;
  const announced = editions.list(code, year).map(({ number }) => number);
  const numbers = announced.filter((number) => number <= newest).toSorted((a, b) => b - a);
  const unreadable = announced.findLast((number) => number > newest);
  const wanted = address.parameters['edition'] ?? address.query.get('terbitan');
  const number = numbers.find((one) => String(one) === wanted) ?? numbers[0];
  const opened = number === undefined ? undefined : editions.open(code, year, number);
  return opened && { code, years, year, numbers, number, newest, unreadable, edition: readable(opened) };
}

/**
 * What a page is rendered from. A year or edition that does not exist is replaced by the latest, with a notice on the page.
 * @returns undefined where the government has published nothing.
 */
export function findContext(
  {
    editions,
    defaultGovernment,
    base,
    today,
    copiedUntil,
    hasKey,
    publicKey,
    takesQuestions,
    makesData,
    governments,
    siteAddress,
    paperAddress,
  }: Finding,
  address: Address,
): Context | undefined {
  const { language, query } = address;
  const w = words(language);
  const found = editionOf({ editions, defaultGovernment }, address);
  if (found === undefined) return undefined;
  const { code, years, year, numbers, number, newest, unreadable, edition } = found;
  const [latestYear] = years;
  const notices: string[] = [];
  if (copiedUntil !== undefined) notices.push(w.copiedUntil(formatDate(copiedUntil, language)));
  const asked = query.get('tahun');
  if (asked !== undefined && String(year) !== asked) notices.push(w.noYear(String(year)));
  if (unreadable !== undefined) notices.push(w.unreadable(String(unreadable), String(newest)));
  const named = address.parameters['edition'];
  const wanted = named ?? query.get('terbitan');
  if (wanted !== undefined && String(number) !== wanted) {
    if (named !== undefined) return undefined;
    notices.push(w.noEdition(String(number)));
  }
  const part = partVersion(edition);
  if (part !== undefined)
    notices.push(w.partVersion(versionName(part.version, language), formatCount(part.without, language), formatCount(part.all, language)));
  const linkState: LinkState = {
    base,
    language,
    government: code === defaultGovernment ? undefined : code,
    year: year === latestYear ? undefined : year,
    edition: named !== undefined || number === numbers[0] ? undefined : number,
  };
  return {
    language,
    w,
    ui: uiWords(language),
    paths: paths(table, linkState),
    linkState,
    government: edition.manifest.government,
    governments,
    makesData,
    years,
    edition,
    isNewest: number === numbers[0],
    withdrawnBy: () => (number === undefined ? undefined : withdrawalsOf(editions, code, year).get(number)),
    numbers,
    every: () => numbers.flatMap((one) => editions.open(code, year, one) ?? []),
    yearBefore: () => yearBefore(editions, code, edition.manifest),
    editionsOf: (one) => editionsOfYear(editions, code, one).map(readable),
    reference: editions.reference(),
    register: () => shownRegister(editions.register(code), { publicKey, takesQuestions }),
    today,
    onDay: (of) => of(today),
    only: onlySide(edition),
    sourceCount: new Set(edition.sources().map(({ fileHash }) => fileHash)).size,
    keys: () => signingKeys(editions, publicKey ?? '', edition.manifest.key),
    hasKey,
    notices,
    explained: new Set(),
    query,
    search: address.search,
    address: wholeAddresses(siteAddress),
    pinned: paperAddress === undefined ? undefined : `${paperAddress}${pinnedAddress(address, year, edition.manifest.number, base)}`,
    canonical: siteAddress === undefined ? undefined : canonicalTwins(siteAddress, address, linkState),
    twins: {
      language: languageTwin(address, base),
      year: (one) => (mayHave(address, editions, code, one) ? yearTwin(address, one, latestYear, base) : undefined),
    },
    dataAddress: (form) => dataAddress(address, form, base),
    chartAddress: (file) => (query.has('cari') ? undefined : chartAddress(address, file, base)),
  };
}

const knownWithdrawals = new LRUCache<string, ReadonlyMap<number, { number: number; note: string }>>({ max: 200 });

/** What withdrew the withdrawn editions of a year, by their numbers. All editions are opened once for the same list of them. */
function withdrawalsOf(editions: PublicEditions, code: string, year: FiscalYear) {
  const listed = editions.list(code, year);
  const key = listed.map(({ hash }) => hash).join();
  const known = knownWithdrawals.get(key);
  if (known !== undefined) return known;
  const found = new Map<number, { number: number; note: string }>();
  for (const { number } of listed) {
    const manifest = editions.open(code, year, number)?.manifest;
    if (manifest?.correction?.kind === 'withdrawal') found.set(manifest.correction.of, { number, note: manifest.note });
  }
  knownWithdrawals.set(key, found);
  return found;
}

/** The one address under which a search engine keeps the page: without the year and edition that it has anyway, nor what was searched for. */
function canonicalTwins(site: string, { route, query, parameters }: Address, linkState: LinkState): Record<Language, string> {
  const own = new Map([...query].filter(([name, value]) => !['tahun', 'terbitan', 'cari'].includes(name) && value !== unknownValue));
  const values = { ...Object.fromEntries(own), ...parameters, tahun: linkState.year, terbitan: linkState.edition };
  const inLanguage = (language: Language) => `${site}${writeAddress(table[route], { ...linkState, language }, values)}`;
  return { id: inLanguage('id'), en: inLanguage('en') };
}

/** What is announced after the newest that can be read is left out. */
function editionsOfYear(editions: PublicEditions, code: string, year: FiscalYear): Edition[] {
  const latest = editions.latest(code, year);
  const earlier = editions.list(code, year).filter(({ number }) => latest !== undefined && number < latest.manifest.number);
  const opened = earlier.toReversed().flatMap(({ number }) => editions.open(code, year, number) ?? []);
  return latest === undefined ? [] : [latest, ...opened];
}

/**
 * Whether a year may have the page of an address: whether its newest edition has the OPD, activity or account that the path names. It is
 * opened only where one is named, and without a look at all its files.
 */
function mayHave(address: Address, editions: PublicEditions, government: string, year: FiscalYear): boolean {
  const route: Route = table[address.route];
  if (route.kind !== 'page' || Object.keys(address.parameters).length === 0) return true;
  for (const { number } of editions.list(government, year).toReversed()) {
    try {
      const opened = editions.open(government, year, number);
      if (opened !== undefined) return hasParameters(address, route, opened);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
    }
  }
  return false;
}

/** By name: the bundle of the site has a class of its own. */
const isUnreadable = (error: unknown): boolean => error instanceof Error && error.name === 'EditionError';

function onlySide(edition: Edition): Context['only'] {
  const sources = edition.sources();
  if (sources.length > 0 && sources.every(({ kind }) => kind === 'budget' || kind === 'cash-plan')) return 'budget';
  const { accounts } = edition.summary();
  return accounts.length > 0 && accounts.every(({ budget }) => budget === null) ? 'realization' : undefined;
}

const { compare: compareNames } = new Intl.Collator('id');

/**
 * All governments with a public edition, the default government first. They have their names in the list of regions, so that no edition
 * is opened for it: of hundreds of governments that takes seconds.
 */
export function everyGovernment(editions: PublicEditions, first: string): Government[] {
  return editions
    .governments()
    .map((code) => regionByCode(code) ?? namedByEdition(editions, code))
    .toSorted((a, b) => (a.code === first ? -1 : b.code === first ? 1 : compareNames(a.name, b.name)));
}

/** Of a code that is in no list. A damaged edition of one government must not break the pages of others; it fails when its own pages are requested. */
function namedByEdition(editions: PublicEditions, code: string): Government {
  try {
    const [year] = editions.years(code);
    const latest = year && editions.latest(code, year);
    if (latest) return latest.manifest.government;
  } catch {
    // Named by its code below.
  }
  return { code, name: code };
}

/** Name from the list of regions; the code itself where it is not listed. */
export function governmentName(code: string): string {
  return regionByCode(code)?.name ?? code;
}

export function plainPaths(base: string, address: Pick<Address, 'language' | 'government'>): Paths {
  return paths(table, { base, language: address.language, government: address.government, year: undefined, edition: undefined });
}

/** The version that an edition's budget is of, where some OPD with a budget are not in it: how many, of how many. undefined: it has all. */
function partVersion(edition: Edition): { version: BudgetVersion; without: number; all: number } | undefined {
  const { version } = edition.manifest;
  const without = version === null ? 0 : unitsWithout(edition, version).length;
  if (version === null || without === 0) return undefined;
  return { version, without, all: edition.units().filter(({ versions }) => Object.keys(versions).length > 0).length };
}

/** The keys of the chain; where there is none, the one that the site serves, or that signed the edition. */
function signingKeys(editions: PublicEditions, publicKey: string, signer: string): SigningKeyOf[] {
  const { statements } = editions.keys();
  const [first] = statements;
  if (first === undefined) return [{ fingerprint: keyIdOf(publicKey) ?? signer, isPresent: true, statement: undefined }];
  const came = statements.map((statement) => ({ fingerprint: statement.newFingerprint, statement }));
  return [{ fingerprint: first.oldFingerprint, statement: undefined }, ...came]
    .map((key, at) => ({ ...key, isPresent: at === statements.length }))
    .toReversed();
}

function shownRegister(
  stored: StoredRegister | undefined,
  { publicKey, takesQuestions }: Pick<Finding, 'publicKey' | 'takesQuestions'>,
): PublicRegister | undefined {
  const register = signedRegister(stored, publicKey);
  return register && { ...register, takesQuestions: takesQuestions && register.takesQuestions };
}
