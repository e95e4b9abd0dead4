/** A ledger as the first version of the program left it, and what must be there once it was migrated, however often that was cut off. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrate } from '../../packages/ledger/src/database/migrate.ts';
import { migrations } from '../../packages/ledger/src/database/migrations.ts';
import { openSqlite } from '../../packages/ledger/src/database/sqlite.ts';
import { folders, government } from '../crash-files.ts';

const texts = 5000;
const waiting = 20;

/** @returns a new folder with such a ledger: some uploads that were received and not read, and enough rows for the backup to take its time */
export async function oldDeployment(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'sipkadin-old-'));
  const path = ledgerPath(root);
  const database = openSqlite(path);
  await migrate(database, undefined, migrations.slice(0, 1));
  await database.close();
  const db = new Sqlite(path);
  db.transaction(() => {
    db.prepare('insert into government values (?, ?, ?, 10, 0)').run(government.code, government.name, 'sp2d');
    const text = db.prepare('insert into text (value) values (?)');
    for (let at = 0; at < texts; at++) text.run(textOf(at));
    const upload = db.prepare('insert into upload values (?, ?, ?, ?, ?, 1, ?, ?)');
    for (let at = 1; at <= waiting; at++)
      upload.run(`lama-${at}`, at, government.code, `lama-${at}.csv`, String(at).padStart(64, '0'), '2025-01-01T00:00:00.000Z', 'clerk');
  })();
  db.close();
  return root;
}

/** @returns what is not as it must be in a ledger that was opened since; nothing where all is */
export function wrongAfterMigration(root: string): string[] {
  const wrong: string[] = [];
  const hold = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) wrong.push(`${what}: ${String(found)} instead of ${String(wanted)}`);
  };
  const count = (db: Sqlite.Database, from: string) => db.prepare(`select count(*) from ${from}`).pluck().get();
  const rows = (name: string, db: Sqlite.Database) => {
    hold(`${name}, integrity`, db.pragma('integrity_check', { simple: true }), 'ok');
    hold(`${name}, governments`, count(db, 'government'), 1);
    // The program may have gone on to its work, and have brought texts of its own.
    const old = db.prepare<[], string>("select value from text where value like 'Belanja lama %' order by id").pluck().all();
    hold(`${name}, texts`, old.length, texts);
    hold(`${name}, last text`, old.at(-1), textOf(texts - 1));
    hold(`${name}, old uploads`, count(db, "upload where id like 'lama-%'"), waiting);
  };
  const db = new Sqlite(ledgerPath(root), { readonly: true });
  rows('ledger', db);
  hold('versions', count(db, 'schema_version'), migrations.length);
  hold('uploads that wait on', count(db, "waiting where upload like 'lama-%'"), waiting);
  db.close();
  const backups = readdirSync(root).filter((name) => /\.before-\d+$/.test(name));
  if (backups.length === 0) wrong.push('no backup was made');
  for (const name of backups) {
    const backup = new Sqlite(join(root, name), { readonly: true });
    rows(name, backup);
    hold(`${name}, versions`, count(backup, 'schema_version'), Number(name.split('-').at(-1)) - 1);
    backup.close();
  }
  return wrong;
}

const ledgerPath = (root: string) => folders(root).ledgerUrl.slice('sqlite:'.length);
const textOf = (at: number) => `Belanja lama nomor ${at} ${'x'.repeat(200)}`;
