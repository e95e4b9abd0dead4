import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, in memory, in this process's own view of the file system. */
export interface SmallDisk {
  folder: string;
  /** Leaves so many bytes free. */
  fill(left: number): void;
  empty(): void;
  /** Nothing can be opened for writing or made any more, as on a disk that the kernel has set read-only; what is open already stays so. */
  readOnly(is: boolean): void;
  remove(): void;
}

/** @returns undefined where this system lets nobody but an administrator mount */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-small-disk-'));
  const mount = (...words: string[]) => spawnSync('mount', words).status === 0;
  if (!mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder)) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const filler = join(folder, 'filler');
  const empty = () => rmSync(filler, { force: true });
  return {
    folder: data,
    empty,
    fill(left) {
      empty();
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
      } catch {
        // The server took the room meanwhile: as full as it gets.
      }
    },
    readOnly(is) {
      const isDone = is
        ? mount('--bind', data, data) && mount('-o', 'remount,bind,ro', data)
        : spawnSync('umount', ['-l', data]).status === 0;
      if (!isDone) throw new Error('the disk could not be set read-only and back');
    },
    remove() {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
