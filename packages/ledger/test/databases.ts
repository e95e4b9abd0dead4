import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { fiscalYear, isoDate, type Line, type StatementHead } from '@sipkadin/budget';
import { migrations } from '../src/database/migrations.ts';
import { addStatements, type Ledger, openLedger, type Writing } from '../src/index.ts';
import type { NewStatement } from '../src/statements/statements.ts';

/** A ledger on each of the two databases: every test of the ledger runs on both. */
export interface TestLedger {
  ledger: Ledger;
  folder: string;
  url: string;
  /** Opens the same database once more, as after a restart. */
  reopen(options?: { mayMigrate: boolean }): Promise<Ledger>;
  /** Statements past every rule of the ledger, as a person with the database's own tools could. */
  tamper(sql: string): Promise<void>;
  end(): Promise<void>;
}

/** A clock that moves on by a second at each look. */
export function testClock(start = '2026-01-05T01:00:00.000Z'): () => string {
  let at = Date.parse(start);
  return () => {
    at += 1000;
    return new Date(at).toISOString();
  };
}

let migratedFile: Promise<string> | undefined;
/** An empty ledger, migrated once and copied for each test: syncing every step of the schema costs more than most tests. */
function migratedSqlite(): Promise<string> {
  migratedFile ??= (async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'sipkadin-ledger-')), 'empty.sqlite');
    process.once('exit', () => rmSync(dirname(path), { recursive: true, force: true }));
    // Closing writes what the log holds into the file.
    await (await openLedger({ url: `sqlite:${path}` })).close();
    return path;
  })();
  return migratedFile;
}

/** PostgreSQL in the process, from an empty cluster that is made once and kept: making it takes six seconds, loading it one. */
export async function startPostgres(options: PGliteOptions = {}): Promise<PGlite> {
  const made = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(made), '../package.json'), 'utf8')) as { version: string };
  const path = join(import.meta.dirname, '../../../node_modules/.cache/postgres', `${version}.tar`);
  if (existsSync(path)) return PGlite.create({ ...options, loadDataDir: new Blob([readFileSync(path)]) });
  const server = await PGlite.create(options);
  const cluster = Buffer.from(await (await server.dumpDataDir('none')).arrayBuffer());
  mkdirSync(dirname(path), { recursive: true });
  // Two workers may make it at once: whole or not at all.
  writeFileSync(`${path}.${process.pid}`, cluster);
  renameSync(`${path}.${process.pid}`, path);
  return server;
}

/** With fsync, without which a server refuses to work. */
export const startDurablePostgres = () => startPostgres({ startParams: PGlite.defaultStartParams.filter((one) => one !== '-F') });

let pglite: PGlite | undefined;

/**
 * Every table emptied and its numbers begun anew, as after the migrations; triggers that forbid it are passed by. Deleted, not
 * truncated: new files for every table and index take longer than most tests.
 */
const empty = `do $$ declare found record; begin
  set session_replication_role = replica;
  for found in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_version' loop
    execute 'delete from ' || quote_ident(found.tablename);
  end loop;
  for found in select sequencename from pg_sequences where schemaname = 'public' loop
    execute 'alter sequence ' || quote_ident(found.sequencename) || ' restart';
  end loop;
  delete from schema_version where version > ${migrations.length};
  set session_replication_role = origin;
end $$`;

/** A real server's address, to run the tests on it too: `POSTGRES_URL=postgres://… npm test`. Its public schema is emptied. */
const serverUrl = process.env['POSTGRES_URL'];

