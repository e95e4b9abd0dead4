import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { EditionError } from '../error.ts';

interface Checked {
  /** Size, time of change and inode (another means that the file was written or replaced), and the hash that was expected. */
  identity: string;
  result: Promise<void>;
}

/** Bytes that are read and hashed between two turns of the event loop. */
const pieceBytes = 256 * 1024;

/** Holds files against their hashes, each once for as long as its size, time and inode stay the same. Simultaneous checks share one. */
export function fileCheck() {
  const known = new Map<string, Checked>();
  /** @throws EditionError damaged where the file is gone or has another hash */
  return async (path: string, sha256: string): Promise<void> => {
    const identity = `${await identityOf(path)} ${sha256}`;
    const before = known.get(path);
    if (before?.identity === identity) return before.result;
    const result = mustHaveHash(path, sha256);
    known.set(path, { identity, result });
    // A disk that failed is asked again; a wrong hash stays wrong until the file is replaced.
    result.catch((error: unknown) => error instanceof EditionError || known.delete(path));
    return result;
  };
}

async function identityOf(path: string): Promise<string> {
  try {
    const { size, mtimeNs, ino } = await stat(path, { bigint: true });
    return `${size} ${mtimeNs} ${ino}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new EditionError('damaged', `${path} is gone`);
    throw error;
  }
}

async function mustHaveHash(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) hash.update(piece as Buffer);
  if (hash.digest('hex') !== expected) throw new EditionError('damaged', `${path} is not what its edition's checksums promise`);
}
