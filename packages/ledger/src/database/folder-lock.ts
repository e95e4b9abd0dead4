import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/*
 * Who uses a data folder, as locks of SQLite on an empty file in it: the operating system ends them with the process, so that a killed
 * server leaves none behind. POSIX locks end as soon as the process closes any handle of the file: nothing else may open it.
 */

/** serving: one process at a time, and commands beside it; writing: a command, beside a server and beside other commands. */
export type FolderUse = 'serving' | 'writing';

export interface FolderLock {
  release(): void;
}

const fileName = 'in-use';

/** So long is waited for a process that only looks who uses the folder, in milliseconds. */
const patience = 2000;

// A connection that is collected as garbage lets its lock go.
const held = new Set<Sqlite.Database>();

/** @returns undefined where another process serves the folder already */
export function lockFolder(folder: string, use: FolderUse): FolderLock | undefined {
  const db = begin(folder, use === 'serving' ? 'begin immediate' : 'begin', patience);
  if (db === undefined) return undefined;
  held.add(db);
  return {
    release: () => {
      if (held.delete(db)) db.close();
    },
  };
}

/** Whether another process serves the folder. */
export function isServed(folder: string): boolean {
  return !isFree(folder, 'begin immediate');
}

/** Whether another process serves the folder or writes into it. Changes nothing in the folder. */
export function isInUse(folder: string): boolean {
  return !isFree(folder, 'begin exclusive');
}

function isFree(folder: string, lock: string): boolean {
  if (!existsSync(join(folder, fileName))) return true;
  try {
    const db = begin(folder, lock, 0);
    db?.close();
    return db !== undefined;
  } catch (error) {
    // Of a folder that can only be read: nobody on this machine writes there with the same rights.
    if (codeOf(error).startsWith('SQLITE_READONLY') || codeOf(error) === 'SQLITE_CANTOPEN') return true;
    throw error;
  }
}

/** A connection that holds the lock; undefined where another process has one that excludes it. */
function begin(folder: string, lock: string, timeout: number): Sqlite.Database | undefined {
  const db = new Sqlite(join(folder, fileName), { timeout });
  try {
    // A journal would be a file beside it, which a killed process leaves behind.
    db.pragma('journal_mode = MEMORY');
    db.exec(lock);
    // "begin" alone takes no lock before something is read.
    db.prepare('select count(*) from sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
