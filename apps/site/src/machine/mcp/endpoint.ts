import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Finding } from '../../find-context.ts';
import { alwaysHeaders } from '../../http/resource.ts';
import { Busy, turns } from '../../http/turns.ts';
import { clientLimit } from './client-limit.ts';
import { keptAnswers } from './kept-answers.ts';
import { mcpLimits } from './limits.ts';
import { mcpPath } from './path.ts';
import { openProtocol, type Protocol } from './protocol.ts';

/** What the endpoint needs from the site. */
interface Source {
  base: string;
  finding: () => Finding;
  onError: (error: unknown, url: string, requestId?: string) => void;
  /** See the option of the site. */
  requestId?: ((request: IncomingMessage) => string) | undefined;
  /** See the option of the site. */
  clientOf?: ((request: IncomingMessage) => string) | undefined;
  /** Added to every response. */
  headers: Readonly<Record<string, string>>;
}

/** Any page may ask: the answers are public, and no cookie is read or set. */
const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Accept, Content-Type, Mcp-Method, Mcp-Name, Mcp-Protocol-Version, Mcp-Session-Id',
  'Access-Control-Max-Age': '86400',
};

/** Headers of a question that the protocol looks at. No other is read. */
const read = ['mcp-protocol-version', 'mcp-method', 'mcp-name'];

/**
 * `/mcp`: questions of assistants about published editions, by the Model Context Protocol over Streamable HTTP. Each is answered alone,
 * by one piece of JSON: there are no sessions and no streams.
 */
export function mcpEndpoint({ base, finding, onError, headers, requestId, clientOf }: Source) {
  const path = `${base}${mcpPath}`;
  const inTurn = turns(mcpLimits.waiting);
  const bodies = bodyReader();
  const enter = clientLimit();
  const before = keptAnswers();
  let protocol: Promise<Protocol> | undefined;

  /** @returns false, and leaves the response alone, where the address is another */
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { url = '/' } = request;
    if (url !== path && url !== `${path}/` && !url.startsWith(`${path}?`)) return false;
    const send = ({ status, body, further = {} }: Reply) => {
      if (response.destroyed) return;
      const type = body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
      const bytes = Buffer.from(body ?? '');
      const own = { ...alwaysHeaders, ...openToAll, ...type, 'Cache-Control': 'no-store', 'Content-Length': bytes.length };
      const named = requestId === undefined ? {} : { 'X-Request-Id': requestId(request) };
      response.writeHead(status, { ...own, ...further, ...headers, ...named });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    };
    const fail = (error: unknown) => {
      if (error instanceof Busy) return send(refused(503, busy, { 'Retry-After': '5' }));
      onError(error, url, requestId?.(request));
      return send(refused(500, 'Jawaban tidak dapat dibuat. The answer could not be made.'));
    };
    answer(request).then(send, fail);
    return true;
  };

  async function answer(request: IncomingMessage): Promise<Reply> {
    if (request.method === 'OPTIONS') return { status: 204 };
    if (request.method !== 'POST') return refused(405, onlyPost, { Allow: 'POST, OPTIONS' });
    if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) return refused(415, onlyJson);
    const entered = clientOf === undefined ? () => {} : enter(clientOf(request));
    if (typeof entered === 'number') return refused(429, tooMany(entered), { 'Retry-After': String(entered) });
    return question(request).finally(entered);
  }

  async function question(request: IncomingMessage): Promise<Reply> {
    const body = await bodies(request);
    if (typeof body === 'number') return refused(body, unread[body] ?? '', body === 503 ? { 'Retry-After': '5' } : {});
    const message = isDeep(body) ? undefined : parsed(body);
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return refused(400, oneMessage);
    // It would keep a connection open, for changes of tools that never change.
    if ('method' in message && message.method === 'subscriptions/listen')
      return {
        status: 200,
        body: JSON.stringify({ jsonrpc: '2.0', id: idOf(message), error: { code: -32601, message: 'Method not found' } }),
      };
    const depends = read.map((name) => String(request.headers[name] ?? ''));
    const known = before(message, depends, finding())?.answer;
    if (known !== undefined) return { status: 200, body: known };
    const asked = new Headers({ 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' });
    for (const [at, name] of read.entries()) if (depends[at] !== '') asked.set(name, depends[at] ?? '');
    return inTurn(async () => {
      protocol ??= openProtocol((error) => onError(error, path));
      const from = finding();
      const place = before(message, depends, from);
      // The same question may have been answered while this one waited.
      if (place?.answer !== undefined) return { status: 200, body: place.answer };
      const given = await (await protocol).answer({ message, body }, asked, from);
      const text = await given.text();
      if (given.status === 200) place?.keep(text);
      return { status: given.status, body: text === '' ? undefined : text };
    });
  }
}

interface Reply {
  status: number;
  /** JSON. */
  body?: string | undefined;
  further?: Record<string, string>;
}

const onlyPost =
  'Alamat ini untuk asisten (Model Context Protocol): hanya POST dengan JSON. This address is for assistants: POST with JSON only.';
const onlyJson = 'Kirim sebagai application/json. Send it as application/json.';
const oneMessage = 'Kirim satu pesan JSON-RPC. Send one message of JSON-RPC.';
const busy = 'Terlalu banyak pertanyaan menunggu; coba lagi sebentar. Too many questions wait; try again in a moment.';
const tooMany = (seconds: number) =>
  `Terlalu banyak pertanyaan dari alamat Anda; tanyakan lagi setelah ${seconds} detik. Too many questions from your address; ask again in ${seconds} s.`;
const unread: Readonly<Record<number, string>> = {
  400: 'Isi permintaan terputus. The body of the request broke off.',
  408: 'Isi permintaan terlalu lambat datang. The body of the request came too slowly.',
  413: 'Isi permintaan lebih dari 64 KB. The body of the request is over 64 KB.',
  503: busy,
};

/** An answer before the protocol was reached, in its form. */
const refused = (status: number, message: string, further: Record<string, string> = {}): Reply => ({
  ...{ status, further },
  body: JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: status === 400 ? -32600 : -32000, message } }),
});

