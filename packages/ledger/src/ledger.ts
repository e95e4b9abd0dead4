import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import Sqlite from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import {
  type Database,
  type Dialect,
  openPGlite,
  openPostgres,
  openSqlite,
  type PGliteLike,
  type Reading,
  type Writing,
} from './database.ts';
import { diskError, LedgerError } from './error.ts';
import { migrations } from './migrations.ts';

export interface LedgerOptions {
  /** "sqlite:/path/to/file" or "postgres://…"; "pglite:" with `pglite`. */
  url: string;
  pglite?: PGliteLike;
  /** The clock, for steps and the audit trail. */
  now?: () => IsoInstant;
}

export interface Ledger {
  dialect: Dialect;
  read: Reading;
  /** All or nothing; durable when it resolves. Transactions wait for one another. */
  transact<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  /** For the sign-in library's own tables. */
  people: ReturnType<Database['people']>;
  close(): Promise<void>;
}

const clocks = new WeakMap<object, () => IsoInstant>();
const wallClock = () => new Date().toISOString();

/** The instant of a transaction, by its ledger's clock. */
export function instantOf(tx: Writing): IsoInstant {
  return (clocks.get(tx) ?? wallClock)();
}

/**
 * Opens the ledger and brings its schema up to date: a backup first, one transaction a step.
 * @throws LedgerError `schema-newer`, `not-durable`, `disk-full`, `read-only`
 */
export async function openLedger({ url, pglite, now = wallClock }: LedgerOptions): Promise<Ledger> {
  try {
    const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
    if (path !== undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = pglite ? openPGlite(pglite) : path === undefined ? openPostgres(url) : openSqlite(path);
    try {
      await migrate(database, path);
    } catch (error) {
      await database.close();
      throw error;
    }
    let people: Ledger['people'] | undefined;
    return {
      dialect: database.dialect,
      read: database.read,
      transact: async (work) => {
        try {
          return await database.transact((tx) => {
            clocks.set(tx, now);
            return work(tx);
          });
        } catch (error) {
          throw diskError(error);
        }
      },
      get people() {
        people ??= database.people();
        return people;
      },
      async close() {
        await people?.db.destroy();
        await database.close();
      },
    };
  } catch (error) {
    throw diskError(error);
  }
}

async function migrate(database: Database, path: string | undefined): Promise<void> {
  await database.run(['create table if not exists schema_version (version integer primary key, applied_at text not null)']);
  const result = await database.read.executeQuery<{ version: number | bigint | null }>(
    CompiledQuery.raw('select max(version) as version from schema_version'),
  );
  const version = Number(result.rows[0]?.version ?? 0);
  if (version > migrations.length)
    throw new LedgerError('schema-newer', `the database is at version ${version}, this program knows ${migrations.length}`);
  if (version === migrations.length) return;
  if (version > 0 && path !== undefined) backUp(path, `${path}.before-${version + 1}`);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    await database.run([...migration(database.dialect), `insert into schema_version values (${index + 1}, '${wallClock()}')`]);
  }
}

/** A copy counts once it has been opened and read. */
function backUp(path: string, target: string): void {
  if (existsSync(target)) return;
  const source = new Sqlite(path);
  source.exec(`vacuum into '${target.replaceAll("'", "''")}.part'`);
  source.close();
  const copy = new Sqlite(`${target}.part`, { readonly: true });
  const sound = copy.pragma('integrity_check', { simple: true });
  copy.close();
  if (sound !== 'ok' || statSync(`${target}.part`).size === 0)
    throw new LedgerError('not-durable', 'the backup before migrating is not sound');
  copyFileSync(`${target}.part`, target);
}
