import type { PublicEditions } from '@sipkadin/edition';
import { type Resource, resource } from './resource.ts';

const headers = { 'Access-Control-Allow-Origin': '*' };
const missing = resource({ status: 404, type: 'text/plain; charset=utf-8', body: Buffer.from('404\n'), cacheControl: 'no-store' });

/**
 * A file of the log of editions. Tiles never change. The head is read from the disk at each request: a reader must not be told an older
 * one than the pages that were published with it.
 * @returns undefined where the log has no such file
 */
export function logResource(published: PublicEditions, path: string): Resource | undefined {
  const bytes = published.log(path);
  if (bytes === undefined) return undefined;
  if (path !== 'checkpoint')
    return resource({ type: 'application/octet-stream', body: bytes, cacheControl: 'public, max-age=31536000, immutable', headers });
  return {
    status: 200,
    size: () => 1024,
    respond: (negotiation) => {
      const head = published.log(path);
      if (head === undefined) return missing.respond(negotiation);
      return resource({ type: 'text/plain; charset=utf-8', body: head, cacheControl: 'no-cache', headers }).respond(negotiation);
    },
  };
}
