import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { LedgerError } from '../error.ts';

/**
 * Copies the SQLite databases of a ledger (its own and that of the accounts) beside each other while they are in use, each of one moment,
 * and on the disk. The accounts come second: none of whom the copied ledger knows is missing.
 * @param path of the ledger's file @param target of the ledger's copy
 * @throws LedgerError `not-durable` where a copy is not sound
 */
export async function copyDatabases(path: string, target: string): Promise<void> {
  await copyOne(path, target);
  const people = peoplePath(path);
  if (existsSync(people)) await copyOne(people, peoplePath(target));
}

/** The file of the accounts beside a ledger's. */
export function peoplePath(path: string): string {
  return path.replace(/(\.sqlite)?$/, '-people.sqlite');
}

/** Page by page, so that a second copy has the same bytes where nothing was written. */
async function copyOne(path: string, target: string): Promise<void> {
  const source = new Sqlite(path, { fileMustExist: true, timeout: 5000 });
  try {
    // In one step: between two, somebody writes, and the copy begins anew.
    await source.backup(target, { progress: ({ totalPages }) => totalPages + 1 });
  } finally {
    source.close();
  }
  const copy = new Sqlite(target);
  // Its own log would be files beside it.
  copy.pragma('journal_mode = DELETE');
  const sound = copy.pragma('integrity_check', { simple: true }) === 'ok';
  copy.close();
  if (!sound) throw new LedgerError('not-durable', `the copy of ${path} is not sound`);
  const handle = openSync(target, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
