import { createHash } from 'node:crypto';
import type { IsoInstant } from '@sipkadin/budget';
import { element, type Xml, xmlDocument } from './xml.ts';

export interface FeedEntry {
  /** A URI that never changes. */
  id: string;
  title: string;
  summary: string;
  published: IsoInstant;
  /** Address of a page. */
  page: string;
}

export interface Feed {
  /** A URI that never changes. */
  id: string;
  title: string;
  subtitle: string;
  author: string;
  rights: string;
  language: string;
  /** Address of the feed itself, and of the page with the same. */
  self: string;
  page: string;
  /** When anything was added last, where there is no entry. */
  updated: IsoInstant;
  /** Newest first. */
  entries: readonly FeedEntry[];
}

/** An Atom feed (RFC 4287). */
export function atomFeed(feed: Feed): string {
  const link = (rel: string, type: string, href: string) => element('link', { rel, type, href });
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, feed.id),
      element('title', {}, feed.title),
      element('subtitle', {}, feed.subtitle),
      element('updated', {}, feed.entries[0]?.published ?? feed.updated),
      element('author', {}, element('name', {}, feed.author)),
      link('self', 'application/atom+xml', feed.self),
      link('alternate', 'text/html', feed.page),
      element('rights', {}, feed.rights),
      ...feed.entries.map(
        (entry): Xml =>
          element(
            'entry',
            {},
            element('id', {}, entry.id),
            element('title', {}, entry.title),
            element('published', {}, entry.published),
            element('updated', {}, entry.published),
            link('alternate', 'text/html', entry.page),
            element('summary', { type: 'text' }, entry.summary),
          ),
      ),
    ),
  );
}

/** Names something by its SHA-256, wherever it lies (RFC 6920). @param hash hex */
export function hashUri(hash: string): string {
  return `ni:///sha-256;${Buffer.from(hash, 'hex').toString('base64url')}`;
}

/** The same URI for the same name, whatever address a site has (RFC 9562, version 8). */
export function nameUri(name: string): string {
  const bytes = createHash('sha256').update(`sipkadin ${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
