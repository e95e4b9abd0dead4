import { Kysely, PGliteDialect } from 'kysely';
import { type BulkLoad, type Database, noTextsKnown, queue, useLoader } from './database.ts';
import { big, copyText, int8, numeric } from './postgres.ts';
import type { Schema } from './schema.ts';

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
          useLoader(tx, load);
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
    knownTexts: () => noTextsKnown,
    people: () => ({
      db: new Kysely<Record<string, unknown>>({ dialect: new PGliteDialect({ pglite: pglite as never }) }),
      type: 'postgres',
    }),
    close: async () => {},
  };
}
