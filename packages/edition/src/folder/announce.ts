import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { FiscalYear } from '@sipkadin/budget';
import type { Manifest } from '../edition.ts';
import { EditionError } from '../error.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { type Disk, realDisk } from './disk.ts';
import { replaceDurably } from './durable.ts';
import { editionFolder, unfinished } from './folders.ts';
import { changeMarkerPath, type PublicEdition, pointerPath, readChanges, readPointer } from './pointer.ts';

/**
 * Makes a written edition public: readers see the pointer before or after, never between. Announcing it again changes nothing.
 * @param hash what the ledger recorded; another manifest in the folder is refused
 * @throws EditionError not-found, damaged, out-of-order where its predecessor is not the last public one; system errors as they are
 */
export async function announce(
  root: string,
  government: string,
  year: FiscalYear,
  number: number,
  hash: string,
  disk: Disk = realDisk,
): Promise<void> {
  // Synchronous within: two announcements in one process cannot read the pointer before either has replaced it.
  const folder = editionFolder(root, government, year, number);
  const name = `${government} ${year} number ${number}`;
  if (!existsSync(join(folder, 'manifest.json'))) throw new EditionError('not-found', `edition ${name} was not written`);
  const bytes = readFileSync(join(folder, 'manifest.json'));
  if (sha256(bytes) !== hash) throw new EditionError('damaged', `the manifest of ${name} is not the one that was recorded`);
  const manifest: Manifest = JSON.parse(bytes.toString('utf8'));
  const editions = readPointer(root, government, year);
  const known = editions.find((entry) => entry.number === number);
  if (known?.hash === hash) return;
  const last = editions.at(-1);
  const { previous } = manifest;
  if (known || previous?.number !== last?.number || previous?.hash !== last?.hash || number <= (last?.number ?? 0)) {
    throw new EditionError(
      'out-of-order',
      `edition ${name} follows ${previous?.number ?? 'none'}, but the last public one is ${last?.number ?? 'none'}`,
    );
  }
  replacePointer(root, government, year, [...editions, { number, hash }], disk);
}

/** Points readers to exactly these editions. For the one process that publishes the year. */
export function replacePointer(
  root: string,
  government: string,
  year: FiscalYear,
  editions: readonly PublicEdition[],
  disk: Disk = realDisk,
): void {
  replacePointerAt(root, pointerPath(root, government, year), editions, disk);
}

/** The same for the pointer in this file. */
export function replacePointerAt(root: string, path: string, editions: readonly PublicEdition[], disk: Disk = realDisk): void {
  const content = canonicalJson({ editions: editions.map(({ number, hash }) => ({ number, hash })) }).toString('utf8');
  replaceDurably(path, content, join(dirname(path), `${unfinished}${randomUUID()}`), { disk });
  markChanged(root, disk, path);
}

/** Changes that the marker names: more than are announced between two looks of a reader. */
const mostNamed = 64;

/**
 * The edition is public by now: where the marker cannot be written, or another process overwrites it at once, readers see it at their
 * next whole look instead.
 * @param path the file that was replaced, below the root; left out, readers look at all
 */
export function markChanged(root: string, disk: Disk, path?: string): void {
  try {
    const before = readChanges(root).slice(1 - mostNamed);
    const named = path === undefined ? '' : relative(root, path).split(sep).join('/');
    const changes = [...before, { number: (before.at(-1)?.number ?? 0) + 1, path: named }];
    const content = changes.map((one) => `${one.number} ${one.path}\n`).join('');
    replaceDurably(changeMarkerPath(root), content, join(root, `${unfinished}${randomUUID()}`), { disk });
  } catch {
    // Without the marker the edition is found half a minute later, when all pointers are read.
  }
}
