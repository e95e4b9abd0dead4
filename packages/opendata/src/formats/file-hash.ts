import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs';
import type { WrittenFile } from './sink.ts';

const pieceBytes = 256 * 1024;

/** Of a file that a library has written: on the disk before it returns. */
export function hashOfFile(path: string): WrittenFile {
  const file = openSync(path, 'r');
  const digest = createHash('sha256');
  const piece = Buffer.allocUnsafe(pieceBytes);
  let bytes = 0;
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      digest.update(piece.subarray(0, length));
      bytes += length;
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: digest.digest('hex') };
}