function idOf(message: object): string | number | null {
  const id: unknown = 'id' in message ? message.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** Whether it is nested too deep for what reads it later, which calls itself for each level. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    if (depth > mcpLimits.depth) return true;
  }
  return false;
}

/** @returns undefined where it is no JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Reads bodies within the limits. Where too many are unfinished, the oldest is given up for the newest: who sends slowly keeps nobody
 * else from asking. @returns the text, or the HTTP status of the refusal
 */
function bodyReader() {
  type Result = string | 400 | 408 | 413 | 503;
  const unfinished = new Set<(result: Result) => void>();
  return (request: IncomingMessage): Promise<Result> => {
    if (Number(request.headers['content-length'] ?? 0) > mcpLimits.body) return Promise.resolve(413);
    const [oldest] = unfinished.size >= mcpLimits.unfinished ? unfinished : [];
    oldest?.(503);
    return new Promise<Result>((resolve) => {
      const whole = Buffer.allocUnsafe(Number(request.headers['content-length'] ?? mcpLimits.body));
      let length = 0;
      const end = (result: Result) => {
        clearTimeout(late);
        unfinished.delete(end);
        request.removeAllListeners('data').pause();
        resolve(result);
      };
      const late = setTimeout(() => end(408), mcpLimits.bodyTime);
      unfinished.add(end);
      request.on('data', (chunk: Buffer) => {
        if (length + chunk.length > whole.length) return end(413);
        length += chunk.copy(whole, length);
      });
      request.once('end', () => end(whole.toString('utf8', 0, length)));
      request.once('close', () => end(400));
      request.once('error', () => end(400));
    });
  };
}
