/** Which page an address means, after base, language and government are taken off. */
export type Route =
  | { page: 'home' | 'units' | 'spending' | 'functions' | 'funds' | 'revenue' | 'financing' | 'editions' | 'origin' }
  | { page: 'glossary' | 'about' | 'data' | 'explore' }
  | { page: 'unit'; slug: string }
  | { page: 'activity'; slug: string; code: string }
  | { page: 'account'; code: string }
  | { page: 'edition'; number: number }
  | { page: 'download'; year: number; number: number; file: string };

const plain = {
  '': 'home',
  opd: 'units',
  belanja: 'spending',
  'belanja/urusan': 'functions',
  'belanja/sumber-dana': 'funds',
  pendapatan: 'revenue',
  pembiayaan: 'financing',
  terbitan: 'editions',
  asal: 'origin',
  istilah: 'glossary',
  tentang: 'about',
  data: 'data',
  jelajah: 'explore',
} as const;

const slugPattern = /^[a-z0-9_][a-z0-9-]{0,119}$/;
const codePattern = /^\d{1,6}(?:\.\d{1,6}){0,7}$/;
const filePattern = /^(?:[a-z0-9_][a-z0-9._-]{0,119}\/){0,2}[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$/;

/** Parameters a page knows; every other one is ignored, so that it neither changes the page nor fills the cache. */
export const known: Readonly<Record<Route['page'], readonly string[]>> = {
  home: [],
  units: ['urut', 'cari'],
  unit: [],
  activity: [],
  spending: [],
  functions: [],
  funds: [],
  account: [],
  revenue: [],
  financing: [],
  editions: [],
  edition: [],
  origin: ['ukuran', 'opd', 'kegiatan', 'rekening', 'dana', 'pos', 'halaman'],
  glossary: [],
  about: [],
  data: [],
  explore: ['menurut', 'opd'],
  download: [],
};

/** @returns undefined where no page has that address. */
export function route(path: string): Route | undefined {
  const trimmed = path.replace(/^\/|\/$/g, '');
  if (Object.hasOwn(plain, trimmed)) return { page: plain[trimmed as keyof typeof plain] };
  const [first = '', second = '', third = '', ...rest] = trimmed.split('/');
  if (first === 'opd' && slugPattern.test(second)) {
    if (third === '') return { page: 'unit', slug: second };
    if (codePattern.test(third) && rest.length === 0) return { page: 'activity', slug: second, code: third };
  }
  if (first === 'belanja' && third === '' && codePattern.test(second)) return { page: 'account', code: second };
  if (first === 'terbitan' && third === '' && /^[1-9]\d{0,5}$/.test(second)) return { page: 'edition', number: Number(second) };
  if (first === 'unduh' && /^\d{4}$/.test(second) && /^[1-9]\d{0,5}$/.test(third)) {
    const file = rest.join('/');
    if (filePattern.test(file) && !file.includes('..')) return { page: 'download', year: Number(second), number: Number(third), file };
  }
  return undefined;
}

/** Longest address that is looked at; no page of ours comes near. */
export const longestAddress = 1024;

export interface Address {
  language: 'id' | 'en';
  /** undefined: the default government. */
  government: string | undefined;
  route: Route | undefined;
  /** Known parameters alone, each at most 100 characters. */
  query: Map<string, string>;
}

/**
 * Takes an address apart. @returns undefined where it is no address of the site at all (another door's, or odd).
 */
export function readAddress(url: string, base: string): Address | undefined {
  if (url.length > longestAddress || !url.startsWith(base)) return undefined;
  const mark = url.indexOf('?');
  let path = mark < 0 ? url.slice(base.length) : url.slice(base.length, mark);
  if (!/^\/[\w./-]*$/.test(path) && path !== '') return undefined;
  let language: 'id' | 'en' = 'id';
  if (path === '/en' || path.startsWith('/en/')) {
    language = 'en';
    path = path.slice(3);
  }
  const other = /^\/p\/(\d{2}(?:\.\d{2})?)(?=\/|$)/.exec(path);
  if (other) path = path.slice(other[0].length);
  const found = route(path);
  const query = new Map<string, string>();
  if (found !== undefined && mark >= 0) {
    const allowed = ['tahun', 'terbitan', ...known[found.page]];
    for (const [key, value] of new URLSearchParams(url.slice(mark + 1))) {
      if (allowed.includes(key) && value !== '' && value.length <= 100 && !query.has(key)) query.set(key, value);
    }
  }
  return { language, government: other?.[1], route: found, query };
}

/** The one address of a page: default language and government left out, known parameters in a fixed order. */
export function canonical({ language, government, route: to, query }: Address): string {
  const prefix = `${language === 'en' ? '/en' : ''}${government === undefined ? '' : `/p/${government}`}`;
  const parameters =
    to === undefined
      ? []
      : ['tahun', ...known[to.page], 'terbitan'].flatMap((key) => {
          const value = query.get(key);
          return value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`];
        });
  return `${prefix}${to === undefined ? '/' : pathOf(to)}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
}

function pathOf(to: Route): string {
  switch (to.page) {
    case 'unit':
      return `/opd/${to.slug}`;
    case 'activity':
      return `/opd/${to.slug}/${to.code}`;
    case 'account':
      return `/belanja/${to.code}`;
    case 'edition':
      return `/terbitan/${to.number}`;
    case 'download':
      return `/unduh/${to.year}/${to.number}/${to.file}`;
    default:
      return `/${Object.entries(plain).find(([, page]) => page === to.page)?.[0] ?? ''}`;
  }
}
