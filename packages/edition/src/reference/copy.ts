import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EditionError } from '../error.ts';
import { replacePointerAt } from '../folder/announce.ts';
import { realDisk } from '../folder/disk.ts';
import { safePath } from '../folder/folders.ts';
import { parsePointer } from '../folder/pointer.ts';
import { writeSigned } from '../folder/write-signed.ts';
import { sha256 } from '../sha256.ts';
import { keyIdOf } from '../sign.ts';
import { parseJson } from '../verify/compare.ts';
import { publicReferences, referenceFolder, referencePointerPath } from './folder.ts';
import type { ReferenceManifest } from './reference.ts';
import { verifyReference } from './verify.ts';

/** Bytes that the figures of other regions may have; those of all 552 have 3 MB. */
const largest = { pointer: 1_000_000, manifest: 1_000_000, signature: 64, key: 4096, all: 256 * 1024 ** 2 };
const mostFiles = 100;

/**
 * Copies the newest public figures of other regions from elsewhere, whole and verified or not at all, and makes them public here.
 * @param read a file below the folder of such figures, as `ReadEditionFile` does; `published.json` lists them
 * @param isKnown whether a key with this fingerprint is the publisher's
 * @returns the bytes that were read; 0 where these, or newer ones, are here already, or there are none elsewhere
 * @throws EditionError damaged where what is served is not what was signed, or not a continuation of what is here; what `read` throws
 */
export async function copyReference(
  root: string,
  read: (path: string, most: number) => Promise<Uint8Array | undefined>,
  isKnown: (fingerprint: string) => boolean,
): Promise<number> {
  const list = await read('published.json', largest.pointer);
  if (list === undefined) return 0;
  const last = parsePointer(Buffer.from(list).toString('utf8'))?.at(-1);
  if (last === undefined) throw damaged('published.json');
  const here = publicReferences(root);
  const same = here.find(({ number }) => number === last.number);
  if (same !== undefined && same.hash !== last.hash) throw damaged('published.json');
  if (last.number <= (here.at(-1)?.number ?? 0)) return 0;
  const from = (path: string, most: number) => read(`${last.number}/${path}`, most);
  const manifest = await from('manifest.json', largest.manifest);
  if (manifest === undefined || sha256(manifest) !== last.hash) throw damaged('manifest.json');
  const signature = await from('manifest.sig', largest.signature);
  const key = await from('public-key.pem', largest.key);
  const publicKeyPem = key && Buffer.from(key).toString('utf8');
  const signer = publicKeyPem && keyIdOf(publicKeyPem);
  if (signature === undefined || publicKeyPem === undefined || !signer || !isKnown(signer)) throw damaged('public-key.pem');
  const files = new Map<string, Buffer>();
  for (const { path, bytes: size, sha256: hash } of filesOf(manifest)) {
    const bytes = await from(path, size);
    if (bytes?.length !== size || sha256(bytes) !== hash) throw damaged(path);
    files.set(path, Buffer.from(bytes));
  }
  const dir = join(root, referenceFolder, String(last.number));
  // Written and not announced: a run before this one ended in between.
  rmSync(dir, { recursive: true, force: true });
  await writeSigned(dir, { files, manifest: Buffer.from(manifest), signature, publicKeyPem }, realDisk);
  const [problem] = verifyReference(dir, publicKeyPem);
  if (problem !== undefined) {
    rmSync(dir, { recursive: true, force: true });
    throw damaged(`${problem.path} (${problem.message.en})`);
  }
  replacePointerAt(root, referencePointerPath(root), [...here, last]);
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}

/** @throws EditionError damaged where it names files that no such edition has */
function filesOf(manifest: Uint8Array): ReferenceManifest['files'] {
  const { files } = (parseJson(Buffer.from(manifest)) ?? {}) as Partial<ReferenceManifest>;
  if (!Array.isArray(files) || files.length > mostFiles) throw damaged('manifest.json');
  let sum = 0;
  for (const { path, bytes, sha256: hash } of files as Partial<ReferenceManifest['files'][number]>[]) {
    if (typeof path !== 'string' || !safePath.test(path) || !Number.isSafeInteger(bytes) || typeof hash !== 'string')
      throw damaged('manifest.json');
    sum += bytes ?? 0;
  }
  if (sum > largest.all) throw damaged('manifest.json');
  return files;
}

function damaged(path: string): EditionError {
  return new EditionError('damaged', `${referenceFolder}/${path} is not served as it was signed`);
}
