import type { IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { instantOf } from '../ledger.ts';
import { headOf, move } from '../statements/steps.ts';

/** A file that waits to be read: whatever was acknowledged, a restart goes on with it. */
export interface WaitingReading {
  upload: string;
  /** Answers to the questions that an earlier reading asked, by their keys. */
  answers: Record<string, string>;
  /** Whose turn it takes. */
  actor: string;
  queuedAt: IsoInstant;
  /** The reference under which a fault of ours stands in the log; null while it waits. */
  failed: string | null;
}

/** Puts an upload's reading in the queue; one that waits already is replaced, and stands last. */
export async function queueReading(tx: Writing, upload: string, actor: string, answers: Record<string, string> = {}): Promise<void> {
  await tx.deleteFrom('waiting').where('upload', '=', upload).execute();
  await tx
    .insertInto('waiting')
    .values({ upload, answers: JSON.stringify(answers), actor, queued_at: instantOf(tx), failed: '' })
    .execute();
}

/** In the order they came; with those that failed, unless only what waits is wanted. */
export async function listReadings(read: Reading, { failed }: { failed: boolean }): Promise<WaitingReading[]> {
  let query = read.selectFrom('waiting').selectAll().orderBy('seq');
  if (!failed) query = query.where('failed', '=', '');
  return (await query.execute()).map((row) => ({
    upload: row.upload,
    answers: JSON.parse(row.answers) as Record<string, string>,
    actor: row.actor,
    queuedAt: row.queued_at,
    failed: row.failed === '' ? null : row.failed,
  }));
}

/** A reading that gave its report waits no more. @returns whether it waited */
export async function endReading(tx: Writing, upload: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('waiting').where('upload', '=', upload).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Keeps the reference of a fault of ours; nothing where the reading was cancelled meanwhile. */
export async function failReading(tx: Writing, upload: string, reference: string): Promise<void> {
  await tx.updateTable('waiting').set({ failed: reference }).where('upload', '=', upload).execute();
}

/**
 * Takes a reading out of the queue. A file that was never read is then cancelled; one that had asked goes on asking.
 * @throws LedgerError `not-found`, or `wrong-state` where it does not wait
 */
export async function cancelReading(tx: Writing, id: string, actor: string): Promise<void> {
  const { upload, step } = await headOf(tx, id);
  if (!(await endReading(tx, id))) throw new LedgerError('wrong-state', `${id} does not wait to be read`);
  if (step.step === 'received') await move(tx, upload, 'cancelled', actor);
}
