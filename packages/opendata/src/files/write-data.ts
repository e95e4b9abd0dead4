import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Edition } from '@sipkadin/edition';
import { writeCsv } from '../formats/csv.ts';
import { editionFacts } from '../formats/facts.ts';
import { hashOfFile } from '../formats/file-hash.ts';
import { columnJson, sumJson, writeJson } from '../formats/json.ts';
import { writeParquet } from '../formats/parquet.ts';
import { type Sink, type WrittenFile, writeFile } from '../formats/sink.ts';
import { aboutSheet, tableSheet } from '../formats/table-sheets.ts';
import { writeXlsx } from '../formats/xlsx.ts';
import { ZipWriter } from '../formats/zip.ts';
import { tablesOf } from '../tables/edition-tables.ts';
import { isInOneFile } from '../tables/lines.ts';
import { type Table, Totals } from '../tables/table.ts';
import { type DataIndex, dataFolder, earlierGenerations, hasData, unfinishedData } from './data-folder.ts';
import { dataFiles, dataTypes } from './names.ts';
import { statementSheet } from './statement-sheet.ts';

/**
 * Makes the data files of an edition, all or none, where there are none yet. The edition's files are read with their checksums; the
 * same edition gives the same bytes.
 * @returns the folder
 * @throws EditionError damaged where the edition is; system errors as they are, after what was begun is removed
 */
export function writeData(edition: Edition): string {
  const folder = dataFolder(edition);
  if (hasData(folder)) return folder;
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const temporary = join(parent, `${unfinishedData}${basename(folder)}-${randomUUID()}`);
  try {
    mkdirSync(join(temporary, 'statements'), { recursive: true });
    fill(edition, temporary);
    for (const one of [join(temporary, 'statements'), temporary]) syncFolder(one);
    // What is left of files that were removed: their index, which is the same.
    if (!hasData(folder)) rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
    syncFolder(parent);
    for (const earlier of earlierGenerations(folder)) rmSync(earlier, { recursive: true, force: true });
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process has made the same meanwhile.
    if (!hasData(folder)) throw error;
  }
  return folder;
}

function fill(edition: Edition, folder: string): void {
  const facts = editionFacts(edition);
  const written: { path: string; table: Table | null; file: WrittenFile }[] = [];
  const put = (path: string, table: Table | null, write: (sink: Sink) => void) =>
    void written.push({ path, table, file: writeFile(join(folder, path), write) });
  const parquet = (table: Table) => {
    const [path, totals] = [`${table.name}.parquet`, new Totals(table)];
    writeParquet(table, totals, facts, join(folder, path));
    written.push({ path, table, file: hashOfFile(join(folder, path)) });
    return totals;
  };
  const [lines, ...others] = tablesOf(edition);
  if (lines === undefined) return;
  const ofLines = { table: lines, totals: parquet(lines) };
  put('lines.xlsx', lines, (sink) => writeXlsx([tableSheet(lines, new Totals(lines)), aboutSheet([ofLines], facts)], sink));
  if (!isInOneFile(edition)) put('lines.csv', lines, (sink) => writeCsv(lines, new Totals(lines), sink));
  const ofOthers = others.map((table) => {
    put(`${table.name}.csv`, table, (sink) => writeCsv(table, new Totals(table), sink));
    put(`${table.name}.json`, table, (sink) => writeJson(table, new Totals(table), facts, sink));
    return { table, totals: parquet(table) };
  });
  put(dataFiles.tables, null, (sink) =>
    writeXlsx([...others.map((table) => tableSheet(table, new Totals(table))), aboutSheet(ofOthers, facts)], sink),
  );
  for (const { path } of edition.manifest.files) {
    const csv = path.startsWith('statements/') ? edition.raw(path) : undefined;
    if (csv !== undefined) put(path.replace(/\.csv$/, '.xlsx'), null, (sink) => writeXlsx([statementSheet(csv)], sink));
  }
  const index: DataIndex = {
    format: 'sipkadin-opendata/1',
    edition: facts,
    tables: [ofLines, ...ofOthers].map(({ table: { name, title, from, columns }, totals }) => ({
      ...{ name, title, from, columns: columns.map(columnJson) },
      ...{ rowCount: totals.rows, sums: totals.sums.map(sumJson) },
    })),
    files: written.map(({ path, table, file }) => ({ path, ...file, mediaType: mediaType(path), table: table?.name ?? null })),
  };
  put(dataFiles.index, null, (sink) => sink.write(Buffer.from(`${JSON.stringify(index, undefined, 1)}\n`, 'utf8')));
  const made = written.map(({ path }) => path);
  put(dataFiles.archive, null, (sink) => writeArchive(edition, folder, made, sink));
  const sums = written
    .map(({ path, file }) => `${file.sha256}  ${path}\n`)
    .sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1));
  writeFile(join(folder, dataFiles.checksums), (sink) => sink.write(Buffer.from(sums.join(''), 'utf8')));
}

function mediaType(path: string): string {
  return dataTypes[extname(path) as keyof typeof dataTypes];
}

/** Gains nothing from being compressed again. */
const packed = /\.(?:br|gz|xlsx|parquet)$/;

/** The edition's folder as it is, under `edition/`, and the files made from it, under `data/`. @throws EditionError damaged */
function writeArchive(edition: Edition, data: string, made: readonly string[], sink: Sink): void {
  const { dir } = edition;
  const zip = new ZipWriter(sink);
  const ofEdition = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    );
  const present = new Set(ofEdition);
  for (const path of ofEdition.toSorted()) {
    const name = `edition/${path}`;
    const compressed = present.has(`${path}.gz`) ? edition.raw(path, 'gzip') : undefined;
    if (compressed !== undefined) zip.addGzip(name, compressed);
    else zip.add(name, (into) => into.write(bytesOf(edition, path)), packed.test(name) ? 'stored' : 'deflated');
  }
  for (const path of made.toSorted()) addFile(zip, `data/${path}`, join(data, path));
  zip.end();
}

/** The bytes of a file or of a compressed twin, compared with their checksum. */
function bytesOf(edition: Edition, path: string): Buffer {
  const [, plain = path, ending] = /^(.*)\.(br|gz)$/.exec(path) ?? [];
  const bytes = ending === undefined ? edition.raw(path) : edition.raw(plain, ending === 'br' ? 'br' : 'gzip');
  // What the edition does not list is of no reader's concern, but the archive has the folder as it is.
  return bytes ?? readFileSync(join(edition.dir, path));
}

function addFile(zip: ZipWriter, name: string, path: string): void {
  zip.add(name, (into) => copyFile(path, into), packed.test(name) ? 'stored' : 'deflated');
}

const pieceBytes = 256 * 1024;

function copyFile(path: string, sink: Sink): void {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      // A new buffer each time: the archive keeps pieces until it has compressed them.
      const piece = Buffer.allocUnsafe(pieceBytes);
      const length = readSync(file, piece);
      if (length === 0) return;
      sink.write(piece.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
