import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Request, type Response, Router } from 'express';
import sendFile from 'send';
import { type Resource, resource } from './resource.ts';

/** What the handler asks of the site. */
export interface Source {
  /** What is ready for an address. */
  kept: (url: string) => Resource | undefined;
  /** @returns what makes it, the number of a refusal, or undefined where the address is none of the site's */
  find: (url: string) => (() => Promise<Resource>) | 414 | undefined;
  missing: (url: string) => Resource;
  failed: (url: string) => Resource;
  onError: (error: unknown, url: string) => void;
  /** On every response, beside those of the resource. */
  headers: Readonly<Record<string, string>>;
}

/** Node's HTTP over the site: reads method, address and two headers, writes what the address leads to. */
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
      else send(source.failed(url), request, response);
    }
  }

  function send(found: Resource, request: IncomingMessage, response: ServerResponse): void {
    const { 'accept-encoding': acceptEncoding, 'if-none-match': ifNoneMatch } = request.headers;
    const given = found.respond({ acceptEncoding, ifNoneMatch });
    if ('file' in given) {
      for (const [name, value] of Object.entries({ ...given.headers, ...source.headers })) response.setHeader(name, value);
      // Ranges and conditions are its trade; every header but those of ranges is ours.
      sendFile(request, given.file, { root: given.folder, etag: false, lastModified: false, cacheControl: false }).pipe(response);
      return;
    }
    response.writeHead(given.status, further.length === 0 ? given.headers : given.headers.concat(further));
    if (request.method === 'HEAD' || given.status === 304) response.end();
    else response.end(given.bytes);
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

/** A refusal too plain for a page. */
function refusal(status: number, headers: Record<string, string> = {}): Resource {
  return resource({ status, type: 'text/plain; charset=utf-8', body: Buffer.from(`${status}\n`), cacheControl: 'no-store', headers });
}
