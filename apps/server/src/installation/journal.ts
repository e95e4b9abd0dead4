import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceDurably } from '@sipkadin/edition';
import { z } from 'zod';
import { asOwner } from './as-owner.ts';
import { syncPath } from './sync-path.ts';

/** In the folder of an update: locked for as long as it works (lockFolder). */
export const lockName = 'in-use';

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
  return asOwner(data, () => (existsSync(path) ? shape.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined));
}

export function writeJournal(data: string, journal: UpdateJournal): void {
  asOwner(data, () => {
    const path = join(makeUpdateFolder(data), 'journal.json');
    syncPath(data);
    const part = `${path}.part`;
    rmSync(part, { force: true });
    replaceDurably(path, `${JSON.stringify(journal)}\n`, part, { mode: 0o600 });
  });
}

const lastShape = z.strictObject({
  /** Ids of releases. */
  from: z.string(),
  to: z.string(),
  /** When it was over, UTC. */
  at: z.iso.datetime(),
  /** undone: the release of before is in use, with its data. */
  done: z.enum(['updated', 'undone']),
});

/** How the last update of a data folder ended. */
export type LastUpdate = z.infer<typeof lastShape>;

const lastName = 'last-update.json';

/** For people to look at; an update does not fail because of it. */
export function recordLastUpdate(data: string, { from, to }: Pick<UpdateJournal, 'from' | 'to'>, done: LastUpdate['done']): void {
  const last: LastUpdate = { from, to, at: new Date().toISOString(), done };
  try {
    asOwner(data, () => {
      const path = join(data, lastName);
      const part = `${path}.part`;
      rmSync(part, { force: true });
      replaceDurably(path, `${JSON.stringify(last)}\n`, part, { mode: 0o600 });
    });
  } catch {
    // The disk may be full, which is why an update goes back.
  }
}

/** @returns undefined where there was none, or its record cannot be read */
export function lastUpdate(data: string): LastUpdate | undefined {
  try {
    return lastShape.safeParse(JSON.parse(readFileSync(join(data, lastName), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** With the rights that the caller has. @returns the folder */
export function makeUpdateFolder(data: string): string {
  const folder = updateFolder(data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * The update is over. The journal is gone from the disk before anything else goes on: one that came back after a power failure would put
 * old databases over new ones.
 */
export function removeJournal(data: string): void {
  const folder = updateFolder(data);
  asOwner(data, () => {
    if (!existsSync(folder)) return;
    rmSync(join(folder, 'journal.json'), { force: true });
    syncPath(folder);
    // Not the file of the lock, which whoever calls this may hold and go on holding.
    for (const name of readdirSync(folder)) if (name !== lockName) rmSync(join(folder, name), { recursive: true, force: true });
  });
}

/** For whoever holds the lock, at the end; nothing where the journal is there. */
export function removeUpdateFolder(data: string): void {
  if (readJournal(data) === undefined) asOwner(data, () => rmSync(updateFolder(data), { recursive: true, force: true }));
}
