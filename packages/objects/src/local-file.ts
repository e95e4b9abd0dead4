import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** @returns SHA-256 in hex and the number of bytes */
export async function digestOf(source: Buffer | { path: string }): Promise<{ sha256: string; bytes: number }> {
  const digest = createHash('sha256');
  if (Buffer.isBuffer(source)) return { sha256: digest.update(source).digest('hex'), bytes: source.length };
  let bytes = 0;
  for await (const chunk of createReadStream(source.path) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    digest.update(chunk);
  }
  return { sha256: digest.digest('hex'), bytes };
}

/**
 * Writes a file beside its place and gives it its name once it is whole, also on the disk; folders above are made.
 * @param mustHold looks at what was written, before it has its name; what it throws leaves nothing
 */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mustHold: (written: { sha256: string; bytes: number }) => void = () => {},
): Promise<void> {
  const parent = dirname(path);
  const first = await mkdir(parent, { recursive: true });
  const part = `${path}.part-${randomUUID()}`;
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(part, 'wx', 0o644);
    try {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        digest.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    mustHold({ sha256: digest.digest('hex'), bytes });
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  // A name is durable once its folder is; of folders made just now, each in the one above it.
  for (let at = parent; ; at = dirname(at)) {
    await syncFolder(at);
    if (first === undefined || at.length < first.length) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
