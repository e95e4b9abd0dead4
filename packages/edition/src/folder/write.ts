import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { EditionContent, FormatName, Manifest } from '../edition.ts';
import { EditionError } from '../error.ts';
import type { Format } from '../format/format.ts';
import { formatOf, newestFormat } from '../format/formats.ts';
import { canonicalJson } from '../format/frozen/canonical.ts';
import { sha256 } from '../sha256.ts';
import { type SigningKey, signBytes } from '../sign.ts';
import { checksumList } from './checksums.ts';
import { type Disk, realDisk } from './disk.ts';
import { syncFolder } from './durable.ts';
import { editionFolder, safePath, unfinished, yearFolder } from './folders.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Files compressed at the same time: enough for two cores; each needs a compressor's memory. */
const concurrency = 2;

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
  disk: Disk = realDisk,
  format: Format = formatFor(root, content),
): Promise<{ dir: string; hash: string; manifest: Manifest }> {
  const { government, year, number } = content;
  if (!/^\d{2}(?:\.\d{2})?$/.test(government.code) || !Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`no edition can be numbered ${number} of ${government.code}`);
  }
  const dir = editionFolder(root, government.code, year, number);
  const refuse = () =>
    new EditionError('exists', `edition ${number} of ${government.code} ${year} was written already: editions are never changed`);
  if (existsSync(dir)) throw refuse();
  const { files, manifest: unsigned } = format.build(content);
  for (const path of files.keys()) if (!safePath.test(path)) throw new RangeError(`no file of an edition can be called ${path}`);
  const manifest: Manifest = { ...unsigned, key: key.id };
  const manifestBytes = canonicalJson(manifest);
  const parent = yearFolder(root, government.code, year);
  await makeFolder(parent, disk);
  const temporary = join(parent, `${unfinished}${number}-${randomUUID()}`);
  let named = false;
  try {
    await disk.promises.mkdir(temporary);
    const sums = await writeFiles(disk, temporary, new Map([...files, ['manifest.json', manifestBytes]]));
    for (const [path, bytes] of [
      ['manifest.sig', signBytes(manifestBytes, key)],
      ['public-key.pem', Buffer.from(key.publicKeyPem, 'utf8')],
    ] as const) {
      await writeFile(disk, temporary, path, bytes);
      sums.set(path, sha256(bytes));
    }
    await writeFile(disk, temporary, 'SHA256SUMS', checksumList(sums));
    for (const entry of await readdir(temporary, { withFileTypes: true }))
      if (entry.isDirectory()) syncFolder(join(temporary, entry.name), disk);
    syncFolder(temporary, disk);
    await disk.promises.rename(temporary, dir);
    named = true;
    syncFolder(parent, disk);
  } catch (error) {
    // Its name may not be durable, so it is as good as not written. What cannot be removed is removed by recovery.
    if (named) await disk.promises.rename(dir, temporary).catch(() => {});
    await disk.promises.rm(temporary, { recursive: true, force: true }).catch(() => {});
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) throw refuse();
    throw error;
  }
  return { dir, hash: sha256(manifestBytes), manifest };
}

/** By type none is left out. */
const everyFormat: Readonly<Record<FormatName, true>> = {
  'sipkadin-edition/3': true,
  'sipkadin-edition/2': true,
  'sipkadin-edition/1': true,
};

/**
 * Writes an edition whose folder was lost once more, where its content, built in any format and signed with this key, has the hash
 * that was recorded.
 * @returns whether it was written
 * @throws as `writeEdition`
 */
export async function rewriteEdition(root: string, content: EditionContent, hash: string, key: SigningKey): Promise<boolean> {
  const formats = Object.keys(everyFormat).flatMap((name) => formatOf(name) ?? []);
  const format = formats.find((candidate) => sha256(canonicalJson({ ...candidate.build(content).manifest, key: key.id })) === hash);
  if (format === undefined) return false;
  await writeEdition(root, content, key, realDisk, format);
  return true;
}

/**
 * New content is written in the newest format; a withdrawal or return in that of the edition whose content it has, so that its
 * files are the same bytes.
 */
function formatFor(root: string, { government, year, correction }: EditionContent): Format {
  if (correction === undefined || correction.content === null) return newestFormat;
  const path = join(editionFolder(root, government.code, year, correction.content), 'manifest.json');
  // Where that folder was lost a withdrawal is still possible, and can only be in a format of its own.
  if (!existsSync(path)) return newestFormat;
  const { format }: Partial<Manifest> = JSON.parse(readFileSync(path, 'utf8'));
  return formatOf(format) ?? newestFormat;
}

/** Every file with its compressed twins; the hashes of all that was written. */
async function writeFiles(disk: Disk, folder: string, files: ReadonlyMap<string, Buffer>): Promise<Map<string, string>> {
  for (const below of new Set([...files.keys()].map((path) => dirname(path))))
    await disk.promises.mkdir(join(folder, below), { recursive: true });
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
        await writeFile(disk, folder, name, content);
        sums.set(name, sha256(content));
      }
    }
  };
  const stopOthers = (error: unknown) => {
    queue.length = 0;
    throw error;
  };
  // All have stopped before the folder is removed on failure, or one would write into it meanwhile.
  const done = await Promise.allSettled(Array.from({ length: concurrency }, () => work().catch(stopOthers)));
  for (const result of done) if (result.status === 'rejected') throw result.reason;
  return sums;
}

async function writeFile(disk: Disk, folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.promises.open(join(folder, path), 'wx');
  try {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Folders above are new at a government's first edition; each new name is made durable in its own parent. */
async function makeFolder(path: string, disk: Disk): Promise<void> {
  const first = await disk.promises.mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) syncFolder(dirname(at), disk);
}
