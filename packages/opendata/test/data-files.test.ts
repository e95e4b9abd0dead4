import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseDecimal, type Sen, sum } from '@sipkadin/budget';
import { type Edition, openEdition, temporaryKey, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import Ajv from 'ajv-draft-04';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fiscalPackage } from '../src/catalog/fiscal-package.ts';
import { type DataIndex, dataFilesOf, dataFolder, dataIndexOf } from '../src/files/data-folder.ts';
import { writeData } from '../src/files/write-data.ts';
import fiscalSchema from './fiscal-data-package.schema.json' with { type: 'json' };

const formula = '=HYPERLINK("http://example.com","klik"),@SUM(1)\u0007_x0041_';
let root: string;
let edition: Edition;
let folder: string;
let index: DataIndex;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'sipkadin-opendata-'));
  const content = sampleContent(3, { units: 12 });
  // Every unit's name and every file's name would be computed by a spreadsheet that took them for formulas.
  const names = content.names.map((name) => (name.kind === 'unit' ? { ...name, name: `${formula}${name.name}` } : name));
  const sources = content.sources.map((source) => ({ ...source, fileName: `+${source.fileName}` }));
  const { dir, hash } = await writeEdition(join(root, 'editions'), { ...content, names, sources }, temporaryKey());
  edition = openEdition(dir, hash);
  folder = writeData(edition);
  index = dataIndexOf(edition) as DataIndex;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Cells = Record<string, unknown>;

async function parquet(name: string): Promise<Cells[]> {
  const bytes = readFileSync(join(folder, name));
  return parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
}

async function sheet(file: string, name: string): Promise<Cells[]> {
  const [head = [], ...rows] = await readSheet(join(folder, file), name);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [String(head[at]), cell])));
}

/** A reader's number is a float: exact to the sen where it is rounded to it. */
const senOf = (value: unknown): Sen => (typeof value === 'number' ? BigInt(Math.round(value * 100)) : (parseDecimal(String(value)) ?? 0n));

const sumsOf = (rows: readonly Cells[], { name, columns, sums }: DataIndex['tables'][number], amount: (cell: unknown) => Sen) => {
  const money = columns.flatMap((column) => (column.kind === 'money' ? [column.name] : []));
  expect(money.length > 0 || sums.length === 0, name).toBe(true);
  return Object.fromEntries(
    money.map((column) => [column, sum(rows.flatMap((row) => (row[column] === null || row[column] === '' ? [] : [amount(row[column])])))]),
  );
};

/** The control sums of a table, those of its groups added up. */
const stated = ({ columns, sums }: DataIndex['tables'][number]) =>
  Object.fromEntries(
    columns.flatMap(({ name, kind }) =>
      kind === 'money' ? [[name, sum(sums.flatMap(({ column, sen }) => (column === name ? [BigInt(sen)] : [])))]] : [],
    ),
  );

