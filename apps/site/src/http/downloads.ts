import { existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Edition } from '@sipkadin/edition';
import { type Resource, resource } from './resource.ts';

/** Media types by the ending of the name. */
export const downloadTypes: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.pem': 'application/x-pem-file',
  '.sig': 'application/octet-stream',
};

/** Above this a file goes from disk to the reader without being held in memory. */
const largestHeld = 1_000_000;
const beside = ['manifest.json', 'manifest.sig', 'public-key.pem', 'SHA256SUMS'];

/**
 * A file of an edition, byte for byte, with the compressed twin that was published beside it. Editions never change, so it
 * may be kept for ever. @returns undefined for anything the manifest does not name.
 */
export function download(edition: Edition, file: string): Resource | undefined {
  const listed = edition.manifest.files.find(({ path }) => path === file);
  if (listed === undefined && !beside.includes(file)) return undefined;
  const path = join(edition.dir, file);
  if (!existsSync(path)) return undefined;
  const { government, year, number } = edition.manifest;
  const name = `${government.code.replace('.', '-')}_${year}_terbitan${number}_${file.replaceAll('/', '-')}`;
  const type = downloadTypes[extname(file)] ?? 'application/octet-stream';
  const cacheControl = 'public, max-age=31536000, immutable';
  const headers = {
    'Content-Disposition': `${extname(file) === '.json' ? 'inline' : 'attachment'}; filename="${name}"`,
    'Access-Control-Allow-Origin': '*',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  };
  const tag = listed?.sha256 ?? `${edition.hash}.${file}`;
  if (statSync(path).size > largestHeld) return streamed({ path, type, headers: { ...headers, 'Cache-Control': cacheControl }, tag });
  const [body, br, gzip] = [edition.raw(file), edition.raw(file, 'br'), edition.raw(file, 'gzip')];
  return body && resource({ type, body, cacheControl, headers, tag, compressed: { ...(br && { br }), ...(gzip && { gzip }) } });
}

function streamed({ path, type, headers, tag }: { path: string; type: string; headers: Record<string, string>; tag: string }): Resource {
  return {
    status: 200,
    size: () => 1024,
    respond: ({ acceptEncoding = '', ifNoneMatch }) => {
      const twin = [['br', 'br'] as const, ['gzip', 'gz'] as const].find(
        ([coding, ending]) => acceptEncoding.includes(coding) && existsSync(`${path}.${ending}`),
      );
      const file = twin ? `${path}.${twin[1]}` : path;
      const etag = `"${tag}${twin ? `.${twin[0]}` : ''}"`;
      const all = { ...headers, ETag: etag, Vary: 'Accept-Encoding', 'X-Content-Type-Options': 'nosniff' };
      if (ifNoneMatch === etag) return { status: 304, headers: Object.entries(all).flat(), bytes: Buffer.alloc(0) };
      const whole = {
        ...all,
        'Content-Type': type,
        'Content-Length': String(statSync(file).size),
        ...(twin && { 'Content-Encoding': twin[0] }),
      };
      return { status: 200, headers: Object.entries(whole).flat(), bytes: Buffer.alloc(0), file };
    },
  };
}
