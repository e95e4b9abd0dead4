import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Negotiator from 'negotiator';
import { compressWell } from './compress.ts';

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
  /** To be awaited before the first byte is sent. @throws EditionError damaged where the file is not what its hash promises */
  check: () => Promise<void>;
}

/** What an address returns, in every encoding; each encoding is made once, when it is first requested. */
export interface Resource {
  status: number;
  /** Bytes held in memory, for the limit of the cache. */
  size: () => number;
  /** At once where the encoding was made before. */
  respond: (negotiation: Negotiation) => HttpResponse | FileResponse | Promise<HttpResponse>;
  /** Those that were made; absent where none are. */
  encodings?: () => Encoding[];
  /** For keeping it in a file; absent for what is no page or file of its own. */
  pack?: () => Promise<Packed>;
}

/** A resource as it is kept in a file: its bytes, and what its headers are made from. */
export interface Packed {
  type: string;
  cacheControl: string;
  headers: Record<string, string>;
  /** What its ETag is made from. */
  name: string;
  /** 'identity' where it is sent as it is to everybody, such as a picture. */
  encoding: 'br' | 'identity';
  bytes: Buffer;
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
  const compresses =
    /^(?:text\/|application\/(?:json|javascript|xml|\w+\+(?:json|xml))|image\/svg)/.test(type) && body.length >= tooSmallToCompress;
  return responding({ status, type, cacheControl, headers, name, compresses }, { plain: body });
}

/** The resource that was packed. */
export function unpacked({ encoding, bytes, ...rest }: Packed): Resource {
  const compresses = encoding === 'br';
  return responding({ ...rest, status: 200, compresses }, compresses ? { br: bytes } : { plain: bytes });
}

interface Kept extends Omit<Packed, 'encoding' | 'bytes'> {
  status: number;
  compresses: boolean;
}

function responding({ status, type, cacheControl, headers, name, compresses }: Kept, given: { plain?: Buffer; br?: Buffer }): Resource {
  const etagIn = (encoding: Encoding) => `"${name}${encoding === 'identity' ? '' : `.${encoding}`}"`;
  const keptHeaders = (encoding: Encoding) => ({
    ...{ ETag: etagIn(encoding), 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' },
    ...alwaysHeaders,
    ...headers,
  });
  /** Given up once a compressed copy is there: thousands of pages are kept, and nearly all readers take them compressed. */
  let plain = given.plain;
  const whole = (): Buffer => {
    if (plain !== undefined) return plain;
    const [br, gzip] = [prepared.get('br'), prepared.get('gzip')];
    return br === undefined ? gunzipSync(gzip?.bytes ?? nothing) : brotliDecompressSync(br.bytes);
  };
  const prepared = new Map<Encoding, HttpResponse>();
  const preparing = new Map<Encoding, Promise<HttpResponse>>();
  const written = (encoding: Encoding, bytes: Buffer): HttpResponse => {
    const all: Record<string, string> = {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      ...keptHeaders(encoding),
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    };
    return { status, headers: Object.entries(all).flat(), bytes };
  };
  const prepare = (encoding: Encoding, bytes: Buffer): HttpResponse => {
    const made = written(encoding, bytes);
    prepared.set(encoding, made);
    return made;
  };
  if (given.br !== undefined) prepare('br', given.br);
  const compressed = (encoding: 'br' | 'gzip'): Promise<HttpResponse> => {
    const known = preparing.get(encoding);
    if (known) return known;
    const made = compressWell(whole(), encoding)
      .then((bytes) => {
        const ready = prepare(encoding, bytes);
        plain = undefined;
        return ready;
      })
      .finally(() => preparing.delete(encoding));
    preparing.set(encoding, made);
    return made;
  };
  const unchanged = new Map<Encoding, HttpResponse>();
  const notModified = (encoding: Encoding): HttpResponse => {
    const made = unchanged.get(encoding) ?? { status: 304, headers: Object.entries(keptHeaders(encoding)).flat(), bytes: nothing };
    unchanged.set(encoding, made);
    return made;
  };
  return {
    status,
    size: () =>
      [...prepared.values()].reduce((all, { bytes }) => all + bytes.length, prepared.has('identity') ? 0 : (plain?.length ?? 0)) + 1024,
    respond: ({ acceptEncoding, ifNoneMatch }) => {
      const encoding = compresses ? preferredEncoding(acceptEncoding) : 'identity';
      if (status === 200 && ifNoneMatch !== undefined && names(ifNoneMatch, etagIn(encoding))) return notModified(encoding);
      const ready = prepared.get(encoding);
      if (ready !== undefined) return ready;
      if (encoding !== 'identity') return compressed(encoding);
      return plain === undefined ? written(encoding, whole()) : prepare(encoding, plain);
    },
    encodings: () => [...prepared.keys()],
    ...(status === 200 && {
      pack: async (): Promise<Packed> => {
        const kept = { type, cacheControl, headers, name };
        if (!compresses) return { ...kept, encoding: 'identity', bytes: whole() };
        const { bytes } = prepared.get('br') ?? (await compressed('br'));
        return { ...kept, encoding: 'br', bytes };
      },
    }),
  };
}

/** To another address of the site. Not kept by caches: it follows from what is published now. */
export function moved(location: string): Resource {
  const headers = { 'Content-Length': '0', Location: location, 'Cache-Control': 'no-store', ...alwaysHeaders };
  const response = { status: 302, headers: Object.entries(headers).flat(), bytes: nothing };
  return { status: 302, size: () => 0, respond: () => response };
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
