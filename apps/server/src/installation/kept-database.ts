import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { peoplePath } from '@sipkadin/ledger';
import { asOwner } from './as-owner.ts';
import { type UpdateJournal, updateFolder } from './journal.ts';
import { syncPath } from './sync-path.ts';

/** The databases of a deployment with what SQLite keeps beside each; none with PostgreSQL. */
function databaseFiles(databaseUrl: string): string[] {
  if (!databaseUrl.startsWith('sqlite:')) return [];
  const ledger = databaseUrl.slice('sqlite:'.length);
  return [ledger, peoplePath(ledger)].flatMap((path) => [`${path}-wal`, path]);
}

/** Bytes of the databases. */
export function databaseBytes(databaseUrl: string): number {
  return databaseFiles(databaseUrl).reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

const keptFolder = (data: string) => join(updateFolder(data), 'databases');

/** Copies the databases, which no process has open, into the folder of the update. */
export function keepDatabases(data: string, databaseUrl: string): void {
  const folder = keptFolder(data);
  asOwner(data, () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    for (const path of databaseFiles(databaseUrl)) if (existsSync(path)) copyDurably(path, join(folder, basename(path)));
    syncPath(folder);
  });
}

/**
 * Puts the databases back as `keepDatabases` found them. Those that the new release changed are renamed, not removed. A run that was
 * killed is completed by the next one.
 * @returns what the changed databases are called now
 */
export function putBackDatabases(data: string, databaseUrl: string, journal: UpdateJournal): string[] {
  return asOwner(data, () => putBack(data, databaseUrl, journal));
}

function putBack(data: string, databaseUrl: string, { at }: UpdateJournal): string[] {
  const aside = `after-update-${at.replaceAll(/[-:]|\.\d+/g, '')}`;
  const files = databaseFiles(databaseUrl);
  for (const path of files) {
    const isLog = path.endsWith('-wal');
    const database = isLog ? path.slice(0, -'-wal'.length) : path;
    const target = `${database}.${aside}${isLog ? '-wal' : ''}`;
    // Where the target is there, an earlier run moved it, and what is at the path now was copied back by that run.
    if (existsSync(path) && !existsSync(target)) renameSync(path, target);
    rmSync(`${database}-shm`, { force: true });
  }
  for (const path of files) {
    const kept = join(keptFolder(data), basename(path));
    rmSync(path, { force: true });
    if (!existsSync(kept)) continue;
    copyDurably(kept, `${path}.part`);
    renameSync(`${path}.part`, path);
  }
  for (const folder of new Set(files.map((path) => dirname(path)))) syncPath(folder);
  return files
    .filter((path) => !path.endsWith('-wal'))
    .map((path) => `${path}.${aside}`)
    .filter((path) => existsSync(path));
}

function copyDurably(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  syncPath(to);
}
