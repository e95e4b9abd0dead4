import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Request, type Response, Router } from 'express';
import sendFile from 'send';
import { type FileResponse, type HttpResponse, type Resource, resource } from './resource.ts';
import { Busy } from './turns.ts';

/** What the handler needs from the site. */
export interface Source {
  /** The cached resource of an address. */
  kept: (url: string) => Resource | undefined;
  /** @returns a function that makes the resource, 414 for an address that is too long, or undefined for an address that the site does not have */
  find: (url: string, acceptEncoding?: string) => (() => Promise<Resource>) | 414 | undefined;
  missing: (url: string) => Resource;
  busy: (url: string) => Resource;
  failed: (url: string, error: unknown) => Resource;
  onError: (error: unknown, url: string, requestId: string | undefined) => void;
  /** The name of a request in the log, sent back with its answer; the same each time for the same request. undefined: requests have none. */
  requestId?: ((request: IncomingMessage) => string) | undefined;
  /** Added to every response. */
  headers: Readonly<Record<string, string>>;
  /** Whether no cache may keep a response, whatever is asked for. */
  uncached: boolean;
}

/** Connects the site to Node's http and express. */
export function httpHandler(source: Source) {
  const added = { ...source.headers, ...(source.uncached && neverKept) };
  const further = Object.entries(added).flat();
  const own = source.uncached ? forOneReader : (headers: string[]) => headers;

  function handler(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = '/' } = request;
    const reads = method === 'GET' || method === 'HEAD';
    const kept = reads ? source.kept(url) : undefined;
    if (kept) {
      void deliver(kept, request, response);
      return true;
    }
    const found = source.find(url, request.headers['accept-encoding']);
    if (found === undefined) return false;
    if (!reads) void send(refusal(405, { Allow: 'GET, HEAD' }), request, response);
    else if (found === 414) void send(refusal(414), request, response);
    else void deliver(found, request, response);
    return true;
  }

  async function deliver(found: Resource | (() => Promise<Resource>), request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/' } = request;
    try {
      await send(typeof found === 'function' ? await found() : found, request, response);
    } catch (error) {
      if (error instanceof Busy) await send(source.busy(url), request, response);
      else fail(error, request, response);
    }
  }

  /** Sends at once what is ready in memory; otherwise resolves when the response has begun. */
  function send(found: Resource, request: IncomingMessage, response: ServerResponse): Promise<void> | undefined {
    const { 'accept-encoding': acceptEncoding, 'if-none-match': ifNoneMatch } = request.headers;
    const given = found.respond({ acceptEncoding, ifNoneMatch });
    if ('then' in given) return given.then((made) => write(made, request, response));
    if ('file' in given) return sendChecked(given, request, response);
    write(given, request, response);
    return undefined;
  }

  function write(given: HttpResponse, request: IncomingMessage, response: ServerResponse): void {
    const named = source.requestId === undefined ? [] : ['X-Request-Id', source.requestId(request)];
    response.writeHead(given.status, own(given.headers).concat(further, named));
    if (request.method === 'HEAD' || given.status === 304) response.end();
    else response.end(given.bytes);
  }

  async function sendChecked({ headers, folder, file, check }: FileResponse, request: IncomingMessage, response: ServerResponse) {
    await check();
    for (const [name, value] of Object.entries(headers))
      if (!source.uncached || !forEverybody.includes(name)) response.setHeader(name, value);
    for (const [name, value] of Object.entries(added)) response.setHeader(name, value);
    if (source.requestId !== undefined) response.setHeader('X-Request-Id', source.requestId(request));
    // It handles Range, If-Range, If-Match and If-None-Match; all other headers are set above.
    sendFile(request, file, { root: folder, etag: false, lastModified: false, cacheControl: false })
      .on('error', (error: Error) => fail(error, request, response))
      .pipe(response);
  }

  /** The answer where a file cannot be sent. The library would send a page of its own, with headers of its own. */
  function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const { url = '/' } = request;
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
    if (status >= 500) source.onError(error, url, source.requestId?.(request));
    if (response.headersSent) return void response.destroy();
    for (const name of ofFiles) response.removeHeader(name);
    void send(status >= 500 ? failed(error, url) : refusal(status), request, response);
  }

  function failed(error: unknown, url: string): Resource {
    return isOutOfFiles(error) ? refusal(503, { 'Retry-After': '5' }) : source.failed(url, error);
  }

  const router = Router();
  router.use((request: Request, response: Response) => {
    // Below a mount point express shortens req.url; the site needs the whole address.
    request.url = request.originalUrl;
    if (handler(request, response)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') void send(refusal(405, { Allow: 'GET, HEAD' }), request, response);
    else void send(source.missing(request.url), request, response);
  });

  return { handler, router };
}

const neverKept = { 'Cache-Control': 'no-store' };

/** Headers by which a cache keeps a response, or another site may read it. */
const forEverybody = ['Cache-Control', 'ETag', 'Access-Control-Allow-Origin'];

/** @param headers names and values in turn, as the result */
function forOneReader(headers: readonly string[]): string[] {
  return headers.flatMap((name, at) => (at % 2 === 0 && !forEverybody.includes(name) ? [name, headers[at + 1] ?? ''] : []));
}

/** Headers of a file that do not fit the answer that it cannot be sent. */
const ofFiles = ['Content-Disposition', 'Content-Encoding', 'Content-Length', 'ETag', 'Last-Modified'];

/** Whether the process or the system may open no more files: it passes when connections end. */
function isOutOfFiles(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}

/** An error response without a page. */
function refusal(status: number, headers: Record<string, string> = {}): Resource {
  return resource({ status, type: 'text/plain; charset=utf-8', body: Buffer.from(`${status}\n`), cacheControl: 'no-store', headers });
}
