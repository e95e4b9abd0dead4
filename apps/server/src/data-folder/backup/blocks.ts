import { closeSync, openSync } from 'node:fs';
import { fill, hashOf, type Part, type StoredFile } from './stored-file.ts';

/** A page of SQLite: what a transaction changes of a database. In bytes. */
const blockSize = 4096;

/** A piece that is stored, or, without a hash, is being filled. */
interface Piece {
  hash: string;
}

/** Where each block of an earlier backup is stored, by the block's hash. */
export type KnownBlocks = Map<string, { of: Piece; from: number }>;

/**
 * The blocks of a file as it was stored in an earlier backup. Where its pieces have more than twice the file's bytes, those of which less
 * than half is in use are left out: what is used of them is stored again, so that they can be removed with the backups that need them.
 * @param read a piece; undefined where it is gone or damaged
 * @returns undefined where a piece is gone or damaged
 */
export function blocksOf(before: StoredFile, read: (hash: string) => Buffer | undefined): KnownBlocks | undefined {
  const used = new Map<number, number>();
  for (const [piece, , length] of before.parts ?? []) used.set(piece, (used.get(piece) ?? 0) + length);
  const known: KnownBlocks = new Map();
  const mostlyUnused = new Set<string>();
  let stored = 0;
  for (const [at, hash] of before.pieces.entries()) {
    const bytes = read(hash);
    if (bytes === undefined) return undefined;
    stored += bytes.length;
    if (before.parts !== undefined && (used.get(at) ?? 0) * 2 < bytes.length) mostlyUnused.add(hash);
    const of = { hash };
    for (let from = 0; from < bytes.length; from += blockSize) known.set(hashOf(bytes.subarray(from, from + blockSize)), { of, from });
  }
  if (stored > 2 * before.bytes) for (const [hash, { of }] of known) if (mostlyUnused.has(of.hash)) known.delete(hash);
  return known;
}

/**
 * Takes a file in by blocks: those that are known cost nothing, the others go into new pieces together.
 * @param keepPiece stores a piece and returns its hash
 */
export function keepBlocks(
  { source, path, pieceSize }: { source: string; path: string; pieceSize: number },
  known: KnownBlocks,
  keepPiece: (piece: Buffer) => string,
): StoredFile {
  const runs: { of: Piece; from: number; length: number }[] = [];
  let fresh: { of: Piece; blocks: Buffer[]; length: number } = { of: { hash: '' }, blocks: [], length: 0 };
  const store = () => {
    if (fresh.length > 0) fresh.of.hash = keepPiece(Buffer.concat(fresh.blocks));
    fresh = { of: { hash: '' }, blocks: [], length: 0 };
  };
  let bytes = 0;
  const file = openSync(source, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(blockSize);
      const length = fill(file, buffer);
      if (length === 0) break;
      const block = buffer.subarray(0, length);
      const hash = hashOf(block);
      const { of, from } = known.get(hash) ?? { of: fresh.of, from: fresh.length };
      if (of === fresh.of && from === fresh.length) {
        known.set(hash, { of, from });
        fresh.blocks.push(block);
        fresh.length += length;
      }
      const last = runs.at(-1);
      if (last !== undefined && last.of === of && last.from + last.length === from) last.length += length;
      else runs.push({ of, from, length });
      bytes += length;
      if (fresh.length >= pieceSize) store();
    }
  } finally {
    closeSync(file);
  }
  store();
  const pieces = [...new Set(runs.map(({ of }) => of.hash))];
  const places = new Map(pieces.map((hash, at) => [hash, at]));
  return { path, bytes, pieces, parts: runs.map(({ of, from, length }): Part => [places.get(of.hash) ?? 0, from, length]) };
}
