import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { damagedFiles, fileHashes } from '@sipkadin/edition';
import type { PublishedYear } from '@sipkadin/ledger';
import { inBoth } from '../../command.ts';
import { type Check, words } from './check.ts';

const nameOf = ({ government, year, number }: PublishedYear & { number: number }) => `${government}/${year}/${number}`;

/** Bytes that are read to find damaged files; a city has some 100 MB, a nation's editions are for `sipkadin verify`. */
const mostRead = 2 * 1024 ** 3;

/** How many editions there are, and a row for each that is gone or damaged, with the files and the command that restores it. */
export function ofEditions(root: string, editions: readonly (PublishedYear & { number: number; hash: string })[]): Check[] {
  const hashes = fileHashes();
  const rows: Check[] = [];
  let seen = 0;
  for (const edition of editions.toReversed()) {
    if (hashes.bytes() > mostRead) break;
    seen++;
    const name = nameOf(edition);
    const isThere = existsSync(join(root, name));
    const files = isThere ? damagedFiles(join(root, name), edition.hash, hashes) : [];
    if (isThere && files.length === 0) continue;
    const some = `${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
    const restore = `sipkadin editions --restore ${name} --from`;
    rows.push({
      what: inBoth((language) => `${title[language]} ${name}`),
      found: words(
        `${isThere ? `rusak: ${some}` : 'tidak ada di disk'}; pulihkan dari salinannya: ${restore} FOLDER_CADANGAN`,
        `${isThere ? `damaged: ${some}` : 'is gone from the disk'}; restore it from a copy: ${restore} FOLDER_OF_BACKUPS`,
      ),
      ok: false,
    });
  }
  const rest = editions.length - seen;
  const left = words(
    rest === 0 ? '' : `; ${rest} yang lebih lama diperiksa oleh sipkadin verify`,
    rest === 0 ? '' : `; ${rest} earlier ones are for sipkadin verify`,
  );
  const all = {
    what: title,
    found:
      rows.length === 0
        ? words(
            `${editions.length}, tiap berkas seperti yang diterbitkan; jumlahnya dihitung ulang oleh sipkadin verify${left.id}`,
            `${editions.length}, each file as it was published; sipkadin verify recomputes the sums${left.en}`,
          )
        : words(
            `${rows.length} dari ${editions.length} rusak atau tidak ada${left.id}`,
            `${rows.length} of ${editions.length} damaged or gone${left.en}`,
          ),
    ok: rows.length === 0,
  };
  return [all, ...rows];
}

const title = words('terbitan', 'editions');
