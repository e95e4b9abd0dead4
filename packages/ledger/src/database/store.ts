import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { diskError, LedgerError } from '../error.ts';
import { type OwnFolder, ownFolder } from './own-folder.ts';

/** Uploaded bytes by their SHA-256: the same bytes are kept once, and never changed. */
export interface UploadStore {
  /**
   * Keeps bytes; they are on disk (file and folder) when it resolves.
   * @throws LedgerError `too-large`, `disk-full`, `read-only`
   */
  put(source: Readable | Buffer | { path: string }, limitBytes?: number): Promise<{ hash: string; bytes: number }>;
  /** @returns the path of a local file with these bytes, which must not be changed; copied to this machine first where another received them */
  file(hash: string): Promise<string>;
}

/** Uploads in a folder of this machine. */
export interface LocalUploads extends UploadStore {
  /** Where the bytes are, or would be. */
  path(hash: string): string;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Where the bytes of an upload are until all are there, each process in a folder of its own. */
export function incomingFolder(root: string): string {
  return join(root, 'incoming');
}

export function uploadStore(root: string): LocalUploads {
  const path = (hash: string) => join(root, hash.slice(0, 2), hash);
  let own: OwnFolder | undefined;

  async function receive(chunks: AsyncIterable<Uint8Array>, target: string, limitBytes: number): Promise<{ hash: string; bytes: number }> {
    const digest = createHash('sha256');
    let bytes = 0;
    let file: FileHandle | undefined;
    try {
      file = await open(target, 'wx', 0o600);
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > limitBytes) throw new LedgerError('too-large', String(limitBytes));
        digest.update(chunk);
        // Not write(): on a disk that fills up it may keep a part and say so only by its count.
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file?.close();
    }
    return { hash: digest.digest('hex'), bytes };
  }

  return {
    path,
    file: async (hash) => path(hash),
    async put(source, limitBytes = Number.POSITIVE_INFINITY) {
      try {
        // Bytes on their way belong to this process: the start of another removes those of a process that was killed.
        if (own === undefined || !existsSync(own.path)) own = ownFolder(incomingFolder(root));
        const incoming = join(own.path, randomUUID());
        try {
          const chunks = Buffer.isBuffer(source)
            ? Readable.from([source])
            : source instanceof Readable
              ? // Not destroyed where the disk takes no more: with it the connection would go, on which to say so.
                source.iterator({ destroyOnReturn: false })
              : createReadStream(source.path);
          const { hash, bytes } = await receive(chunks as AsyncIterable<Uint8Array>, incoming, limitBytes);
          const target = path(hash);
          await mkdir(dirname(target), { recursive: true, mode: 0o700 });
          // Bytes that lie there already were whole when they came; a damaged file is replaced by what came now.
          if (statSync(target, { throwIfNoEntry: false })?.size !== bytes) await rename(incoming, target);
          // Also for bytes that are there already: the process that put them may not have synced yet.
          await syncFolder(dirname(target));
          await syncFolder(root);
          return { hash, bytes };
        } finally {
          await rm(incoming, { force: true });
        }
      } catch (error) {
        throw diskError(error);
      }
    },
  };
}
