import type { FiscalYear, Government } from '@sipkadin/budget';
import type { Edition, PublicEditions, Reference } from '@sipkadin/edition';
import type { Assets } from '../http/assets.ts';
import type { Resource } from '../http/resource.ts';
import type { Context, Page } from '../reading/context.ts';
import type { Linkable, LinkState, Paths, Scope } from './paths.ts';
import { type KnownPath, type PathParameter, pathMatcher } from './pattern.ts';

type Parameters<Path extends string> = Readonly<Record<PathParameter<Path>, string>>;

/** Common to all routes. */
interface Described extends Linkable {
  /** Media types of its responses. */
  media: readonly string[];
  match: ReturnType<typeof pathMatcher>;
  /** Longest address in characters; undefined for the default of address.ts. */
  longest?: number | undefined;
}

type Known = Readonly<Record<string, (edition: Edition, value: string) => boolean>>;

type RowsOf = (edition: Edition, text: string, reference: Reference | undefined, governments: readonly Government[]) => string;

/** An HTML page of an edition, in two languages. */
export interface PageRoute extends Described {
  kind: 'page';
  /** Whether the other years may have this page: of an OPD or an account those whose edition knows it (`hasParameters`). */
  everyYear: boolean;
  /** By name of the query or path parameter which values the page knows, where they are not all; one that it does not know has one page for all. */
  known?: Known | undefined;
  /** For a page with the query `cari`: which rows a text finds, as text. Two texts with the same rows have the same page. */
  rowsOf?: RowsOf | undefined;
  /** For a page with the query `cari`: the year that the text names, where the address names none. */
  yearIn?: ((text: string) => number | undefined) | undefined;
  /** Returns the title too, because titles state what the figures say. @returns undefined where the edition has no such page */
  render: (context: Context, parameters: never) => Page | undefined | Promise<Page | undefined>;
}

/** What a file route reads from. */
export interface Holdings {
  editions: PublicEditions;
  assets: Assets;
  publicKey: string | undefined;
  /** Region code of the government in the address. */
  government: string;
  /** Path below which the whole site is served. */
  base: string;
  /** The whole address of a path that begins with `base`; undefined where the site's own address is not known. */
  address: (path: string) => string | undefined;
  /** Makes the data files of an edition, after this returns; undefined where they cannot be made. */
  makeData: ((edition: Pick<Edition, 'dir' | 'hash'>) => void) | undefined;
  /** Links in Indonesian; of the default government and the newest edition of its newest year, where nothing else is given. */
  links: (to: Partial<Pick<LinkState, 'government' | 'year' | 'edition'>>) => Paths;
  /** Every address of what is public, or of one government's year; see addresses.ts. */
  addresses: (only?: { government: string; year: FiscalYear }) => Iterable<ListedAddress>;
}

export interface ListedAddress {
  address: string;
  /** Whether it is a page to be found, and no file and no part of another page. */
  isPage: boolean;
  /** Region code. */
  government: string;
  year: FiscalYear;
  edition: number;
}

/** A response other than a page, the same in both languages. */
export interface FileRoute extends Described {
  kind: 'file';
  /** Under which the response to an address is kept, where that is not the canonical address. */
  key?: ((url: string, base: string) => string) | undefined;
  /** @param url the whole address, for a route that reads its query itself */
  load: (holdings: Holdings, parameters: never, url: string) => Resource | undefined | Promise<Resource | undefined>;
}

export type Route = PageRoute | FileRoute;

/** A route with the literal type of its path, so that links to it are typed. */
type Typed<R extends Route, Path extends string> = Omit<R, 'path' | 'query' | 'ask'> & { path: Path };

/** @param given.ask turns the argument of a link into the query */
export function page<const Path extends string, Asked>(given: {
  path: KnownPath<Path>;
  query: readonly string[];
  everyYear?: boolean;
  known?: Known;
  ask: (asked: Asked) => Readonly<Record<string, string | number | undefined>>;
  render: (context: Context, parameters: Parameters<Path>) => Page | undefined | Promise<Page | undefined>;
}): Typed<PageRoute, Path> & { query: readonly string[]; ask: (asked: Asked) => Readonly<Record<string, string | number | undefined>> };
export function page<const Path extends string, const Query extends string = never>(given: {
  path: KnownPath<Path>;
  query?: readonly Query[];
  everyYear?: boolean;
  known?: Known;
  rowsOf?: RowsOf;
  yearIn?: (text: string) => number | undefined;
  render: (context: Context, parameters: Parameters<Path>) => Page | undefined | Promise<Page | undefined>;
}): Typed<PageRoute, Path> & { query: readonly Query[]; ask: undefined };
export function page({
  path,
  query = [],
  everyYear,
  ask,
  known,
  rowsOf,
  yearIn,
  render,
}: Pick<PageRoute, 'path' | 'render' | 'ask'> & Partial<PageRoute>): PageRoute {
  return {
    ...{ kind: 'page', scope: 'page', media: ['text/html; charset=utf-8'], path, query, ask, known, rowsOf, yearIn, render },
    everyYear: everyYear ?? path.split('/').every((part) => !part.startsWith(':') || known?.[part.slice(1)] !== undefined),
    match: pathMatcher(path),
  };
}

/** @param given.query names that are given to `load` beside the parameters of the path, where the address has them */
export function file<const Path extends string, const Query extends string = never>(given: {
  path: KnownPath<Path>;
  query?: readonly Query[];
  scope: Exclude<Scope, 'page'>;
  media: readonly string[];
  longest?: number;
  key?: (url: string, base: string) => string;
  load: (
    holdings: Holdings,
    parameters: Parameters<Path> & Partial<Readonly<Record<Query, string>>>,
    url: string,
  ) => Resource | undefined | Promise<Resource | undefined>;
}): Typed<FileRoute, Path> & { query: readonly Query[]; ask: undefined } {
  return { ...given, kind: 'file', query: given.query ?? [], ask: undefined, match: pathMatcher(given.path) };
}
