/** What a static copy of the site has in place of an address. */
export interface Copy {
  /** Path below the copy's root, "opd/dinas-kesehatan~tahun=2025.html". */
  file: string;
  /** The address whose page or file is there. undefined: the page at `file` says that this needs the server. */
  address: string | undefined;
  /** Read by the script of the page, such as the text that is searched for; '' for none. */
  query: string;
}

/** Files that are of no page. */
const ownFiles =
  /^\/(?:unduh\/|aset\/|log\/|umpan\/|sitemap\/|api\/openapi\.json$|api\/public\/|cari\/\d|[\w-]+\.(?!(?:csv|xlsx|json|html)$)[a-z]+$)/;

/** Data files are no part of what was signed: in the copy they lie beside the edition's folder. */
const besideEdition = /^(\/unduh\/\d{4}\/\d+)\/(data\/)/;

/** Pages of the default government whose share image is a file beside them. */
const pictured = /^\/(?:|topik(?:\/[^/]+)?|opd(?:\/[^/]+)?|belanja|pendapatan|perubahan)$/;
const picture = 'grafik=bagikan.png';

/** @param address of a page, without a fragment. @returns where a copy has its share image, if it has one: those of the newest edition of each year */
export function pictureOf(address: string, base: string): Copy | undefined {
  const found = copyOf(`${address}${address.includes('?') ? '&' : '?'}${picture}`, base);
  return found?.address === undefined ? undefined : found;
}

/** Choices of the comparison of regions; the copy has the years of the government's own. */
const regionChoices = ['data', 'jenis', 'belanja', 'penduduk', 'dengan'];

/**
 * A page is a file beside its subpages, "/opd" in "opd.html", so that relative links are right at the short address too. Its query
 * follows "~". Knows addresses by their form alone, because scripts of pages ask it too.
 * @param base path that the address is below
 * @returns undefined for an address that is none of the site's
 */
export function copyOf(given: string, base: string): Copy | undefined {
  const address = given.split('#')[0] ?? '';
  if (!address.startsWith(`${base}/`)) return undefined;
  const mark = address.indexOf('?');
  const path = address.slice(base.length, mark < 0 ? undefined : mark);
  const query = mark < 0 ? [] : address.slice(mark + 1).split('&');
  const named = (...names: string[]) => query.some((part) => names.includes(part.split('=')[0] ?? ''));
  const [, english = '', government = '', rest = '/'] = /^(\/en(?=\/))?(\/p\/[\d.]+(?=\/))?(.*)$/s.exec(path) ?? [];
  const fromServer = (page: string): Copy => ({ file: `${english}${page}`.slice(1), address: undefined, query: query.join('&') });
  if (ownFiles.test(rest) && !(rest.startsWith('/api/') && query.length > 0)) {
    // The index of a year has those of its editions below it: a file needs another name than a folder.
    const ending = /^\/(?:cari|api\/public)\//.test(rest) ? '.json' : '';
    const file = `${government}${rest.replace(besideEdition, '$1~$2')}${ending}`;
    return { file: file.slice(1), address: `${base}${government}${rest}`, query: '' };
  }
  const [, page = '', form = '.html'] = /^(.*?)(\.(?:csv|xlsx|json))?$/s.exec(rest) ?? [];
  if (page === '/asal') return fromServer('/asal.html');
  if (form === '.html' && government === '' && pictured.test(page) && query.includes(picture)) {
    const others = query.filter((part) => part !== picture);
    if (others.every((part) => part.startsWith('tahun='))) {
      const shown = pageOf(base, `${english}${page}`, others, '.png');
      return { ...shown, address: `${base}${english}${page}?${[...others, picture].join('&')}` };
    }
  }
  // The pages of a list of changes are hundreds for each edition; the file at the list has all of its rows.
  if (page === '/oembed' || page.startsWith('/api/') || named('grafik', 'halaman')) return fromServer('/perlu-server.html');
  if (page === '/banding' || page.startsWith('/banding/')) {
    // Figures of other regions follow from no edition of a year: there is one page of each, whatever edition a reader comes from.
    const choices = query.filter((part) => !/^(?:tahun|terbitan)=/.test(part));
    if (named(...regionChoices.slice(page === '/banding' ? 1 : 0))) return fromServer('/perlu-server.html');
    return pageOf(base, `${english}${page === '/banding' ? government : ''}${page}`, choices, form);
  }
  const searched = query.filter((part) => part.startsWith('cari='));
  // Texts are searched for in one place, by the script of that page.
  const place = searched.length === 0 ? page : '/cari';
  const kept = searched.length === 0 ? query : query.filter((part) => /^(?:tahun|terbitan)=/.test(part));
  return { ...pageOf(base, `${english}${government}${place}`, inOrder(kept), form), query: searched.join('&') };
}

/** @param form ".html", or the ending of a file with the tables of the page */
function pageOf(base: string, path: string, query: readonly string[], form: string): Copy {
  const name = path.endsWith('/') && query.length === 0 ? `${path}index` : path;
  const ending = form === '.html' ? '' : form;
  return {
    file: `${name}${query.length === 0 ? '' : `~${query.join('&')}`}${form}`.slice(1),
    address: `${base}${path}${ending}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    query: '',
  };
}

/** As canonical addresses have it: the year first, the edition last. A form has them in the order of its fields. */
function inOrder(query: readonly string[]): string[] {
  const place = (part: string) => (part.startsWith('tahun=') ? 0 : part.startsWith('terbitan=') ? 2 : 1);
  return query.filter((part) => !part.endsWith('=')).toSorted((a, b) => place(a) - place(b));
}

/** A link from a file of the copy to another, as it is written in HTML or given to a browser. */
export function linkTo({ file, query }: Pick<Copy, 'file' | 'query'>, root: string): string {
  const path = `${root}${file.replaceAll('%', '%25')}`;
  return `${path}${query === '' ? '' : `?${query}`}`;
}
