import { extname } from 'node:path';
import { type Edition, fileCheck } from '@sipkadin/edition';
import { dataFiles, dataFilesOf } from '@sipkadin/opendata';
import { downloadTypes } from '../../http/downloads.ts';
import { alwaysHeaders, type Resource } from '../../http/resource.ts';

const check = fileCheck();

/**
 * A file that was made from an edition at its publication, with ranges. Another generation of these files may follow, so it may be cached
 * for a day; its checksum is its ETag.
 * @returns undefined for a file that the edition does not have, or where its files are not made yet
 */
export function dataDownload(edition: Edition, file: string): Resource | undefined {
  const files = dataFilesOf(edition);
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
        if (sum !== undefined) await check(`${files.folder}/${file}`, sum);
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
