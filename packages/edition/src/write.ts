import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { buildEdition, buildManifest } from './build.ts';
import { canonicalJson, compareText } from './canonical.ts';
import { sha256 } from './catalogue.ts';
import { syncFolder } from './durable.ts';
import type { EditionContent, Manifest } from './edition.ts';
import { EditionError } from './error.ts';
import { editionFolder, safePath, unfinished, yearFolder } from './folders.ts';
import { type SigningKey, signBytes } from './sign.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Files compressed at a time: enough to keep two cores busy, for each holds a compressor's memory. */
const abreast = 2;

/**
 * Writes an edition to `<root>/<government>/<year>/<number>/`, whole or not at all, and on the disk before it returns. It is
 * not public until announced.
 * @returns the folder, the SHA-256 of its manifest and the manifest
 * @throws EditionError exists; system errors (EROFS, ENOSPC, EACCES) as they are, after what was begun is removed
 */
export async function writeEdition(
  root: string,
  content: EditionContent,
  key: SigningKey,
): Promise<{ dir: string; hash: string; manifest: Manifest }> {
  const { government, year, number } = content;
  if (!/^\d{2}(?:\.\d{2})?$/.test(government.code) || !Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`no edition can be numbered ${number} of ${government.code}`);
  }
  const dir = editionFolder(root, government.code, year, number);
  const refuse = () =>
    new EditionError('exists', `edition ${number} of ${government.code} ${year} was written already: editions are never changed`);
  if (existsSync(dir)) throw refuse();
  const files = buildEdition(content);
  for (const path of files.keys()) if (!safePath.test(path)) throw new RangeError(`no file of an edition can be called ${path}`);
  const manifest = buildManifest(content, files, key.id);
  const manifestBytes = canonicalJson(manifest);
  const parent = yearFolder(root, government.code, year);
  await makeFolder(parent);
  const temporary = join(parent, `${unfinished}${number}-${randomUUID()}`);
  try {
    await mkdir(temporary);
    const sums = await writeFiles(temporary, new Map([...files, ['manifest.json', manifestBytes]]));
    for (const [path, bytes] of [
      ['manifest.sig', signBytes(manifestBytes, key)],
      ['public-key.pem', Buffer.from(key.publicKeyPem, 'utf8')],
    ] as const) {
      await writeFile(temporary, path, bytes);
      sums.set(path, sha256(bytes));
    }
    await writeFile(temporary, 'SHA256SUMS', checksumList(sums));
    for (const entry of await readdir(temporary, { withFileTypes: true })) if (entry.isDirectory()) syncFolder(join(temporary, entry.name));
    syncFolder(temporary);
    await rename(temporary, dir);
    syncFolder(parent);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) throw refuse();
    throw error;
  }
  return { dir, hash: sha256(manifestBytes), manifest };
}

/** The form of `sha256sum`: `<hash>  <path>`, in order of path. */
export function checksumList(sums: ReadonlyMap<string, string>): Buffer {
  const lines = [...sums].sort(([a], [b]) => compareText(a, b)).map(([path, hash]) => `${hash}  ${path}\n`);
  return Buffer.from(lines.join(''), 'utf8');
}

/** Every file with its compressed twins; the hashes of all that was written. */
async function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): Promise<Map<string, string>> {
  for (const below of new Set([...files.keys()].map((path) => dirname(path)))) await mkdir(join(folder, below), { recursive: true });
  const sums = new Map<string, string>();
  // The largest first, or the last one alone would keep the others waiting.
  const queue = [...files].sort(([, a], [, b]) => b.length - a.length);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [path, bytes] = next;
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      const twins = [
        [path, bytes],
        [`${path}.br`, await brotli(bytes, { params })],
        [`${path}.gz`, await zip(bytes, { level: 9 })],
      ] as const;
      for (const [name, content] of twins) {
        await writeFile(folder, name, content);
        sums.set(name, sha256(content));
      }
    }
  };
  const stopOthers = (error: unknown) => {
    queue.length = 0;
    throw error;
  };
  // All have stopped before the folder is removed on failure, or one would write into it meanwhile.
  const done = await Promise.allSettled(Array.from({ length: abreast }, () => work().catch(stopOthers)));
  for (const result of done) if (result.status === 'rejected') throw result.reason;
  return sums;
}

async function writeFile(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(join(folder, path), 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Folders above are new at a government's first edition; each new name is made durable in its own parent. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) syncFolder(dirname(at));
}
