import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type Dialect = 'sqlite' | 'postgres';

/** Read access: its type has neither inserts nor raw SQL. A transaction is one too. */
export type Reading = Pick<Kysely<Schema>, 'selectFrom' | 'fn' | 'case'>;
/** What may write: only a transaction, so that nothing is written beside one. */
export type Writing = Transaction<Schema>;

/** Loads many rows of one table at once, in the transaction it belongs to; the values of all rows are one list, row by row. */
export type BulkLoad = (table: string, columns: readonly string[], values: readonly Value[]) => Promise<void>;
export type Value = string | number | bigint;

/** Texts that lines can name by number already: those up to a number are there for good. */
export interface KnownTexts {
  last: number;
  /** Undefined for a text that is not among them. */
  id(text: string): number | undefined;
}

/** A database file beside, which a transaction can read as `staged`. */
export interface Attached {
  path: string;
}

/** One open database: reading beside writing, transactions one after another. */
export interface Database {
  dialect: Dialect;
  read: Kysely<Schema>;
  /** @throws LedgerError `not-durable` where the server is set to lose what it confirmed */
  ready?(): Promise<void>;
  transact<T>(work: (tx: Writing) => Promise<T>, attached?: Attached): Promise<T>;
  knownTexts(): KnownTexts;
  /** Statements as they are, in one transaction: for migrations alone. */
  run(statements: readonly string[]): Promise<void>;
  /** A connection of its own for the sign-in library's tables. */
  people(): { db: Kysely<Record<string, unknown>>; type: 'sqlite' | 'postgres' };
  close(): Promise<void>;
}

const loaders = new WeakMap<object, { load: BulkLoad; attached: Attached | undefined }>();

/** The bulk loader of a transaction. */
export function bulkLoad(tx: Writing): BulkLoad {
  const own = loaders.get(tx);
  if (!own) throw new Error('not a transaction of the ledger');
  return own.load;
}

/** Whether a transaction can read that file as `staged`. */
export function isAttached(tx: Writing, attached: Attached): boolean {
  return loaders.get(tx)?.attached === attached;
}

export function useLoader(tx: Writing, load: BulkLoad, attached?: Attached): void {
  loaders.set(tx, { load, attached });
}

/** Takes the next number of the ledger's steps for something else than a step, so that it has its place among them. */
export async function stepNumber(tx: Writing): Promise<number> {
  const next =
    tx.getExecutor().adapter instanceof PostgresAdapter
      ? sql<{ seq: number | bigint | string }>`select nextval(pg_get_serial_sequence('step', 'seq')) as seq`
      : sql<{ seq: number | bigint | string }>`update sqlite_sequence set seq = seq + 1 where name = 'step' returning seq`;
  const [row] = (await next.execute(tx)).rows;
  if (row !== undefined) return Number(row.seq);
  // SQLite keeps no number before the first step.
  await sql`insert into sqlite_sequence (name, seq) values ('step', 1)`.execute(tx);
  return 1;
}

/** PostgreSQL numbers its texts itself: none is known before a transaction asks. */
export const noTextsKnown: KnownTexts = { last: 0, id: () => undefined };

/** One after another: both databases have one writer, and a queue is kinder than a lock. */
export function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
