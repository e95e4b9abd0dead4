import type { FiscalYear, Language } from '@sipkadin/budget';
import { fillPath, type PathParameter } from './pattern.ts';

/** What every link keeps. Defaults are undefined, so that one page has one address. */
export interface LinkState {
  /** Path below which the whole site is served, "" or "/anggaran". */
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

/** The part of a route that links need. */
export interface Linkable {
  path: string;
  /** Which of language, government, year and edition are part of the address. */
  scope: Scope;
  query: readonly string[];
  /** Turns the argument of a link into the query. */
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
  at: (change: Partial<LinkState>) => PathsOf<Table>;
};

/**
 * table.ts adds its type here. So links are typed in pages, which cannot import the table because it imports them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the table adds its type to it
export interface Register {}

/** One function per route, which returns an address. */
export type Paths = Register extends { table: infer Table extends Readonly<Record<string, Linkable>> } ? PathsOf<Table> : never;

/** Links to every route of a table. Addresses are put together nowhere else. */
export function paths<Table extends Readonly<Record<string, Linkable>>>(table: Table, linkState: LinkState): PathsOf<Table> {
  const made = Object.create(linksOf(table), {
    linkState: { value: linkState },
    at: { value: (change: Partial<LinkState>) => paths(table, { ...linkState, ...change }) },
  }) as unknown;
  return made as PathsOf<Table>;
}

const known = new WeakMap<object, object>();

/** Of a table, what makes a link for the state of the object that it is read from: a page has dozens of states and few links of each. */
function linksOf(table: Readonly<Record<string, Linkable>>): object {
  const found =
    known.get(table) ??
    Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(table).map(([name, route]) => {
          const ask = route.ask as ((asked: unknown) => Readonly<Record<string, Value>>) | undefined;
          const linkFrom =
            (linkState: LinkState) =>
            (of: Readonly<Record<string, Value>> = {}) =>
              writeAddress(route, linkState, {
                ...(ask === undefined ? of : ask(of)),
                tahun: linkState.year,
                terbitan: linkState.edition,
              });
          return [
            name,
            {
              get(this: { linkState: LinkState }) {
                return linkFrom(this.linkState);
              },
            },
          ];
        }),
      ),
    );
  known.set(table, found);
  return found;
}

/** @param given values of path parameters and query by name */
export function writeAddress(
  route: Linkable,
  { base, language, government }: Pick<LinkState, 'base' | 'language' | 'government'>,
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

/** Query parameters of a route in their canonical order. A path with an edition has no edition in the query. */
export function queryNames({ path, scope, query }: Linkable): readonly string[] {
  if (scope !== 'page') return query;
  return ['tahun', ...query, ...(path.includes(':edition') ? [] : ['terbitan'])];
}
