import { createHash } from 'node:crypto';
import type { IsoInstant } from '@sipkadin/budget';
import type { Insertable } from 'kysely';
import { type AuditAction, appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import type { OpennessTables } from '../editions/openness-tables.ts';
import { instantOf } from '../ledger.ts';
import type { ObstacleTables } from './obstacle-tables.ts';

type RecordedTables = ObstacleTables & OpennessTables;
type Table = keyof RecordedTables;

/** The record of the trail that each row of a table has. */
const actions = {
  obstacle_entry: 'obstacle-written',
  obstacle_release: 'obstacle-released',
  question: 'question-asked',
  answer: 'question-answered',
  meeting: 'meeting-opened',
  meeting_note: 'meeting-noted',
  meeting_promise: 'promise-made',
  promise_outcome: 'promise-settled',
  public_question: 'public-question-asked',
  public_answer: 'public-question-answered',
  public_answer_step: 'public-answer-decided',
  document_entry: 'document-entered',
} as const satisfies Record<Table, AuditAction>;

const tables = Object.keys(actions) as Table[];

type Own<T extends Table> = Omit<Insertable<RecordedTables[T]>, 'at' | 'actor'>;

/**
 * Adds a row and its record in the trail, which holds the row's hash.
 * @returns the row's number
 */
export async function addRecorded<T extends Table>(
  tx: Writing,
  table: T,
  own: Own<T> & { government: string },
  { actor, subject }: { actor: string; subject: string },
): Promise<number> {
  const row = { ...own, actor, at: instantOf(tx) };
  // Kysely cannot relate a generic table's name to its row; `Own` does.
  const { seq } = await tx
    .insertInto(table)
    .values(row as never)
    .returning('seq')
    .executeTakeFirstOrThrow();
  const [stored] = await tx
    .selectFrom(table as 'question')
    .selectAll()
    .where('seq', '=', seq)
    .execute();
  await appendAudit(tx, {
    actor,
    action: actions[table],
    government: own.government,
    subject,
    detail: { table, row: Number(seq), rowHash: rowHash(stored ?? {}) },
  });
  return Number(seq);
}

/** SHA-256 over a row's fields by name. */
function rowHash(row: object): string {
  const fields = Object.entries(row as Record<string, string | number | bigint | null>).toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return createHash('sha256')
    .update(JSON.stringify(fields.map(([field, value]) => [field, value === null ? null : String(value)])))
    .digest('hex');
}

/** Rows that are not as they were stored, are gone, or were never recorded; `row` is `table number`. */
export async function changedRecordedRows(read: Reading): Promise<{ government: string; row: string }[]> {
  const recorded = new Map<string, { government: string; hash: unknown }>();
  const records = await read
    .selectFrom('audit')
    .select(['government', 'detail'])
    .where('action', 'in', Object.values(actions))
    .orderBy('seq')
    .execute();
  for (const { government, detail } of records) {
    const { table, row, rowHash: hash } = JSON.parse(detail) as Record<string, unknown>;
    recorded.set(`${String(table)} ${String(row)}`, { government, hash });
  }
  const changed: { government: string; row: string }[] = [];
  for (const table of tables)
    for (const row of await read
      .selectFrom(table as 'question')
      .selectAll()
      .orderBy('seq')
      .execute()) {
      const key = `${table} ${Number(row.seq)}`;
      if (recorded.get(key)?.hash !== rowHash(row)) changed.push({ government: row.government, row: key });
      recorded.delete(key);
    }
  for (const [row, { government }] of recorded) changed.push({ government, row });
  return changed;
}

/** A row's author and time, as readers get them. */
export interface Authored {
  actor: string;
  at: IsoInstant;
}
