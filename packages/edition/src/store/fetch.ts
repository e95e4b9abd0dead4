import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import { type Objects, ObjectsError } from '@sipkadin/objects';
import type { Manifest } from '../edition.ts';
import { syncFolder, writeDurably } from '../folder/durable.ts';
import { safePath, unfinished } from '../folder/folders.ts';
import type { PublicEdition } from '../folder/pointer.ts';
import { sha256 } from '../sha256.ts';
import { fileKey, sumsFile } from './keys.ts';
import { inParallel } from './share.ts';

/**
 * Copies a folder from the store, each file held against the folder's list of checksums; whole or not at all, and on the disk before it
 * returns. Nothing where it is here already.
 * @param path below the folder of editions, with forward slashes
 * @param mustHold looks at the folder before it has its name; what it throws leaves nothing
 * @returns false where the store does not have it whole
 */
export async function fetchFolder(
  objects: Objects,
  root: string,
  path: string,
  mustHold: (folder: string, sums: ReadonlyMap<string, string>) => void = () => {},
): Promise<boolean> {
  const folder = join(root, path);
  if (existsSync(folder)) return true;
  const list = await objects.read(fileKey(`${path}/${sumsFile}`));
  if (list === undefined) return false;
  const sums = parseSums(path, list.toString('utf8'));
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const temporary = join(parent, `${unfinished}${basename(folder)}-${randomUUID()}`);
  try {
    mkdirSync(temporary);
    await inParallel([...sums], async ([name, hash]) => {
      if (!(await objects.fetch(fileKey(`${path}/${name}`), join(temporary, name), hash)))
        throw new ObjectsError('damaged', `${path}/${name} is not in the store`);
    });
    writeDurably(join(temporary, sumsFile), list);
    mustHold(temporary, sums);
    syncFolder(temporary);
    renameSync(temporary, folder);
    syncFolder(parent);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return true;
}

/** The same of an edition, which must be the one with this hash. @throws ObjectsError damaged where the store holds another */
export function fetchEdition(
  objects: Objects,
  root: string,
  { government, year, number, hash }: PublicEdition & { government: string; year: FiscalYear },
): Promise<boolean> {
  const path = `${government}/${year}/${number}`;
  return fetchFolder(objects, root, path, signedFolder(path, hash));
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
