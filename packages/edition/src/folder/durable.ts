import { dirname } from 'node:path';
import { type Disk, realDisk } from './disk.ts';

/** Writes a new file and waits until it is on the disk. @throws system errors as they are; EEXIST where there is one already */
export function writeDurably(path: string, content: string | Uint8Array, { mode = 0o644, disk = realDisk } = {}): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const file = disk.openSync(path, 'wx', mode);
  try {
    for (let at = 0; at < bytes.length; ) at += disk.writeSync(file, bytes, at);
    disk.fsyncSync(file);
  } finally {
    disk.closeSync(file);
  }
}

/** A name in a folder is durable only once the folder is. */
export function syncFolder(folder: string, disk: Disk = realDisk): void {
  const handle = disk.openSync(folder, 'r');
  try {
    disk.fsyncSync(handle);
  } finally {
    disk.closeSync(handle);
  }
}

/** Replaces a file so that a reader sees the old or the new one, whole. */
export function replaceDurably(
  path: string,
  content: string | Uint8Array,
  temporary: string,
  { mode = 0o644, disk = realDisk } = {},
): void {
  try {
    writeDurably(temporary, content, { mode, disk });
    disk.renameSync(temporary, path);
  } catch (error) {
    try {
      disk.rmSync(temporary, { force: true });
    } catch {
      // The first error is the one to report; what is left has a name that recovery removes.
    }
    throw error;
  }
  syncFolder(dirname(path), disk);
}
