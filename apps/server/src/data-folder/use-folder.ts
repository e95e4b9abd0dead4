import { mkdirSync } from 'node:fs';
import { type FolderLock, type FolderUse, isServed, lockFolder } from '@sipkadin/ledger';
import { Refusal } from '../command.ts';
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
 * @throws Refusal where another process serves it already
 */
export function useFolder(config: Config, use: FolderUse): UsedFolder {
  if (!config.databaseUrl.startsWith('sqlite:')) return { use, served: false, release: () => {} };
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(config.data, use);
  if (lock === undefined)
    throw new Refusal(
      `another sipkadin serves ${config.data} already; stop that one first, or serve another folder with --data (several servers on one folder need PostgreSQL: SIPKADIN_DATABASE_URL)`,
    );
  return { ...lock, use, served: use === 'writing' && isServed(config.data) };
}
