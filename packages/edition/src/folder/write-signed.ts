import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import { sha256 } from '../sha256.ts';
import { checksumList } from './checksums.ts';
import type { Disk } from './disk.ts';
import { syncFolder } from './durable.ts';
import { unfinished } from './folders.ts';
import { linkEqual } from './sharing/link.ts';

/**
 * A command compresses on Node's thread pool. A server publishes on a thread of low priority, and compresses on that one: the pool belongs
 * to the whole process and its threads have the usual priority, so that readers' pages would wait for the files of an edition.
 */
const brotli = isMainThread ? promisify(brotliCompress) : brotliCompressSync;
const zip = isMainThread ? promisify(gzip) : gzipSync;

/** Files compressed at the same time: enough for two cores; each needs a compressor's memory. */
const concurrency = 2;

export interface SignedFiles {
  files: ReadonlyMap<string, Buffer>;
  manifest: Buffer;
  /** Over the manifest, and the key that it holds by. */
  signature: Uint8Array;
  publicKeyPem: string;
  /** Folders of earlier editions: a file with the same content there becomes a hard link to it. */
  earlier?: readonly string[];
}

/**
 * Writes a folder of files with their compressed twins, the signed manifest, the key and the checksums; whole or not at all, and on
 * the disk before it returns. Files are read-only, because several editions may share them.
 * @returns false where there is such a folder already
 * @throws system errors (EROFS, ENOSPC, EACCES) as they are, after what was begun is removed
 */
export async function writeSigned(
  dir: string,
  { files, manifest, signature, publicKeyPem, earlier = [] }: SignedFiles,
  disk: Disk,
): Promise<boolean> {
  if (existsSync(dir)) return false;
  const parent = dirname(dir);
  await makeFolder(parent, disk);
  const temporary = join(parent, `${unfinished}${basename(dir)}-${randomUUID()}`);
  let named = false;
  try {
    await disk.promises.mkdir(temporary);
    const sums = await writeFiles(disk, temporary, new Map([...files, ['manifest.json', manifest]]), earlier);
    for (const [path, bytes] of [
      ['manifest.sig', signature],
      ['public-key.pem', Buffer.from(publicKeyPem, 'utf8')],
    ] as const) {
      await writeFile(disk, temporary, path, bytes);
      sums.set(path, sha256(bytes));
    }
    await writeFile(disk, temporary, 'SHA256SUMS', checksumList(sums));
    for (const entry of await readdir(temporary, { withFileTypes: true, recursive: true }))
      if (entry.isDirectory()) syncFolder(join(entry.parentPath, entry.name), disk);
    syncFolder(temporary, disk);
    await disk.promises.rename(temporary, dir);
    named = true;
    syncFolder(parent, disk);
  } catch (error) {
    // Its name may not be durable, so it is as good as not written. What cannot be removed is removed by recovery.
    if (named) await disk.promises.rename(dir, temporary).catch(() => {});
    await disk.promises.rm(temporary, { recursive: true, force: true }).catch(() => {});
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) return false;
    throw error;
  }
  return true;
}

/** The usual window of 4 MB has a compressor prepare as much for a file of 3 KB; beyond the length of a file a window saves nothing. */
function brotliFor(length: number): Record<number, number> {
  return {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: length,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(16, Math.ceil(Math.log2(length + 16)))),
  };
}

/** Every file with its compressed twins; the hashes of all of them. */
async function writeFiles(
  disk: Disk,
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  earlier: readonly string[],
): Promise<Map<string, string>> {
  for (const below of new Set([...files.keys()].map((path) => dirname(path))))
    await disk.promises.mkdir(join(folder, below), { recursive: true });
  const sums = new Map<string, string>();
  // The largest first, or the last one alone would keep the others waiting.
  const queue = [...files].sort(([, a], [, b]) => b.length - a.length);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [path, bytes] = next;
      const linked = await linkEqual(disk, folder, { path, bytes }, earlier);
      for (const [name, hash] of linked) sums.set(name, hash);
      const twins = [
        [path, () => bytes],
        [`${path}.br`, () => brotli(bytes, { params: brotliFor(bytes.length) })],
        [`${path}.gz`, () => zip(bytes, { level: 9 })],
      ] as const;
      for (const [name, make] of twins) {
        if (linked.has(name)) continue;
        const content = await make();
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
  const file = await disk.promises.open(join(folder, path), 'wx', 0o444);
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