describe('the data files of an edition', () => {
  it('hold every line, with the sums that the edition itself has', () => {
    const lines = edition.units().flatMap(({ slug }) => edition.lines(slug) ?? []);
    const table = index.tables.find(({ name }) => name === 'lines');
    expect(table?.rowCount).toBe(edition.manifest.lines);
    for (const [measure, word] of [
      ['budget', 'anggaran'],
      ['plan', 'rencana'],
      ['realization', 'realisasi'],
    ]) {
      const expected = sum(lines.flatMap((line) => (line.measure === measure ? [parseDecimal(line.amount) ?? 0n] : [])));
      const sums = table?.sums.filter(({ of }) => of['ukuran'] === word) ?? [];
      expect([word, sum(sums.map(({ sen }) => BigInt(sen)))]).toEqual([word, expected]);
    }
    const units = index.tables.find(({ name }) => name === 'units');
    const spending = edition.summary().accounts.find(({ code }) => code === '5');
    expect(units?.sums.find(({ column }) => column === 'realisasi')?.sum).toBe(spending?.realization);
    // Of accounts, each akun has a sum of its own at each level.
    const accounts = index.tables.find(({ name }) => name === 'accounts');
    const ofSpending = accounts?.sums.filter(({ column, of }) => column === 'realisasi' && of['akun'] === '5');
    expect(ofSpending?.map(({ of, sum: stated }) => [of['tingkat'], stated])).toEqual(
      ['1', '2', '3'].map((level) => [level, spending?.realization]),
    );
  });

  it('give the same rows and sums in Parquet, .xlsx and JSON, read by other readers', async () => {
    expect(index.tables.map(({ name }) => name)).toEqual([
      ...['lines', 'edition', 'units', 'subunits', 'activities', 'accounts', 'functions', 'funds', 'months', 'reconciliation', 'sources'],
      ...['contracts', 'targets', 'notes'],
    ]);
    for (const table of index.tables) {
      const inParquet = await parquet(`${table.name}.parquet`);
      expect([table.name, inParquet.length]).toEqual([table.name, table.rowCount]);
      const withSen = inParquet.map((row) =>
        Object.fromEntries(Object.keys(row).map((name) => [name, `${name}_sen` in row ? row[`${name}_sen`] : row[name]])),
      );
      expect([table.name, sumsOf(withSen, table, (cell) => cell as bigint)]).toEqual([table.name, stated(table)]);
      expect([table.name, sumsOf(inParquet, table, senOf)]).toEqual([table.name, stated(table)]);
      const inSheet = await sheet(table.name === 'lines' ? 'lines.xlsx' : 'tables.xlsx', table.name);
      expect([table.name, inSheet.length, sumsOf(inSheet, table, senOf)]).toEqual([table.name, table.rowCount, stated(table)]);
      if (table.name === 'lines') continue;
      const json = JSON.parse(readFileSync(join(folder, `${table.name}.json`), 'utf8'));
      expect([json.rowCount, json.rows.length, json.sums, json.edition.hash]).toEqual([
        ...[table.rowCount, table.rowCount, table.sums, edition.hash],
      ]);
      expect(sumsOf(json.rows, table, senOf)).toEqual(stated(table));
    }
  });

  it('hold a formula in a name as text', async () => {
    for (const row of [...(await sheet('tables.xlsx', 'units')), ...(await parquet('units.parquet'))])
      expect(row['nama_opd']).toMatch(/^=HYPERLINK/);
    const zip = unzipSync(readFileSync(join(folder, 'tables.xlsx')));
    const sheets = Object.entries(zip).filter(([path]) => path.startsWith('xl/worksheets/'));
    expect(sheets.length).toBe(index.tables.length);
    for (const [, xml] of sheets) expect(Buffer.from(xml).toString('utf8')).not.toMatch(/<f[ >]|t="str"/);
    const csv = readFileSync(join(folder, 'units.csv'), 'utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http`);
    expect(csv).not.toMatch(/(?:^|[,;"])[=+@]/m);
  });

  it('are listed with their checksums, and have the same bytes when they are made again', async () => {
    const sums = dataFilesOf(edition)?.sums ?? new Map<string, string>();
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(sums.size).toBe(names.length - 1);
    for (const [path, hash] of sums) expect([path, sha256(readFileSync(join(folder, path)))]).toEqual([path, hash]);
    for (const { path, sha256: hash } of index.files) expect([path, hash]).toEqual([path, sums.get(path)]);
    const elsewhere = join(root, 'elsewhere');
    const { government, year, number } = edition.manifest;
    cpSync(edition.dir, join(elsewhere, government.code, String(year), String(number)), { recursive: true });
    const again = openEdition(join(elsewhere, government.code, String(year), String(number)), edition.hash);
    // What an earlier release made of this edition goes, what it made of another stays.
    const year26 = dirname(dataFolder(again));
    const earlier = [dataFolder(again).replace(/\d+$/, '0'), join(year26, `2-${'0'.repeat(16)}-0`)];
    for (const one of earlier) mkdirSync(one, { recursive: true });
    writeData(again);
    expect(readdirSync(year26).toSorted()).toEqual([basename(dataFolder(again)), `2-${'0'.repeat(16)}-0`]);
    expect(dataFolder(again)).not.toBe(folder);
    expect(dataFilesOf(again)?.sums).toEqual(sums);
  });

  it('have the signed edition whole in their archive', () => {
    const files = unzipSync(readFileSync(join(folder, 'edition.zip')));
    const below = (start: string) => Object.entries(files).filter(([path]) => path.startsWith(start));
    const ofEdition = readdirSync(edition.dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(below('edition/').length).toBe(ofEdition.length);
    for (const [path, bytes] of below('edition/'))
      expect([path, sha256(bytes)]).toEqual([path, sha256(readFileSync(join(edition.dir, path.slice(8))))]);
    expect(
      below('data/')
        .map(([path]) => path.slice(5))
        .toSorted(),
    ).toEqual([...index.files.map(({ path }) => path), 'index.json'].toSorted());
    for (const [path, bytes] of below('data/'))
      expect([path, sha256(bytes)]).toEqual([path, dataFilesOf(edition)?.sums.get(path.slice(5))]);
    // Of a damaged edition none is made.
    const damaged = join(root, 'damaged/19.71/2026/1');
    cpSync(edition.dir, damaged, { recursive: true });
    const [path, signature] = [join(damaged, 'manifest.sig'), readFileSync(join(damaged, 'manifest.sig'))];
    rmSync(path);
    writeFileSync(
      path,
      signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
    );
    expect(() => writeData(openEdition(damaged, edition.hash))).toThrow(/manifest\.sig is not what/);
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

it('are described by a Fiscal Data Package that holds against the published schema, with their columns, bytes, checksums and amounts', () => {
  const made = JSON.parse(JSON.stringify(fiscalPackage(index)));
  // The profile of the Frictionless specifications without its descriptions (npm: datapackage 1.1.10, MIT, Open Knowledge).
  const isPackage = new Ajv.default({ strict: false, validateFormats: false }).compile(fiscalSchema);
  expect(isPackage(made), JSON.stringify(isPackage.errors?.slice(0, 3))).toBe(true);
  expect(isPackage({ ...made, model: {} })).toBe(false);
  const tables = new Map<string, Record<string, string>[]>();
  for (const { name, path, bytes, hash, rowCount, schema } of made.resources) {
    const file = readFileSync(join(folder, path));
    expect([file.length, `sha256:${createHash('sha256').update(file).digest('hex')}`], name).toEqual([bytes, hash]);
    const rows = parse<Record<string, string>>(file, { bom: true, columns: true });
    expect(rows.length, name).toBe(rowCount);
    if (rows[0] !== undefined) expect(Object.keys(rows[0]), name).toEqual(schema.fields.map((field: Cells) => field['name']));
    tables.set(name, rows);
  }
  const spending = edition.summary().accounts.find(({ code }) => code === '5');
  const measures = Object.entries<Record<string, string>>(made.model.measures);
  expect(measures).toHaveLength(9);
  for (const [name, { source = '', resource = '', currency }] of measures) {
    expect(currency, name).toBe('IDR');
    const amount = sum((tables.get(resource) ?? []).map((row) => parseDecimal(row[source] ?? '') ?? 0n));
    if (source === 'realisasi') expect(amount, name).toBe(parseDecimal(spending?.realization ?? ''));
  }
});
