import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../command.ts';

/** Below this a write may fail half way: refuse to start rather than that. */
const leastFree = 64 * 1024 * 1024;

/** Makes the data folder if need be (for its owner alone) and proves that a file can be made durable there. */
export function prepareFolder(data: string): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const free = freeBytes(data);
  if (free < leastFree)
    throw new Refusal({
      id: `disk ${data} penuh: sisa ${Math.floor(free / 1_048_576)} MB, untuk mulai diperlukan 64 MB`,
      en: `the disk of ${data} is full: ${Math.floor(free / 1_048_576)} MB are free, 64 MB are needed to start`,
    });
  measureDurableWrite(data);
}

/** Milliseconds that a small write needs to be safe on the disk. */
export function measureDurableWrite(folder: string): number {
  const probe = join(folder, `.probe-${process.pid}`);
  const began = performance.now();
  try {
    writeDurably(probe, 'x', 'w');
    return performance.now() - began;
  } finally {
    rmSync(probe, { force: true });
  }
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** The session secret: as given, else made once and kept for its owner alone. */
export function sessionSecret(data: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const path = join(data, 'secret');
  if (!existsSync(path)) {
    // Named once it is whole: another process on this folder may be reading it already.
    const temporary = `${path}.${randomUUID()}`;
    try {
      writeDurably(temporary, `${randomBytes(32).toString('base64url')}\n`, 'wx');
      linkSync(temporary, path);
    } catch (error) {
      // Two processes started together: the secret of the first is used by both.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new Refusal({
      id: `${path} rusak; hapus agar dibuat yang baru (semua orang masuk lagi)`,
      en: `${path} is damaged; remove it to have a new one made (everybody signs in anew)`,
    });
  return secret;
}

function writeDurably(path: string, text: string, flag: 'w' | 'wx'): void {
  const file = openSync(path, flag, 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The key that signs editions; its public half is the file beside it that ends in `.pub`. */
export function signingKeyPath(data: string): string {
  return join(data, 'signing-key.pem');
}

export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
