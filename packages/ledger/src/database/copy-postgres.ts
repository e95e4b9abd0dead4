import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { CompiledQuery, type Kysely } from 'kysely';
import { LedgerError } from '../error.ts';
import { openLedger } from '../ledger.ts';
import { bulkLoad, type Database, type Value } from './database.ts';
import { migrate } from './migrate.ts';
import { openPGlite, type PGliteLike } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';
import { inserter } from './sqlite.ts';

/** Where a PostgreSQL ledger is: "postgres://…", or PostgreSQL in this process. */
export interface PostgresPlace {
  url: string;
  pglite?: PGliteLike;
}

/** A table that is not the ledger's own: the sign-in library's. Rows are texts of JSON, as PostgreSQL writes them. */
interface OtherTable {
  table: string;
  make: string;
  /** Statements of its own keys, and of what follows all tables' rows: references and indexes. */
  keys: string[];
  finish: string[];
  rows: string[];
}

const rowsAtOnce = 5000;
const databaseOf = ({ url, pglite }: PostgresPlace): Database => (pglite === undefined ? openPostgres(url) : openPGlite(pglite));

/**
 * Copies a ledger from PostgreSQL into a SQLite file, and the tables of the accounts into a text beside it, all of one moment, while
 * others work on it.
 * @param target of the SQLite file @param others of the text: a line of JSON a table
 * @throws LedgerError `not-durable` where the copy is not sound
 */
export async function copyPostgres(place: PostgresPlace, target: string, others: string): Promise<void> {
  await (await openLedger({ url: `sqlite:${target}` })).close();
  const copy = new Sqlite(target);
  const database = databaseOf(place);
  try {
    // A table is filled before the one that it refers to, where a later step of the schema made that.
    copy.pragma('foreign_keys = OFF');
    copy.exec('begin');
    await database.read.transaction().execute(async (tx) => {
      await rowsOf(tx, 'set transaction isolation level repeatable read read only');
      const tables = ledgerTables(copy);
      for (const { table, columns } of tables) {
        const insert = inserter(copy, table, columns);
        await eachRow(tx, { table, columns }, (row) => insert(columns.map((column) => row[column] as Value)));
      }
      for (const [table, next] of await sequences(tx, tables)) {
        const changed = copy.prepare('update sqlite_sequence set seq = ? where name = ?').run(next, table).changes;
        if (changed === 0) copy.prepare('insert into sqlite_sequence (name, seq) values (?, ?)').run(table, next);
      }
      await writeOthers(tx, new Set(['schema_version', ...tables.map(({ table }) => table)]), others);
    });
    copy.exec('commit');
    const isSound =
      copy.pragma('integrity_check', { simple: true }) === 'ok' && (copy.pragma('foreign_key_check') as unknown[]).length === 0;
    if (!isSound) throw new LedgerError('not-durable', 'the copy of the PostgreSQL ledger is not sound');
  } finally {
    copy.close();
    await database.close();
  }
}

/**
 * Fills an empty PostgreSQL database from such a copy.
 * @throws LedgerError `exists` where the database holds something already
 */
