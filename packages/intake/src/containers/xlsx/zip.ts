import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { finding } from '@sipkadin/budget';
import yauzl from 'yauzl';
import { zipLimits } from '../../limits.ts';
import { Refusal } from '../../table/sheet.ts';

/** Bounds on an archive, absolute: a ratio alone lets a large file through that inflates beyond every memory. */
export type ZipLimits = typeof zipLimits;

const pieceBytes = 128 * 1024;

/** A part with what the directory says of it. */
export interface PackedPart {
  entry: Pick<
    yauzl.Entry,
    | 'fileName'
    | 'compressionMethod'
    | 'crc32'
    | 'uncompressedSize'
    | 'generalPurposeBitFlag'
    | 'lastModFileTime'
    | 'lastModFileDate'
    | 'versionMadeBy'
    | 'internalFileAttributes'
    | 'externalFileAttributes'
  >;
  bytes: AsyncIterable<Buffer>;
}

/** The parts of an archive by name. Every byte taken out is counted and checked, whatever the headers claim. */
export interface Archive {
  names: readonly string[];
  has(name: string): boolean;
  /** The name as stored, for a name that differs in case or a leading slash. */
  find(name: string): string | undefined;
  /** Inflated size that the directory states; a part that turns out larger is refused. */
  size(name: string): number;
  stream(name: string): Promise<AsyncIterable<Buffer>>;
  /** A whole small part. */
  bytes(name: string, limitBytes?: number): Promise<Buffer>;
  /** A part as it lies in the archive, packed and unchecked, to be carried over into another. */
  packed(name: string): Promise<PackedPart>;
  close(): void;
}

const refuse = (code: Parameters<typeof finding>[0], value = '', expected = '') => new Refusal(finding(code, { value, expected }));

/** What yauzl says, as a finding. */
function damage({ message }: Error): Refusal {
  if (message.includes('strong encryption')) return refuse('container-encrypted');
  const name = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)/s.exec(message)?.[1];
  return name === undefined ? refuse('container-damaged', message.slice(0, 160)) : refuse('container-part-name', name.slice(0, 160));
}

const loose = (name: string) => name.replace(/^\/+/, '').toLowerCase();

function open(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error) reject(damage(error));
      else resolve(zip);
    });
  });
}

/** Entries by their loose name. Two that differ in case only would be one part to some readers and another to others. */
function directory(zip: yauzl.ZipFile, limits: ZipLimits): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    if (zip.entryCount > limits.entries) {
      reject(refuse('container-too-many-parts', String(zip.entryCount), String(limits.entries)));
      return;
    }
    zip.on('entry', (entry: yauzl.Entry) => {
      const name = loose(entry.fileName);
      if (entries.has(name)) reject(refuse('container-duplicate-part', entry.fileName.slice(0, 160)));
      else {
        entries.set(name, entry);
        zip.readEntry();
      }
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(damage(error)));
    zip.readEntry();
  });
}

/** Parts that share bytes inflate to any size from a small file, and no writer makes them. */
function refuseOverlaps(entries: Iterable<yauzl.Entry>): void {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < end) throw refuse('container-damaged', `${entry.fileName.slice(0, 160)}: overlap`);
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
  }
}

/** @throws Refusal */
export async function openArchive(path: string, limits: ZipLimits = zipLimits): Promise<Archive> {
  const zip = await open(path);
  let entries: Map<string, yauzl.Entry>;
  try {
    entries = await directory(zip, limits);
    refuseOverlaps(entries.values());
  } catch (error) {
    zip.close();
    throw error;
  }
  const taken = new Map<yauzl.Entry, number>();
  let inflated = 0;

  /** A part that is read again is not counted again: a sheet may be looked at several times. */
  function count(entry: yauzl.Entry, bytes: number): void {
    const before = taken.get(entry) ?? 0;
    if (bytes <= before) return;
    taken.set(entry, bytes);
    inflated += bytes - before;
    if (inflated > limits.inflatedBytes) throw refuse('container-too-large', String(inflated), String(limits.inflatedBytes));
  }

  async function* checked(source: Readable, entry: yauzl.Entry): AsyncGenerator<Buffer> {
    let bytes = 0;
    let crc = 0;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        count(entry, bytes);
        if (bytes > entry.uncompressedSize) break;
        crc = crc32(chunk, crc);
        yield chunk;
      }
      if (bytes !== entry.uncompressedSize) throw refuse('container-damaged', `${entry.fileName}: ${bytes} <> ${entry.uncompressedSize}`);
      // A flipped bit within a number is still a number: only the checksum knows.
      if (crc !== entry.crc32) throw refuse('container-damaged', `${entry.fileName}: CRC-32`);
    } catch (error) {
      throw error instanceof Refusal ? error : refuse('container-damaged', error instanceof Error ? error.message : '');
    } finally {
      source.destroy();
    }
  }

  const entryOf = (name: string) => {
    const entry = entries.get(loose(name));
    if (!entry) throw refuse('container-part-missing', name.slice(0, 160));
    return entry;
  };

  function stream(name: string): Promise<AsyncIterable<Buffer>> {
    return new Promise((resolve, reject) => {
      const entry = entryOf(name);
      if (entry.isEncrypted()) throw refuse('container-encrypted');
      if (entry.uncompressedSize > limits.inflatedBytes)
        throw refuse('container-too-large', String(entry.uncompressedSize), String(limits.inflatedBytes));
      const packed = entry.compressionMethod === 8;
      if (!packed && entry.compressionMethod !== 0) throw refuse('container-damaged', `compression ${entry.compressionMethod}`);
      zip.openReadStream(entry, packed ? { decompress: false } : {}, (error, source) => {
        if (error) reject(damage(error));
        // Inflated here, in pieces larger than the default: each piece is a trip to another thread.
        else resolve(checked(packed ? pipeline(source, createInflateRaw({ chunkSize: pieceBytes }), () => {}) : source, entry));
      });
    });
  }

  function packed(name: string): Promise<PackedPart> {
    return new Promise((resolve, reject) => {
      const entry = entryOf(name);
      zip.openReadStream(entry, { decodeFileData: false }, (error, source) => {
        if (error) reject(damage(error));
        else resolve({ entry, bytes: source });
      });
    });
  }

  return {
    names: [...entries.values()].map(({ fileName }) => fileName),
    has: (name) => entries.has(loose(name)),
    find: (name) => entries.get(loose(name))?.fileName,
    size: (name) => entryOf(name).uncompressedSize,
    stream,
    packed,
    async bytes(name, limitBytes = 16_000_000) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of await stream(name)) {
        bytes += chunk.length;
        if (bytes > limitBytes) throw refuse('container-too-large', String(entryOf(name).uncompressedSize), String(limitBytes));
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
    close: () => zip.close(),
  };
}
