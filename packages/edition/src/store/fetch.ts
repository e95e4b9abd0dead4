import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { type Objects, ObjectsError } from '@sipkadin/objects';
import type { Manifest } from '../edition.ts';
import { readChecksums } from '../folder/checksums.ts';
import { realDisk } from '../folder/disk.ts';
import { syncFolder, writeDurably } from '../folder/durable.ts';
import { safePath, unfinished } from '../folder/folders.ts';
import type { PublicEdition } from '../folder/pointer.ts';
import { inParallel } from '../folder/sharing/in-parallel.ts';
import { contentOf, link } from '../folder/sharing/link.ts';
import { sha256 } from '../sha256.ts';
import { fileKey, stagedFolder, sumsFile } from './keys.ts';

/**
 * Copies a folder from the store, each file held against the folder's list of checksums; whole or not at all, and on the disk before it
 * returns. Files that an edition beside it has too become read-only links to those. Nothing where the folder is here already.
 * @param path below the folder of editions, with forward slashes
 * @param mustHold looks at the folder before it has its name; what it throws leaves nothing
 * @param source where it is in the store
 * @returns false where the store does not have it whole
 */
export async function fetchFolder(
  objects: Objects,
  root: string,
  path: string,
  mustHold: (folder: string, sums: ReadonlyMap<string, string>) => void = () => {},
  source = fileKey(path),
): Promise<boolean> {
  const folder = join(root, path);
  if (existsSync(folder)) return true;
  const list = await objects.read(`${source}/${sumsFile}`);
  if (list === undefined) return false;
  const sums = parseSums(path, list.toString('utf8'));
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const temporary = join(parent, `${unfinished}${basename(folder)}-${randomUUID()}`);
  const here = filesHere(parent);
  try {
    mkdirSync(temporary);
    await inParallel([...sums], async ([name, hash]) => {
      if (await linkHere(here.get(hash), hash, join(temporary, name))) return;
      if (!(await objects.fetch(`${source}/${name}`, join(temporary, name), hash)))
        throw new ObjectsError('damaged', `${path}/${name} is not in the store`);
    });
    writeDurably(join(temporary, sumsFile), list);
    mustHold(temporary, sums);
    for (const entry of readdirSync(temporary, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) syncFolder(join(entry.parentPath, entry.name));
    syncFolder(temporary);
    renameSync(temporary, folder);
    syncFolder(parent);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return true;
}

/** Files of the editions in a year's folder, by hash; none in a folder of another kind. */
function filesHere(year: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const number of readdirSync(year).filter((name) => /^\d+$/.test(name))) {
    const list = contentOf(join(year, number, sumsFile));
    if (list === undefined) continue;
    for (const [path, hash] of readChecksums(list)) found.set(hash, join(year, number, path));
  }
  return found;
}

/** @returns false where the file is not the one with this hash, or these two places can have no link */
async function linkHere(from: string | undefined, hash: string, to: string): Promise<boolean> {
  const bytes = from === undefined ? undefined : contentOf(from);
  if (from === undefined || bytes === undefined || sha256(bytes) !== hash) return false;
  mkdirSync(dirname(to), { recursive: true });
  chmodSync(from, 0o444);
  return link(realDisk, from, to);
}

type Named = PublicEdition & { government: string; year: FiscalYear };

/** The same of an edition, which must be the one with this hash. @throws ObjectsError damaged where the store holds another */
export function fetchEdition(objects: Objects, root: string, { government, year, number, hash }: Named): Promise<boolean> {
  const path = `${government}/${year}/${number}`;
  return fetchFolder(objects, root, path, signedFolder(path, hash));
}

/** The same of an edition that was recorded by a machine which then did not point readers to it. */
export async function fetchStaged(objects: Objects, root: string, edition: Named): Promise<boolean> {
  const path = `${edition.government}/${edition.year}/${edition.number}`;
  const isHere = await fetchFolder(objects, root, path, signedFolder(path, edition.hash), stagedFolder(edition));
  return isHere || fetchEdition(objects, root, edition);
}

/** Whether the manifest is the announced one, and the list of checksums that of its files. */
export function signedFolder(path: string, hash: string) {
  return (folder: string, sums: ReadonlyMap<string, string>): void => {
    const manifest = readFileSync(join(folder, 'manifest.json'));
    const { files }: Pick<Manifest, 'files'> = JSON.parse(manifest.toString('utf8'));
    if (sha256(manifest) !== hash || files.some((file) => sums.get(file.path) !== file.sha256))
      throw new ObjectsError('damaged', `${path} is not the edition that was announced`);
  };
}

function parseSums(path: string, text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, hash = '', name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!safePath.test(name)) throw new ObjectsError('damaged', `the list of checksums of ${path} has another form`);
    sums.set(name, hash);
  }
  return sums;
}
