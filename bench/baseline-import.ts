/**
 * The import that a team would write first: exceljs as a stream, zod on each row, kysely in batches on
 * better-sqlite3, then the roll-up in SQL. It is what our import is measured against.
 * Usage: node bench/baseline-import.ts FILE DATABASE — prints one line of JSON.
 */
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { z } from 'zod';

const [file, database] = process.argv.slice(2);
if (!file || !database) throw new Error('usage: baseline-import.ts FILE DATABASE');

const started = performance.now();
const sqlite = new Database(database);
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: new SqliteDialect({ database: sqlite }) });

const code = z.string().trim().min(1);
const row = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  texts: z.array(z.string()),
  unit: code,
  activity: code,
  account: code,
  amount: z.coerce.number().finite(),
});

await sql`create table line (seq integer primary key, year integer not null, unit text not null, activity text not null, account text not null, texts text not null, amount integer not null) strict`.execute(
  db,
);

let header: string[] = [];
let batch: Record<string, unknown>[] = [];
let rows = 0;
await db.transaction().execute(async (tx) => {
  const flush = async () => {
    if (batch.length > 0) await tx.insertInto('line').values(batch).execute();
    batch = [];
  };
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'ignore',
    hyperlinks: 'ignore',
  });
  for await (const sheet of reader) {
    for await (const read of sheet) {
      const values = (read.values as (string | number | undefined)[]).slice(1).map((value) => String(value ?? ''));
      if (header.length === 0) {
        header = values;
        continue;
      }
      const at = (name: string) => values[header.indexOf(name)] ?? '';
      const parsed = row.parse({
        year: at('TAHUN'),
        texts: values,
        unit: at('KODE SUB UNIT'),
        activity: at('KODE SUB KEGIATAN'),
        account: at('KODE REKENING'),
        amount: at('PAGU'),
      });
      rows++;
      batch.push({
        year: parsed.year,
        unit: parsed.unit,
        activity: parsed.activity,
        account: parsed.account,
        texts: JSON.stringify(parsed.texts),
        amount: BigInt(Math.round(parsed.amount * 100)),
      });
      if (batch.length === 1000) await flush();
    }
  }
  await flush();
  await sql`create table rollup as select unit, substr(account, 1, 6) as jenis, sum(amount) as amount from line group by 1, 2`.execute(tx);
});
const total = sqlite.prepare('select sum(amount) as total from line').safeIntegers().get() as { total: bigint };
await db.destroy();
process.stdout.write(`${JSON.stringify({ rows, total: String(total.total), milliseconds: Math.round(performance.now() - started) })}\n`);
