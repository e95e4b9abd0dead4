import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sum, toDecimal } from '@sipkadin/budget';
import { type Edition, type EditionContent, openEdition, temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataIndexOf } from '../src/files/data-folder.ts';
import { writeData } from '../src/files/write-data.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/data.md'), 'utf8');
const [oneEdition = '', perResident = '', personnel = ''] = [...page.matchAll(/^```sql\n([\s\S]+?)^```$/gm)].map(([, sql]) => sql);

const residents = { '19.71': 236_420, '81.04': 101_337 };
let editions: string;
let contents: EditionContent[];
let made: { edition: Edition; folder: string }[];
let query: (sql: string) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  editions = join(mkdtempSync(join(tmpdir(), 'sipkadin-governments-')), 'data', 'editions');
  const [bangka, tual, other] = [sampleContent(1, { units: 2 }), sampleContent(2, { units: 3 }), sampleContent(3, { units: 2 })];
  const of = (content: EditionContent, name: string, code: string, people: number): EditionContent => ({
    ...content,
    government: { code, name },
    ...(content.further && {
      further: { ...content.further, population: { people, year: 2025, source: 'Dukcapil' } },
    }),
  });
  const first = of(bangka, 'Kota Pangkalpinang', '19.71', residents['19.71']);
  const key = temporaryKey();
  made = [];
  const write = async (content: EditionContent) => {
    const { dir, hash } = await writeEdition(editions, content, key);
    const edition = openEdition(dir, hash);
    made.push({ edition, folder: writeData(edition) });
    return hash;
  };
  const hash = await write(first);
  // The second edition of a government has the same figures once more, but for one amount.
  const [line, ...rest] = first.lines;
  const changed = line && { ...line, amount: line.amount + 100_00n };
  const second = { ...first, number: 2, previous: { number: 1, hash }, lines: changed ? [changed, ...rest] : [] };
  await write(second);
  const third = of(tual, 'Kota Tual', '81.04', residents['81.04']);
  await write(third);
  // Of another basis.
  const spj = of(other, 'Kabupaten Bangka', '19.01', 300_000);
  await write({
    ...spj,
    basis: 'spj',
    sources: spj.sources.map((source) => (source.basis === 'sp2d' ? { ...source, basis: 'spj' } : source)),
  });
  contents = [second, third];

  // Nothing is fetched: what the queries need is part of the package.
  const settings = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };
  const connection = await (await DuckDBInstance.create(':memory:', settings)).connect();
  query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
});
afterAll(() => rmSync(join(editions, '../..'), { recursive: true, force: true }));

const onDisk = (sql: string) => sql.replaceAll('data/editions', editions);

describe('DuckDB, over the data folders of several governments', () => {
  it('finds spending on a function per resident, as the lines of each newest edition of the basis add up', async () => {
    const rows = await query(onDisk(perResident));
    const expected = contents.map(({ government, lines }) => {
      const paid = lines.filter(
        ({ measure, account, activity }) => measure === 'realization' && account.startsWith('5') && /^1\.02\b/.test(activity),
      );
      const realization = sum(paid.map(({ amount }) => amount));
      expect(realization).toBeGreaterThan(0n);
      const people = residents[government.code as keyof typeof residents];
      const each = Math.round(Number(realization) / 100 / people);
      return {
        kode_pemda: government.code,
        nama_pemda: government.name,
        realisasi: toDecimal(realization),
        penduduk: people,
        per_penduduk: each,
      };
    });
    expect(rows).toEqual(expected.map((row) => ({ ...row, opd_terlambat: '0' })));
  });

  it('finds the share of personnel in the budget of each government', async () => {
    const rows = await query(onDisk(personnel));
    expect(rows.map((row) => row['kode_pemda'])).toEqual(['19.01', '19.71', '81.04']);
    for (const { government, lines } of contents) {
      const budget = (account: string) =>
        sum(
          lines.flatMap((line) =>
            line.measure === 'budget' && line.version === 'perubahan' && line.account.startsWith(account) ? [line.amount] : [],
          ),
        );
      const [staff, spending] = [budget('5.1.01'), budget('5')];
      expect(rows).toContainEqual({
        ...{ kode_pemda: government.code, nama_pemda: government.name, pegawai: toDecimal(staff), belanja: toDecimal(spending) },
        persen: Math.round((Number(staff) / Number(spending)) * 1000) / 10,
      });
    }
  });

  it('reads the lines of one edition', async () => {
    const sql = oneEdition.replace(/'https:[^']+'/, `'${made[1]?.folder}/lines.parquet'`).replace(';', '');
    const paid = contents[0]?.lines.filter(({ measure, account }) => measure === 'realization' && account.startsWith('5')) ?? [];
    expect(await query(`select count(*) as opd, sum(realisasi) as realisasi from (${sql})`)).toEqual([
      { opd: '2', realisasi: toDecimal(sum(paid.map(({ amount }) => amount))) },
    ]);
  });

  it('finds the same sums in Parquet, as decimals and as sen, and in CSV, to the sen', async () => {
    let compared = 0;
    for (const { edition, folder } of made.slice(1)) {
      for (const { name, columns, sums } of dataIndexOf(edition)?.tables ?? []) {
        const money = columns.flatMap((column) => (column.kind === 'money' ? [column.name] : []));
        if (money.length === 0) continue;
        const sumsIn = async (from: string, amount: (column: string) => string) => {
          const [row = {}] = await query(
            `select ${money.map((column) => `sum(${amount(column)})::varchar as ${column}`).join()} from ${from}`,
          );
          return money.map((column) => row[column]);
        };
        const stated = money.map((column) => {
          const own = sums.filter((one) => one.column === column).map(({ sen }) => BigInt(sen));
          return own.length === 0 ? null : sum(own);
        });
        const [decimals, sen] = [stated.map((all) => all && toDecimal(all)), stated.map((all) => all?.toString() ?? null)];
        const file = `'${folder}/${name}.parquet'`;
        expect([name, await sumsIn(file, (column) => column)]).toEqual([name, decimals]);
        expect([name, await sumsIn(file, (column) => `${column}_sen`)]).toEqual([name, sen]);
        const csv = `read_csv('${folder}/${name}.csv', all_varchar = true)`;
        expect([name, await sumsIn(csv, (column) => `${column}::decimal(38, 2)`)]).toEqual([name, decimals]);
        compared += money.length;
      }
    }
    expect(compared).toBeGreaterThan(120);
  });
});
