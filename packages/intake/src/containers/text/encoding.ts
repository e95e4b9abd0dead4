import { closeSync, openSync, readSync } from 'node:fs';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Encoding of a text file. */
export interface TextNature {
  encoding: Encoding;
  /** Its first bytes, decoded. */
  sample: string;
  /** Number of the first line that holds a NUL, which no text has. */
  binaryLine: number | undefined;
}

const pieceBytes = 256 * 1024;

/** By mark, then by NULs in every other byte; undefined where only the whole file can show it. */
function encodingOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 2000);
  let odd = 0;
  let even = 0;
  for (const [at, byte] of head.entries()) if (byte === 0) at % 2 === 0 ? even++ : odd++;
  if (odd > head.length / 4) return 'utf-16le';
  return even > head.length / 4 ? 'utf-16be' : undefined;
}

/** Reads a file once, in pieces: text that is not UTF-8 to its last byte is Windows-1252, as Excel writes it. */
export function natureOf(path: string): TextNature {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(pieceBytes);
    const strict = new TextDecoder('utf-8', { fatal: true });
    let encoding: Encoding | undefined;
    let isUtf8 = true;
    let head: Buffer | undefined;
    let lines = 1;
    let binaryLine: number | undefined;
    for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
      const piece = buffer.subarray(0, bytes);
      if (!head) {
        head = Buffer.from(piece);
        encoding = encodingOf(head);
        if (encoding) break;
      }
      const nul = piece.indexOf(0);
      if (nul >= 0) {
        binaryLine = lines + newlines(piece.subarray(0, nul));
        break;
      }
      lines += newlines(piece);
      isUtf8 &&= decodes(strict, piece, true);
    }
    if (isUtf8 && !encoding && !decodes(strict, Buffer.alloc(0), false)) isUtf8 = false;
    encoding ??= isUtf8 ? 'utf-8' : 'windows-1252';
    const sample = new TextDecoder(encoding).decode(head ?? Buffer.alloc(0));
    const nul = sample.indexOf('\u0000');
    if (nul >= 0) binaryLine ??= sample.slice(0, nul).split('\n').length;
    return { encoding, sample, binaryLine };
  } finally {
    closeSync(file);
  }
}

function decodes(decoder: { decode(bytes: Buffer, options: { stream: boolean }): string }, bytes: Buffer, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
