import type { FiscalYear } from '@sipkadin/budget';
import { type Reading, stepNumber, type Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { type Authored, addRecorded } from './recorded-rows.ts';

/** A verifier's answer to whether an obstacle's entry may become public; the last one of an obstacle counts. */
export interface ObstacleRelease extends Authored {
  /** From the numbers of the ledger's steps. */
  seq: number;
  obstacle: string;
  entry: number;
  released: boolean;
}

/**
 * Lets an entry go to the public with the next edition, or not, or not any more.
 * @throws LedgerError `not-found`; `wrong-state` where it is not the obstacle's last entry, or not marked as one that may be public;
 * `own-note` where the same person wrote the entry
 */
export async function releaseObstacle(
  tx: Writing,
  { government, entry, released }: { government: string; entry: number; released: boolean },
  actor: string,
): Promise<void> {
  const row = await tx
    .selectFrom('obstacle_entry')
    .select(['obstacle', 'year', 'actor', 'may_be_public'])
    .where('seq', '=', entry)
    .where('government', '=', government)
    .executeTakeFirst();
  if (!row) throw new LedgerError('not-found', String(entry));
  const { obstacle } = row;
  const last = await tx
    .selectFrom('obstacle_entry')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('obstacle', '=', obstacle)
    .where('government', '=', government)
    .executeTakeFirst();
  if (Number(last?.seq) !== entry || (released && Number(row.may_be_public) !== 1)) throw new LedgerError('wrong-state', obstacle);
  if (row.actor === actor) throw new LedgerError('own-note', obstacle);
  await add(tx, { government, year: Number(row.year), obstacle, entry, released }, actor);
}

/** Takes an obstacle from the public with the next edition, where it may be public at all: it was released, or came with a file. */
export async function recallObstacle(
  tx: Writing,
  { government, year, obstacle, entry }: { government: string; year: FiscalYear; obstacle: string; entry: number },
  actor: string,
): Promise<void> {
  const last = (await obstacleReleases(tx, { government, year })).findLast((release) => release.obstacle === obstacle);
  if (last?.released ?? obstacle.startsWith('f')) await add(tx, { government, year, obstacle, entry, released: false }, actor);
}

async function add(
  tx: Writing,
  { released, ...release }: { government: string; year: number; obstacle: string; entry: number; released: boolean },
  actor: string,
): Promise<void> {
  const seq = await stepNumber(tx);
  await addRecorded(tx, 'obstacle_release', { ...release, seq, released: released ? 1 : 0 }, { actor, subject: release.obstacle });
}

/** All answers of a year, the oldest first. */
export async function obstacleReleases(
  read: Reading,
  { government, year }: { government: string; year: FiscalYear },
): Promise<ObstacleRelease[]> {
  const rows = await read
    .selectFrom('obstacle_release')
    .selectAll()
    .where('government', '=', government)
    .where('year', '=', year)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, obstacle, entry, released, actor, at }) => ({
    ...{ seq: Number(seq), obstacle, entry: Number(entry), released: Number(released) === 1, actor, at },
  }));
}
