import { hash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Refusal } from '../command.ts';

/** Names every file of a copy with its SHA-256; a folder with it may be replaced by a newer copy. */
export const sumsFile = 'SHA256SUMS';
const endings = { br: '.br', gzip: '.gz' } as const;
type Twin = keyof typeof endings;

/** Compressed bytes where they are there already; 'make' compresses, 'none' has no compressed file. */
export type Twins = 'make' | 'none' | Readonly<Record<Twin, Uint8Array>>;

/** What a copy holds. */
export interface Held {
  files: number;
  bytes: number;
  /** Files that were not there before with the same bytes. */
  changed: number;
}

/** What a copy holds so far, written beside the earlier one. */
export interface CopyFolder {
  put(file: string, bytes: Uint8Array, twins: Twins): void;
  /** Takes over a file of the earlier copy with its compressed ones. @returns false where one of them is not what it was */
  keep(file: string): boolean;
  /** Takes the place of the earlier copy. */
  finish(): Held;
  /** Removes what was written. */
  drop(): void;
}

/**
 * A copy is written beside the earlier one and renamed over it at its end, so that a crash leaves the earlier one. Files that did not
 * change are the same files as before (hard links), with the same time of change. For a thread of its own (write-thread.ts): each call
 * waits for the disk, which costs less than half of what a thread pool takes for thousands of small files.
 * @throws Refusal where the folder has something else in it
 */
export function openCopyFolder(given: string): CopyFolder {
  const target = placeOf(given);
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  recover(target);
  const isThere = existsSync(target) && readdirSync(target).length > 0;
  if (isThere && !existsSync(join(target, sumsFile)))
    throw new Refusal({
      id: `${target} berisi sesuatu yang bukan salinan statis; sebut folder baru, kosong, atau sebuah salinan`,
      en: `${target} holds something that is no static copy; name a folder that is new, empty, or a copy`,
    });
  const earlier = isThere ? readSums(target) : new Map<string, string>();
  const fresh = `${target}.baru-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  const sums = new Map<string, string>();
  const made = new Set<string>();
  let bytes = 0;
  let changed = 0;

  function place(file: string, content: Uint8Array): void {
    const sum = sha256(content);
    sums.set(file, sum);
    bytes += content.length;
    if (earlier.get(file) === sum && keepEqual(file, content)) return;
    changed++;
    writeFileSync(pathOf(file), content, { flag: 'wx' });
  }

  function pathOf(file: string): string {
    const path = join(fresh, file);
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    return path;
  }

  /** The file of the earlier copy, where its bytes are still those that it had. */
  function keepEqual(file: string, content: Uint8Array): boolean {
    const before = join(target, file);
    if (!isFile(before) || !readFileSync(before).equals(content)) return false;
    link(file);
    return true;
  }

  function link(file: string): void {
    const path = pathOf(file);
    try {
      linkSync(join(target, file), path);
    } catch {
      // A file system without hard links.
      copyFileSync(join(target, file), path);
    }
  }

  /** The compressed file of the earlier copy; undefined where it has none, or not the one that it had. */
  function kept(file: string): Buffer | undefined {
    const path = join(target, file);
    const bytesBefore = earlier.has(file) && isFile(path) ? readFileSync(path) : undefined;
    return bytesBefore !== undefined && sha256(bytesBefore) === earlier.get(file) ? bytesBefore : undefined;
  }

  return {
    put(file, content, twins) {
      const isKnown = earlier.get(file) === sha256(content);
      place(file, content);
      if (twins === 'none' || (twins === 'make' && content.length < smallest)) return;
      for (const twin of ['br', 'gzip'] as const) {
        const name = `${file}${endings[twin]}`;
        place(name, twins === 'make' ? ((isKnown ? kept(name) : undefined) ?? compress[twin](content)) : twins[twin]);
      }
    },
    keep(file) {
      if (sums.has(file)) return true;
      const files = [file, ...Object.values(endings).map((ending) => `${file}${ending}`)].filter((one, at) => at === 0 || earlier.has(one));
      const contents = files.map(kept);
      if (contents.includes(undefined)) return false;
      for (const [at, one] of files.entries()) {
        sums.set(one, earlier.get(one) ?? '');
        bytes += contents[at]?.length ?? 0;
        link(one);
      }
      return true;
    },
    finish() {
      const lines = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([file, sum]) => `${sum}  ${file}\n`);
      writeFileSync(join(fresh, sumsFile), lines.join(''));
      const former = `${target}.lama-${process.pid}`;
      if (existsSync(target)) renameSync(target, former);
      renameSync(fresh, target);
      rmSync(former, { recursive: true, force: true });
      return { files: sums.size + 1, bytes, changed };
    },
    drop: () => rmSync(fresh, { recursive: true, force: true }),
  };
}

/** Where a symbolic link leads, because a web server may serve that folder by its own name; also while the folder is not there. */
function placeOf(target: string): string {
  if (existsSync(target)) return realpathSync(target);
  const isLink = lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? resolve(dirname(target), readlinkSync(target)) : target;
}

/** A link in a copy is never taken over: what it leads to may become another file. */
const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Smaller files are sent in one packet anyway. */
const smallest = 1400;

/** Thousands of files are compressed once and read by browsers that wait: the levels that cost little for what they save. */
const compress: Readonly<Record<Twin, (content: Uint8Array) => Buffer>> = {
  br: (content) => {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN } = constants;
    // The usual window takes 4 MB for each file that is compressed, however small it is.
    const window = Math.min(22, Math.max(16, Math.ceil(Math.log2(content.length + 1))));
    return brotliCompressSync(content, {
      params: { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_SIZE_HINT]: content.length, [BROTLI_PARAM_LGWIN]: window },
    });
  },
  gzip: (content) => gzipSync(content, { level: 6 }),
};

/** After a crash between the two renames the earlier copy is put back; what other crashed exports left is removed. */
function recover(target: string): void {
  const beside = readdirSync(dirname(target)).flatMap((name) => {
    const [, kind, pid] = name.startsWith(`${basename(target)}.`) ? (/\.(baru|lama)-(\d+)$/.exec(name) ?? []) : [];
    return pid === undefined || isRunning(Number(pid)) ? [] : [{ kind, path: join(dirname(target), name) }];
  });
  for (const { kind, path } of beside) {
    if (kind === 'lama' && !existsSync(target)) renameSync(path, target);
    else rmSync(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readSums(folder: string): Map<string, string> {
  const lines = readFileSync(join(folder, sumsFile), 'utf8').split('\n');
  return new Map(lines.filter((line) => line !== '').map((line) => [line.slice(66), line.slice(0, 64)]));
}

function sha256(content: Uint8Array): string {
  return hash('sha256', content);
}
