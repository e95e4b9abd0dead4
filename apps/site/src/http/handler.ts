import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Request, type Response, Router } from 'express';
import sendFile from 'send';
import { type Resource, resource } from './resource.ts';

/** What the handler needs from the site. */
export interface Source {
  /** The cached resource of an address. */
  kept: (url: string) => Resource | undefined;
  /** @returns a function that makes the resource, 414 for an address that is too long, or undefined for an address that the site does not have */
  find: (url: string) => (() => Promise<Resource>) | 414 | undefined;
  missing: (url: string) => Resource;
  failed: (url: string, error: unknown) => Resource;
  onError: (error: unknown, url: string) => void;
  /** Added to every response. */
  headers: Readonly<Record<string, string>>;
}

/** Connects the site to Node's http and express. */
export function httpHandler(source: Source) {
  const further = Object.entries(source.headers).flat();

  function handler(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = '/' } = request;
    const reads = method === 'GET' || method === 'HEAD';
    const kept = reads ? source.kept(url) : undefined;
    if (kept) {
      send(kept, request, response);
      return true;
    }
    const found = source.find(url);
    if (found === undefined) return false;
    if (!reads) send(refusal(405, { Allow: 'GET, HEAD' }), request, response);
    else if (found === 414) send(refusal(414), request, response);
    else void deliver(found, request, response);
    return true;
  }

  async function deliver(make: () => Promise<Resource>, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/' } = request;
    try {
      send(await make(), request, response);
    } catch (error) {
      source.onError(error, url);
      if (response.headersSent) response.destroy();
      else send(failed(error, url), request, response);
    }
  }

  function send(found: Resource, request: IncomingMessage, response: ServerResponse): void {
    const { 'accept-encoding': acceptEncoding, 'if-none-match': ifNoneMatch } = request.headers;
    const given = found.respond({ acceptEncoding, ifNoneMatch });
    if ('file' in given) {
      for (const [name, value] of Object.entries({ ...given.headers, ...source.headers })) response.setHeader(name, value);
      // It handles Range, If-Range, If-Match and If-None-Match; all other headers are set above.
      sendFile(request, given.file, { root: given.folder, etag: false, lastModified: false, cacheControl: false })
        .on('error', (error: Error & { status?: number }) => fail(error, request, response))
        .pipe(response);
      return;
    }
    response.writeHead(given.status, further.length === 0 ? given.headers : given.headers.concat(further));
    if (request.method === 'HEAD' || given.status === 304) response.end();
    else response.end(given.bytes);
  }

  /** The answer where a file cannot be sent. The library would send a page of its own, with headers of its own. */
  function fail(error: Error & { status?: number }, request: IncomingMessage, response: ServerResponse): void {
    const { url = '/' } = request;
    const { status = 500 } = error;
    if (status >= 500) source.onError(error, url);
    if (response.headersSent) return void response.destroy();
    for (const name of ofFiles) response.removeHeader(name);
    send(status >= 500 ? failed(error, url) : refusal(status), request, response);
  }

  function failed(error: unknown, url: string): Resource {
    return isOutOfFiles(error) ? refusal(503, { 'Retry-After': '5' }) : source.failed(url, error);
  }

  const router = Router();
  router.use((request: Request, response: Response) => {
    // Below a mount point express shortens req.url; the site needs the whole address.
    request.url = request.originalUrl;
    if (handler(request, response)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') send(refusal(405, { Allow: 'GET, HEAD' }), request, response);
    else send(source.missing(request.url), request, response);
  });

  return { handler, router };
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
