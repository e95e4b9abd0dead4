import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** An answer that can be given again and again: bytes per encoding and headers, made ready once. */
export interface Answer {
  status: number;
  /** Bytes held, for the cache's bound. */
  size: () => number;
  send: (request: IncomingMessage, response: ServerResponse) => void;
}

interface Ingredients {
  status?: number;
  type: string;
  body: Buffer;
  cacheControl: string;
  /** Further headers, such as the page's content security policy. */
  headers?: Record<string, string>;
  /** Compressed twins that exist already. */
  twins?: Partial<Record<'br' | 'gzip', Buffer>>;
  /** What the tag is made from when the bytes have a name already (a hash of an edition's file). */
  tag?: string;
}

/** On every answer of the public door, whatever it is. */
const always: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

const tooSmallToCompress = 256;

export function answer({ status = 200, type, body, cacheControl, headers = {}, twins = {}, tag }: Ingredients): Answer {
  const name = tag ?? createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const compresses = /^(?:text\/|application\/(?:json|javascript)|image\/svg)/.test(type) && body.length >= tooSmallToCompress;
  const ready = new Map<Encoding, { bytes: Buffer; etag: string; head: string[] }>();
  const prepare = (encoding: Encoding) => {
    const known = ready.get(encoding);
    if (known) return known;
    const bytes = encoding === 'identity' ? body : (twins[encoding] ?? compress(body, encoding));
    const etag = `"${name}${encoding === 'identity' ? '' : `.${encoding}`}"`;
    const all: Record<string, string> = {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      ETag: etag,
      'Cache-Control': cacheControl,
      Vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      ...always,
      ...headers,
    };
    const made = { bytes, etag, head: Object.entries(all).flat() };
    ready.set(encoding, made);
    return made;
  };
  return {
    status,
    size: () => [...ready.values()].reduce((all, { bytes }) => all + bytes.length, ready.has('identity') ? 0 : body.length) + 1024,
    send: (request, response) => {
      const made = prepare(compresses ? preferred(request.headers['accept-encoding']) : 'identity');
      const asked = request.headers['if-none-match'];
      if (status === 200 && asked !== undefined && names(asked, made.etag)) {
        response.writeHead(304, ['ETag', made.etag, 'Cache-Control', cacheControl, 'Vary', 'Accept-Encoding']);
        response.end();
        return;
      }
      response.writeHead(status, made.head);
      if (request.method === 'HEAD') response.end();
      else response.end(made.bytes);
    },
  };
}

function compress(body: Buffer, encoding: 'br' | 'gzip'): Buffer {
  if (encoding === 'gzip') return gzipSync(body, { level: 9 });
  // The last two levels cost ten times as much for a few bytes, and a large body must not hold up the others.
  const quality = body.length < 500_000 ? 9 : 5;
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
}

const seen = new Map<string, Encoding>();

/** br before gzip before nothing; `q=0` is a refusal. Browsers send a handful of spellings, so they are remembered. */
function preferred(header: string | string[] | undefined): Encoding {
  if (header === undefined) return 'identity';
  const text = String(header);
  const known = seen.get(text);
  if (known !== undefined) return known;
  const accepts = (name: string) =>
    text.split(',').some((part) => {
      const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      return coding === name && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    });
  const found: Encoding = accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity';
  if (seen.size < 200) seen.set(text, found);
  return found;
}

function names(header: string, etag: string): boolean {
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
