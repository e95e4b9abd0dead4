import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import type { Sink } from './sink.ts';

/** The first day that the format knows, in any time zone: an archive has the same bytes whenever it is made. */
const epoch = new Date(1980, 0, 1);

const methods = { stored: 0, deflated: 8 } as const;

/** Writes a ZIP archive piece by piece, one file after the other. */
export class ZipWriter {
  readonly #zip: Zip;

  constructor(sink: Sink) {
    this.#zip = new Zip((error, bytes) => {
      if (error !== null) throw error;
      sink.write(bytes);
    });
  }

  /** @param name path within the archive. @param method stored: for what is compressed already */
  add(name: string, fill: (sink: Sink) => void, method: keyof typeof methods = 'deflated'): void {
    const file = this.#begin(name, method);
    const pass = (bytes: Uint8Array, isLast: boolean) => {
      file.crc = crc32(bytes, file.crc);
      file.size += bytes.length;
      // Each piece ends at a byte, so that it can be compressed by itself.
      const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
      file.ondata(null, new Uint8Array(method === 'stored' ? bytes : deflateRawSync(bytes, { level: 4, finishFlush })), isLast);
    };
    fill({ write: (bytes) => pass(bytes, false) });
    pass(new Uint8Array(0), true);
  }

  /** A file of which there is a gzip copy: what that holds is put into the archive as it is. @param gzip one member without a file name */
  addGzip(name: string, gzip: Buffer): void {
    const file = this.#begin(name, 'deflated');
    file.crc = gzip.readUInt32LE(gzip.length - 8);
    file.size = gzip.readUInt32LE(gzip.length - 4);
    file.ondata(null, new Uint8Array(gzip.subarray(10, -8)), true);
  }

  end(): void {
    this.#zip.end();
  }

  #begin(filename: string, method: keyof typeof methods) {
    const file: ZipInputFile & { crc: number; size: number; ondata: NonNullable<ZipInputFile['ondata']> } = {
      ...{ filename, compression: methods[method], mtime: epoch, crc: 0, size: 0 },
      ondata: () => {},
    };
    this.#zip.add(file);
    return file;
  }
}
