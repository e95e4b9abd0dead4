import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsoInstant } from '@sipkadin/budget';
import { EditionError } from '../error.ts';
import { replacePointerAt } from '../folder/announce.ts';
import { type Disk, realDisk } from '../folder/disk.ts';
import { foldersIn } from '../folder/folders.ts';
import { type PublicEdition, readPointerAt } from '../folder/pointer.ts';
import { writeSigned } from '../folder/write-signed.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { type SigningKey, signedWith } from '../sign.ts';
import { buildReference } from './build.ts';
import { type Reference, type ReferenceContent, type ReferenceManifest, referenceFormat } from './reference.ts';
import { restoreReference } from './restore.ts';

/** Beside the folders of governments, which are called by their codes. */
export const referenceFolder = 'acuan';

export function referencePointerPath(root: string): string {
  return join(root, referenceFolder, 'published.json');
}

/** The public reference editions, oldest first. @throws EditionError damaged */
export function publicReferences(root: string): PublicEdition[] {
  return readPointerAt(referencePointerPath(root));
}

/** Numbers of the reference editions that were written whole, public or not. */
export function writtenReferences(root: string): number[] {
  return foldersIn(join(root, referenceFolder), /^[1-9]\d*$/).map(Number);
}

/** The last public reference edition. @returns undefined where none is public @throws EditionError damaged */
export function latestReference(root: string): Reference | undefined {
  const last = publicReferences(root).at(-1);
  return last && openReference(root, last);
}

/** @throws EditionError damaged where a file is not what its hash promises */
export function openReference(root: string, { number, hash }: PublicEdition): Reference {
  const dir = join(root, referenceFolder, String(number));
  const bytes = read(dir, 'manifest.json');
  if (sha256(bytes) !== hash) throw new EditionError('damaged', `${join(dir, 'manifest.json')} is not the one that was announced`);
  const manifest: ReferenceManifest = JSON.parse(bytes.toString('utf8'));
  if (manifest.format !== referenceFormat) throw new EditionError('damaged', `${dir} is of a format this version does not know`);
  const content = restoreReference(manifest, (path) => {
    const found = read(dir, path);
    if (sha256(found) !== manifest.files.find((file) => file.path === path)?.sha256)
      throw new EditionError('damaged', `${join(dir, path)} is not what its edition's checksums promise`);
    return found;
  });
  return { manifest, hash, dir, content };
}

/**
 * Publishes reference data as the next edition, written whole and announced in one step: it rests on no ledger.
 * @throws EditionError exists where another process published meanwhile; system errors as they are
 */
export async function publishReference(
  root: string,
  content: ReferenceContent,
  key: SigningKey,
  { now, disk = realDisk }: { now: IsoInstant; disk?: Disk },
): Promise<Reference> {
  const announced = publicReferences(root);
  const previous = announced.at(-1) ?? null;
  const number = Math.max(previous?.number ?? 0, ...writtenReferences(root)) + 1;
  const { files, manifest: unsigned } = buildReference(content, { number, publishedAt: now, previous });
  const manifest: ReferenceManifest = { ...unsigned, key: key.id };
  const bytes = canonicalJson(manifest);
  const dir = join(root, referenceFolder, String(number));
  const earlier = previous === null ? [] : [join(root, referenceFolder, String(previous.number))];
  if (!(await writeSigned(dir, { files, manifest: bytes, earlier, ...signedWith(key, bytes) }, disk)))
    throw new EditionError('exists', `reference edition ${number} was written already: editions are never changed`);
  const hash = sha256(bytes);
  replacePointerAt(root, referencePointerPath(root), [...announced, { number, hash }], disk);
  return { manifest, hash, dir, content };
}

function read(dir: string, path: string): Buffer {
  const full = join(dir, path);
  if (!existsSync(full)) throw new EditionError('damaged', `${full} is gone`);
  return readFileSync(full);
}
