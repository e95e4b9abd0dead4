import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import type { Manifest } from '../../edition.ts';
import { EditionError } from '../../error.ts';
import { editionName, type LogEntry } from '../../log/log-entry.ts';
import { sha256 } from '../../sha256.ts';
import { keyIdOf } from '../../sign.ts';
import { parseJson } from '../../verify/compare.ts';
import { verifyEdition } from '../../verify/verify.ts';
import { realDisk } from '../disk.ts';
import { dropEdition, editionFolder, safePath } from '../folders.ts';
import { readPointer } from '../pointer.ts';
import { type SignedFiles, writeSigned } from '../write-signed.ts';
import { inParallel } from './in-parallel.ts';
import { contentOf } from './link.ts';

/**
 * Reads a file of an edition elsewhere by its path in the edition's folder.
 * @param most bytes that it may have @returns undefined where there is none @throws where it cannot be read, or is longer
 */
export type ReadEditionFile = (path: string, most: number) => Promise<Uint8Array | undefined>;

/** What was copied of an edition. */
export interface CopiedEdition {
  /** Bytes of the files that were read elsewhere, as they are uncompressed; 0 where the edition was here already. */
  fetched: number;
  /** Bytes of those that an edition here has too. */
  shared: number;
}

const largestManifest = 16 * 1024 * 1024;
const largestKey = 4096;
const signatureLength = 64;
const mostFiles = 20_000;
/** Of all files of an edition, uncompressed; a large city has some 100 MB. */
const largestEdition = 2 * 1024 ** 3;

/**
 * Copies an edition from elsewhere into a root, whole and verified or not at all; it is not public until announced.
 * @param entry its leaf of the log, by which manifest and key are held
 * @returns undefined where it is not served there
 * @throws EditionError damaged where what is served is not what was signed, or does not verify; what `read` throws
 */
export async function copyEdition(root: string, entry: LogEntry, read: ReadEditionFile): Promise<CopiedEdition | undefined> {
  const year = fiscalYear(entry.year);
  const dir = editionFolder(root, entry.government, year, entry.number);
  if (holds(dir, entry) && isWhole(dir)) return { fetched: 0, shared: 0 };
  // One that is public here and damaged stays for a person to look at: `bringBackEdition`.
  if (existsSync(dir)) dropEdition(root, entry.government, year, entry.number);
  const found = await readSigned(root, entry, read);
  if (found === undefined) return undefined;
  await writeSigned(dir, found.signed, realDisk);
  const [problem] = verifyEdition(dir, found.signed.publicKeyPem);
  if (problem !== undefined) {
    dropEdition(root, entry.government, year, entry.number);
    throw new EditionError('damaged', `edition ${editionName(entry)} does not verify: ${problem.path}: ${problem.message.en}`);
  }
  return found.copied;
}

/** Whether a folder's manifest is the one in the log. */
export function holds(dir: string, { hash }: LogEntry): boolean {
  const known = contentOf(join(dir, 'manifest.json'));
  return known !== undefined && sha256(known) === hash;
}

/**
 * Reads an edition from elsewhere, each file by the hash in its signed manifest. Only files are read whose hash no other edition of the
 * year here has.
 * @returns undefined where it is not served there
 * @throws EditionError damaged where what is served is not what was signed; what `read` throws
 */
export async function readSigned(
  root: string,
  entry: LogEntry,
  read: ReadEditionFile,
): Promise<{ signed: SignedFiles; copied: CopiedEdition } | undefined> {
  const name = editionName(entry);
  const year = fiscalYear(entry.year);
  const manifestBytes = await read('manifest.json', largestManifest);
  if (manifestBytes === undefined) return undefined;
  if (sha256(manifestBytes) !== entry.hash) throw wrong(name, 'manifest.json');
  const manifest = manifestOf(manifestBytes, entry);
  const [signature, key] = [await read('manifest.sig', signatureLength), await read('public-key.pem', largestKey)];
  const publicKeyPem = key && Buffer.from(key).toString('utf8');
  if (signature === undefined || publicKeyPem === undefined) throw wrong(name, 'manifest.sig');
  if (keyIdOf(publicKeyPem) !== entry.key) throw wrong(name, 'public-key.pem');
  const here = filesHere(root, entry);
  const done: CopiedEdition = { fetched: 0, shared: 0 };
  const files = new Map<string, Buffer>();
  await inParallel(manifest.files, async (file) => {
    const local = here.get(file.sha256);
    const own = local === undefined ? undefined : contentOf(local, file.bytes);
    if (own !== undefined && sha256(own) === file.sha256) {
      files.set(file.path, own);
      done.shared += own.length;
      return;
    }
    const bytes = await read(file.path, file.bytes);
    if (bytes?.length !== file.bytes || sha256(bytes) !== file.sha256) throw wrong(name, file.path);
    files.set(file.path, Buffer.from(bytes));
    done.fetched += bytes.length;
  });
  const earlier = [manifest.correction?.content, manifest.previous?.number].flatMap((other) =>
    other ? [editionFolder(root, entry.government, year, other)] : [],
  );
  return { signed: { files, manifest: Buffer.from(manifestBytes), signature, publicKeyPem, earlier }, copied: done };
}

function isWhole(dir: string): boolean {
  const pem = contentOf(join(dir, 'public-key.pem'));
  return pem !== undefined && verifyEdition(dir, pem.toString('utf8')).length === 0;
}

function wrong(name: string, path: string): EditionError {
  return new EditionError('damaged', `${path} of edition ${name} is not served as it was signed`);
}

/** @throws EditionError damaged where it is not this edition's, or names files that no edition has */
function manifestOf(bytes: Uint8Array, entry: LogEntry): Manifest {
  const manifest = parseJson(Buffer.from(bytes)) as Partial<Manifest> | undefined;
  const { government, year, number, files } = manifest ?? {};
  const isThis = government?.code === entry.government && year === entry.year && number === entry.number;
  if (!isThis || !Array.isArray(files) || files.length > mostFiles) throw wrong(editionName(entry), 'manifest.json');
  let sum = 0;
  for (const file of files as Partial<Manifest['files'][number]>[]) {
    const { path, bytes: size, sha256: hash } = file ?? {};
    if (typeof path !== 'string' || !safePath.test(path) || typeof hash !== 'string') throw wrong(editionName(entry), 'manifest.json');
    // A size below zero would make room in the sum for one without a bound.
    if (size === undefined || !Number.isSafeInteger(size) || size < 0) throw wrong(editionName(entry), 'manifest.json');
    sum += size;
  }
  if (sum > largestEdition) throw wrong(editionName(entry), 'manifest.json');
  return manifest as Manifest;
}

/** Files of the year's public editions in a root, by hash; the newest edition's where several have the same. */
function filesHere(root: string, { government, year }: LogEntry): Map<string, string> {
  const found = new Map<string, string>();
  for (const { number } of readPointer(root, government, fiscalYear(year))) {
    const dir = editionFolder(root, government, fiscalYear(year), number);
    const manifest = parseJson(contentOf(join(dir, 'manifest.json')) ?? Buffer.alloc(0)) as Manifest | undefined;
    for (const { path, sha256: hash } of manifest?.files ?? []) found.set(hash, join(dir, path));
  }
  return found;
}
