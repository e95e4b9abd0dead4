import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { PackedPart } from '../containers/xlsx/zip.ts';

const level = 5;
const pieceBytes = 128 * 1024;
/** Midnight of 1 January 1980, as Office dates its parts. */
const noDate = 0x21;

interface Entry {
  name: Buffer;
  method: number;
  flags: number;
  time: number;
  date: number;
  madeBy: number;
  internal: number;
  external: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Writes an archive into a file as its parts come, holding no more than a piece of one. For less than 4 GB. */
export class Repacker {
  readonly #file: FileHandle;
  readonly #entries: Entry[] = [];
  #at = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<Repacker> {
    return new Repacker(await open(path, 'wx', 0o600));
  }

  /** A part of another archive, its packed bytes untouched. */
  async carry({ entry, bytes }: PackedPart): Promise<void> {
    const made: Entry = {
      ...{ name: Buffer.from(entry.fileName), method: entry.compressionMethod, time: entry.lastModFileTime, date: entry.lastModFileDate },
      ...{ madeBy: entry.versionMadeBy, internal: entry.internalFileAttributes, external: entry.externalFileAttributes },
      // Names are written as UTF-8, and sizes come before the bytes, not behind them.
      flags: (entry.generalPurposeBitFlag & ~8) | 0x800,
      ...{ crc: entry.crc32, size: entry.uncompressedSize, packed: 0, offset: this.#at },
    };
    this.#begin(made);
    for await (const piece of bytes) await this.#write(piece);
    await this.#end(made);
  }

  /** A part of these bytes. */
  async add(name: string, source: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    const made: Entry = {
      ...{ name: Buffer.from(name), method: 8, flags: 0x800, time: 0, date: noDate, madeBy: 20, internal: 0, external: 0 },
      ...{ crc: 0, size: 0, packed: 0, offset: this.#at },
    };
    this.#begin(made);
    await pipeline(
      async function* counted() {
        for await (const piece of source) {
          made.crc = crc32(piece, made.crc);
          made.size += piece.length;
          yield piece;
        }
      },
      createDeflateRaw({ level, chunkSize: pieceBytes }),
      async (packed: AsyncIterable<Buffer>) => {
        for await (const piece of packed) await this.#write(piece);
      },
    );
    await this.#end(made);
  }

  /** Writes the directory and closes the file. */
  async finish(): Promise<void> {
    const start = this.#at;
    for (const entry of this.#entries) {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt16LE(entry.madeBy, 4);
      head(entry, record, 6);
      record.writeUInt16LE(entry.internal, 36);
      record.writeUInt32LE(entry.external, 38);
      record.writeUInt32LE(entry.offset, 42);
      await this.#write(Buffer.concat([record, entry.name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#at - start, 12);
    end.writeUInt32LE(start, 16);
    await this.#write(end);
    await this.close();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #begin(entry: Entry): void {
    this.#at += 30 + entry.name.length;
    this.#entries.push(entry);
  }

  /** The local header comes last: only now is it known how large the part is. */
  async #end(entry: Entry): Promise<void> {
    entry.packed = this.#at - entry.offset - 30 - entry.name.length;
    const record = Buffer.alloc(30);
    record.writeUInt32LE(0x04034b50, 0);
    head(entry, record, 4);
    const bytes = Buffer.concat([record, entry.name]);
    await this.#file.write(bytes, 0, bytes.length, entry.offset);
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.write(bytes, 0, bytes.length, this.#at);
    this.#at += bytes.length;
  }
}

/** What both of an entry's records hold, in the same order. */
function head(entry: Entry, record: Buffer, at: number): void {
  record.writeUInt16LE(20, at);
  record.writeUInt16LE(entry.flags, at + 2);
  record.writeUInt16LE(entry.method, at + 4);
  record.writeUInt16LE(entry.time, at + 6);
  record.writeUInt16LE(entry.date, at + 8);
  record.writeUInt32LE(entry.crc, at + 10);
  record.writeUInt32LE(entry.packed, at + 14);
  record.writeUInt32LE(entry.size, at + 18);
  record.writeUInt16LE(entry.name.length, at + 22);
}
