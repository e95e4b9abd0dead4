import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isInUse, lockFolder } from './folder-lock.ts';

/** A folder for files that are worth nothing without the process that made them. */
export interface OwnFolder {
  path: string;
  /** Removes the folder. */
  release(): void;
}

const owned = 'own-';
/** Of a folder that is not locked yet, and of files from before folders had owners: how old they are when nobody can own them. */
const beginning = 'new-';
const abandonedAfter = 3_600_000;

/**
 * A new folder in `parent`, which belongs to this process until it ends, however it ends; what earlier processes left in `parent` is
 * removed. Several processes may have theirs in one `parent`.
 */
export function ownFolder(parent: string): OwnFolder {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  const made = join(parent, `${beginning}${id}`);
  const path = join(parent, `${owned}${id}`);
  mkdirSync(made, { mode: 0o700 });
  const lock = lockFolder(made, 'serving');
  // It has the name of an owned folder once it is locked: another process that starts now would remove it otherwise.
  renameSync(made, path);
  sweepFolder(parent);
  return {
    path,
    release() {
      lock?.release();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Removes the folders in `parent` that no running process owns. Does nothing where there is no such folder. */
export function sweepFolder(parent: string): void {
  for (const entry of list(parent)) {
    const path = join(parent, entry);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (entry.startsWith(owned) ? !isInUse(path) : age > abandonedAfter) rmSync(path, { recursive: true, force: true });
  }
}

function list(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
