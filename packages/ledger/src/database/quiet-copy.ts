import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A SQLite database with its log, copied while nobody writes to it. */
export interface QuietCopy {
  path: string;
  dispose(): void;
}

/**
 * Copies a database that no process has open into a temporary folder. SQLite cannot read a database with a log without making files
 * beside it, or writing the log into it.
 * @returns undefined where it was written to meanwhile
 * @throws system errors as they are, ENOSPC where the temporary folder has no room
 */
export function quietCopy(path: string): QuietCopy | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-reading-'));
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    const before = stampsOf(path);
    const target = join(folder, basename(path));
    copyFileSync(path, target, constants.COPYFILE_FICLONE);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${target}-wal`, constants.COPYFILE_FICLONE);
    if (stampsOf(path) === before) return { path: target, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
  dispose();
  return undefined;
}

function stampsOf(path: string): string {
  return [path, `${path}-wal`]
    .map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }))
    .map((found) => (found === undefined ? 'none' : `${found.ino} ${found.size} ${found.mtimeNs}`))
    .join(', ');
}
