import { randomBytes } from 'node:crypto';
import { compressLightly } from './compress.ts';
import { type HttpResponse, preferredEncoding, type Resource } from './resource.ts';

/**
 * Printed in a page instead of the text that was searched for. It can be guessed by nobody, so no other text of a page is taken for it.
 */
export const searchMark = `q${randomBytes(12).toString('hex')}`;

/** A page in which the text that was searched for is filled in. What was searched for decides only which rows it has. */
export interface SearchPage {
  fill: (text: string) => Resource;
}

/** @param page a page with `searchMark` where the text belongs; in addresses after `cari=` */
export function searchPage({ status, headers, bytes }: HttpResponse): SearchPage {
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
      return {
        status,
        size: () => body.length,
        respond: ({ acceptEncoding }) => {
          const packed = acceptsGzip(acceptEncoding) ? compressLightly(body) : undefined;
          return packed === undefined ? whole(body) : packed.then((sent) => whole(sent, 'gzip'));
        },
      };
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
