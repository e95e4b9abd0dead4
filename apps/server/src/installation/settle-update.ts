import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Words } from '@sipkadin/budget';
import { isServed, lockFolder } from '@sipkadin/ledger';
import { Refusal } from '../command.ts';
import type { Config } from '../settings/config.ts';
import { asOwner } from './as-owner.ts';
import {
  lockName,
  makeUpdateFolder,
  readJournal,
  recordLastUpdate,
  removeJournal,
  removeUpdateFolder,
  type UpdateJournal,
  updateFolder,
} from './journal.ts';
import { putBackDatabases } from './kept-database.ts';
import { currentId } from './layout.ts';
import { endTrial } from './running-server.ts';

/** For as long as an update works on a data folder. A process that is killed lets it go. */
export function lockUpdate(data: string): { release(): void } {
  const file = join(updateFolder(data), lockName);
  const inode = () => lstatSync(file, { throwIfNoEntry: false })?.ino;
  return asOwner(data, () => {
    makeUpdateFolder(data);
    const before = inode();
    const lock = lockFolder(updateFolder(data), 'serving');
    // An update that ended meanwhile has removed the file: a lock on what is no longer there keeps nobody out.
    if (lock !== undefined && inode() === (before ?? inode()) && inode() !== undefined) return lock;
    lock?.release();
    throw new Refusal({ id: `pembaruan lain dari ${data} sedang berjalan`, en: `another update of ${data} is under way` });
  });
}

/** Whether the process of the update that a data folder's journal is of still works. */
function isUpdating(data: string): boolean {
  return readJournal(data) !== undefined && asOwner(data, () => isServed(updateFolder(data)));
}

/**
 * Ends an update that was interrupted: where the new release became the current one it is kept, else the databases are put back as they
 * were.
 * @returns for people, what was done
 */
export async function settleUpdate(config: Pick<Config, 'data' | 'databaseUrl'>, journal: UpdateJournal): Promise<Words> {
  const { data, databaseUrl } = config;
  const { root, from, to } = journal;
  // What runs from the new release now is the server.
  if (currentId(root) === to) {
    recordLastUpdate(data, journal, 'updated');
    removeJournal(data);
    return { id: `pembaruan ke ${to} yang terputus sudah selesai`, en: `the interrupted update to ${to} is complete` };
  }
  await endTrial(data, join(root, 'releases', to));
  const state = describePutBack(goBackTo(data, databaseUrl, journal), from, keepsNewForm(databaseUrl, journal));
  return {
    id: `pembaruan ke ${to} yang terputus dibatalkan; ${state.id}`,
    en: `the interrupted update to ${to} was undone; ${state.en}`,
  };
}

/**
 * Undoes what an update changed in a data folder, and ends its journal. What people were served by the new release is undone only where
 * the earlier release could not read it.
 * @returns what databases that the new release changed are called now
 */
export function goBackTo(data: string, databaseUrl: string, journal: UpdateJournal): string[] {
  const isChanged = journal.step === 'changing' || (journal.step === 'switched' && journal.migrates);
  const aside = isChanged ? putBackDatabases(data, databaseUrl, journal) : [];
  recordLastUpdate(data, journal, 'undone');
  removeJournal(data);
  return aside;
}

/** Whether going back leaves a database that the new release may have changed: PostgreSQL is not put back by an update. */
export function keepsNewForm(databaseUrl: string, { step, migrates }: UpdateJournal): boolean {
  return migrates && step !== 'prepared' && !databaseUrl.startsWith('sqlite:');
}

export function describePutBack(aside: readonly string[], from: string, isNewForm: boolean): Words {
  if (isNewForm)
    return {
      id: `${from} dipakai lagi, dan basis data tidak dikembalikan: bila ${from} tidak dapat berjalan dengannya, pulihkan cadangan yang dibuat pembaruan ini ke basis data kosong`,
      en: `${from} is the current release again, and the database was not put back: where ${from} does not start on it, restore the backup that this update made into an empty database`,
    };
  return aside.length === 0
    ? { id: `${from} melanjutkan dengan datanya`, en: `${from} goes on with its data` }
    : {
        id: `${from} melanjutkan dengan data seperti semula; ${aside.join(' dan ')} berisi hasil pembaruan dan boleh dihapus`,
        en: `${from} goes on with its data as they were; what ${aside.join(' and ')} hold is what the update made of them, and may be removed`,
      };
}

/**
 * Before a server opens a data folder: ends an update that was interrupted.
 * @param own id of the release that this process runs from; undefined where it runs from the source
 * @returns whether this process is the new release that an update tries
 * @throws Refusal where an update is under way, or where this release is not the one to go on with
 */
export async function settleAtStart(config: Config, own: string | undefined, report: (line: Words) => void): Promise<boolean> {
  const journal = readJournal(config.data);
  if (journal === undefined) return false;
  if (isUpdating(config.data)) {
    // The update itself starts the new release.
    if (own === journal.to) return true;
    throw new Refusal({
      id: `pembaruan ke ${journal.to} sedang berjalan; server dimulai lagi setelah selesai`,
      en: `an update to ${journal.to} is under way; it starts the server again when it is over`,
    });
  }
  const current = currentId(journal.root);
  if (own !== current)
    throw new Refusal({
      id: `pembaruan ${config.data} terputus: jalankan ${journal.root}/current/sipkadin (${current}), yang menyelesaikan atau membatalkannya`,
      en: `an update of ${config.data} was interrupted: start ${journal.root}/current/sipkadin (${current}), which completes or undoes it`,
    });
  const lock = lockUpdate(config.data);
  try {
    report(await settleUpdate(config, journal));
    return false;
  } finally {
    removeUpdateFolder(config.data);
    lock.release();
  }
}

/**
 * For a release that is tried, once it has the data folder's lock and before it opens anything in it.
 * @throws Refusal where the update that started it was killed meanwhile: another start may have put the databases back
 */
export function mustStillTry(data: string): void {
  if (!isUpdating(data))
    throw new Refusal({ id: 'pembaruan yang memulai rilis ini sudah berakhir', en: 'the update that started this release has ended' });
}
