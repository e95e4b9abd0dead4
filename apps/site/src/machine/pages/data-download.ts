import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { type Edition, fileCheck } from '@sipkadin/edition';
import { dataFiles, dataFilesOf, isDataFile } from '@sipkadin/opendata';
import { downloadTypes } from '../../http/downloads.ts';
import { alwaysHeaders, type Resource, resource } from '../../http/resource.ts';
import type { Holdings } from '../../routes/route.ts';

const check = fileCheck();

/** Making the files of a city's year takes some ten seconds. */
const beingMade = resource({
  status: 503,
  type: 'text/plain; charset=utf-8',
  body: Buffer.from(
    'Berkas terbitan lama ini sedang dibuat lagi, dengan isi yang sama. Coba lagi sebentar.\n' +
      'The files of this earlier edition are being made again, with the same content. Try again in a moment.\n',
  ),
  cacheControl: 'no-store',
  headers: { 'Retry-After': '30' },
});

/**
 * A file that was made from an edition at its publication, with ranges. Another generation of these files may follow, so it may be cached
 * for a day; its checksum is its ETag.
 * @param make makes the files of an edition that has none, which is an earlier one: the reader is asked to come again
 * @returns undefined for a file that the edition does not have, or where its files are not made yet and cannot be
 */
export function dataDownload(edition: Edition, file: string, make: Holdings['makeData']): Resource | undefined {
  const files = dataFilesOf(edition);
  if (files === undefined && make !== undefined && isDataFile(file)) {
    make(edition);
    return beingMade;
  }
  const sum = files?.sums.get(file);
  if (files === undefined || (sum === undefined && file !== dataFiles.checksums)) return undefined;
  const { government, year, number } = edition.manifest;
  const name = `${government.code.replace('.', '-')}_${year}_terbitan${number}_${file.replaceAll('/', '-')}`;
  return {
    status: 200,
    size: () => 1024,
    respond: () => ({
      folder: files.folder,
      file,
      check: async () => {
        // Removed since, after a later edition came.
        if (!existsSync(`${files.folder}/${file}`)) make?.(edition);
        if (sum !== undefined) await check(`${files.folder}/${file}`, sum);
        // No list has the list itself: it is right where all that it lists now is.
        else await Promise.all([...(dataFilesOf(edition)?.sums ?? [])].map(([path, listed]) => check(`${files.folder}/${path}`, listed)));
      },
      headers: {
        'Content-Type': downloadTypes[extname(file)] ?? 'application/octet-stream',
        ETag: `"${sum ?? `${edition.hash}.${file}`}"`,
        'Cache-Control': 'public, max-age=86400',
        'Content-Disposition': `${extname(file) === '.json' ? 'inline' : 'attachment'}; filename="${name}"`,
        'Access-Control-Allow-Origin': '*',
        ...alwaysHeaders,
      },
    }),
  };
}
