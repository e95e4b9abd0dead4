import { type Dirent, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Editions } from '@sipkadin/edition';
import type { Site } from '@sipkadin/site';
import type { Held } from './copy-folder.ts';
import { keepAssets, leaveEarlierPages } from './earlier-pages.ts';
import { type Keepable, keepablePages, keptPages, keptPagesFile } from './kept-pages.ts';
import { relativeHtml, relativeManifest } from './relative-html.ts';
import { serverFiles } from './server-files.ts';
import { type CopyWriter, openCopyWriter } from './write-thread.ts';

/** How many addresses are worked on at once: while one page is made, others are compressed. */
const atOnce = 4;

interface From {
  site: Site;
  editions: Editions;
  /** Folder of the editions, where the log is. */
  root: string;
  /** Path that the site is served below, "" or "/anggaran". */
  base: string;
  defaultGovernment: string;
  /** `latest`: no page of an edition that is not its year's newest is drawn; those that the earlier copy has stay as they are. */
  pages: PagesDrawn;
}

export type PagesDrawn = 'all' | 'latest';

export interface Exported extends Held {
  /** Pages of earlier editions that were taken over from the earlier copy, and not drawn again. */
  kept: number;
  /** Links of pages to addresses that the site does not have. */
  broken: readonly string[];
}

/**
 * Writes the whole public side as plain files: every address that the site lists, and every page and file behind their links.
 * @param progress called with the number of addresses that were written so far
 * @throws Refusal where the folder has something else in it; the signal's reason where it was aborted
 */
export async function exportSite(from: From, target: string, signal: AbortSignal, progress: (done: number) => void): Promise<Exported> {
  const folder = await openCopyWriter(target);
  try {
    const keepable = keepablePages(target, from.site, from.editions);
    const written = await writeAll({ ...from, target }, folder, keepable, signal, progress);
    return { ...(await folder.finish()), ...written };
  } catch (error) {
    await folder.drop();
    throw error;
  }
}

