import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceDurably } from '@sipkadin/edition';
import { Refusal } from '../../command.ts';

/** A database changes in some of its pages: cut into pieces, it costs a second backup those alone. In bytes. */
const pieceSize = 256 * 1024;

/** A file of a backup: the pieces that make it up, in order, by their SHA-256. */
export interface StoredFile {
  /** In the data folder, with "/" between. */
  path: string;
  bytes: number;
  pieces: string[];
}

/** The pieces of all backups in one folder. Each is kept once, under its SHA-256, and never changed. */
export interface Pieces {
  /** Takes a file in; pieces that are there already cost nothing. A damaged one is written again. */
  keep(source: string, path: string): StoredFile;
  /**
   * Puts a file together again, on the disk when it returns.
   * @throws Refusal where a piece is gone or damaged
   */
  restore(file: StoredFile, target: string): void;
  /** Removes pieces that no backup names. @returns how many bytes that freed */
  sweep(named: ReadonlySet<string>): number;
  /** Bytes that were added since the folder was opened. */
  added(): number;
}

export function openPieces(folder: string): Pieces {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  let added = 0;

  function keepPiece(piece: Buffer): string {
    const hash = hashOf(piece);
    const path = pathOf(hash);
    if (existsSync(path) && hashOf(readFileSync(path)) === hash) return hash;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    keepFile(path, piece);
    added += piece.length;
    return hash;
  }

  return {
    keep(source, path) {
      const file = openSync(source, 'r');
      try {
        const pieces: string[] = [];
        const buffer = Buffer.allocUnsafe(pieceSize);
        let bytes = 0;
        for (;;) {
          const length = fill(file, buffer);
          if (length === 0) return { path, bytes, pieces };
          bytes += length;
          pieces.push(keepPiece(buffer.subarray(0, length)));
        }
      } finally {
        closeSync(file);
      }
    },
    restore({ path, bytes, pieces }, target) {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const file = openSync(target, 'wx', 0o600);
      try {
        let written = 0;
        for (const hash of pieces) {
          const stored = pathOf(hash);
          const piece = existsSync(stored) ? readFileSync(stored) : undefined;
          if (piece === undefined || hashOf(piece) !== hash)
            throw new Refusal(
              `the backup is damaged: ${stored}, a part of ${path}, is ${piece === undefined ? 'gone' : 'not what was stored'}; nothing was restored. Restore another backup (--from), or this one from another copy of the folder`,
            );
          writeFileSync(file, piece);
          written += piece.length;
        }
        if (written !== bytes)
          throw new Refusal(`the backup is damaged: ${path} has ${written} bytes instead of ${bytes}; nothing was restored`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    sweep(named) {
      let freed = 0;
      if (!existsSync(folder)) return freed;
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || named.has(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        freed += readFileSync(path).length;
        rmSync(path);
      }
      return freed;
    },
    added: () => added,
  };
}

export function hashOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file for its owner alone, whole or not there, and on the disk when this returns. */
export function keepFile(path: string, content: Buffer | string): void {
  replaceDurably(path, content, `${path}.${randomUUID()}`, { mode: 0o600 });
}

/** Reads until the buffer is full or the file ends. @returns how many bytes */
function fill(file: number, buffer: Buffer): number {
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0 || length === buffer.length) return length;
  }
}
