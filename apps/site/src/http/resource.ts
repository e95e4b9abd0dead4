import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import Negotiator from 'negotiator';

export type Encoding = 'br' | 'gzip' | 'identity';

/** The request headers that decide which response is given. */
export interface Negotiation {
  acceptEncoding?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** What goes out: the same object for the same question. */
export interface HttpResponse {
  status: number;
  /** Names and values in turn, without what belongs to the connection and without the date. */
  headers: string[];
  bytes: Buffer;
}

/** A file on disk that goes out as it is, or in part. */
export interface FileResponse {
  headers: Readonly<Record<string, string>>;
  folder: string;
  /** Path within the folder. */
  file: string;
}

/** What an address leads to, in every encoding; each is compressed once, when it is first asked for. */
export interface Resource {
  status: number;
  /** Bytes held, for the cache's bound. */
  size: () => number;
  respond: (negotiation: Negotiation) => HttpResponse | FileResponse;
}

interface Ingredients {
  status?: number;
  type: string;
  body: Buffer;
  cacheControl: string;
  /** Further headers, such as the page's content security policy. */
  headers?: Record<string, string>;
}

/** On every page, download and answer of the public site. */
export const alwaysHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

const tooSmallToCompress = 256;
const nothing = Buffer.alloc(0);

export function resource({ status = 200, type, body, cacheControl, headers = {} }: Ingredients): Resource {
  const name = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const compresses = /^(?:text\/|application\/(?:json|javascript)|image\/svg)/.test(type) && body.length >= tooSmallToCompress;
  const prepared = new Map<Encoding, { etag: string; whole: HttpResponse; unchanged: HttpResponse }>();
  const prepare = (encoding: Encoding) => {
    const known = prepared.get(encoding);
    if (known) return known;
    const bytes = encoding === 'identity' ? body : compress(body, encoding);
    const etag = `"${name}${encoding === 'identity' ? '' : `.${encoding}`}"`;
    const kept = { ETag: etag, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' };
    const all: Record<string, string> = {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      ...kept,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      ...alwaysHeaders,
      ...headers,
    };
    const whole = { status, headers: Object.entries(all).flat(), bytes };
    const made = { etag, whole, unchanged: { status: 304, headers: Object.entries(kept).flat(), bytes: nothing } };
    prepared.set(encoding, made);
    return made;
  };
  return {
    status,
    size: () =>
      [...prepared.values()].reduce((all, { whole }) => all + whole.bytes.length, prepared.has('identity') ? 0 : body.length) + 1024,
    respond: ({ acceptEncoding, ifNoneMatch }) => {
      const { etag, whole, unchanged } = prepare(compresses ? preferredEncoding(acceptEncoding) : 'identity');
      return status === 200 && ifNoneMatch !== undefined && names(ifNoneMatch, etag) ? unchanged : whole;
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

const negotiated = new Map<string, Encoding>();
const mostNegotiated = 200;

/** br before gzip before nothing, of what is accepted. Browsers send a handful of spellings, so they are remembered. */
export function preferredEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  const known = negotiated.get(header);
  if (known !== undefined) return known;
  const accepted = new Negotiator({ headers: { 'accept-encoding': header } }).encodings(['br', 'gzip']);
  const found = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'identity';
  if (negotiated.size < mostNegotiated) negotiated.set(header, found);
  return found;
}

/** Compares weakly, as If-None-Match asks for (RFC 9110, 13.1.2). */
function names(header: string, etag: string): boolean {
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
