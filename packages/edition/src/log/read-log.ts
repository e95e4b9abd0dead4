import { base64, utf8 } from './bytes.ts';
import { type Head, longestHead, noteOf, parseHead } from './head.ts';
import { entryText, type LogEntry } from './log-entry.ts';
import { entryTilePath, largestTile, parseEntryTile, tileWidth, tileWidths } from './tiles.ts';
import { type Cryptography, leafHash, rootOf } from './tree.ts';

/** Reads a file of a log by its path below `log/`. @returns undefined where there is none @throws where that cannot be known */
export type ReadLogFile = (path: string, most: number) => Promise<Uint8Array | undefined>;

/** A log whose root was computed from its leaves. Who signed its head is not looked at. */
export interface Log {
  /** The signed head as it was published. */
  note: string;
  head: Head;
  entries: LogEntry[];
}

/** no-log: there is no head. bad-head, bad-leaves: it has another form. wrong-root: the head does not state the root of the leaves. */
export type Unreadable = 'no-log' | 'bad-head' | 'bad-leaves' | 'wrong-root';

/** @throws what `read` throws */
export async function readLog(read: ReadLogFile, sha256: Cryptography['sha256']): Promise<Log | Unreadable> {
  const found = await readHead(read);
  return typeof found === 'string' ? found : readLeaves(read, found, sha256);
}

/** The head alone, before its signature is looked at. @throws what `read` throws */
export async function readHead(read: ReadLogFile): Promise<Pick<Log, 'note' | 'head'> | Unreadable> {
  const bytes = await read('checkpoint', longestHead);
  if (bytes === undefined) return 'no-log';
  const note = noteOf(bytes);
  const head = note === undefined ? undefined : parseHead(note);
  return note === undefined || head === undefined ? 'bad-head' : { note, head };
}

/** The leaves that a head states, held against its root. @throws what `read` throws */
export async function readLeaves(
  read: ReadLogFile,
  { note, head }: Pick<Log, 'note' | 'head'>,
  sha256: Cryptography['sha256'],
): Promise<Log | Unreadable> {
  const entries: LogEntry[] = [];
  for (const [number, width] of tileWidths(head.size).entries()) {
    const tile = await readTile(read, number, width);
    if (tile === undefined) return 'bad-leaves';
    entries.push(...tile);
  }
  return (await rootOfEntries(entries, sha256)) === head.root ? { note, head, entries } : 'wrong-root';
}

/** The log may have grown since its head was read: a tile that is full by now begins with the leaves of the shorter one. */
async function readTile(read: ReadLogFile, number: number, width: number): Promise<LogEntry[] | undefined> {
  const bytes = await read(entryTilePath(number, width), largestTile);
  if (bytes !== undefined) return parseEntryTile(bytes, width);
  const full = await read(entryTilePath(number, tileWidth), largestTile);
  return full && parseEntryTile(full, tileWidth)?.slice(0, width);
}

/** In base64. */
export async function rootOfEntries(entries: readonly LogEntry[], sha256: Cryptography['sha256']): Promise<string> {
  const leaves = await Promise.all(entries.map((entry) => leafHash(utf8(entryText(entry)), sha256)));
  return base64(await rootOf(leaves, sha256));
}
