import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { CompiledQuery } from 'kysely';
import { LedgerError } from '../error.ts';
import type { Database } from './database.ts';
import { type Migration, migrations } from './migrations.ts';

/**
 * Brings the schema up to date, one transaction a step; an interrupted run goes on where it stopped. On SQLite a backup
 * is made, opened and checked first: `<path>.before-<version>`.
 * @param path of the SQLite file; undefined for PostgreSQL, which is backed up by its own tools
 * @throws LedgerError `schema-newer`, `not-durable` where the backup is not sound
 */
export async function migrate(database: Database, path: string | undefined, steps: readonly Migration[] = migrations): Promise<void> {
  await database.run(['create table if not exists schema_version (version integer primary key, applied_at text not null)']);
  const found = await versionOf(database);
  if (found > steps.length)
    throw new LedgerError('schema-newer', `the database is at version ${found}, this program knows ${steps.length}`);
  if (found > 0 && found < steps.length && path !== undefined) backUp(path, `${path}.before-${found + 1}`);
  for (const [index, step] of steps.entries()) {
    const version = index + 1;
    if (version <= found) continue;
    try {
      // The version comes first: of two processes that start at once, the second stops here and not in the middle.
      await database.run([`insert into schema_version values (${version}, '${new Date().toISOString()}')`, ...step(database.dialect)]);
    } catch (error) {
      if ((await versionOf(database)) < version) throw error;
    }
  }
}

/**
 * For a database that is only read: its schema must be the one that this program knows.
 * @throws LedgerError `schema-newer`, `schema-older`
 */
export async function mustBeCurrent(database: Pick<Database, 'read'>): Promise<void> {
  const found = await versionOf(database).catch((error: unknown) => {
    // A new PostgreSQL database has no tables yet.
    if (error instanceof Error && 'code' in error && error.code === '42P01') return 0;
    throw error;
  });
  if (found > migrations.length)
    throw new LedgerError('schema-newer', `the database is at version ${found}, this program knows ${migrations.length}`);
  if (found < migrations.length)
    throw new LedgerError('schema-older', `the database is at version ${found}, this program needs ${migrations.length}`);
}

async function versionOf(database: Pick<Database, 'read'>): Promise<number> {
  const result = await database.read.executeQuery<{ version: number | bigint | null }>(
    CompiledQuery.raw('select max(version) as version from schema_version'),
  );
  return Number(result.rows[0]?.version ?? 0);
}

/** A copy counts once it has been opened, read and is on the disk. */
function backUp(path: string, target: string): void {
  const part = `${target}.part`;
  rmSync(part, { force: true });
  const source = new Sqlite(path);
  source.prepare('vacuum into ?').run(part);
  const tables = tablesOf(source);
  source.close();
  const copy = new Sqlite(part, { readonly: true });
  const sound = copy.pragma('integrity_check', { simple: true }) === 'ok' && tablesOf(copy) === tables;
  copy.close();
  if (!sound) throw new LedgerError('not-durable', 'the backup before migrating is not sound');
  sync(part);
  renameSync(part, target);
  sync(dirname(target));
}

/** Every table with how many rows it has, as one text. */
function tablesOf(db: Sqlite.Database): string {
  const names = db.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table' order by name").all();
  return names.map(({ name }) => `${name} ${String(db.prepare(`select count(*) from "${name}"`).pluck().get())}`).join('\n');
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
