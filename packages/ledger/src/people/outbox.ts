import { type Code, type FiscalYear, fiscalYear, type IsoDate, type IsoInstant, type Month } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import type { OutboxTable } from '../database/schema.ts';
import { instantOf } from '../ledger.ts';

/** An event that people get one mail about; the mail's text is not kept, only the event. `week`: the Monday of a digest. */
export type EventNotice =
  | { kind: 'returned'; government: Code; upload: string }
  | OwedNotice
  | { kind: 'digest'; government: Code; week: IsoDate };

/** A month's report of an OPD: reminder: its day is near; late: its day has passed. */
export interface OwedNotice {
  kind: 'reminder' | 'late';
  government: Code;
  unit: Code;
  year: FiscalYear;
  month: Month;
}

/** What admins did, or ask one another to do, to a person's access. */
export type AccessChange = 'link-asked' | 'link-made' | 'reset-asked' | 'reset-done';

/** A notice of which each new one replaces the last. A link to sign in with is made when the mail is sent, and never kept. */
export type Renewed = { kind: 'sign-in'; government: Code } | { kind: 'access'; government: Code; change: AccessChange };
export type Notice = EventNotice | Renewed;

/** A notice to one person that waits to be sent. */
export interface WaitingMail {
  seq: number;
  notice: Notice;
  person: string;
  queuedAt: IsoInstant;
  /** How often a server was asked to take it, and did not. */
  attempts: number;
}

function subjectOf(notice: Notice) {
  const { kind, government } = notice;
  if (kind === 'sign-in') return { kind, government, subject: '', year: 0, month: 0 };
  if (kind === 'access') return { kind, government, subject: notice.change, year: 0, month: 0 };
  if (kind === 'returned') return { kind, government, subject: notice.upload, year: 0, month: 0 };
  if (kind === 'digest') return { kind, government, subject: notice.week, year: 0, month: 0 };
  return { kind, government, subject: notice.unit, year: notice.year, month: notice.month };
}

function noticeOf({
  kind,
  government,
  subject,
  year,
  month,
}: Pick<OutboxTable, 'kind' | 'government' | 'subject' | 'year' | 'month'>): Notice {
  if (kind === 'sign-in') return { kind, government };
  if (kind === 'access') return { kind, government, change: subject as AccessChange };
  if (kind === 'returned') return { kind, government, upload: subject };
  if (kind === 'digest') return { kind, government, week: subject as IsoDate };
  return { kind, government, unit: subject, year: fiscalYear(Number(year)), month: Number(month) };
}

/** Queues a notice to people, once: whatever was queued about the same before, to whomever, it is not queued again. */
export async function queueMail(tx: Writing, notice: EventNotice, people: readonly string[]): Promise<void> {
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

/** Queues a notice to one person; queued again, it goes out anew: from the beginning, whatever became of the last. */
export async function queueAnew(tx: Writing, notice: Renewed, person: string): Promise<void> {
  const anew = { queued_at: instantOf(tx), attempts: 0, next_at: instantOf(tx), sent_at: null };
  await tx
    .insertInto('outbox')
    .values({ ...subjectOf(notice), person, ...anew })
    .onConflict((conflict) => conflict.columns(['kind', 'government', 'subject', 'year', 'month', 'person']).doUpdateSet(anew))
    .execute();
}

/** Forgets the links that a person was sent or is to be sent: they are worth nothing. @param government absent: of all governments */
export async function dropLinkMail(tx: Writing, person: string, government?: Code): Promise<void> {
  const links = tx.deleteFrom('outbox').where('kind', '=', 'sign-in').where('person', '=', person);
  await (government === undefined ? links : links.where('government', '=', government)).execute();
}

/** State of the link that was requested last: it waits (with the number of refusals), a mail server took it, or it was given up. */
export interface LinkMail {
  state: 'waiting' | 'sent' | 'given-up';
  queuedAt: IsoInstant;
  sentAt: IsoInstant | null;
  attempts: number;
}

/** The links that were asked for in a government, by person. */
export async function linkMails(read: Reading, government: Code): Promise<Map<string, LinkMail>> {
  const rows = await read.selectFrom('outbox').selectAll().where('kind', '=', 'sign-in').where('government', '=', government).execute();
  return new Map(
    rows.map(({ person, queued_at: queuedAt, sent_at: sentAt, next_at: next, attempts }) => {
      const state = next !== null ? 'waiting' : sentAt === null ? 'given-up' : 'sent';
      return [person, { state, queuedAt, sentAt, attempts: Number(attempts) }];
    }),
  );
}

/** What is to be sent at an instant, oldest first. */
export async function listMail(read: Reading, at: IsoInstant): Promise<WaitingMail[]> {
  const rows = await read.selectFrom('outbox').selectAll().where('next_at', '<=', at).orderBy('seq').execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    notice: noticeOf(row),
    person: row.person,
    queuedAt: row.queued_at,
    attempts: Number(row.attempts),
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
