import type { FiscalYear, Language } from '@sipkadin/budget';
import { fillPath, type PathParameter } from './pattern.ts';

/** The state that every link keeps. Defaults are left out, so that one page has one address. */
export interface Standing {
  /** Folder under which the whole site lies, "" or "/anggaran". */
  base: string;
  language: Language;
  /** Region code; undefined for the deployment's default government. */
  government: string | undefined;
  /** undefined for the latest year. */
  year: FiscalYear | undefined;
  /** A pinned edition; undefined for the latest. */
  edition: number | undefined;
}

type Value = string | number | undefined;

/** What links need of a route. */
export interface Linkable {
  path: string;
  /** Which of language, government, year and edition are part of the address. */
  scope: Scope;
  query: readonly string[];
  /** Turns a page's own argument into its query. */
  ask?: ((asked: never) => Readonly<Record<string, Value>>) | undefined;
}

/** `page`: all four; `government`: that alone; `site`: none, one address for the whole deployment. */
export type Scope = 'page' | 'government' | 'site';

type Argument<R extends Linkable> = R['ask'] extends (asked: infer Asked) => unknown
  ? Asked
  : Readonly<Record<PathParameter<R['path']>, string | number> & Partial<Record<R['query'][number], Value>>>;

type LinkOf<R extends Linkable> = Partial<Argument<R>> extends Argument<R> ? (of?: Argument<R>) => string : (of: Argument<R>) => string;

type PathsOf<Table extends Readonly<Record<string, Linkable>>> = {
  readonly [Name in keyof Table]: LinkOf<Table[Name]>;
} & {
  /** The same site in another language, year, edition or government. */
  at: (change: Partial<Standing>) => PathsOf<Table>;
};

/**
 * Filled in by table.ts, so that pages know the type of every link without importing the table, which imports the pages.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the table adds its type to it
export interface Register {}

/** A function for each route of the table that returns an address. */
export type Paths = Register extends { table: infer Table extends Readonly<Record<string, Linkable>> } ? PathsOf<Table> : never;

/** Links to every route of a table. Nothing else puts an address together. */
export function paths<Table extends Readonly<Record<string, Linkable>>>(table: Table, standing: Standing): PathsOf<Table> {
  const links = Object.entries<Linkable>(table).map(([name, route]) => {
    const ask = route.ask as ((asked: unknown) => Readonly<Record<string, Value>>) | undefined;
    return [
      name,
      (of: Readonly<Record<string, Value>> = {}) =>
        writeAddress(route, standing, { ...(ask === undefined ? of : ask(of)), tahun: standing.year, terbitan: standing.edition }),
    ];
  });
  return { ...Object.fromEntries(links), at: (change: Partial<Standing>) => paths(table, { ...standing, ...change }) } as PathsOf<Table>;
}

/** @param given values of the path and of the query by name; the query has the order of the route */
export function writeAddress(
  route: Linkable,
  { base, language, government }: Pick<Standing, 'base' | 'language' | 'government'>,
  given: Readonly<Record<string, Value>>,
): string {
  const prefix = [
    base,
    route.scope === 'page' && language === 'en' ? '/en' : '',
    route.scope !== 'site' && government !== undefined ? `/p/${government}` : '',
  ].join('');
  const query = queryNames(route).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  return `${prefix}${fillPath(route.path, given)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** Names in a route's query, in the order in which addresses have them. A path that names an edition needs no second one. */
export function queryNames({ path, scope, query }: Linkable): readonly string[] {
  if (scope !== 'page') return query;
  return ['tahun', ...query, ...(path.includes(':edition') ? [] : ['terbitan'])];
}
