import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type Dialect = 'sqlite' | 'postgres';

/** What may read: neither inserts nor raw SQL can be said with it. A transaction is one too. */
export type Reading = Pick<Kysely<Schema>, 'selectFrom' | 'fn' | 'case'>;
/** What may write: only a transaction, so that nothing is written beside one. */
export type Writing = Transaction<Schema>;

/** Loads many rows of one table at once, in the transaction it belongs to; the values of all rows stand in one list, row by row. */
export type BulkLoad = (table: string, columns: readonly string[], values: readonly Value[]) => Promise<void>;
export type Value = string | number | bigint;

/** One open database: reading beside writing, transactions one after another. */
export interface Database {
  dialect: Dialect;
  read: Kysely<Schema>;
  /** @throws LedgerError `not-durable` where the server is set to lose what it confirmed */
  ready?(): Promise<void>;
  transact<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  /** Statements as they are, in one transaction: for migrations alone. */
  run(statements: readonly string[]): Promise<void>;
  /** A connection of its own for the sign-in library's tables. */
  people(): { db: Kysely<Record<string, unknown>>; type: 'sqlite' | 'postgres' };
  close(): Promise<void>;
}

const loaders = new WeakMap<object, BulkLoad>();

/** The bulk loader of a transaction. */
export function bulkLoad(tx: Writing): BulkLoad {
  const load = loaders.get(tx);
  if (!load) throw new Error('not a transaction of the ledger');
  return load;
}

export function useLoader(tx: Writing, load: BulkLoad): void {
  loaders.set(tx, load);
}

/** One after another: both databases have one writer, and a queue is kinder than a lock. */
export function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
