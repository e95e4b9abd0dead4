import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** What goes to one who asked: made once, so that the same question gets the same object. */
export interface Reply {
  status: number;
  /** Names and values in turn, without what belongs to the connection and without the date. */
  head: string[];
  bytes: Buffer;
}

/** The two headers that have a say in which reply it is. */
export interface Wish {
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
}

/** An answer that can be given again and again: bytes per encoding and headers, made ready once. */
export interface Answer {
  status: number;
  /** Bytes held, for the cache's bound. */
  size: () => number;
  /** @returns undefined where the bytes are not held but come from disk */
  reply: (wish: Wish) => Reply | undefined;
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
  const ready = new Map<Encoding, { etag: string; whole: Reply; unchanged: Reply }>();
  const prepare = (encoding: Encoding) => {
    const known = ready.get(encoding);
    if (known) return known;
    const bytes = encoding === 'identity' ? body : (twins[encoding] ?? compress(body, encoding));
    const etag = `"${name}${encoding === 'identity' ? '' : `.${encoding}`}"`;
    const kept = { ETag: etag, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' };
    const all: Record<string, string> = {
      'Content-Type': type,
      'Content-Length': String(bytes.length),
      ...kept,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      ...always,
      ...headers,
    };
    const whole = { status, head: Object.entries(all).flat(), bytes };
    const made = { etag, whole, unchanged: { status: 304, head: Object.entries(kept).flat(), bytes: nothing } };
    ready.set(encoding, made);
    return made;
  };
  const reply = ({ acceptEncoding, ifNoneMatch }: Wish): Reply => {
    const { etag, whole, unchanged } = prepare(compresses ? preferred(acceptEncoding) : 'identity');
    return status === 200 && ifNoneMatch !== undefined && names(ifNoneMatch, etag) ? unchanged : whole;
  };
  return {
    status,
    size: () => [...ready.values()].reduce((all, { whole }) => all + whole.bytes.length, ready.has('identity') ? 0 : body.length) + 1024,
    reply,
    send: (request, response) => {
      const { 'accept-encoding': acceptEncoding, 'if-none-match': ifNoneMatch } = request.headers;
      const given = reply({ acceptEncoding, ifNoneMatch });
      response.writeHead(given.status, given.head);
      if (request.method === 'HEAD' || given.status === 304) response.end();
      else response.end(given.bytes);
    },
  };
}

const nothing = Buffer.alloc(0);

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
function preferred(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  const known = seen.get(header);
  if (known !== undefined) return known;
  const accepts = (name: string) =>
    header.split(',').some((part) => {
      const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      return coding === name && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    });
  const found: Encoding = accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity';
  if (seen.size < 200) seen.set(header, found);
  return found;
}

function names(header: string, etag: string): boolean {
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
