import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import { EditionError } from '../../error.ts';
import { editionName, type LogEntry } from '../../log/log-entry.ts';
import { verifyEdition } from '../../verify/verify.ts';
import { markChanged } from '../announce.ts';
import { realDisk } from '../disk.ts';
import { syncFolder } from '../durable.ts';
import { editionFolder, unfinished, yearFolder } from '../folders.ts';
import { pointerPath } from '../pointer.ts';
import { setAsideEdition } from '../set-aside.ts';
import { writeSigned } from '../write-signed.ts';
import { holds, type ReadEditionFile, readSigned } from './copy-edition.ts';

/** whole: nothing was wrong with it, and nothing was changed. `aside`: where its damaged folder lies now; undefined where it was gone. */
export type BroughtBack = { done: 'whole' } | { done: 'restored'; aside: string | undefined };

/**
 * Puts an edition that was published, and is damaged or gone here, back as it was signed. It is written beside its folder and verified
 * first; killed anywhere, the next run finishes. The damaged folder is kept.
 * @param entry its leaf of the log, by which manifest and key are held
 * @returns undefined where it is not served there
 * @throws EditionError damaged where what is served is not what was signed, or does not verify: then nothing was changed; what `read`
 * throws
 */
export async function bringBackEdition(root: string, entry: LogEntry, read: ReadEditionFile): Promise<BroughtBack | undefined> {
  const year = fiscalYear(entry.year);
  const dir = editionFolder(root, entry.government, year, entry.number);
  const isWhole = () => holds(dir, entry) && problemOf(dir) === undefined;
  if (isWhole()) return { done: 'whole' };
  const found = await readSigned(root, entry, read);
  if (found === undefined) return undefined;
  const parent = yearFolder(root, entry.government, year);
  const beside = join(parent, `${unfinished}${entry.number}-${randomUUID()}`);
  try {
    await writeSigned(beside, found.signed, realDisk);
    const problem = problemOf(beside);
    if (problem !== undefined) throw new EditionError('damaged', `edition ${editionName(entry)} does not verify: ${problem}`);
    // Reading it there takes minutes: another process may have put it back meanwhile.
    if (isWhole()) return { done: 'whole' };
    const aside = setAsideEdition(root, entry.government, year, entry.number, entry.hash);
    renameSync(beside, dir);
    syncFolder(parent);
    markChanged(root, realDisk, pointerPath(root, entry.government, year));
    return { done: 'restored', aside };
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/**
 * What is wrong with an edition's own files; undefined where nothing is. Whether the editions before it are whole is theirs to answer:
 * its own manifest, which names them, is held by the log.
 */
function problemOf(dir: string): string | undefined {
  const path = join(dir, 'public-key.pem');
  if (!existsSync(path)) return 'public-key.pem';
  const own = verifyEdition(dir, readFileSync(path, 'utf8')).find(({ code }) => code !== 'chain');
  return own && `${own.path}: ${own.message.en}`;
}
