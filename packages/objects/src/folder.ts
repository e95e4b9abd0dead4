import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './local-file.ts';
import { type Objects, ObjectsError } from './objects.ts';

/** A folder that several machines see; keys are paths in it. A key cannot lie below another. */
export function folderObjects(root: string): Omit<Objects, 'address'> {
  const pathOf = (key: string) => join(root, ...key.split('/'));
  return {
    async put(key, source) {
      await mustBeThere(root);
      await writeWhole(pathOf(key), Buffer.isBuffer(source) ? [source] : createReadStream(source.path));
    },
    read: (key) => ifThere(root, readFile(pathOf(key))),
    async fetch(key, path, sha256) {
      if ((await sizeOf(root, pathOf(key))) === undefined) return false;
      await writeWhole(path, createReadStream(pathOf(key)), (written) => {
        if (written.sha256 !== sha256) throw new ObjectsError('damaged', `${key} holds other bytes than were stored`);
      });
      return true;
    },
    size: (key) => sizeOf(root, pathOf(key)),
    remove: (key) => ifThere(root, rm(pathOf(key))),
    async list(prefix) {
      const slash = prefix.lastIndexOf('/') + 1;
      const below = await ifThere(root, readdir(pathOf(prefix.slice(0, slash)), { recursive: true, withFileTypes: true }));
      const keys = (below ?? []).flatMap((entry) => keyOf(root, entry) ?? []).filter((key) => key.startsWith(prefix));
      const found = await Promise.all(keys.toSorted().map((key) => listed(root, pathOf(key), key)));
      return found.flatMap((object) => object ?? []);
    },
  };
}

/** Undefined for a folder, and for a file that is being written. */
function keyOf(root: string, entry: Dirent): string | undefined {
  if (!entry.isFile() || /\.part-[\w-]{36}$/.test(entry.name)) return undefined;
  return join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/');
}

async function listed(root: string, path: string, key: string) {
  const found = await ifThere(root, stat(path, { bigint: true }));
  return found && { key, bytes: Number(found.size), tag: `${found.ino}-${found.mtimeNs}-${found.size}` };
}

async function sizeOf(root: string, path: string): Promise<number | undefined> {
  return (await ifThere(root, stat(path)))?.size;
}

/** A shared disk that is not mounted looks like an empty folder, or like none: it must not pass for a store without objects. */
async function mustBeThere(root: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (!found?.isDirectory()) throw new ObjectsError('away', `there is no folder ${root}; mount it or make it`);
}

async function ifThere<T>(root: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) throw error;
    await mustBeThere(root);
    return undefined;
  }
}
