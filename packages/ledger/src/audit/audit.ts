import { createHash } from 'node:crypto';
import type { IsoInstant } from '@sipkadin/budget';
import type { Reading, Writing } from '../database/database.ts';
import type { Step } from '../database/schema.ts';
import { instantOf } from '../ledger.ts';

/** What is done to or by a person as such. */
export type PersonAction =
  | 'person-invited'
  | 'person-link-made'
  | 'person-link-mailed'
  | 'mailbox-proven'
  | 'approval-asked'
  | 'approval-given'
  | 'approval-declined'
  | 'service-linked'
  | 'service-unlinked'
  | 'person-disabled'
  | 'person-enabled'
  | 'session-ended'
  | 'password-changed'
  | 'second-factor-set'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-codes-renewed'
  | 'recovery-code-used';

/** Every kind of record there is. The screens have words for each, by type. */
export type AuditAction =
  | 'government-added'
  | 'government-set'
  | 'role-granted'
  | 'role-revoked'
  | 'role-offered'
  | 'role-offer-withdrawn'
  | 'device-made'
  | 'device-withdrawn'
  | PersonAction
  | `upload-${Step}`
  | 'statement-stored'
  | 'works-stored'
  | 'obstacle-written'
  | 'obstacle-released'
  | 'question-asked'
  | 'question-answered'
  | 'meeting-opened'
  | 'meeting-noted'
  | 'promise-made'
  | 'promise-settled'
  | 'public-question-asked'
  | 'public-question-answered'
  | 'public-answer-decided'
  | 'document-entered'
  | 'mapping-kept'
  | 'mapping-forgotten'
  | 'answers-taken-over'
  | 'answers-taken-back'
  | 'cells-corrected'
  | 'rule-set'
  | 'alert-acknowledged'
  | 'edition-published'
  | 'edition-withdrawn'
  | 'edition-returned'
  | 'edition-adopted'
  | 'edition-set-aside'
  | 'edition-rewritten'
  | 'edition-restored'
  | 'reference-published'
  | 'signing-key-rotated'
  | 'signing-key-replaced';

export interface AuditRow {
  seq: number;
  at: IsoInstant;
  actor: string;
  action: string;
  government: string;
  subject: string;
  detail: string;
  hash: string;
}

type Linked = Omit<AuditRow, 'hash'> & { previous: string };

const origin = '0'.repeat(64);

/** SHA-256 over the record and the hash of the one before: no record can be changed or left out unseen. */
function hashOf({ seq, at, actor, action, government, subject, detail, previous }: Linked): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, seq, at, actor, action, government, subject, detail]))
    .digest('hex');
}

/** Adds a record to the trail; `detail` is kept as JSON. */
export async function appendAudit(
  tx: Writing,
  entry: { actor: string; action: AuditAction; government: string; subject: string; detail?: Record<string, unknown> },
): Promise<void> {
  const last = await tx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const linked: Linked = {
    seq: Number(last?.seq ?? 0) + 1,
    at: instantOf(tx),
    actor: entry.actor,
    action: entry.action,
    government: entry.government,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail ?? {}),
    previous: last?.hash ?? origin,
  };
  await tx
    .insertInto('audit')
    .values({ ...linked, hash: hashOf(linked) })
    .execute();
}

export interface AuditFilter {
  government?: string;
  /** The actor, or the person it was done to. */
  person?: string;
  action?: string;
  /** The upload itself, and the statements in it. */
  upload?: string;
  /** From this instant on, and before that one. */
  from?: IsoInstant;
  until?: IsoInstant;
  /** Older than this record. */
  before?: number;
  limit?: number;
}

/** Newest first. */
export async function listAudit(
  read: Reading,
  { government, person, action, upload, from, until, before, limit = 100 }: AuditFilter = {},
): Promise<AuditRow[]> {
  let query = read.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  if (government !== undefined) query = query.where('government', '=', government);
  if (person !== undefined) query = query.where((where) => where.or([where('actor', '=', person), where('subject', '=', person)]));
  if (action !== undefined) query = query.where('action', '=', action);
  if (upload !== undefined) {
    const statements = read.selectFrom('statement').select('id').where('upload', '=', upload);
    query = query.where((where) => where.or([where('subject', '=', upload), where('subject', 'in', statements)]));
  }
  if (from !== undefined) query = query.where('at', '>=', from);
  if (until !== undefined) query = query.where('at', '<', until);
  if (before !== undefined) query = query.where('seq', '<', before);
  return (await query.execute()).map(({ previous: _, ...row }) => ({ ...row, seq: Number(row.seq) }));
}

/** How many records of these kinds a government's trail has: a number that only grows. */
export async function countAudit(read: Reading, government: string, actions: readonly AuditAction[]): Promise<number> {
  const { count } = await read
    .selectFrom('audit')
    .select((where) => where.fn.countAll().as('count'))
    .where('government', '=', government)
    .where('action', 'in', actions)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Actors in a government's trail. */
export async function auditActors(read: Reading, government: string): Promise<string[]> {
  const rows = await read.selectFrom('audit').select('actor').distinct().where('government', '=', government).orderBy('actor').execute();
  return rows.map(({ actor }) => actor);
}

/** Recomputes the chain from the first record; `brokenAt` is the first that does not follow. */
export async function checkAudit(read: Reading): Promise<{ ok: boolean; records: number; brokenAt?: number }> {
  let previous = origin;
  let records = 0;
  for (let after = 0; ; ) {
    const rows = await read.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(2000).execute();
    if (rows.length === 0) return { ok: true, records };
    for (const row of rows) {
      const linked = { ...row, seq: Number(row.seq), previous };
      if (Number(row.seq) !== records + 1 || row.previous !== previous || row.hash !== hashOf(linked))
        return { ok: false, records, brokenAt: records + 1 };
      previous = row.hash;
      records++;
    }
    after = records;
    // A long trail is read on the thread that answers everybody else.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Which governments have a record after one of the audit trail.
 * @param after number of the record; 0 for all
 * @returns with the number of the last record, 0 where there is none
 */
export async function recordedAfter(read: Reading, after: number): Promise<{ last: number; governments: ReadonlySet<string> }> {
  const rows = await read
    .selectFrom('audit')
    .select(({ fn }) => ['government', fn.max('seq').as('last')])
    .where('seq', '>', after)
    .groupBy('government')
    .execute();
  return { last: Math.max(after, ...rows.map(({ last }) => Number(last))), governments: new Set(rows.map(({ government }) => government)) };
}