async function writeAll(
  { site, editions, root, base, defaultGovernment, pages, target }: From & { target: string },
  folder: CopyWriter,
  keepable: readonly Keepable[],
  signal: AbortSignal,
  progress: (done: number) => void,
) {
  const broken = new Set<string>();
  const namedEditionOf = namedEditions(editions, defaultGovernment);
  const earlierEditionOf = (address: string) => {
    const named = namedEditionOf(address);
    return named !== undefined && named.number < (editions.latest(named.government, named.year)?.manifest.number ?? 0) ? named : undefined;
  };
  const isLeft = pages === 'latest' ? (address: string) => earlierEditionOf(address) !== undefined : () => false;
  const { follow, next, isWritten } = addressesToWrite(site, { pages, isLeft });
  const record = keptPages(site);
  let done = 0;
  let kept = 0;
  for (const address of await sitemapAddresses(site, base)) follow(address);
  for (const { edition, lasting, links } of keepable) {
    for (const [facts, addresses] of Object.entries(lasting)) {
      const byFile = new Map(addresses.map((address) => [site.copy.of(address)?.file ?? '', address]));
      for (const file of await folder.keep([...byFile.keys()])) {
        const address = byFile.get(file) ?? '';
        isWritten(address);
        record.page(edition, address, facts);
        progress(++done);
        kept++;
      }
    }
    record.links(edition, links);
    for (const address of links) follow(address);
  }
  const left =
    pages === 'latest' ? await leaveEarlierPages({ copy: site.copy, target, folder, defaultGovernment, earlierEditionOf }) : undefined;
  const copy = withKnownPlaces(left?.copy ?? site.copy);
  const work = async () => {
    for (let address = next(); address !== undefined; address = next()) {
      signal.throwIfAborted();
      const edition = namedEditionOf(address);
      const ownEdition = edition === undefined ? undefined : editionOf(address);
      const links: string[] = [];
      const written = await writeOne({ site, copy, folder, base }, address, (link) => {
        // Whatever else a page links to is listed, or linked to by pages of its own edition.
        if (ownEdition !== undefined && editionOf(link) === ownEdition) links.push(link);
        follow(link);
      });
      if (written === undefined) broken.add(address);
      if (edition !== undefined) record.links(edition, [address, ...links]);
      if (edition !== undefined && written?.isLasting === true) record.page(edition, address, site.copy.facts(address));
      progress(++done);
    }
  };
  // Each works on what the others find: they end when nothing is left for any of them.
  for (let before = -1; before !== done; ) {
    before = done;
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  for (const [file, html] of await site.copy.pages()) {
    const page = {
      html: html.toString('utf8'),
      policy:
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'",
      file,
    };
    // A server sends it for addresses in any folder.
    await folder.put(
      file,
      Buffer.from(relativeHtml(page, site.copy, () => {}, file.endsWith('404.html') ? `${base}/` : undefined)),
      'make',
    );
  }
  for (const path of logFiles(root)) {
    const bytes = editions.log(path);
    if (bytes !== undefined) await folder.put(`log/${path}`, bytes, 'none');
  }
  if (left !== undefined && left.count > 0) await keepAssets(target, folder);
  await folder.put(keptPagesFile, Buffer.from(record.text()), 'none');
  for (const [file, text] of serverFiles({ editions, defaultGovernment, base })) await folder.put(file, Buffer.from(text), 'none');
  return { kept: Math.max(kept, left?.count ?? 0), broken: [...broken].toSorted() };
}

/**
 * The listed addresses and those that are followed from their pages, each once. Those of one edition come one after another, because
 * opening an edition costs more than a page of it.
 * @param isLeft whether nothing is written for an address
 */
function addressesToWrite(
  site: Site,
  { pages, isLeft }: { pages: PagesDrawn; isLeft: (address: string) => boolean },
): {
  follow: (address: string) => void;
  next: () => string | undefined;
  /** Notes that nothing has to be written for an address. */
  isWritten: (address: string) => void;
} {
  const seen = new Set<string>();
  /** By the edition that they are of. */
  const found = new Map<string, string[]>();
  let current: string[] = [];
  const listed = site.addresses({ earlierPages: pages === 'all' })[Symbol.iterator]();
  const follow = (address: string) => {
    if (seen.has(address) || isLeft(address)) return;
    seen.add(address);
    const edition = editionOf(address);
    const others = found.get(edition);
    if (others === undefined) found.set(edition, [address]);
    else others.push(address);
  };
  const next = (): string | undefined => {
    for (;;) {
      const address = current.pop();
      if (address !== undefined) return address;
      const [[edition, others] = []] = found;
      if (edition !== undefined && others !== undefined) {
        found.delete(edition);
        current = others;
        continue;
      }
      const { value, done } = listed.next();
      if (done === true) return undefined;
      const listedAddress = site.copy.of(value.address)?.address;
      if (listedAddress === undefined) continue;
      follow(listedAddress);
    }
  };
  return {
    follow,
    next,
    isWritten: (address) => void seen.add(address),
  };
}

/** @returns for an address, the edition that it names; undefined where it names none: the newest of each year have addresses without */
function namedEditions(editions: Editions, defaultGovernment: string): (address: string) => Keepable['edition'] | undefined {
  const known = new Map<string, Keepable['edition'] | undefined>();
  const find = (named: string): Keepable['edition'] | undefined => {
    const number = Number(/terbitan=(\d+)/.exec(named)?.[1] ?? 0);
    const government = /\/p\/([\d.]+)/.exec(named)?.[1] ?? defaultGovernment;
    const years = editions.years(government).toSorted((a, b) => b - a);
    const asked = /tahun=(\d+)/.exec(named)?.[1];
    const year = asked === undefined ? years[0] : years.find((one) => String(one) === asked);
    if (year === undefined) return undefined;
    const hash = editions.list(government, year).find((one) => one.number === number)?.hash;
    return hash === undefined ? undefined : { government, year, number, hash };
  };
  return (address) => {
    const named = editionOf(address);
    if (!known.has(named)) known.set(named, find(named));
    return known.get(named);
  };
}

/** Most links of a page are those of the pages beside it. */
const mostPlaces = 5000;

/** The same, but the places of links that were met lately are not worked out again. */
function withKnownPlaces(copy: Site['copy']): Site['copy'] {
  const known = new Map<string, ReturnType<Site['copy']['of']>>();
  return {
    ...copy,
    of(given) {
      const place = known.get(given);
      if (place !== undefined || known.has(given)) return place;
      if (known.size === mostPlaces) known.clear();
      // Text that was cut out of a page keeps the whole page in memory, as long as its address is remembered: tens of MB in all.
      const address = Buffer.from(given).toString();
      const found = copy.of(address);
      known.set(address, found);
      return found;
    },
  };
}

/** What an address says of its government, year and edition. */
function editionOf(address: string): string {
  const file = /\/(?:unduh|cari|terbitan|perubahan)\/(\d{4}\/\d+)\//.exec(address)?.[1];
  return [/\/p\/[\d.]+/, /[?&]tahun=\d+/, /[?&]terbitan=\d+/].map((part) => part.exec(address)?.[0] ?? '').join('') + (file ?? '');
}

/** @returns undefined where the site has nothing at that address */
async function writeOne(
  { site, copy, folder, base }: { site: Site; copy: Site['copy']; folder: CopyWriter; base: string },
  address: string,
  follow: (address: string) => void,
) {
  const file = site.copy.of(address)?.file;
  const made = await site.copy.answer(address);
  const plain = made?.response;
  if (file === undefined || plain?.status !== 200) return undefined;
  const header = (name: string) => plain.headers[plain.headers.indexOf(name) + 1] ?? '';
  const type = header('Content-Type');
  if (type.startsWith('text/html')) {
    const page = {
      html: plain.bytes.toString('utf8'),
      policy: header('Content-Security-Policy'),
      file,
      base,
      picture: site.copy.picture(address),
    };
    await folder.put(file, Buffer.from(relativeHtml(page, copy, follow)), 'make');
  } else if (type.startsWith('application/manifest+json')) {
    await folder.put(file, Buffer.from(relativeManifest(plain.bytes.toString('utf8'), site.copy)), 'make');
  } else if (!file.includes('unduh/')) {
    await folder.put(file, plain.bytes, /^(?:text\/|application\/(?:json|xml|atom)|image\/svg)/.test(type) ? 'make' : 'none');
  } else {
    // Published with their compressed files.
    const [br, gzip] = [await site.answer(address, { acceptEncoding: 'br' }), await site.answer(address, { acceptEncoding: 'gzip' })];
    const isCompressed = br?.headers.includes('Content-Encoding') === true && gzip?.headers.includes('Content-Encoding') === true;
    await folder.put(file, plain.bytes, isCompressed ? { br: br.bytes, gzip: gzip.bytes } : 'none');
  }
  return { isLasting: made?.isLasting === true };
}

/** The sitemap and its parts; none where the site does not know its whole address. */
async function sitemapAddresses(site: Site, base: string): Promise<string[]> {
  const address = `${base}/sitemap.xml`;
  const found = await site.answer(address);
  if (found?.status !== 200) return [];
  const parts = [...found.bytes.toString('utf8').matchAll(/<sitemap><loc>([^<]*)</g)].map(([, whole = '']) => new URL(whole).pathname);
  return [address, ...parts];
}

/** Paths of the log's files, the head first: the leaves of a head are written before it. */
function logFiles(root: string): string[] {
  const folder = join(root, 'log');
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return ['checkpoint', ...paths.filter((path) => path !== 'checkpoint').toSorted()];
}
