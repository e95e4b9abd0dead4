import type { IsoInstant } from '@sipkadin/budget';
import { element, xmlDocument } from './xml.ts';

const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** More addresses than this are divided among several sitemaps (sitemaps.org). */
export const mostInSitemap = 50_000;

export interface SitemapEntry {
  /** Whole. */
  address: string;
  changed: IsoInstant;
}

/** @param entries at most `mostInSitemap` */
export function sitemap(entries: readonly SitemapEntry[]): string {
  const urls = entries.map(({ address, changed }) => element('url', {}, element('loc', {}, address), element('lastmod', {}, changed)));
  return xmlDocument(element('urlset', { xmlns: schema }, ...urls));
}

/** A list of sitemaps, by whole address. */
export function sitemapIndex(addresses: readonly string[]): string {
  const parts = addresses.map((address) => element('sitemap', {}, element('loc', {}, address)));
  return xmlDocument(element('sitemapindex', { xmlns: schema }, ...parts));
}
