import { parseFiscalYear } from '@sipkadin/budget';
import { mostInSitemap, type SitemapEntry, sitemap, sitemapIndex } from '@sipkadin/opendata';
import { type Resource, resource } from '../../http/resource.ts';
import { shareImage } from '../../pages/embed/share-image.tsx';
import type { Holdings } from '../../routes/route.ts';
import { machineResource, whole } from './datasets.ts';

export const xmlType = 'application/xml; charset=utf-8';
export const textType = 'text/plain; charset=utf-8';

/** Filtered lists and the lines behind amounts have countless addresses; the desk and the wallboard are for people who sign in. */
export function robots(holdings: Holdings): Resource {
  const { base, address } = holdings;
  const map = address(holdings.links({}).sitemap());
  const lines = [
    'User-agent: *',
    ...['/kerja', '/layar', '/api/'].map((path) => `Disallow: ${path}`),
    ...['/*?*cari=', '/*/asal?', '/asal?', '/*?*grafik='].map((path) => `Disallow: ${base}${path}`),
    `Allow: ${base}/api/public/`,
    // Its answers name /cari as the address under which they are kept.
    ...['/cari?cari=', '/en/cari?cari='].map((path) => `Allow: ${base}${path}`),
    // What a shared link shows: networks that follow these rules ask for it.
    `Allow: ${base}/*?*grafik=${shareImage}.png`,
    ...(map === undefined ? [] : ['', `Sitemap: ${map}`]),
  ];
  return resource({ type: textType, body: Buffer.from(`${lines.join('\n')}\n`), cacheControl: 'public, max-age=3600' });
}

/**
 * Every page of the newest edition of each year, in both languages. Of several governments it is a list of their years, whose pages are
 * looked up when that part is asked for. @returns undefined where the site does not know its own address
 */
export function sitemapFile(holdings: Holdings): Resource | undefined {
  const { address, editions } = holdings;
  const governments = editions.governments();
  if (governments.length > 1 && address('') !== undefined) {
    const names = governments.flatMap((code) => editions.years(code).map((year) => `${code}-${year}.xml`));
    return machineResource(xmlType, sitemapIndex(names.map((name) => whole(holdings, holdings.links({}).sitemapPart({ sitemap: name })))));
  }
  const entries = entriesOf(holdings);
  if (entries === undefined) return undefined;
  if (entries.length <= mostInSitemap) return machineResource(xmlType, sitemap(entries));
  const parts = Array.from({ length: Math.ceil(entries.length / mostInSitemap) }, (_, at) =>
    whole(holdings, holdings.links({}).sitemapPart({ sitemap: `${at + 1}.xml` })),
  );
  return machineResource(xmlType, sitemapIndex(parts));
}

/** A part of the list, where it is divided: one government's year, or the next so many pages where there is one government. */
export function sitemapPart(holdings: Holdings, { sitemap: name }: { sitemap: string }): Resource | undefined {
  const [, government, asked] = /^(\d\d(?:\.\d\d)?)-(\d{4})\.xml$/.exec(name) ?? [];
  const year = asked === undefined ? undefined : parseFiscalYear(asked);
  if (government !== undefined && year !== undefined) {
    const own = holdings.editions.years(government).includes(year) ? entriesOf(holdings, { government, year }) : undefined;
    return own && machineResource(xmlType, sitemap(own.slice(0, mostInSitemap)));
  }
  if (holdings.editions.governments().length > 1) return undefined;
  const entries = entriesOf(holdings);
  const at = Number(name.replace('.xml', '')) - 1;
  if (entries === undefined || entries.length <= mostInSitemap || at * mostInSitemap >= entries.length) return undefined;
  return machineResource(xmlType, sitemap(entries.slice(at * mostInSitemap, (at + 1) * mostInSitemap)));
}

function entriesOf({ address, addresses, editions }: Holdings, only?: Parameters<Holdings['addresses']>[0]): SitemapEntry[] | undefined {
  if (address('') === undefined) return undefined;
  return [...addresses(only)].flatMap((one) => {
    const published = editions.latest(one.government, one.year)?.manifest;
    const path = address(one.address);
    // Pages of earlier editions are in no search engine's list: what is found should be what counts.
    return !one.isPage || published?.number !== one.edition || path === undefined
      ? []
      : [{ address: path, changed: published.publishedAt }];
  });
}
