import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { LedgerError } from '../error.ts';
import { type BulkLoad, type Database, noTextsKnown, queue, useLoader, type Value, type Writing } from './database.ts';
import { openPool, type Patience } from './pool.ts';
import type { Schema } from './schema.ts';

export const big = (text: string) => BigInt(text);
export const int8 = 20;
export const numeric = 1700;

/** COPY's text form of a value. */
const copied = (value: Value | null) =>
  value === null
    ? '\\N'
    : typeof value === 'string'
      ? value.replace(/[\\\t\n\r]/g, (character) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[character] ?? '')
      : String(value);

export function copyText(values: readonly Value[], columns: number): string {
  let text = '';
  for (let at = 0; at < values.length; at++) text += `${copied(values[at] ?? null)}${(at + 1) % columns === 0 ? '\n' : '\t'}`;
  return text;
}

/** The key of the advisory lock that makes writers take turns, as they do on SQLite. */
const writerLock = 1971;

/** For commands and long jobs; a server that answers people is less patient. */
const usualPatience: Patience = { connect: 30_000, answer: 600_000, write: 600_000 };

export function openPostgres(url: string, patience: Patience = usualPatience): Database {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === int8 || oid === numeric ? big : pg.types.getTypeParser(oid, format),
  };
  const pool = openPool({ connectionString: url, types, max: 10 }, patience);
  const writers = openPool({ connectionString: url, types, max: 1 }, { connect: patience.connect, answer: patience.write });
  const inTurn = queue();
  const read = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as never }) });

  async function withClient<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const client = await writers.connect();
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
        useLoader(tx, load);
        return work(tx);
      });
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      client.release(failed);
    }
  }

  return {
    dialect: 'postgres',
    read,
    async ready() {
      const { rows } = await pool.query<{ fsync: string; commit: string }>(
        `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
      );
      const [settings] = rows;
      if (settings?.fsync !== 'on' || settings.commit === 'off')
        throw new LedgerError('not-durable', 'the PostgreSQL server runs with fsync or synchronous_commit off');
    },
    // In turn here too: transactions that wait for the lock would hold every connection, and readers would wait with them.
    // Asked whether it answers before waiting for a turn: a server that does not is known at once by all who wait.
    async transact(work) {
      await pool.query('select 1');
      return inTurn(() => withClient(work));
    },
    async run(statements) {
      const client = await writers.connect();
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
    knownTexts: () => noTextsKnown,
    people: () => ({
      db: new Kysely<Record<string, unknown>>({
        dialect: new PostgresDialect({ pool: openPool({ connectionString: url, max: 4 }, patience) as never }),
      }),
      type: 'postgres',
    }),
    async close() {
      await read.destroy();
      await writers.end();
    },
  };
}
