import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '@sipkadin/ledger';
import { Refusal } from '../../command.ts';
import { keepFile, openPieces, type Pieces } from './pieces.ts';
import type { SealedKeys } from './sealed-keys.ts';
import { hashOf, type StoredFile } from './stored-file.ts';

/** One backup: a data folder of one moment. */
export interface Backup {
  format: 1;
  /** In UTC. */
  made: string;
  /** Version of the program that made it. */
  program: string;
  /** Of the deployment; the ledger in the backup is a SQLite file in either case. */
  database: 'sqlite' | 'postgres';
  statements: number;
  editions: number;
  uploads: number;
  files: StoredFile[];
  /** Undefined where it was made without a passphrase: the key files must then come from elsewhere. */
  keys?: SealedKeys;
}

export interface NamedBackup extends Backup {
  /** Its instant and the beginning of its own hash: `2026-11-30T05-12-33Z-1f2e3d4c5b6a7988`. */
  name: string;
}

/** A folder of backups, in which what they share lies once. */
export interface BackupFolder {
  path: string;
  pieces: Pieces;
  /** Oldest first. A damaged one is left out and named. */
  list(): { backups: NamedBackup[]; damaged: string[] };
  /** @returns its name */
  add(backup: Backup): string;
  remove(name: string): void;
  /** How much all of it takes on the disk. */
  bytes(): number;
  /** For files that are not a backup yet; emptied at the next opening. */
  scratch: string;
  release(): void;
}

/**
 * @param mayMake whether a folder that is not there, or is empty, becomes one
 * @throws Refusal where it is something else, or another backup into it is under way
 */
export function openBackupFolder(path: string, { mayMake }: { mayMake: boolean }): BackupFolder {
  const backups = join(path, 'backups');
  if (!existsSync(backups)) {
    if (existsSync(join(path, 'ledger.sqlite')))
      throw new Refusal({
        id: `${path} adalah folder data, atau cadangan dari versi terdahulu: salin ke tempat folder data seharusnya, lalu jalankan sipkadin verify`,
        en: `${path} is a data folder, or a backup of an earlier version: copy that to where the data folder shall be, and run sipkadin verify`,
      });
    if (!mayMake)
      throw new Refusal({
        id: `${path} tidak berisi cadangan: sipkadin backup membuatnya`,
        en: `${path} holds no backups: sipkadin backup makes them`,
      });
    if (existsSync(path) && readdirSync(path).some((name) => name !== 'in-use'))
      throw new Refusal({
        id: `${path} tidak kosong dan tidak berisi cadangan; sebut folder tersendiri untuk cadangan`,
        en: `${path} is not empty and holds no backups; name a folder of their own for them`,
      });
    mkdirSync(backups, { recursive: true, mode: 0o700 });
  }
  const lock = lockFolder(path, 'serving');
  if (lock === undefined)
    throw new Refusal({
      id: `sipkadin lain sedang memakai cadangan di ${path}; tunggu sampai selesai`,
      en: `another sipkadin works on the backups in ${path}; wait until it is done`,
    });
  const scratch = join(path, 'scratch');
  rmSync(scratch, { recursive: true, force: true });
  const fileOf = (name: string) => join(backups, `${name}.json`);
  return {
    path,
    scratch,
    pieces: openPieces(join(path, 'pieces')),
    list() {
      const found: NamedBackup[] = [];
      const damaged: string[] = [];
      for (const file of readdirSync(backups).filter((one) => one.endsWith('.json'))) {
        const name = file.slice(0, -'.json'.length);
        const text = readFileSync(join(backups, file), 'utf8');
        if (name.endsWith(`-${hashOf(text).slice(0, 16)}`)) found.push({ name, ...(JSON.parse(text) as Backup) });
        else damaged.push(name);
      }
      // Names have whole seconds, in which there may be two backups.
      return { backups: found.toSorted((a, b) => (a.made < b.made ? -1 : 1)), damaged };
    },
    add(backup) {
      const text = `${JSON.stringify(backup)}\n`;
      const name = `${backup.made.replace(/\.\d+/, '').replaceAll(':', '-')}-${hashOf(text).slice(0, 16)}`;
      keepFile(fileOf(name), text);
      return name;
    },
    remove: (name) => rmSync(fileOf(name)),
    bytes: () =>
      [backups, join(path, 'pieces')]
        .filter((one) => existsSync(one))
        .flatMap((one) => readdirSync(one, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0),
    release() {
      rmSync(scratch, { recursive: true, force: true });
      lock.release();
    },
  };
}
