import { existsSync } from 'node:fs';
import { type LocalUploads, type Reading, type UploadStore, uploadHashes } from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';
import { inStore } from './in-store.ts';

/** Where the bytes of an upload are in the store. */
export function uploadKey(hash: string): string {
  return `uploads/${hash.slice(0, 2)}/${hash}`;
}

/**
 * Uploads that several machines share. Received bytes are in the local folder and in the store before the sender is answered; what
 * another machine received is copied into the local folder when it is first needed, and held against its hash. The local folder is a
 * copy that may be removed while nothing runs.
 */
export function sharedUploads(local: LocalUploads, objects: Objects): UploadStore {
  const fetching = new Map<string, Promise<void>>();

  async function fetchOnce(hash: string, path: string): Promise<void> {
    if (!(await inStore(objects.fetch(uploadKey(hash), path, hash))))
      throw new Error(`the bytes of the upload ${hash} are not in the store`);
  }

  return {
    async put(source, limitBytes) {
      const kept = await local.put(source, limitBytes);
      const key = uploadKey(kept.hash);
      // Bytes that are there with this name and size were held against their hash when they came.
      if ((await inStore(objects.size(key))) !== kept.bytes) await inStore(objects.put(key, { path: local.path(kept.hash) }));
      return kept;
    },
    async file(hash) {
      const path = local.path(hash);
      if (existsSync(path)) return path;
      const fetched = fetching.get(hash) ?? fetchOnce(hash, path).finally(() => fetching.delete(hash));
      fetching.set(hash, fetched);
      await fetched;
      return path;
    },
  };
}

/** Stores uploads that were received before machines shared a store. @returns how many @throws ObjectsError, where it cannot be used */
export async function shareUploads(read: Reading, local: LocalUploads, objects: Objects): Promise<number> {
  const present = new Set((await objects.list('uploads/')).map(({ key }) => key));
  const missing = (await uploadHashes(read)).filter((hash) => !present.has(uploadKey(hash)) && existsSync(local.path(hash)));
  for (const hash of missing) await objects.put(uploadKey(hash), { path: local.path(hash) });
  return missing.length;
}
