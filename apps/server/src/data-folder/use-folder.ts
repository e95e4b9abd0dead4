import { mkdirSync } from 'node:fs';
import { type FolderLock, type FolderUse, isServed, lockFolder } from '@sipkadin/ledger';
import { Refusal } from '../command.ts';
import { readJournal, updateFolder } from '../installation/journal.ts';
import type { Config } from '../settings/config.ts';

/** A data folder that this process uses, for as long as it is not released. */
export interface UsedFolder extends FolderLock {
  use: FolderUse;
  /** Another process serves it: what a start does to old data (migrating, recovering, clearing) is that one's alone. */
  served: boolean;
}

/**
 * Takes a data folder into use. With SQLite one process serves it, and commands that write work beside it. With PostgreSQL several
 * processes may serve one folder, and leases in the database say which of them does what.
 * @throws Refusal where another process serves it already, or where an update works on it
 */
export function useFolder(config: Config, use: FolderUse): UsedFolder {
  if (!config.databaseUrl.startsWith('sqlite:')) return { use, served: false, release: () => {} };
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(config.data, use);
  if (lock === undefined)
    throw new Refusal({
      id: `sipkadin lain sudah melayani ${config.data}; hentikan itu lebih dahulu, atau layani folder lain dengan --data (beberapa server pada satu folder memerlukan PostgreSQL: SIPKADIN_DATABASE_URL)`,
      en: `another sipkadin serves ${config.data} already; stop that one first, or serve another folder with --data (several servers on one folder need PostgreSQL: SIPKADIN_DATABASE_URL)`,
    });
  // What a command wrote now would be gone if the update went back. An update waits for a command that has its lock already.
  if (use === 'writing' && mayGoBack(config.data)) {
    lock.release();
    throw new Refusal({
      id: `pembaruan ${config.data} sedang berjalan, atau terputus; saat server dimulai lagi, pembaruan itu diselesaikan atau dibatalkan`,
      en: `an update of ${config.data} is under way, or was interrupted; the next start of the server completes or undoes it`,
    });
  }
  return { ...lock, use, served: use === 'writing' && isServed(config.data) };
}

/** Whether an update may still put back the databases as they were before it. */
function mayGoBack(data: string): boolean {
  const journal = readJournal(data);
  return journal !== undefined && (journal.step !== 'switched' || isServed(updateFolder(data)));
}
