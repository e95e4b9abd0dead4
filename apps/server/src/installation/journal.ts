import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceDurably } from '@sipkadin/edition';
import { z } from 'zod';
import { syncPath } from './sync-path.ts';

const shape = z.strictObject({
  root: z.string(),
  /** Ids of releases. */
  from: z.string(),
  to: z.string(),
  /** When the update began, UTC. */
  at: z.iso.datetime(),
  /** Whether the new release changes the form of the database. */
  migrates: z.boolean(),
  /**
   * - prepared: nothing was changed
   * - changing: the database files were copied aside, and the new release may have changed them; nobody else was served
   * - switched: the new release is the current one, and may have served people
   */
  step: z.enum(['prepared', 'changing', 'switched']),
  /** The unit of systemd that was stopped; absent where systemd did not run the server. */
  unit: z.string().optional(),
});

/** How far an update of a data folder has come, kept in the folder until it is over. */
export type UpdateJournal = z.infer<typeof shape>;

/** The folder, within a data folder, of the update that is under way. */
export function updateFolder(data: string): string {
  return join(data, 'update');
}

/** @returns undefined where no update is under way; what cannot be read is an error, because it may be in the middle of one */
export function readJournal(data: string): UpdateJournal | undefined {
  const path = join(updateFolder(data), 'journal.json');
  return existsSync(path) ? shape.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

export function writeJournal(data: string, journal: UpdateJournal): void {
  const folder = updateFolder(data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveToOwner(data, folder);
  syncPath(data);
  const path = join(folder, 'journal.json');
  replaceDurably(path, `${JSON.stringify(journal)}\n`, `${path}.part`, { mode: 0o600 });
  giveToOwner(data, path);
}

/**
 * The update is over. The journal is gone from the disk before anything else goes on: one that came back after a power failure would put
 * old databases over new ones.
 */
export function removeJournal(data: string): void {
  const folder = updateFolder(data);
  if (!existsSync(folder)) return;
  rmSync(join(folder, 'journal.json'), { force: true });
  syncPath(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** The user whom a data folder belongs to, where that is another than who runs this and this one is root. */
export function ownerOf(data: string): { uid: number; gid: number } | undefined {
  const { uid, gid } = statSync(data);
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined;
}

/** What root makes in a data folder belongs to the folder's user, or the server could not use it. */
export function giveToOwner(data: string, path: string): void {
  const owner = ownerOf(data);
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
}
