import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a store is: a folder that several machines see, or a bucket of an S3-compatible service. */
export type ObjectsAddress =
  | { kind: 'folder'; path: string }
  | {
      kind: 's3';
      bucket: string;
      /** Before every key; '' or ending in a slash. */
      prefix: string;
      /** undefined: Amazon's own for the region. */
      endpoint: string | undefined;
      region: string;
    };

/**
 * `file:///mnt/shared` or `s3://bucket/prefix?endpoint=https://s3.example.go.id&region=id-1`. Credentials are no part of it.
 * @returns undefined for any other text
 */
export function parseObjectsAddress(text: string): ObjectsAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  if (url.protocol === 'file:') {
    if (url.host !== '' || url.search !== '') return undefined;
    const path = fileURLToPath(url);
    return isAbsolute(path) && path !== '/' ? { kind: 'folder', path: resolve(path) } : undefined;
  }
  const isBucket = url.protocol === 's3:' && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.host);
  if (!isBucket || !/^\/(?:[\w.-]+\/?)*$/.test(url.pathname || '/')) return undefined;
  if ([...url.searchParams.keys()].some((name) => name !== 'endpoint' && name !== 'region')) return undefined;
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  if (endpoint !== undefined && !(URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol))) return undefined;
  const path = url.pathname.replace(/^\/|\/$/g, '');
  return {
    kind: 's3',
    bucket: url.host,
    prefix: path === '' ? '' : `${path}/`,
    endpoint,
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
}
