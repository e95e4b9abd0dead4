import { hash } from 'node:crypto';
import { closeSync, fstatSync, futimesSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mostNamedGovernments } from '../../reading/context.ts';
import type { View } from '../../reading/view.ts';
import { type Packed, unpacked } from '../resource.ts';
import { isOn, type Made } from './cache.ts';

interface Given {
  /** Created where it is missing; holds nothing else. */
  folder: string;
  /** Most bytes in it. */
  limitBytes: number;
  /** Whatever else than the view pages are made from, such as the site's address. */
  settings: readonly unknown[];
  /** Called where a page cannot be written. */
  onError: (error: unknown) => void;
  /** Free bytes of the disk of a folder, for tests. */
  free?: (folder: string) => Promise<number>;
}

/** A page's file begins with the SHA-256 of the rest, then this as a line of JSON, then the page's bytes. */
interface Head extends Omit<Packed, 'bytes'> {
  /** What was read to make it, with a digest of its value. */
  uses: [use: string, value: string][];
  days?: Made['days'];
}

/** What pages are made by: another release makes others. */
const program = hash('sha256', readFileSync(import.meta.filename));
/** Writes that may wait: where a disk is slower than pages are made, further ones are not kept. */
const mostWaiting = 64;
/** After a write that failed, milliseconds without another. */
const restAfterFailure = 60_000;
/** A file that is read is marked as read at most this often, in milliseconds. */
const markEvery = 3_600_000;
/** Part of the free space of the disk that pages may take. */
const shareOfFree = 0.1;
const folders = 256;
const freeOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/**
 * Pages that were made, as files in 256 folders: a process that starts again finds them, and so do other processes of the folder. A file
 * names what its page was read from, and counts only while all of that has the same value in the view, and its bytes are as they were
 * written. Where a folder is full, the pages that were asked for longest ago are removed.
 */
export function pageFiles({ folder, limitBytes, settings, onError, free = freeOf }: Given) {
  /** Bytes in a folder; absent until something is written to it. */
  const filled = new Map<string, number>();
  const names = new WeakMap<View, string>();
  let waiting = 0;
  let made = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  void removeUnknown(folder).catch(onError);

  /** Of what is on every page: with another one, every page has another file. */
  const nameOf = (view: View): string => {
    const known = names.get(view);
    if (known !== undefined) return known;
    const { governments, copiedUntil, published } = view;
    const named = governments.length <= mostNamedGovernments ? governments : null;
    const name = digest(JSON.stringify([program, settings, copiedUntil ?? null, named, published.keys()]));
    names.set(view, name);
    return name;
  };
  const placeOf = (key: string, view: View): [inside: string, file: string] => {
    const name = hash('sha256', `${nameOf(view)} ${key}`);
    return [name.slice(0, 2), name.slice(2, 34)];
  };

  async function put(inside: string, file: string, content: Buffer): Promise<void> {
    const own = join(folder, inside);
    await mkdir(own, { recursive: true });
    // Beside itself, so that no reader finds half of it; by process, because several may serve one folder.
    const beside = join(own, `${file}.${process.pid}-${made++}`);
    try {
      await writeFile(beside, content);
      await rename(beside, join(own, file));
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    const most = limitBytes / folders;
    const before = filled.get(inside);
    const bytes = (before ?? most) + content.length;
    // The disk may have become full since this folder was looked at.
    const room = Math.min(most, ((await free(own)) * shareOfFree) / folders);
    filled.set(inside, bytes > room ? await trim(own, room) : bytes);
  }

  /** Removes what was asked for longest ago until a tenth of the room is free. @returns bytes left */
  async function trim(own: string, room: number): Promise<number> {
    const found = await Promise.all(
      (await readdir(own)).map((name) =>
        stat(join(own, name)).then(
          (one) => ({ name, one }),
          () => undefined,
        ),
      ),
    );
    const files = found.flatMap((file) => file ?? []).toSorted((a, b) => a.one.mtimeMs - b.one.mtimeMs);
    let bytes = files.reduce((sum, { one }) => sum + one.size, 0);
    if (bytes <= room) return bytes;
    for (const { name, one } of files) {
      if (bytes <= room * 0.9) break;
      // Another process may have removed it.
      await rm(join(own, name), { force: true });
      bytes -= one.size;
    }
    return bytes;
  }

  return {
    /** @returns undefined where there is none, it was made from anything else, or its bytes are not as they were written */
    read(key: string, view: View): Omit<Made, 'from'> | undefined {
      const content = contentOf(join(folder, ...placeOf(key, view)));
      const parts = content && partsOf(content);
      if (parts === undefined) return undefined;
      const { uses, days, ...rest } = parts.head;
      if (!isOn(days, view.today) || !uses.every(([use, value]) => digestOf(view, use) === value)) return undefined;
      return { resource: unpacked({ ...rest, bytes: parts.bytes }), uses: new Set(uses.map(([use]) => use)), days };
    },
    /** Writes it in the background. @param view that it was made from */
    async write(key: string, { bytes, ...rest }: Packed, { uses, days }: Pick<Made, 'uses' | 'days'>, view: View): Promise<void> {
      if (waiting >= mostWaiting || Date.now() - failedAt < restAfterFailure) return;
      const head: Head = { ...rest, days, uses: [...uses].map((use) => [use, digestOf(view, use)]) };
      const body = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]);
      waiting++;
      try {
        await put(...placeOf(key, view), Buffer.concat([Buffer.from(`${hash('sha256', body)}\n`), body]));
      } catch (error) {
        failedAt = Date.now();
        onError(error);
      } finally {
        waiting--;
      }
    },
  };
}

const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);
const digestOf = (view: View, use: string): string => digest(view.state.get(use) ?? '');

/** Marks it as asked for. @returns undefined where it cannot be read: its page is made anew */
function contentOf(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      markRead(file);
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function markRead(file: number): void {
  const now = Date.now();
  if (now - fstatSync(file).mtimeMs < markEvery) return;
  try {
    futimesSync(file, now / 1000, now / 1000);
  } catch {
    // Of a folder that is only read, another process removes what is old.
  }
}

const digits = 64;

function partsOf(content: Buffer): { head: Head; bytes: Buffer } | undefined {
  const body = content.subarray(digits + 1);
  if (content.toString('latin1', 0, digits) !== hash('sha256', body)) return undefined;
  const end = body.indexOf('\n');
  return { head: JSON.parse(body.toString('utf8', 0, end)) as Head, bytes: body.subarray(end + 1) };
}

/** A folder of an earlier release. */
const earlierFolder = /^[0-9a-f]{32}$/;

/** Removes what an earlier release kept in another form; nothing else, because the folder may be a link to a disk that holds more. */
async function removeUnknown(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (earlierFolder.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
