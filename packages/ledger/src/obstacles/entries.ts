import type { FiscalYear, Obstacle } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import type { ObstacleState } from './obstacle-tables.ts';
import { type Authored, addRecorded } from './recorded-rows.ts';
import { recallObstacle } from './releases.ts';

export type { ObstacleState } from './obstacle-tables.ts';

/** An obstacle as an OPD writes it. */
export type WrittenObstacle = Omit<Obstacle, 'sheet' | 'row'>;

/** What was written about an obstacle at one time. */
export interface ObstacleEntry extends WrittenObstacle, Authored {
  seq: number;
  obstacle: string;
  year: FiscalYear;
  state: ObstacleState;
  /** How it ended; '' while it is open. */
  ending: string;
}

interface Scope {
  government: string;
  year: FiscalYear;
}

/**
 * Adds an entry: a new obstacle, or the next state of one that is there. Who may write, and whether the unit has such an obstacle, is for
 * the caller to check. An entry that may not be public any more takes the obstacle from the public with the next edition, without a
 * verifier.
 * @param obstacle id of the one that it goes on; undefined: a new one
 * @returns the obstacle's id
 */
export async function writeObstacle(
  tx: Writing,
  {
    government,
    year,
    obstacle,
    ...written
  }: Scope & WrittenObstacle & { obstacle: string | undefined; state: ObstacleState; ending: string },
  actor: string,
): Promise<string> {
  const { unit, activity, cause, what, followUp, unblocker, promisedOn, owner, mayBePublic, state, ending } = written;
  const id = obstacle ?? (await nextId(tx));
  const entry = await addRecorded(
    tx,
    'obstacle_entry',
    {
      ...{ government, year, obstacle: id, unit, activity, cause, what, unblocker, owner, state, ending },
      ...{ follow_up: followUp, promised_on: promisedOn, may_be_public: mayBePublic ? 1 : 0 },
    },
    { actor, subject: id },
  );
  if (!mayBePublic && obstacle !== undefined) await recallObstacle(tx, { government, year, obstacle, entry }, actor);
  return id;
}

async function nextId(tx: Writing): Promise<string> {
  const last = await tx
    .selectFrom('obstacle_entry')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  return `o${String(Number(last?.seq ?? 0) + 1).padStart(6, '0')}`;
}

/** All entries of a year, the oldest first. */
export async function obstacleEntries(read: Reading, { government, year }: Scope): Promise<ObstacleEntry[]> {
  const rows = await read
    .selectFrom('obstacle_entry')
    .selectAll()
    .where('government', '=', government)
    .where('year', '=', year)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, obstacle, unit, activity, cause, what, unblocker, owner, state, ending, actor, at, ...row }) => ({
    ...{ seq: Number(seq), obstacle, year, unit, activity, cause, what, unblocker, owner, state, ending, actor, at },
    ...{ followUp: row.follow_up, promisedOn: row.promised_on, mayBePublic: Number(row.may_be_public) === 1 },
  }));
}
