import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { finding } from '@sipkadin/budget';
import yauzl from 'yauzl';
import { Refusal } from '../sheet.ts';

/** Bounds on an archive, absolute: a ratio alone lets a large file through that inflates beyond every memory. */
export interface ZipLimits {
  entries: number;
  /** Inflated bytes of all parts that are read, together. */
  inflatedBytes: number;
}

export const zipLimits: ZipLimits = { entries: 5_000, inflatedBytes: 2_000_000_000 };

const pieceBytes = 128 * 1024;

/** The parts of an archive by name. Every byte taken out is counted against the limit, whatever the headers claim. */
export interface Archive {
  names: readonly string[];
  has(name: string): boolean;
  /** The name as stored, for a name that differs in case or a leading slash. */
  find(name: string): string | undefined;
  stream(name: string): Promise<AsyncIterable<Buffer>>;
  /** A whole small part as text. */
  text(name: string, limitBytes?: number): Promise<string>;
  close(): void;
}

const refuse = (code: Parameters<typeof finding>[0], value = '', expected = '') => new Refusal(finding(code, { value, expected }));

function open(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error) reject(refuse('container-damaged', error.message));
      else resolve(zip);
    });
  });
}

function directory(zip: yauzl.ZipFile, limits: ZipLimits): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    if (zip.entryCount > limits.entries) {
      reject(refuse('container-too-many-parts', String(zip.entryCount), String(limits.entries)));
      return;
    }
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.has(entry.fileName)) reject(refuse('container-duplicate-part', entry.fileName));
      else if (entries.size >= limits.entries) reject(refuse('container-too-many-parts', String(entries.size), String(limits.entries)));
      else {
        entries.set(entry.fileName, entry);
        zip.readEntry();
      }
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(refuse('container-damaged', error.message)));
    zip.readEntry();
  });
}

/** @throws Refusal */
export async function openArchive(path: string, limits: ZipLimits = zipLimits): Promise<Archive> {
  const zip = await open(path);
  let entries: Map<string, yauzl.Entry>;
  try {
    entries = await directory(zip, limits);
  } catch (error) {
    zip.close();
    throw error;
  }
  const loose = new Map([...entries.keys()].map((name) => [name.replace(/^\/+/, '').toLowerCase(), name]));
  let inflated = 0;

  async function* counted(source: Readable, entry: yauzl.Entry): AsyncGenerator<Buffer> {
    let bytes = 0;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        inflated += chunk.length;
        bytes += chunk.length;
        if (inflated > limits.inflatedBytes) throw refuse('container-too-large', String(inflated), String(limits.inflatedBytes));
        yield chunk;
      }
      if (bytes !== entry.uncompressedSize) throw refuse('container-damaged', `${entry.fileName}: ${bytes} <> ${entry.uncompressedSize}`);
    } catch (error) {
      throw error instanceof Refusal ? error : refuse('container-damaged', error instanceof Error ? error.message : '');
    } finally {
      source.destroy();
    }
  }

  function stream(name: string): Promise<AsyncIterable<Buffer>> {
    const entry = entries.get(name);
    if (!entry) throw refuse('container-part-missing', name);
    if (entry.isEncrypted()) throw refuse('container-encrypted');
    const packed = entry.compressionMethod === 8;
    if (!packed && entry.compressionMethod !== 0) throw refuse('container-damaged', `compression ${entry.compressionMethod}`);
    return new Promise((resolve, reject) => {
      zip.openReadStream(entry, packed ? { decompress: false } : {}, (error, source) => {
        if (error) reject(refuse('container-damaged', error.message));
        // Inflated here, in pieces larger than the default: each piece is a trip to another thread.
        else resolve(counted(packed ? pipeline(source, createInflateRaw({ chunkSize: pieceBytes }), () => {}) : source, entry));
      });
    });
  }

  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    find: (name) => loose.get(name.replace(/^\/+/, '').toLowerCase()),
    stream,
    async text(name, limitBytes = 8_000_000) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of await stream(name)) {
        bytes += chunk.length;
        if (bytes > limitBytes) throw refuse('container-too-large', name, String(limitBytes));
        chunks.push(chunk);
      }
      return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
    },
    close: () => zip.close(),
  };
}
