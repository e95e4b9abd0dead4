import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sha256 } from '../../sha256.ts';
import type { Disk } from '../disk.ts';

/** The file systems differ, have no hard links, a file has as many as it can have, or the system forbids them. */
const cannotLink = new Set(['EXDEV', 'EMLINK', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Links a file of an edition, and its compressed twins, to those of an earlier edition that hold the same content. What they hold is
 * read, so that a damaged file is never taken over.
 * @param folder of the edition that is written. @param path within it. @param earlier folders of editions, tried in order
 * @returns SHA-256 by path of what was linked; what is not in it is still to be written
 * @throws system errors other than that there can be no link
 */
export async function linkEqual(
  disk: Disk,
  folder: string,
  { path, bytes }: { path: string; bytes: Buffer },
  earlier: readonly string[],
): Promise<Map<string, string>> {
  const linked = new Map<string, string>();
  const other = earlier.find((one) => contentOf(join(one, path), bytes.length)?.equals(bytes));
  if (other === undefined) return linked;
  for (const [name, unpack] of forms(path)) {
    const found = contentOf(join(other, name));
    if (found === undefined || !unpacksTo(bytes, found, unpack)) continue;
    if (await link(disk, join(other, name), join(folder, name))) linked.set(name, sha256(found));
  }
  return linked;
}

type Unpack = (bytes: Buffer, limit: { maxOutputLength: number }) => Buffer;

/** A file and its compressed twins, with how their content is had. */
const forms = (path: string): readonly (readonly [string, Unpack])[] => [
  [path, (bytes) => bytes],
  [`${path}.br`, brotliDecompressSync],
  [`${path}.gz`, gunzipSync],
];

function unpacksTo(bytes: Buffer, found: Buffer, unpack: Unpack): boolean {
  try {
    return unpack(found, { maxOutputLength: Math.max(bytes.length, 1) }).equals(bytes);
  } catch {
    return false;
  }
}

/** @returns undefined where there is no such file, or it has another size */
export function contentOf(path: string, size?: number): Buffer | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || (size !== undefined && found.size !== size)) return undefined;
  return readFileSync(path);
}

/** Whether a link failed because these two places can have none. */
export function isNoLink(error: unknown): boolean {
  return error instanceof Error && 'code' in error && cannotLink.has(String(error.code));
}

/** @returns false where these two places can have no link */
export async function link(disk: Disk, from: string, to: string): Promise<boolean> {
  try {
    await disk.promises.link(from, to);
    return true;
  } catch (error) {
    if (isNoLink(error)) return false;
    throw error;
  }
}
