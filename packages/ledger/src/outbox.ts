import type { Code, FiscalYear, IsoInstant, Month } from '@sipkadin/budget';
import type { Reading, Writing } from './database.ts';
import { instantOf } from './ledger.ts';

/** What people are told of by mail; no words of the mail are kept, only what it is about. */
export type Notice =
  | { kind: 'returned'; government: Code; upload: string }
  | { kind: 'late'; government: Code; unit: Code; year: FiscalYear; month: Month };

/** A notice to one person that waits to be sent. */
export interface WaitingMail {
  seq: number;
  notice: Notice;
  person: string;
  queuedAt: IsoInstant;
  /** How often a server was asked to take it, and did not. */
  attempts: number;
}

const subjectOf = (notice: Notice) =>
  notice.kind === 'returned'
    ? { kind: notice.kind, government: notice.government, subject: notice.upload, year: 0, month: 0 }
    : { kind: notice.kind, government: notice.government, subject: notice.unit, year: notice.year, month: notice.month };

/** Queues a notice to people, once: whatever was queued about the same before, to whomever, it is not queued again. */
export async function queueMail(tx: Writing, notice: Notice, people: readonly string[]): Promise<void> {
  const about = subjectOf(notice);
  const known = await tx
    .selectFrom('outbox')
    .select('seq')
    .where(({ and }) => and(about))
    .limit(1)
    .executeTakeFirst();
  if (known || people.length === 0) return;
  const at = instantOf(tx);
  const rows = [...new Set(people)].map((person) => ({ ...about, person, queued_at: at, attempts: 0, next_at: at, sent_at: null }));
  // Another process may have been faster.
  await tx
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is to be sent at an instant, oldest first. */
export async function listMail(read: Reading, at: IsoInstant): Promise<WaitingMail[]> {
  const rows = await read.selectFrom('outbox').selectAll().where('next_at', '<=', at).orderBy('seq').execute();
  return rows.map(({ seq, kind, government, subject, year, month, person, queued_at: queuedAt, attempts }) => ({
    seq: Number(seq),
    notice:
      kind === 'returned'
        ? { kind, government, upload: subject }
        : { kind: 'late', government, unit: subject, year: Number(year), month: Number(month) },
    person,
    queuedAt,
    attempts: Number(attempts),
  }));
}

/**
 * Takes what is due at an instant for one sender alone, until another: of two senders that ask, one gets it. A sender that dies
 * leaves it to be sent after that. @returns what was taken
 */
export async function holdMail(tx: Writing, seqs: readonly number[], at: IsoInstant, until: IsoInstant): Promise<Set<number>> {
  const rows = await tx
    .updateTable('outbox')
    .set({ next_at: until })
    .where('seq', 'in', seqs)
    .where('next_at', '<=', at)
    .returning('seq')
    .execute();
  return new Set(rows.map(({ seq }) => Number(seq)));
}

/** Gives back what was held and neither sent nor tried. */
export async function releaseMail(tx: Writing, seqs: readonly number[], at: IsoInstant): Promise<void> {
  await tx.updateTable('outbox').set({ next_at: at }).where('seq', 'in', seqs).execute();
}

/** A server took responsibility for it. */
export async function markSent(tx: Writing, seqs: readonly number[]): Promise<void> {
  const at = instantOf(tx);
  await tx
    .updateTable('outbox')
    .set(({ eb }) => ({ sent_at: at, next_at: null, attempts: eb('attempts', '+', 1) }))
    .where('seq', 'in', seqs)
    .execute();
}

/** No server took it: it waits until an instant; null gives it up, and the row stays. */
export async function postponeMail(tx: Writing, seqs: readonly number[], until: IsoInstant | null): Promise<void> {
  await tx
    .updateTable('outbox')
    .set(({ eb }) => ({ next_at: until, attempts: eb('attempts', '+', 1) }))
    .where('seq', 'in', seqs)
    .execute();
}
