import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import Negotiator from 'negotiator';

export type Encoding = 'br' | 'gzip' | 'identity';

/** The request headers that decide which response is given. */
export interface Negotiation {
  acceptEncoding?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** A response ready to be written. Equal negotiations get the same object. */
export interface HttpResponse {
  status: number;
  /** Names and values in turn, without Date and the headers of the connection. */
  headers: string[];
  bytes: Buffer;
}

/** A response whose body is a file on disk; Range requests get a part of it. */
export interface FileResponse {
  headers: Readonly<Record<string, string>>;
  folder: string;
  /** Path within the folder. */
  file: string;
}

/** What an address returns, in every encoding; each encoding is made once, when it is first requested. */
export interface Resource {
  status: number;
  /** Bytes held in memory, for the limit of the cache. */
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
  // Pages have a policy of their own.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
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
    const kept = { ETag: etag, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding', ...alwaysHeaders, ...headers };
    const all: Record<string, string> = {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      ...kept,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
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
  // Levels 10 and 11 take ten times as long for a few bytes; compressing a large body must not delay other requests.
  const quality = body.length < 500_000 ? 9 : 5;
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
}

const negotiated = new Map<string, Encoding>();
const mostNegotiated = 200;

/** Prefers br to gzip to none, among the accepted ones (`q=0` refuses one). Cached, because browsers send few different headers. */
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
