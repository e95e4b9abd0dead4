import { type Ledger, receiveUpload, type UploadStore } from '@sipkadin/ledger';

/**
 * Keeps a file's bytes and takes note of them as an upload, for a caller who reads it at once with `importUpload`: it is not queued for
 * the workers of other processes.
 * @returns the upload's id
 * @throws LedgerError `not-found` for an unknown government, `disk-full`, `read-only`
 */
export async function receive(
  { ledger, uploads }: { ledger: Ledger; uploads: UploadStore },
  { government, fileName, source, actor }: { government: string; fileName: string; source: Buffer | { path: string }; actor: string },
): Promise<string> {
  const kept = await uploads.put(source);
  const { id } = await ledger.transact((tx) => receiveUpload(tx, { government, fileName, ...kept, actor, queued: false }));
  return id;
}
