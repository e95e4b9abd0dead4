import Sqlite from 'better-sqlite3';
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect, SqliteDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { LedgerError } from './error.ts';
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

/** One after another: both databases have one writer, and a queue is kinder than a lock. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

const rowsAtOnce = 60;

function sqliteConnection(path: string, timeout: number): Sqlite.Database {
  const db = new Sqlite(path, { timeout });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -16000');
  // A reopened WAL database comes back at NORMAL, which loses acknowledged commits when the power goes.
  if (db.pragma('synchronous', { simple: true }) !== 2 || db.pragma('journal_mode', { simple: true }) !== 'wal')
    throw new LedgerError('not-durable', 'SQLite refuses journal_mode=WAL with synchronous=FULL');
  return db;
}

/** Kysely's view of a connection: statements prepared once, integers as bigint, writers that say so at once. */
function kyselyOn(db: Sqlite.Database): Kysely<Schema> {
  const prepared = new Map<string, Sqlite.Statement>();
  const database = {
    prepare(sql: string) {
      const text = sql === 'begin' ? 'begin immediate' : sql;
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

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');

export function openSqlite(path: string): Database {
  const writerConnection = sqliteConnection(path, 0);
  const writer = kyselyOn(writerConnection);
  const readerConnection = sqliteConnection(path, 5000);
  readerConnection.pragma('query_only = ON');
  const read = kyselyOn(readerConnection);
  const inTurn = queue();

  const load: BulkLoad = async (table, columns, values) => {
    const row = `(${columns.map(() => '?').join(', ')})`;
    const insert = (rows: number) =>
      writerConnection.prepare(`insert into ${table} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => row).join(', ')}`);
    const step = rowsAtOnce * columns.length;
    const whole = values.length - (values.length % step);
    if (whole > 0) {
      const statement = insert(rowsAtOnce);
      for (let at = 0; at < whole; at += step) statement.run(values.slice(at, at + step));
    }
    if (whole < values.length) insert((values.length - whole) / columns.length).run(values.slice(whole));
  };

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
    transact: (work) =>
      inTurn(() =>
        withRetry(() =>
          writer.transaction().execute((tx) => {
            loaders.set(tx, load);
            return work(tx);
          }),
        ),
      ),
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
      const db = sqliteConnection(path.replace(/(\.sqlite)?$/, '-people.sqlite'), 5000);
      return { db: new Kysely<Record<string, unknown>>({ dialect: new SqliteDialect({ database: db }) }), type: 'sqlite' };
    },
    async close() {
      await writer.destroy();
      await read.destroy();
    },
  };
}

const big = (text: string) => BigInt(text);
const int8 = 20;
const numeric = 1700;

/** COPY's text form of a value. */
const copied = (value: Value) =>
  typeof value === 'string'
    ? value.replace(/[\\\t\n\r]/g, (character) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[character] ?? '')
    : String(value);

function copyText(values: readonly Value[], columns: number): string {
  let text = '';
  for (let at = 0; at < values.length; at++) text += `${copied(values[at] ?? '')}${(at + 1) % columns === 0 ? '\n' : '\t'}`;
  return text;
}

/** The key of the advisory lock that makes writers take turns, as they do on SQLite. */
const writerLock = 1971;

export function openPostgres(url: string): Database {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === int8 || oid === numeric ? big : pg.types.getTypeParser(oid, format),
  };
  const pool = new pg.Pool({ connectionString: url, types, max: 10 });
  // Without a listener, a server that stops takes this process with it.
  pool.on('error', () => {});
  const read = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    dialect: 'postgres',
    read,
    async transact(work) {
      const client = await pool.connect();
      const load: BulkLoad = (table, columns, values) =>
        new Promise((resolve, reject) => {
          const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
          stream.on('finish', resolve);
          stream.on('error', reject);
          stream.end(copyText(values, columns.length));
        });
      const single = { connect: async () => ({ query: client.query.bind(client), release: () => {} }), end: async () => {} };
      const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: single as never }) });
      let failed = false;
      try {
        return await db.transaction().execute(async (tx) => {
          await tx.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${writerLock})`));
          loaders.set(tx, load);
          return work(tx);
        });
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        client.release(failed);
      }
    },
    async run(statements) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query(`select pg_advisory_xact_lock(${writerLock})`);
        for (const statement of statements) await client.query(statement);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    people: () => ({
      db: new Kysely<Record<string, unknown>>({
        dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 4 }).on('error', () => {}) }),
      }),
      type: 'postgres',
    }),
    close: () => read.destroy(),
  };
}

/** As much of PGlite as is used: PostgreSQL in this process, for tests. */
export interface PGliteLike {
  query(
    sql: string,
    parameters?: unknown[],
    options?: { blob?: Blob; parsers?: Record<number, (text: string) => unknown> },
  ): Promise<unknown>;
  exec(sql: string): Promise<unknown>;
  transaction<T>(work: (tx: { query: PGliteLike['query'] }) => Promise<T>): Promise<T>;
}

export function openPGlite(pglite: PGliteLike): Database {
  const parsers = { [int8]: big, [numeric]: big };
  type Query = PGliteLike['query'];
  let inside: { query: Query } | undefined;
  const exactly = <T extends { query: Query }>(target: T, more: Record<string, unknown> = {}): T =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'string' && Object.hasOwn(more, key)) return more[key];
        if (key === 'query') return ((sql, parameters, options) => object.query(sql, parameters, { parsers, ...options })) satisfies Query;
        const value: unknown = Reflect.get(object, key);
        return typeof value === 'function' ? value.bind(object) : value;
      },
    });
  const exact = exactly(pglite, {
    transaction: (work: (tx: { query: Query }) => Promise<unknown>) =>
      pglite.transaction((tx) => {
        inside = tx;
        return work(exactly(tx));
      }),
  });
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite: exact as never }) });
  const inTurn = queue();
  const load: BulkLoad = async (table, columns, values) => {
    await inside?.query(`copy ${table} (${columns.join(', ')}) from '/dev/blob'`, [], {
      blob: new Blob([copyText(values, columns.length)]),
    });
  };
  return {
    dialect: 'postgres',
    read: db,
    transact: (work) =>
      inTurn(() =>
        db.transaction().execute((tx) => {
          loaders.set(tx, load);
          return work(tx);
        }),
      ),
    run: (statements) =>
      inTurn(async () => {
        await pglite.exec('begin');
        try {
          for (const statement of statements) await pglite.exec(statement);
          await pglite.exec('commit');
        } catch (error) {
          await pglite.exec('rollback');
          throw error;
        }
      }),
    people: () => ({
      db: new Kysely<Record<string, unknown>>({ dialect: new PGliteDialect({ pglite: pglite as never }) }),
      type: 'postgres',
    }),
    close: async () => {},
  };
}
