import type { Words } from '@sipkadin/budget';
import { unpack } from '@sipkadin/intake';
import { listUploads, readsUpload, receiveUpload, type UploadRow, type UploadStore, type Viewer, type Writing } from '@sipkadin/ledger';
import { type Jobs, Refusal } from '@sipkadin/workflow';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { cleanName, innerNames, plainName } from './file-name.ts';

/** In bytes. */
export const uploadLimit = 200 * 1024 * 1024;

/** States in which the same bytes, sent again by somebody who may know the upload, are the same upload. */
const settled: readonly UploadRow['state'][] = ['received', 'asked', 'draft', 'submitted', 'verified', 'published'];

interface Parts {
  uploads: UploadStore;
  jobs: Jobs;
}

/**
 * POST /api/kerja/unggah?government=19.71 with the file as the body and its name, percent-encoded, in `x-nama-berkas`.
 * Answers once the bytes are durable, with an upload for the file or for each report of a .zip, or the earlier upload of
 * the same bytes with sameAs: true.
 */
export function receiveFile({ uploads, jobs }: Parts): FileHandler<'POST unggah'> {
  return async ({ viewer, government, ledger }, req, res) => {
    const length = req.headers['content-length'];
    if (length === '0') throw new Refusal('empty');
    if (Number(length) > uploadLimit) throw new Refusal('too-large');

    const { hash, bytes } = await uploads.put(req, uploadLimit).catch((error: unknown) => {
      // Only where the sender broke off: a disk that is full is no fault of theirs.
      throw req.errored === null ? error : new Refusal('interrupted');
    });
    if (bytes === 0) throw new Refusal('empty');
    const fileName = cleanName(String(req.headers['x-nama-berkas'] ?? ''));
    const unpacked = await unpack(uploads.path(hash), fileName);
    try {
      // An archive that cannot be unpacked becomes an upload itself: reading it reports why.
      const archive = unpacked !== undefined && unpacked.refusal === null;
      const files = archive ? await keepAll(uploads, unpacked.files) : [{ fileName, hash, bytes }];
      const received = await ledger.transact((tx) => receiveAll(tx, files, government, viewer));
      const isNew = received.some(({ sameAs }) => !sameAs);
      if (isNew) jobs.wake();
      const [only] = received;
      if (only === undefined) throw new Error('an archive without files was not refused');
      const leftOut = unpacked?.leftOut.map(({ name, reason }) => ({ name: plainName(name), reason })) ?? [];
      const answer: Received = archive ? { files: received, leftOut } : { id: only.id, sameAs: only.sameAs };
      res.status(isNew ? 201 : 200).json(answer);
    } finally {
      unpacked?.dispose();
    }
  };
}

interface ReceivedFile {
  id: string;
  name: string;
  /** Whether an earlier upload holds the same bytes; `id` is that one's. */
  sameAs: boolean;
}

/** The answer: the upload made of a file; or those made of the reports in a .zip, and the names of what else it holds. */
export type Received = Pick<ReceivedFile, 'id' | 'sameAs'> | { files: ReceivedFile[]; leftOut: { name: string; reason: Words }[] };

interface KeptFile {
  fileName: string;
  hash: string;
  bytes: number;
}

async function keepAll(uploads: UploadStore, files: readonly { name: string; path: string }[]): Promise<KeptFile[]> {
  const names = innerNames(files.map(({ name }) => name));
  const kept: KeptFile[] = [];
  for (const [at, { path }] of files.entries()) kept.push({ fileName: names[at] ?? '', ...(await uploads.put({ path }, uploadLimit)) });
  return kept;
}

async function receiveAll(tx: Writing, files: readonly KeptFile[], government: string, viewer: Viewer): Promise<ReceivedFile[]> {
  const known = new Map<string, string>();
  for (const { hash, id, state, uploadedBy } of await listUploads(tx, { government, hashes: files.map(({ hash }) => hash) }))
    if (settled.includes(state) && readsUpload(viewer, uploadedBy) && !known.has(hash)) known.set(hash, id);
  const received: ReceivedFile[] = [];
  for (const file of files) {
    const earlier = known.get(file.hash);
    const id = earlier ?? (await receiveUpload(tx, { government, actor: viewer.person, ...file })).id;
    known.set(file.hash, id);
    received.push({ id, name: file.fileName, sameAs: earlier !== undefined });
  }
  return received;
}
