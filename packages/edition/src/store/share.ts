import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import type { Objects } from '@sipkadin/objects';
import { type PublicEdition, parsePointer, readPointer } from '../folder/pointer.ts';
import { inParallel } from '../folder/sharing/in-parallel.ts';
import { logFile } from '../log/log-file.ts';
import { statementPath, tilePaths } from '../log/tiles.ts';
import { publicReferences, referenceFolder } from '../reference/folder.ts';
import { fileKey, heads, logSize, stagedFolder, stagedPrefix, sumsFile } from './keys.ts';

/** Folders that belong to an edition, as of its data files: paths below the folder of editions, with forward slashes. */
export type FoldersOf = (edition: PublicEdition & { government: string; year: FiscalYear }) => readonly string[];

interface Place {
  objects: Objects;
  /** The local folder of editions. */
  root: string;
}

/**
 * Stores a folder with a list of checksums, unless the store has it whole; readers are not pointed to it by that.
 * @param path below the folder of editions, with forward slashes
 */
export function shareFolder(place: Place, path: string): Promise<void> {
  return storeFolder(place, path, fileKey(path));
}

/** Stores a written edition before the ledger records it: whatever happens to this machine afterwards, another one can announce it. */
export function stageEdition(
  place: Place,
  { number, ...edition }: PublicEdition & { government: string; year: FiscalYear },
): Promise<void> {
  return storeFolder(place, `${edition.government}/${edition.year}/${number}`, stagedFolder(edition));
}

async function storeFolder({ objects, root }: Place, path: string, target: string): Promise<void> {
  const folder = join(root, path);
  const sums = readFileSync(join(folder, sumsFile));
  const sumsKey = `${target}/${sumsFile}`;
  if ((await objects.read(sumsKey))?.equals(sums) === true) return;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => name !== sumsFile);
  await inParallel(files, (name) => objects.put(`${target}/${name.replaceAll(sep, '/')}`, { path: join(folder, name) }));
  await objects.put(sumsKey, sums);
}

/**
 * Brings the store to what is public of a year in the local folder: the log, the editions that it lacks with their further folders, then
 * the pointer. For the one process that holds the year.
 */
export async function shareYear(place: Place, government: string, year: FiscalYear, foldersOf: FoldersOf): Promise<void> {
  const { objects, root } = place;
  const path = `${government}/${year}`;
  const pointer = `${path}/published.json`;
  const present = await objects.read(heads + pointer);
  // A machine that stood still may have put an earlier head in the place of a later one.
  await shareLog(place);
  if (!existsSync(join(root, pointer)) || present?.equals(readFileSync(join(root, pointer))) === true) return;
  await shareKeys(place);
  const known = new Set((present && parsePointer(present.toString('utf8')))?.map(({ hash }) => hash));
  for (const edition of readPointer(root, government, year)) {
    if (known.has(edition.hash)) continue;
    await shareFolder(place, `${path}/${edition.number}`);
    for (const further of foldersOf({ government, year, ...edition }))
      if (existsSync(join(root, further, sumsFile))) await shareFolder(place, further);
  }
  await shareHead(place, pointer);
  for (const { key } of await objects.list(stagedPrefix(government, year))) await objects.remove(key);
}

/** Stores the statements about changes of the key, which lie beside the log. */
export async function shareKeys(place: Place): Promise<void> {
  for (let number = 1; logFile(place.root, statementPath(number)) !== undefined; number++)
    await shareHead(place, `log/${statementPath(number)}`);
}

/** Whether the log in the store is shorter than the one here, or none. */
export async function isLogBehind(objects: Objects, root: string): Promise<boolean> {
  return logSize(await objects.read(`${heads}log/checkpoint`)) < logSize(logFile(root, 'checkpoint'));
}

/** Stores the log where that in the store is shorter, or none. */
async function shareLog(place: Place): Promise<void> {
  const { objects, root } = place;
  if (!(await isLogBehind(objects, root))) return;
  const size = logSize(logFile(root, 'checkpoint'));
  // Full tiles never change; one that is not full has its width in its name, and is small.
  await inParallel(tilePaths(size), async (path) => {
    const bytes = logFile(root, path);
    const key = fileKey(`log/${path}`);
    if (bytes !== undefined && (await objects.size(key)) !== bytes.length) await objects.put(key, bytes);
  });
  await shareHead(place, 'log/checkpoint');
}

/** Stores what a government publishes beside its editions, where there is something and it changed. */
export async function shareRegister(place: Place, government: string): Promise<void> {
  const path = `${government}/register.json`;
  if (existsSync(join(place.root, path))) await shareHead(place, path);
}

/** Stores the public figures of other regions, where there are some that the store lacks. */
export async function shareReferences(place: Place): Promise<void> {
  const last = publicReferences(place.root).at(-1);
  if (last === undefined) return;
  await shareFolder(place, `${referenceFolder}/${last.number}`);
  await shareHead(place, `${referenceFolder}/published.json`);
}

/** Replaces a file below both prefixes, the one that readers look at last. */
async function shareHead({ objects, root }: Place, path: string): Promise<void> {
  const bytes = readFileSync(join(root, path));
  if ((await objects.read(heads + path))?.equals(bytes) === true) return;
  await objects.put(fileKey(path), bytes);
  await objects.put(heads + path, bytes);
}
