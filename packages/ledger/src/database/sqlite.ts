import { setImmediate as nextTurn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { Kysely, type KyselyPlugin, SqliteDialect } from 'kysely';
import { LedgerError } from '../error.ts';
import { peoplePath } from './copy.ts';
import { type BulkLoad, type Database, queue, useLoader, type Value } from './database.ts';
import type { Schema } from './schema.ts';

const rowsAtOnce = 60;

function sqliteConnection(path: string, timeout: number): Sqlite.Database {
  const db = new Sqlite(path, { timeout });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Without it "insert or replace" deletes a row past the trigger that forbids deleting.
  db.pragma('recursive_triggers = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -16000');
  // A reopened WAL database comes back at NORMAL, which loses acknowledged commits when the power goes.
  if (db.pragma('synchronous', { simple: true }) !== 2 || db.pragma('journal_mode', { simple: true }) !== 'wal')
    throw new LedgerError('not-durable', 'SQLite refuses journal_mode=WAL with synchronous=FULL');
  return db;
}

/** SQLite has rolled back by itself, on a full disk for one: a second rollback would fail and hide the reason. */
const rolledBack = 'select 0';

/** Kysely's view of a connection: statements prepared once, integers as bigint, writers that say so at once. */
function kyselyOn(db: Sqlite.Database): Kysely<Schema> {
  const prepared = new Map<string, Sqlite.Statement>();
  const database = {
    prepare(sql: string) {
      const text = sql === 'begin' ? 'begin immediate' : sql === 'rollback' && !db.inTransaction ? rolledBack : sql;
      let statement = prepared.get(text);
      if (!statement) {
        if (prepared.size > 500) prepared.clear();
        statement = db.prepare(text);
        if (statement.reader) statement.safeIntegers(true);
        prepared.set(text, statement);
      }
      return statement as never;
    },
    close: () => {
      prepared.clear();
      db.close();
    },
  };
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}

/** Milliseconds of one turn of the event loop that questions may take until others come between. */
const longestTurn = 10;

/**
 * SQLite answers at once, so a screen that asks a hundred questions would keep the thread to itself until the last one, and every other
 * request of the process waiting: after a question others come between where the thread has been busy for a while.
 */
function takingTurns(): KyselyPlugin {
  let began: number | undefined;
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (began === undefined) {
        began = performance.now();
        setImmediate(() => (began = undefined));
      } else if (performance.now() - began >= longestTurn) await nextTurn();
      return result;
    },
  };
}

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');

/** Inserts rows, many in one statement; the values of all rows are one list, row by row. */
export function inserter(db: Sqlite.Database, table: string, columns: readonly string[]): (values: readonly Value[]) => void {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = (rows: number) =>
    db.prepare(`insert into ${table} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => row).join(', ')}`);
  const step = rowsAtOnce * columns.length;
  let many: Sqlite.Statement | undefined;
  return (values) => {
    let at = 0;
    for (; values.length - at >= step; at += step) {
      many ??= insert(rowsAtOnce);
      many.run(at === 0 && values.length === step ? values : values.slice(at, at + step));
    }
    if (at < values.length) insert((values.length - at) / columns.length).run(values.slice(at));
  };
}

/** A database that another process has open, for reading alone. After `settle`, all that is read is of one moment: that of the next read. */
export function openSqliteToRead(path: string): Pick<Database, 'dialect' | 'read' | 'close'> & { settle(): void } {
  const db = new Sqlite(path, { readonly: true, timeout: 5000 });
  const read = kyselyOn(db);
  return {
    dialect: 'sqlite',
    read,
    settle: () => void db.exec('begin'),
    close: async () => {
      await read.destroy();
      db.close();
    },
  };
}

export function openSqlite(path: string): Database {
  const writerConnection = sqliteConnection(path, 0);
  const writer = kyselyOn(writerConnection);
  const readerConnection = sqliteConnection(path, 5000);
  readerConnection.pragma('query_only = ON');
  const read = kyselyOn(readerConnection).withPlugin(takingTurns());
  const inTurn = queue();

  const load: BulkLoad = async (table, columns, values) => inserter(writerConnection, table, columns)(values);

  /** Another process's or thread's writer is waited for here, without holding up this thread. */
  async function withRetry<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (tries > 1200) throw new LedgerError('busy', '', error);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
  }

  return {
    dialect: 'sqlite',
    read,
    transact: (work, attached) =>
      inTurn(async () => {
        if (attached) writerConnection.prepare('attach ? as staged').run(attached.path);
        try {
          return await withRetry(() =>
            writer.transaction().execute((tx) => {
              useLoader(tx, load, attached);
              return work(tx);
            }),
          );
        } finally {
          if (attached) writerConnection.exec('detach staged');
        }
      }),
    knownTexts() {
      const last = Number(readerConnection.prepare('select max(id) from text').pluck().get() ?? 0);
      const find = readerConnection.prepare('select id from text where value = ? and id <= ?').pluck();
      return { last, id: (text) => find.get(text, last) as number | undefined };
    },
    run: (statements) =>
      inTurn(() =>
        withRetry(async () => {
          writerConnection.exec('begin immediate');
          try {
            for (const statement of statements) writerConnection.exec(statement);
            writerConnection.exec('commit');
          } catch (error) {
            if (writerConnection.inTransaction) writerConnection.exec('rollback');
            throw error;
          }
        }),
      ),
    people() {
      // A file of its own: signing in must not wait for an import.
      const db = sqliteConnection(peoplePath(path), 5000);
      return { db: new Kysely<Record<string, unknown>>({ dialect: new SqliteDialect({ database: db }) }), type: 'sqlite' };
    },
    async close() {
      await writer.destroy();
      await read.destroy();
      // Kysely leaves a connection open that it was never asked to use: its files would stay until the garbage collector closes it.
      writerConnection.close();
      readerConnection.close();
    },
  };
}
