import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Request, type Response, Router } from 'express';
import type { Resource } from './resource.ts';
import { resource } from './resource.ts';

/** What the handler asks of the site. */
export interface Source {
  /** What is ready for an address. */
  kept: (url: string) => Resource | undefined;
  /** @returns the number of a refusal, or undefined where the address is none of the site's */
  find: (url: string) => Promise<Resource> | 414 | undefined;
  missing: (url: string) => Resource;
  failed: (url: string) => Resource;
  onError: (error: unknown) => void;
}

/** Node's HTTP over the site: reads method, address and two headers, writes what the address leads to. */
export function httpHandler(source: Source) {
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

  async function deliver(found: Promise<Resource>, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(await found, request, response);
    } catch (error) {
      source.onError(error);
      if (response.headersSent) response.destroy();
      else send(source.failed(request.url ?? '/'), request, response);
    }
  }

  const router = Router();
  router.use((request: Request, response: Response) => {
    // Under a mount point express cuts req.url; the site reads the whole address.
    request.url = request.originalUrl;
    if (handler(request, response)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') send(refusal(405, { Allow: 'GET, HEAD' }), request, response);
    else send(source.missing(request.url), request, response);
  });

  return { handler, router };
}

function send(found: Resource, request: IncomingMessage, response: ServerResponse): void {
  const { 'accept-encoding': acceptEncoding, 'if-none-match': ifNoneMatch } = request.headers;
  const { status, headers, bytes, file } = found.respond({ acceptEncoding, ifNoneMatch });
  response.writeHead(status, headers);
  if (request.method === 'HEAD' || status === 304) response.end();
  else if (file === undefined) response.end(bytes);
  else {
    const stream = createReadStream(file);
    stream.on('error', () => response.destroy());
    response.on('close', () => stream.destroy());
    stream.pipe(response);
  }
}

/** A refusal too plain for a page. */
function refusal(status: number, headers: Record<string, string> = {}): Resource {
  return resource({ status, type: 'text/plain; charset=utf-8', body: Buffer.from(`${status}\n`), cacheControl: 'no-store', headers });
}
