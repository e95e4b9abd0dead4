import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Where the bytes of a file go, piece by piece. */
export interface Sink {
  write: (bytes: Uint8Array) => void;
}

/** Text is gathered to this many characters before it becomes bytes. */
const pieceLength = 512 * 1024;

/** Text into a sink, in pieces. */
export class TextSink {
  #piece = '';
  readonly #sink: Sink;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  write(text: string): void {
    this.#piece += text;
    if (this.#piece.length >= pieceLength) this.flush();
  }

  flush(): void {
    if (this.#piece === '') return;
    this.#sink.write(Buffer.from(this.#piece, 'utf8'));
    this.#piece = '';
  }
}

export interface WrittenFile {
  bytes: number;
  sha256: string;
}

/** Writes a new file; on the disk before it returns. @throws system errors as they are */
export function writeFile(path: string, fill: (sink: Sink) => void): WrittenFile {
  const file = openSync(path, 'wx');
  const digest = createHash('sha256');
  let length = 0;
  try {
    fill({
      write: (bytes) => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        digest.update(bytes);
        length += bytes.length;
      },
    });
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { bytes: length, sha256: digest.digest('hex') };
}

/** All that is filled in, in memory. */
export function toBuffer(fill: (sink: Sink) => void): Buffer {
  const pieces: Uint8Array[] = [];
  fill({ write: (bytes) => void pieces.push(bytes) });
  return Buffer.concat(pieces);
}
