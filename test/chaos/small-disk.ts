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
  if (complaintOf('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder) !== undefined) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  // The data folder seen read-only, ready to be put over it at once: Linux does not set a view read-only through which a file is written.
  const unwritable = join(folder, 'read-only');
  mkdirSync(unwritable);
  const refusal = complaintOf('mount', '--bind', data, unwritable) ?? complaintOf('mount', '-o', 'remount,bind,ro', unwritable);
  if (refusal !== undefined) throw new Error(refusal);
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
      const complaint = is ? complaintOf('mount', '--bind', unwritable, data) : complaintOf('umount', '-l', data);
      if (complaint !== undefined) throw new Error(`the disk could not be set ${is ? 'read-only' : 'back'}: ${complaint}`);
    },
    remove() {
      for (const mounted of [unwritable, folder]) spawnSync('umount', ['-l', mounted]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns why the program did not do it; undefined where it did */
function complaintOf(program: string, ...words: string[]): string | undefined {
  const { status, signal, error, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  return status === 0 ? undefined : `${program} ${words.join(' ')}: ${error?.message ?? signal ?? status} ${stderr}`;
}
