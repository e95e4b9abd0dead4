import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceDurably } from '@sipkadin/edition';
import { Refusal } from '../../command.ts';
import { blocksOf, keepBlocks } from './blocks.ts';
import { fill, hashOf, type Part, type StoredFile } from './stored-file.ts';

/** Of a large file; small enough to be read whole. In bytes. */
const pieceSize = 256 * 1024;
/** Pieces that stay in memory while a file is restored whose runs are in several of them. */
const mostRead = 64;

/** The pieces of all backups in one folder. Each is kept once, under its SHA-256, and never changed. */
export interface Pieces {
  /**
   * Takes a file in; pieces that are there already cost nothing. A damaged one is written again.
   * @param before the same file in an earlier backup: then only the blocks that changed cost something. Of a database, whose pages stay in place
   */
  keep(source: string, path: string, before?: StoredFile): StoredFile;
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

  const readPiece = (hash: string): Buffer | undefined => {
    const stored = pathOf(hash);
    const piece = existsSync(stored) ? readFileSync(stored) : undefined;
    return piece !== undefined && hashOf(piece) === hash ? piece : undefined;
  };

  return {
    keep(source, path, before) {
      const known = before && blocksOf(before, readPiece);
      if (known !== undefined) return keepBlocks({ source, path, pieceSize }, known, keepPiece);
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
    restore({ path, bytes, pieces, parts }, target) {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const file = openSync(target, 'wx', 0o600);
      try {
        let written = 0;
        const read = new Map<string, Buffer>();
        for (const [at, from, length] of parts ?? pieces.map((_, piece): Part => [piece, 0, pieceSize])) {
          const hash = pieces[at] ?? '';
          const piece = read.get(hash) ?? readPiece(hash);
          if (piece === undefined)
            throw new Refusal({
              id: `cadangan rusak: ${pathOf(hash)}, bagian dari ${path}, ${existsSync(pathOf(hash)) ? 'bukan yang disimpan' : 'tidak ada'}; tidak ada yang dipulihkan. Pulihkan cadangan lain (--from), atau cadangan ini dari salinan lain folder itu`,
              en: `the backup is damaged: ${pathOf(hash)}, a part of ${path}, is ${existsSync(pathOf(hash)) ? 'not what was stored' : 'gone'}; nothing was restored. Restore another backup (--from), or this one from another copy of the folder`,
            });
          if (read.size >= mostRead) read.clear();
          if (parts !== undefined) read.set(hash, piece);
          const run = piece.subarray(from, from + length);
          writeFileSync(file, run);
          written += run.length;
        }
        if (written !== bytes)
          throw new Refusal({
            id: `cadangan rusak: ${path} berisi ${written} bita, seharusnya ${bytes}; tidak ada yang dipulihkan`,
            en: `the backup is damaged: ${path} has ${written} bytes instead of ${bytes}; nothing was restored`,
          });
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

/** A file for its owner alone, whole or not there, and on the disk when this returns. */
export function keepFile(path: string, content: Buffer | string): void {
  replaceDurably(path, content, `${path}.${randomUUID()}`, { mode: 0o600 });
}
