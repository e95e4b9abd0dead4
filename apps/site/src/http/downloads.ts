import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Edition } from '@sipkadin/edition';
import { dataTypes } from '@sipkadin/opendata';
import { alwaysHeaders, type Encoding, preferredEncoding, type Resource } from './resource.ts';

/** Media types by the ending of the name. */
export const downloadTypes: Readonly<Record<string, string>> = {
  ...dataTypes,
  '.pem': 'application/x-pem-file',
  '.sig': 'application/octet-stream',
  '': 'application/octet-stream',
};

const endings = { br: '.br', gzip: '.gz', identity: '' } as const;
/** Files of an edition that its manifest does not list. */
export const signedFiles = ['manifest.json', 'manifest.sig', 'public-key.pem', 'SHA256SUMS'] as const;

/**
 * A file of an edition, or its compressed copy that was published with it. Editions never change, so it may be cached for ever.
 * Before the first byte is sent it is held against its hash, at each request, because a disk can be damaged at any time.
 * @returns undefined for a file that the manifest does not list
 */
export function download(edition: Edition, file: string): Resource | undefined {
  const listed = edition.manifest.files.find(({ path }) => path === file);
  if (listed === undefined && !signedFiles.some((one) => one === file)) return undefined;
  const isThere = (encoding: Encoding) => existsSync(join(edition.dir, `${file}${endings[encoding]}`));
  const encodings = new Set<Encoding>((['br', 'gzip'] as const).filter(isThere));
  const { government, year, number } = edition.manifest;
  const name = `${government.code.replace('.', '-')}_${year}_terbitan${number}_${file.replaceAll('/', '-')}`;
  return {
    status: 200,
    size: () => 1024,
    respond: ({ acceptEncoding }) => {
      const wanted = preferredEncoding(acceptEncoding);
      const encoding = encodings.has(wanted) ? wanted : 'identity';
      return {
        folder: edition.dir,
        file: `${file}${endings[encoding]}`,
        check: async () => void (await edition.check(file, encoding)),
        headers: {
          'Content-Type': downloadTypes[extname(file)] ?? 'application/octet-stream',
          ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
          ETag: `"${listed?.sha256 ?? `${edition.hash}.${file}`}${endings[encoding]}"`,
          Vary: 'Accept-Encoding',
          'Cache-Control': 'public, max-age=31536000, immutable',
          'Content-Disposition': `${extname(file) === '.json' ? 'inline' : 'attachment'}; filename="${name}"`,
          'Access-Control-Allow-Origin': '*',
          ...alwaysHeaders,
        },
      };
    },
  };
}