export async function loadPostgres(place: PostgresPlace, source: string, others: string): Promise<void> {
  const copy = new Sqlite(source, { readonly: true });
  copy.defaultSafeIntegers(true);
  const database = databaseOf(place);
  try {
    if ((await rowsOf(database.read, 'select 1 from pg_tables where schemaname = current_schema()')).length > 0)
      throw new LedgerError('exists', 'the PostgreSQL database holds tables already; a backup is restored into an empty one');
    await migrate(database, undefined);
    const more = readFileSync(others, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): OtherTable => JSON.parse(line));
    await database.transact(async (tx) => {
      for (const { table, columns } of ledgerTables(copy)) {
        let waiting: Value[] = [];
        const load = async () => {
          if (waiting.length > 0) await bulkLoad(tx)(table, columns, waiting);
          waiting = [];
        };
        for (const row of copy
          .prepare<[], Value[]>(`select ${columns.join(', ')} from ${table}`)
          .raw()
          .iterate()) {
          waiting.push(...row);
          if (waiting.length >= rowsAtOnce * columns.length) await load();
        }
        await load();
      }
      for (const [table, last] of copy.prepare<[], [string, bigint]>('select name, seq from sqlite_sequence where seq > 0').raw().all())
        await rowsOf(tx, `select setval(pg_get_serial_sequence('${table}', '${serialOf(copy, table)}'), ${last})`);
      for (const { table, make, keys, rows } of more) {
        for (const statement of [make, ...keys]) await rowsOf(tx, statement);
        for (const row of rows) await rowsOf(tx, `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [row]);
      }
      for (const { finish } of more) for (const statement of finish) await rowsOf(tx, statement);
    });
  } finally {
    copy.close();
    await database.close();
  }
}

interface Table {
  table: string;
  columns: string[];
}

/** The ledger's tables in the order in which the schema makes them: each after those that it refers to. */
function ledgerTables(sqlite: Sqlite.Database): Table[] {
  const names = sqlite
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'schema_version' order by rowid",
    )
    .pluck()
    .all();
  return names.map((table) => ({
    table,
    columns: sqlite.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all(),
  }));
}

/** The column that a table numbers itself. */
function serialOf(sqlite: Sqlite.Database, table: string): string {
  return sqlite.prepare<[], string>(`select name from pragma_table_info('${table}') where pk = 1`).pluck().get() ?? '';
}

type Row = Record<string, unknown>;
type Querying = Pick<Kysely<Schema>, 'executeQuery'>;

async function rowsOf(database: Querying, statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await database.executeQuery<Row>(CompiledQuery.raw(statement, [...values]))).rows;
}

/** Every row of a table, some thousand at a time. */
async function eachRow(tx: Querying, { table, columns }: Table, take: (row: Row) => void): Promise<void> {
  await rowsOf(tx, `declare copied no scroll cursor for select ${columns.join(', ')} from ${table}`);
  for (;;) {
    const rows = await rowsOf(tx, `fetch ${rowsAtOnce} from copied`);
    for (const row of rows) take(row);
    if (rows.length < rowsAtOnce) break;
  }
  await rowsOf(tx, 'close copied');
}

/** The last number that each table gave, which need not be that of a row. */
async function sequences(tx: Querying, tables: readonly Table[]): Promise<[string, bigint][]> {
  const found: [string, bigint][] = [];
  for (const { table } of tables) {
    const [column] = await rowsOf(
      tx,
      `select pg_get_serial_sequence('${table}', column_name) as sequence from information_schema.columns
        where table_schema = current_schema() and table_name = '${table}' and is_identity = 'YES'`,
    );
    if (column === undefined) continue;
    const [last] = await rowsOf(tx, `select case when is_called then last_value else 0 end as last from ${String(column['sequence'])}`);
    found.push([table, BigInt(String(last?.['last']))]);
  }
  return found;
}

/** The tables that are not the ledger's, with what makes them anew. */
async function writeOthers(tx: Querying, known: ReadonlySet<string>, path: string): Promise<void> {
  const file = openSync(path, 'wx', 0o600);
  try {
    const names = await rowsOf(tx, 'select tablename as name from pg_tables where schemaname = current_schema() order by tablename');
    for (const name of names.map((row) => String(row['name']))) {
      if (known.has(name)) continue;
      const table = `"${name}"`;
      const columns = await rowsOf(
        tx,
        `select quote_ident(attname) || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
            || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') as line
          from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
          where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
      );
      // Keys first: those of other tables refer to them.
      const constraints = await rowsOf(
        tx,
        `select 'alter table ${table} add constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) as line, contype = 'f' as refers
          from pg_constraint where conrelid = '${table}'::regclass and contype in ('p', 'u', 'f', 'c') order by contype = 'f', conname`,
      );
      const indexes = await rowsOf(
        tx,
        `select pg_get_indexdef(indexrelid) as line from pg_index
          where indrelid = '${table}'::regclass and not exists (select 1 from pg_constraint where conindid = indexrelid) order by 1`,
      );
      const rows = await rowsOf(tx, `select to_jsonb(t)::text as line from ${table} t`);
      const lines = (found: Row[]) => found.map(({ line }) => String(line));
      const other: OtherTable = {
        table,
        make: `create table ${table} (${lines(columns).join(', ')})`,
        keys: lines(constraints.filter(({ refers }) => refers !== true)),
        finish: [...lines(constraints.filter(({ refers }) => refers === true)), ...lines(indexes)],
        rows: lines(rows),
      };
      writeSync(file, `${JSON.stringify(other)}\n`);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
