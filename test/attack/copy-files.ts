import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateRawSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';

/** A file of a static copy, as somebody reads it. */
interface CopyFile {
  /** Path below the copy's folder. */
  path: string;
  /** What it says; of a picture (.png), its bytes. */
  text: string;
}

/** Every file of a static copy, the compressed ones too. */
export async function* filesOfCopy(folder: string): AsyncGenerator<CopyFile> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { path: relative(folder, path), text: await textIn(readFileSync(path), entry.name) };
  }
}

/**
 * What a file says: unpacked; of a .zip or .xlsx, its parts one after another; of a .parquet, its rows.
 * @param name of the file; without one, a form that the first bytes do not tell is read as text
 */
export async function textIn(bytes: Buffer, name = ''): Promise<string> {
  if (name.endsWith('.br')) return textIn(brotliDecompressSync(bytes), name.slice(0, -'.br'.length));
  const begin = bytes.subarray(0, 4).toString('latin1');
  if (begin.startsWith('\u001f\u008b')) return textIn(gunzipSync(bytes), name.replace(/\.gz$/, ''));
  if (begin === 'PAR1') return rowsIn(bytes);
  if (begin !== 'PK\u0003\u0004') return bytes.toString('utf8');
  const parts = [];
  for (const part of partsOf(bytes)) parts.push(await textIn(part.bytes, part.name));
  return parts.join('\n');
}

async function rowsIn(bytes: Buffer): Promise<string> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return JSON.stringify(await parquetReadObjects({ file }), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** The files of a .zip. The central directory has the sizes that a streamed part has only behind it. */
export function partsOf(bytes: Buffer): { name: string; bytes: Buffer }[] {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [method, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString('utf8');
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const part = bytes.subarray(from, from + size);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return { name, bytes: method === 0 ? part : inflateRawSync(part) };
  });
}
