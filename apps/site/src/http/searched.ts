import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { compressLightly } from './compress.ts';
import { type HttpResponse, preferredEncoding, type Resource } from './resource.ts';

/**
 * Printed in a page instead of the text that was searched for. It can be guessed by nobody, so no other text of a page is taken for it.
 */
export const searchMark = `q${randomBytes(12).toString('hex')}`;

/** A page in which the text that was searched for is filled in. What was searched for decides only which rows it has. */
interface SearchPage {
  fill: (text: string) => Resource;
}

/** @param page a page with `searchMark` where the text belongs; in addresses after `cari=` */
function searchPage({ status, headers, bytes }: HttpResponse): SearchPage {
  const parts = bytes.toString('utf8').split(new RegExp(`((?:cari=)?${searchMark})`));
  const kept = pairs(headers).filter(([name]) => !['Content-Length', 'ETag', 'Vary'].includes(name));
  return {
    fill: (text) => {
      const [inText, inAddress] = [escapeText(text), `cari=${encodeURIComponent(text).replaceAll("'", '%27')}`];
      const body = Buffer.from(parts.map((part, at) => (at % 2 === 0 ? part : part === searchMark ? inText : inAddress)).join(''));
      const whole = (sent: Buffer, encoding?: string): HttpResponse => ({
        status,
        headers: [
          ...kept.flat(),
          ...['Content-Length', String(sent.length), 'Vary', 'Accept-Encoding'],
          ...(encoding === undefined ? [] : ['Content-Encoding', encoding]),
        ],
        bytes: sent,
      });
      const plain = whole(body);
      let packed: HttpResponse | undefined;
      return {
        status,
        // With its compressed copy, which is made later and is a quarter of it.
        size: () => body.length * 1.25,
        respond: ({ acceptEncoding }) => {
          if (!acceptsGzip(acceptEncoding)) return plain;
          return packed ?? compressLightly(body)?.then((sent) => (packed ??= whole(sent, 'gzip'))) ?? plain;
        },
      };
    },
  };
}

const mostKeptBytes = 8 * 1024 * 1024;

/** Pages of search results: one text is often searched for by many, and finding its rows takes longer than sending them. */
export function searchedPages() {
  const pages = new WeakMap<Resource, SearchPage>();
  const filled = new LRUCache<string, Resource>({
    maxSize: mostKeptBytes,
    sizeCalculation: (one, address) => Math.ceil(one.size()) + address.length,
  });
  return {
    get: (address: string): Resource | undefined => filled.get(address),
    keep: (address: string, page: Resource): void => void filled.set(address, page),
    clear: (): void => filled.clear(),
    /** @param found the page of these rows, with `searchMark` in it */
    async fill(found: Resource, text: string): Promise<Resource> {
      const known = pages.get(found);
      if (known) return known.fill(text);
      const given = await found.respond({});
      const page = searchPage(given as Exclude<typeof given, { file: string }>);
      pages.set(found, page);
      return page.fill(text);
    },
  };
}

function acceptsGzip(header: string | undefined): boolean {
  return preferredEncoding(header) === 'gzip' || /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(header ?? '');
}

function pairs(headers: readonly string[]): [string, string][] {
  return Array.from({ length: headers.length / 2 }, (_, at) => [headers[at * 2] ?? '', headers[at * 2 + 1] ?? '']);
}

function escapeText(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
