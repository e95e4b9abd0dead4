import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Edition } from '@sipkadin/edition';
import type { EditionFacts } from '../formats/facts.ts';
import type { columnJson, sumJson } from '../formats/json.ts';
import { dataFiles } from './names.ts';

/** Raised when the same edition would give other bytes. 2: rows name their government; the table `edition`. 3: accounts say their akun. */
const generation = 3;

/** Beside the governments' folders; whatever lists editions does not look into it. */
const folderName = '.data';

/** Prefix of a folder that is being written. */
export const unfinishedData = '.new-';

/** A folder that nobody has written into for so many milliseconds was left by a process that ended. */
const abandonedAfter = 60 * 60 * 1000;

/** `index.json`: what the files hold. */
export interface DataIndex {
  format: 'sipkadin-opendata/1';
  edition: EditionFacts;
  tables: {
    name: string;
    title: { id: string; en: string };
    /** The edition's files that hold the same. */
    from: string;
    columns: ReturnType<typeof columnJson>[];
    rowCount: number;
    sums: ReturnType<typeof sumJson>[];
  }[];
  /** All but index.json, edition.zip and SHA256SUMS. */
  files: { path: string; bytes: number; sha256: string; mediaType: string; table: string | null }[];
}

interface Identity {
  government: string;
  year: number;
  number: number;
  /** Of the edition's manifest. */
  hash: string;
}

/** The folder of an edition's data files, beside the governments' folders: named for the edition, its hash and how it was made. */
export function dataFolderIn(root: string, { government, year, number, hash }: Identity): string {
  return join(root, folderName, government, String(year), `${number}-${hash.slice(0, 16)}-${generation}`);
}

/** The folder of an edition's data files as a path below the folder of editions, with forward slashes. */
export function foldersBeside(edition: Identity): string[] {
  return [relative('/', dataFolderIn('/', edition)).replaceAll(sep, '/')];
}

export function dataFolder({ dir, hash, manifest: { government, year, number } }: Pick<Edition, 'dir' | 'hash' | 'manifest'>): string {
  return dataFolderIn(dirname(dirname(dirname(dir))), { government: government.code, year, number, hash });
}

/** Folders of the same edition's files as an earlier release made them. */
export function earlierGenerations(folder: string): string[] {
  const [, edition = '', own = ''] = /^(.*-)(\d+)$/.exec(basename(folder)) ?? [];
  return readdirSync(dirname(folder)).flatMap((name) => {
    const number = name.startsWith(edition) ? name.slice(edition.length) : '';
    return /^\d+$/.test(number) && Number(number) < Number(own) ? [join(dirname(folder), name)] : [];
  });
}

/** Data files of an edition that is not the newest of its year stay for so long after they were made, in milliseconds. */
const keptFor = 7 * 24 * 60 * 60 * 1000;

/**
 * Removes the data files of editions before this one, once they are a week old: with them each edition would take three times the space,
 * and the same bytes can be made again from the edition. Their index stays, so that pages go on to list them.
 * @param number of the newest edition of the year
 */
export function dropEarlierData(root: string, { government, year, number }: Omit<Identity, 'hash'>, now = Date.now()): void {
  const folder = join(root, folderName, government, String(year));
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const of = Number(/^(\d+)-/.exec(name)?.[1] ?? number);
    const path = join(folder, name);
    if (of < number && hasData(path) && now - statSync(path).mtimeMs > keptFor) dropFiles(path);
  }
}

function dropFiles(folder: string): void {
  // First: without it the folder counts as one without files.
  rmSync(join(folder, dataFiles.checksums));
  for (const name of readdirSync(folder)) if (name !== dataFiles.index) rmSync(join(folder, name), { recursive: true });
}

/** The list of checksums is written last. */
export function hasData(folder: string): boolean {
  return existsSync(join(folder, dataFiles.checksums));
}

/** The data files that an edition has, with their checksums. */
export interface DataFiles {
  folder: string;
  /** SHA-256 by path. */
  sums: ReadonlyMap<string, string>;
}

/** @returns undefined where none were made */
export function dataFilesOf(edition: Pick<Edition, 'dir' | 'hash' | 'manifest'>): DataFiles | undefined {
  const folder = dataFolder(edition);
  if (!hasData(folder)) return undefined;
  const lines = readFileSync(join(folder, dataFiles.checksums), 'utf8').split('\n');
  return { folder, sums: new Map(lines.flatMap((line) => (line === '' ? [] : [[line.slice(66), line.slice(0, 64)]]))) };
}

/**
 * What the data files of an edition hold.
 * @param mayBeGone whether files that were removed, and are made again when somebody asks, count too
 * @returns undefined where no data files were made
 */
export function dataIndexOf(edition: Pick<Edition, 'dir' | 'hash' | 'manifest'>, { mayBeGone = false } = {}): DataIndex | undefined {
  const folder = dataFolder(edition);
  const path = join(folder, dataFiles.index);
  return (mayBeGone || hasData(folder)) && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DataIndex) : undefined;
}

/** Removes what a crash left half-written. */
export function dropUnfinishedData(root: string): void {
  const namesIn = (folder: string) => (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : []);
  const all = join(root, folderName);
  const years = namesIn(all).flatMap((government) => namesIn(join(all, government)).map((year) => join(all, government, year)));
  for (const path of years.flatMap((year) => namesIn(year).map((name) => join(year, name)))) {
    if (!basename(path).startsWith(unfinishedData)) continue;
    if (Date.now() - statSync(path).mtimeMs > abandonedAfter) rmSync(path, { recursive: true, force: true });
  }
}
