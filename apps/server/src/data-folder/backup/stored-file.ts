import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

/** Where a run of bytes is stored: which of the file's pieces, its first byte there, and how many. */
export type Part = [piece: number, from: number, length: number];

/** A file of a backup: the pieces that make it up, by their SHA-256; without `parts` whole and in order. */
export interface StoredFile {
  /** In the data folder, with "/" between. */
  path: string;
  bytes: number;
  pieces: string[];
  /** The runs of bytes that make the file up, in order: of a database, whose pages were stored by different backups. */
  parts?: Part[];
}

/** SHA-256 in hex. */
export function hashOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads until the buffer is full or the file ends. @returns how many bytes */
export function fill(file: number, buffer: Buffer): number {
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0 || length === buffer.length) return length;
  }
}
