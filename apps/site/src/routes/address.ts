import type { FiscalYear, Language } from '@sipkadin/budget';
import { queryNames, writeAddress } from './paths.ts';
import { splitPrefix } from './pattern.ts';
import type { Route } from './route.ts';
import { type RouteName, table } from './table.ts';

/** Longest address in characters, where a route sets no other limit; our links are much shorter. */
const longestAddress = 1024;
const longestValue = 100;

/** Endings of an address of the tables of a page. */
export const dataForms = ['csv', 'xlsx', 'json'] as const;
export type DataForm = (typeof dataForms)[number];

/** A public address, parsed. */
export interface Address {
  route: RouteName;
  language: Language;
  /** undefined: the default government. */
  government: string | undefined;
  /** Values of the path parameters. */
  parameters: Readonly<Record<string, string>>;
  /** Query parameters of the route; unknown ones are ignored, so that they do not fill the cache. */
  query: ReadonlyMap<string, string>;
  /** The file of a chart on the page, "kurva.svg", as it is in the address. */
  chart?: string | undefined;
  /** The page's tables are wanted as a file of this form. */
  data?: DataForm;
  /** The text that is searched for, where the query has `searchMark` in its place. */
  search?: string;
}

const routes = Object.entries<Route>(table) as [RouteName, Route][];

/** @returns undefined where no route has that address */
export function readAddress(url: string, base: string): Address | 'too-long' | undefined {
  if (!url.startsWith(base)) return undefined;
  const mark = url.indexOf('?');
  const [whole, search] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const { isEnglish, government, path } = splitPrefix(whole.slice(base.length));
  for (const [name, route] of routes) {
    const parameters = route.match(path);
    if (parameters === undefined) continue;
    // Of "/en/data.json" and "/p/81.04/data.json" the site has the data of a page, and no catalog.
    if ((isEnglish && route.scope !== 'page') || (government !== undefined && route.scope === 'site')) continue;
    if (url.length > (route.longest ?? longestAddress)) return 'too-long';
    const language = isEnglish ? 'en' : 'id';
    const chart = route.kind === 'page' ? new URLSearchParams(search).get(chartName) || undefined : undefined;
    return { route: name, language, government, parameters, query: readQuery(search, queryNames(route)), chart };
  }
  return readDataAddress(url, base);
}

/**
 * The address of a page with the ending of a file: "/opd.csv"; that of the home page is "/index.csv". Its rows are whole, so neither a
 * page of them nor a text that is searched for is part of it.
 */
function readDataAddress(url: string, base: string): Address | 'too-long' | undefined {
  const [path = '', search] = url.split('?', 2);
  const [, page, form] = /^(.*)\.(csv|xlsx|json)$/s.exec(path) ?? [];
  if (page === undefined) return undefined;
  const found = readAddress(`${page.replace(/\/index$/, '/')}${search === undefined ? '' : `?${search}`}`, base);
  if (found === undefined || found === 'too-long') return found;
  const route: Route = table[found.route];
  return route.kind !== 'page' || found.data !== undefined ? undefined : { ...whole(found), chart: undefined, data: form as DataForm };
}

function whole(address: Address): Address {
  return { ...address, query: new Map([...address.query].filter(([name]) => name !== 'cari' && name !== 'halaman')) };
}

/** Of the tables of a page as a file. */
export function dataAddress(address: Address, form: DataForm, base: string): string {
  const [path = '', search] = canonical(whole(address), base).split('?', 2);
  return `${path}${path.endsWith('/') ? 'index' : ''}.${form}${search === undefined ? '' : `?${search}`}`;
}

function readQuery(search: string, names: readonly string[]): Map<string, string> {
  const query = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(search)) {
    if (names.includes(key) && value !== '' && value.length <= longestValue && !query.has(key)) query.set(key, value);
  }
  return query;
}

/**
 * Whether the answer to it may be kept as a file: a page, or a picture of one. The text that was searched for stands in a page as a mark
 * that only the process knows which made it.
 */
export function hasOwnFile({ route, data, search }: Address): boolean {
  return table[route].kind === 'page' && data === undefined && search === undefined;
}

/** The canonical form of an address: the query in a fixed order, without unknown parameters. */
export function canonical({ route, language, government, parameters, query }: Address, base: string): string {
  return writeAddress(table[route], { base, language, government }, { ...Object.fromEntries(query), ...parameters });
}

const chartName = 'grafik';

/** @param file a chart on the page of the address, and the form that it is wanted in: "kurva.svg" */
export function chartAddress(address: Address, file: string, base: string): string {
  const page = canonical(address, base);
  return `${page}${page.includes('?') ? '&' : '?'}${chartName}=${encodeURIComponent(file)}`;
}

/** @param origin at which everybody finds the site; undefined where nobody knows */
export function wholeAddresses(origin: string | undefined): (path: string) => string | undefined {
  return (path) => (origin === undefined ? undefined : `${origin}${path}`);
}

/** The same page in the other language. */
export function languageTwin(address: Address, base: string): string {
  return canonical({ ...address, language: address.language === 'id' ? 'en' : 'id' }, base);
}

/** The same page in one edition for ever. What was searched for is left out: it is no part of a page that is kept. */
export function pinnedAddress(address: Address, year: FiscalYear, edition: number, base: string): string {
  const query = new Map(address.query).set('tahun', String(year)).set('terbitan', String(edition));
  if (address.search !== undefined) query.delete('cari');
  return canonical({ ...address, query }, base);
}

/** The same page in the latest edition of another year. @returns undefined where that year may not have the page */
export function yearTwin(address: Address, year: FiscalYear, latest: FiscalYear | undefined, base: string): string | undefined {
  const route: Route = table[address.route];
  if (route.kind !== 'page' || !route.everyYear) return undefined;
  const query = new Map([...address.query].filter(([key]) => key !== 'terbitan' && key !== 'tahun'));
  if (year !== latest) query.set('tahun', String(year));
  return canonical({ ...address, query }, base);
}
