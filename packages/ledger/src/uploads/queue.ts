import type { IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import type { ReadingStage } from '../database/schema.ts';
import { LedgerError } from '../error.ts';
import { instantOf, latestLeaseEnd, leaseEnd } from '../ledger.ts';
import { headOf, move } from '../statements/workflow-steps.ts';

/*
 * The queue of uploads to be read, shared by every process on the ledger. A worker claims a reading for the length of a lease and
 * renews it while it reads; a claim that has expired may be taken over. What a worker that lost its claim still brings is refused
 * (`finishReading`), so clocks that differ between machines cost a second reading at worst, never a second report.
 */

/** A reading that one worker holds. */
export interface ReadingClaim {
  /** The place in the queue: an upload that is queued again gets another. */
  seq: number;
  worker: string;
}

export interface ClaimedReading {
  upload: string;
  /** Answers to the questions that an earlier reading asked, by their keys. */
  answers: Record<string, string>;
  /** The person who queued it. */
  actor: string;
  claim: ReadingClaim;
}

export interface ReadingProgress {
  stage: ReadingStage;
  rows: number;
}

/** `before` is how many readings come first; `reference` names the fault in the log. */
export type ReadingState = ReadingProgress | { stage: 'waiting'; before: number } | { stage: 'failed'; reference: string };

/** Queues an upload's reading, last. One that is queued already is replaced; a process that reads it loses its claim. */
export async function queueReading(tx: Writing, upload: string, actor: string, answers: Record<string, string> = {}): Promise<void> {
  await tx.deleteFrom('waiting').where('upload', '=', upload).execute();
  await tx
    .insertInto('waiting')
    .values({ upload, answers: JSON.stringify(answers), actor, queued_at: instantOf(tx), failed: '' })
    .execute();
}

/**
 * Queues an upload's reading with further answers, beside those that it was read with and those of a reading that waits: two people who
 * answer at once do not undo each other's.
 */
export async function queueAnswers(
  tx: Writing,
  { id, answers: readWith }: { id: string; answers: Record<string, string> },
  actor: string,
  answers: Record<string, string>,
): Promise<void> {
  const row = await tx.selectFrom('waiting').select('answers').where('upload', '=', id).executeTakeFirst();
  const waiting = row === undefined ? {} : (JSON.parse(row.answers) as Record<string, string>);
  await queueReading(tx, id, actor, { ...readWith, ...waiting, ...answers });
}

/**
 * What can be claimed at an instant, in fair order: each person's oldest first, then each person's second, and so on; among people,
 * the one whose last turn is longest ago comes first. A hundred files of one person delay nobody else.
 */
function claimable(read: Reading, at: IsoInstant) {
  return read
    .selectFrom('waiting')
    .leftJoin('turn', 'turn.actor', 'waiting.actor')
    .select(({ fn }) => [
      'waiting.seq',
      'upload',
      fn
        .agg<number | bigint>('row_number')
        .over((over) => over.partitionBy('waiting.actor').orderBy('waiting.seq'))
        .as('round'),
      fn.coalesce('turn.turn', (eb) => eb.lit(0)).as('last_turn'),
      fn
        .min('waiting.seq')
        .over((over) => over.partitionBy('waiting.actor'))
        .as('oldest'),
    ])
    .where('failed', '=', '')
    .where((where) =>
      where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', at), where('claimed_until', '>', latestLeaseEnd(at))]),
    )
    .orderBy('round')
    .orderBy('last_turn')
    .orderBy('oldest');
}

/**
 * Claims the next reading for a worker, for so many milliseconds: one that nobody holds, or whose holder let the lease expire.
 * @returns undefined where nothing waits
 */
export async function claimReading(
  tx: Writing,
  { worker, milliseconds }: { worker: string; milliseconds: number },
): Promise<ClaimedReading | undefined> {
  const row = await tx
    .updateTable('waiting')
    .set({ worker, claimed_until: leaseEnd(tx, milliseconds), stage: 'opening', rows_read: 0 })
    .where('seq', '=', ({ selectFrom }) => selectFrom(claimable(tx, instantOf(tx)).limit(1).as('next')).select('next.seq'))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { upload, actor } = row;
  await tx
    .insertInto('turn')
    .values({
      actor,
      turn: ({ selectFrom }) =>
        selectFrom('turn').select(({ fn, eb }) => eb(fn.coalesce(fn.max('turn'), eb.lit(0)), '+', eb.lit(1)).as('turn')),
    })
    .onConflict((conflict) => conflict.column('actor').doUpdateSet(({ ref }) => ({ turn: ref('excluded.turn') })))
    .execute();
  return { upload, actor, answers: JSON.parse(row.answers) as Record<string, string>, claim: { seq: Number(row.seq), worker } };
}

/** Extends a claim and keeps how far the reading is. @returns false where it was cancelled, queued again or taken over */
export async function renewReading(
  tx: Writing,
  { seq, worker }: ReadingClaim,
  { milliseconds, progress }: { milliseconds: number; progress: ReadingProgress },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('waiting')
    .set({ claimed_until: leaseEnd(tx, milliseconds), stage: progress.stage, rows_read: progress.rows })
    .where('seq', '=', seq)
    .where('worker', '=', worker)
    .where('failed', '=', '')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives a claim back: the reading waits again, in its old place. Nothing where it was lost. */
export async function releaseReading(tx: Writing, { seq, worker }: ReadingClaim): Promise<void> {
  await tx.updateTable('waiting').set({ worker: null, claimed_until: null }).where('seq', '=', seq).where('worker', '=', worker).execute();
}

/** Keeps the reference of a fault of ours with a reading, which is then claimed by nobody; nothing where the claim was lost. */
export async function failReading(tx: Writing, { seq, worker }: ReadingClaim, reference: string): Promise<void> {
  await tx
    .updateTable('waiting')
    .set({ failed: reference, worker: null, claimed_until: null })
    .where('seq', '=', seq)
    .where('worker', '=', worker)
    .execute();
}

/**
 * Takes a reading that gave its report out of the queue; without a claim, whichever process holds it.
 * @returns whether it was queued
 * @throws LedgerError `wrong-state` where the claim was lost
 */
export async function finishReading(tx: Writing, upload: string, claim?: ReadingClaim): Promise<boolean> {
  let query = tx.deleteFrom('waiting').where('upload', '=', upload);
  if (claim !== undefined) query = query.where('seq', '=', claim.seq).where('worker', '=', claim.worker);
  const { numDeletedRows } = await query.executeTakeFirst();
  if (claim !== undefined && numDeletedRows === 0n) throw new LedgerError('wrong-state', `the claim on reading ${upload} was lost`);
  return numDeletedRows > 0n;
}

/**
 * Takes a reading out of the queue, also while a worker holds it: the worker learns of it when it renews. An upload that was never
 * read is then cancelled; one that had asked goes on asking.
 * @throws LedgerError `not-found`, or `wrong-state` where it is not queued
 */
export async function cancelReading(tx: Writing, id: string, actor: string): Promise<void> {
  const { upload, step } = await headOf(tx, id);
  if (!(await finishReading(tx, id))) throw new LedgerError('wrong-state', `${id} does not wait to be read`);
  if (step.step === 'received') await move(tx, upload, 'cancelled', actor);
}

/** How far the readings of these uploads are at an instant, whichever process has them; an upload that is not queued is left out. */
export async function readingStates(read: Reading, at: IsoInstant, uploads: readonly string[]): Promise<Map<string, ReadingState>> {
  const states = new Map<string, ReadingState>();
  if (uploads.length === 0) return states;
  const known = new Set(uploads);
  // A worker that died is not shown as reading: its upload waits until another takes over.
  const underWay = await read
    .selectFrom('waiting')
    .select(['upload', 'stage', 'rows_read'])
    .where('failed', '=', '')
    .where('claimed_until', '>', at)
    .where('claimed_until', '<=', latestLeaseEnd(at))
    .execute();
  for (const { upload, stage, rows_read } of underWay) if (known.has(upload)) states.set(upload, { stage, rows: Number(rows_read) });
  const waiting = await claimable(read, at).execute();
  for (const [index, { upload }] of waiting.entries())
    if (known.has(upload)) states.set(upload, { stage: 'waiting', before: index + underWay.length });
  const failed = await read
    .selectFrom('waiting')
    .select(['upload', 'failed'])
    .where('failed', '!=', '')
    .where('upload', 'in', uploads)
    .execute();
  for (const { upload, failed: reference } of failed) states.set(upload, { stage: 'failed', reference });
  return states;
}
