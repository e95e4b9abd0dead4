import { textOf, utf8 } from './bytes.ts';
import { entryText, type LogEntry, parseEntry } from './log-entry.ts';
import { joined } from './tree.ts';

/** Leaves in a full tile (C2SP tlog-tiles). */
export const tileWidth = 256;

/** "007", "x001/234": a tile's number in groups of three digits. @param width of a tile that is not full yet */
function tileNumber(number: number, width: number): string {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === tileWidth ? path : `${path}.p/${width}`;
}

/** Where the hashes of a tile are, below the log's folder. */
export function hashTilePath(level: number, number: number, width: number): string {
  return `tile/${level}/${tileNumber(number, width)}`;
}

/** Where the leaves of a tile are. */
export function entryTilePath(number: number, width: number): string {
  return `tile/entries/${tileNumber(number, width)}`;
}

/** How many leaves each tile of a log of this size has, in order. */
export function tileWidths(size: number): number[] {
  return Array.from({ length: Math.ceil(size / tileWidth) }, (_, at) => Math.min(tileWidth, size - at * tileWidth));
}

/** Where every tile of a log of this size is, those of its leaves and those of its hashes. */
export function tilePaths(size: number): string[] {
  const paths = tileWidths(size).map((width, number) => entryTilePath(number, width));
  for (let [level, count] = [0, size]; count > 0; level++, count = Math.floor(count / tileWidth))
    paths.push(...tileWidths(count).map((width, number) => hashTilePath(level, number, width)));
  return paths;
}

/** Bytes of the largest tile that is read; one of our own leaves has some 220. */
export const largestTile = tileWidth * 1024;

/** Leaves behind each other, each after its length in two bytes, the higher one first. */
export function entryTile(entries: readonly LogEntry[]): Uint8Array {
  return joined(
    entries.flatMap((entry) => {
      const bytes = utf8(entryText(entry));
      return [Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes];
    }),
  );
}

/** @returns undefined where the bytes are not that many leaves of ours */
export function parseEntryTile(bytes: Uint8Array, width: number): LogEntry[] | undefined {
  const entries: LogEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [high = 0, low = 0] = bytes.subarray(at, at + 2);
    const end = at + 2 + high * 256 + low;
    const entry = end > bytes.length ? undefined : parseEntry(readText(bytes.subarray(at + 2, end)));
    if (entry === undefined) return undefined;
    entries.push(entry);
    at = end;
  }
  return entries.length === width ? entries : undefined;
}

function readText(bytes: Uint8Array): string {
  try {
    return textOf(bytes);
  } catch {
    return '';
  }
}

/** Where the nth statement about the key is, below the log's folder (keys/statement.ts). */
export function statementPath(number: number): string {
  return `keys/${number}`;
}

/** The only paths that a log's folder has. */
export const logPath =
  /^(?:checkpoint|keys\/[1-9]\d{0,2}|tile\/(?:entries|[0-5])\/(?:x\d{3}\/){0,2}\d{3}(?:\.p\/(?:[1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]))?)$/;