export const databases: { name: string; open(): Promise<TestLedger> }[] = [
  {
    name: 'SQLite',
    async open() {
      const folder = mkdtempSync(join(tmpdir(), 'sipkadin-ledger-'));
      const path = join(folder, 'ledger.sqlite');
      copyFileSync(await migratedSqlite(), path);
      const url = `sqlite:${path}`;
      const now = testClock();
      const opened: Ledger[] = [];
      const open: TestLedger['reopen'] = async (options) => {
        const ledger = await openLedger({ url, now, ...options });
        opened.push(ledger);
        return ledger;
      };
      return {
        ledger: await open(),
        folder,
        url,
        reopen: open,
        async tamper(sql) {
          const { default: Sqlite } = await import('better-sqlite3');
          const db = new Sqlite(path);
          db.exec(sql);
          db.close();
        },
        async end() {
          for (const ledger of opened) await ledger.close();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  },
  {
    name: 'PostgreSQL',
    async open() {
      // One server and one schema for the worker: starting one takes seconds, migrating half a one.
      const started = pglite !== undefined;
      pglite ??= await startPostgres();
      const server = pglite;
      if (started) await server.exec(empty);
      const folder = mkdtempSync(join(tmpdir(), 'sipkadin-ledger-'));
      const now = testClock();
      const open: TestLedger['reopen'] = (options) => openLedger({ url: 'pglite:', pglite: server, now, ...options });
      return {
        ledger: await open(),
        folder,
        url: 'pglite:',
        reopen: open,
        tamper: async (sql) => void (await server.exec(sql)),
        end: async () => rmSync(folder, { recursive: true, force: true }),
      };
    },
  },
  ...(serverUrl === undefined
    ? []
    : [
        {
          name: 'a PostgreSQL server',
          async open() {
            const { default: pg } = await import('pg');
            const run = async (sql: string) => {
              const client = new pg.Client({ connectionString: serverUrl });
              await client.connect();
              try {
                await client.query(sql);
              } finally {
                await client.end();
              }
            };
            await run('drop schema public cascade; create schema public');
            const folder = mkdtempSync(join(tmpdir(), 'sipkadin-ledger-'));
            const now = testClock();
            const opened: Ledger[] = [];
            const open: TestLedger['reopen'] = async (options) => {
              const ledger = await openLedger({ url: serverUrl, now, ...options });
              opened.push(ledger);
              return ledger;
            };
            return {
              ledger: await open(),
              folder,
              url: serverUrl,
              reopen: open,
              tamper: run,
              async end() {
                for (const ledger of opened) await ledger.close();
                rmSync(folder, { recursive: true, force: true });
              },
            };
          },
        },
      ]),
];

export const health = '1.02.0.00.0.00.01.0000';
export const puskesmas = '1.02.0.00.0.00.01.0001';
export const school = '1.01.2.22.0.00.01.0000';

export function line(unit: string, account: string, amount: bigint, more: Partial<Line> = {}): Line {
  return {
    unit,
    activity: unit === '' ? '' : `${unit.slice(0, 4)}.01.2.01.0001`,
    account,
    fund: '',
    package: '',
    amount,
    sheet: 'Sheet1',
    row: 2,
    column: 'F',
    ...more,
  };
}

export interface TestStatement extends NewStatement {
  lines: Line[];
}

export function statement(head: Partial<StatementHead> & { kind: StatementHead['kind'] }, lines: Line[]): TestStatement {
  const covers = head.covers ?? [...new Set(lines.map(({ unit }) => unit).filter((unit) => unit !== ''))];
  const full: StatementHead = {
    government: '19.71',
    year: fiscalYear(2025),
    asOf: undefined,
    from: undefined,
    basis: head.kind === 'realization' || head.kind === 'register' ? 'sp2d' : undefined,
    version: head.kind === 'budget' || head.kind === 'cash-plan' ? 'murni' : undefined,
    lineCount: lines.length,
    total: lines.reduce((sum, { amount }) => sum + amount, 0n),
    simulated: false,
    covers,
    ...head,
  };
  const names = [...new Set(lines.map(({ account }) => account))].map((code) => ({
    kind: 'account' as const,
    code,
    printed: code,
    name: `Rekening ${code}`,
  }));
  return { head: full, names, lines };
}

/** Stages the lines and runs a transaction that adds the statements to the upload it makes. @returns what it returns */
export async function storing<T>(
  { ledger, folder }: Pick<TestLedger, 'ledger' | 'folder'>,
  statements: readonly TestStatement[],
  work: (tx: Writing, add: (upload: string) => Promise<string[]>) => Promise<T>,
): Promise<T> {
  const staging = ledger.stage(join(folder, 'spool'));
  try {
    for (const { head, lines } of statements) for (const each of lines) staging.line(head.kind, each);
    return await ledger.transact((tx) => work(tx, (upload) => addStatements(tx, upload, staging, statements)), staging);
  } finally {
    staging.dispose();
  }
}

export const budget = (lines: Line[], version = 'murni') => statement({ kind: 'budget', version }, lines);
export const snapshot = (asOf: string, lines: Line[], head: Partial<StatementHead> = {}) =>
  statement({ kind: 'realization', asOf: isoDate(asOf), ...head }, lines);
