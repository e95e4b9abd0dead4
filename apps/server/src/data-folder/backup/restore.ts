import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { shareEditions } from '@sipkadin/edition';
import { LedgerError, loadPostgres, openLedger } from '@sipkadin/ledger';
import { Refusal } from '../../command.ts';
import { type NamedBackup, openBackupFolder } from './backup-folder.ts';
import { recordBackup } from './last-backup.ts';
import { keepFile } from './pieces.ts';
import { openKeys } from './sealed-keys.ts';
import { accountsFile, isSqlite, mustVerify } from './stage.ts';

export interface Restored {
  name: string;
  statements: number;
  editions: number;
  /** Whether the key files are in place; otherwise they must be put there before anything is published. */
  hasKeys: boolean;
}

interface RestoreOrder {
  /** The name of a backup, or its beginning; undefined: the newest. */
  from?: string | undefined;
  passphrase?: string | undefined;
  /** Of an empty PostgreSQL database, for a backup of a deployment with one; otherwise the ledger is a file in the folder. */
  databaseUrl: string;
}

/**
 * Makes a data folder of a backup. It gets its name once every file is what was stored and everything in it was recomputed.
 * @param data a folder that is not there yet, or is empty
 * @throws Refusal where the folder holds something, the backup is damaged or does not verify, or the passphrase is wrong; then nothing is left
 */
export async function restore(backups: string, data: string, { from, passphrase, databaseUrl }: RestoreOrder): Promise<Restored> {
  if (existsSync(data) && readdirSync(data).length > 0)
    throw new Refusal({
      id: `${data} tidak kosong; cadangan dipulihkan ke folder baru`,
      en: `${data} is not empty; a backup is restored into a new folder`,
    });
  const folder = openBackupFolder(backups, { mayMake: false });
  const part = `${data}.part-${process.pid}`;
  try {
    const chosen = choose(folder.list(), from);
    if (chosen.keys !== undefined && passphrase === undefined)
      throw new Refusal({
        id: 'cadangan ini menyimpan kunci dengan frasa sandi; beri dengan --passphrase BERKAS',
        en: 'this backup holds the keys under a passphrase; give it with --passphrase FILE',
      });
    const database = isSqlite(databaseUrl) ? 'sqlite' : 'postgres';
    if (chosen.database !== database)
      throw new Refusal({
        id: `cadangan ini dari pemasangan dengan ${names[chosen.database]}, sedangkan SIPKADIN_DATABASE_URL adalah ${names[database]}: pulihkan ke jenis yang sama`,
        en: `the backup is of a deployment with ${names[chosen.database]}, and SIPKADIN_DATABASE_URL is ${names[database]}: restore it into the same kind`,
      });
    for (const file of chosen.files) folder.pieces.restore(file, within(part, file.path));
    const keys = chosen.keys && passphrase !== undefined ? openKeys(chosen.keys, passphrase) : {};
    for (const [name, content] of Object.entries(keys)) keepFile(within(part, name), content);
    const held = await recomputed(part);
    recordBackup(part, { made: chosen.made, into: resolve(backups) });
    shareEditions(join(part, 'editions'));
    if (database === 'postgres') await intoPostgres(part, databaseUrl);
    if (existsSync(data)) rmdirSync(data);
    renameSync(part, data);
    return { name: chosen.name, ...held, hasKeys: 'signing-key.pem' in keys };
  } finally {
    rmSync(part, { recursive: true, force: true });
    folder.release();
  }
}

async function recomputed(part: string) {
  const ledger = await openLedger({ url: `sqlite:${join(part, 'ledger.sqlite')}` });
  try {
    return await mustVerify(part, ledger, {
      id: 'yang dipulihkan tidak cocok saat diperiksa, jadi tidak ada yang disimpan',
      en: 'what was restored does not verify, so nothing is left of it',
    });
  } finally {
    await ledger.close();
  }
}

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

async function intoPostgres(part: string, url: string): Promise<void> {
  const [ledger, accounts] = [join(part, 'ledger.sqlite'), join(part, accountsFile)];
  try {
    await loadPostgres({ url }, ledger, accounts);
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'exists')
      throw new Refusal({ id: `basis data tujuan tidak kosong (${error.message})`, en: error.message });
    throw error;
  }
  for (const file of [ledger, accounts]) rmSync(file);
}

function choose({ backups, damaged }: { backups: NamedBackup[]; damaged: string[] }, from: string | undefined): NamedBackup {
  const wanted = from ?? '';
  const hurt = damaged.filter((name) => name.startsWith(wanted));
  const found = from === undefined ? backups.at(-1) : backups.findLast(({ name }) => name.startsWith(wanted));
  // The newest is meant where none is named: an older one must not be taken for it.
  if (hurt.length > 0 && (found === undefined || from === undefined))
    throw new Refusal({
      id: `daftar cadangan ${hurt.at(-1)} rusak; tidak ada yang dipulihkan. Sebut cadangan lain dengan --from, atau pakai salinan lain folder itu`,
      en: `the list of the backup ${hurt.at(-1)} is damaged; nothing was restored. Name another backup with --from, or use another copy of the folder`,
    });
  if (found === undefined)
    throw new Refusal(
      from === undefined
        ? { id: 'tidak ada cadangan', en: 'there is no backup' }
        : {
            id: `tidak ada cadangan ${from}; sipkadin backup FOLDER --list mendaftarnya`,
            en: `there is no backup ${from}; sipkadin backup DIR --list names them`,
          },
    );
  if (found.format !== 1)
    throw new Refusal({
      id: `cadangan ${found.name} dibuat oleh program yang lebih baru; pulihkan dengan program itu`,
      en: `the backup ${found.name} was made by a newer program; restore it with that one`,
    });
  return found;
}

/** @throws Refusal for a path that leads out of the folder */
function within(folder: string, path: string): string {
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep))
    throw new Refusal({
      id: `cadangan menyebut berkas di luar foldernya: ${path}`,
      en: `the backup names a file outside of its folder: ${path}`,
    });
  return target;
}
