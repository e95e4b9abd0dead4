import type { Words } from '@sipkadin/budget';
import { unpack } from '@sipkadin/intake';
import { listUploads, readsUpload, receiveUpload, type UploadRow, type UploadStore, type Viewer, type Writing } from '@sipkadin/ledger';
import { type Jobs, Refusal } from '@sipkadin/workflow';
import { FairQueue } from '../../../app/fair-queue.ts';
import type { FileHandler } from '../../../rights/file-routes.ts';
import { cleanName, innerNames, plainName } from './file-name.ts';

/** In bytes. */
export const uploadLimit = 200 * 1024 * 1024;

/** States in which the same bytes, sent again by somebody who may know the upload, are the same upload. */
const settled: readonly UploadRow['state'][] = ['received', 'asked', 'draft', 'submitted', 'verified', 'published'];

interface Parts {
  uploads: UploadStore;
  jobs: Jobs;
  /** Folder of an archive's files until they are kept. */
  spoolDir: string;
}

/**
 * POST /api/kerja/unggah?government=19.71 with the file as the body and its name, percent-encoded, in `x-nama-berkas`.
 * Answers once the bytes are durable, with an upload for the file or for each report of a .zip, or the earlier upload of
 * the same bytes with sameAs: true.
 */
export function receiveFile({ uploads, jobs, spoolDir }: Parts): FileHandler<'POST unggah'> {
  // One archive at a time: however many are sent, the files of one are on the disk.
  const queue = new FairQueue();
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
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const { files, leftOut } = await queue
      .run(viewer.person, () => unpacked(uploads, { fileName, hash, bytes }, { spoolDir, signal: gone.signal }), gone.signal)
      .catch((error: unknown) => {
        throw gone.signal.aborted ? new Refusal('interrupted') : error;
      });
    const received = await ledger.transact((tx) => receiveAll(tx, files, government, viewer));
    const isNew = received.some(({ sameAs }) => !sameAs);
    if (isNew) jobs.wake();
    const [only] = received;
    if (only === undefined) throw new Error('an archive without files was not refused');
    const answer: Received =
      leftOut === null
        ? { id: only.id, sameAs: only.sameAs, ...(only.earlierName !== undefined && { earlierName: only.earlierName }) }
        : { files: received, leftOut };
    res.status(isNew ? 201 : 200).json(answer);
  };
}

interface ReceivedFile {
  id: string;
  name: string;
  /** Whether an earlier upload holds the same bytes; `id` is that one's, `earlierName` its file's name. */
  sameAs: boolean;
  earlierName?: string;
}

/** The answer: the upload made of a file; or those made of the reports in a .zip, and the names of what else it holds. */
export type Received =
  | Pick<ReceivedFile, 'id' | 'sameAs' | 'earlierName'>
  | { files: ReceivedFile[]; leftOut: { name: string; reason: Words }[] };

interface KeptFile {
  fileName: string;
  hash: string;
  bytes: number;
}

/**
 * The file itself, or the reports of a .zip, whose bytes are kept; `leftOut` is null for a file that is no archive. An archive that
 * cannot be unpacked is a file: reading it reports why.
 */
async function unpacked(
  uploads: UploadStore,
  file: KeptFile,
  options: { spoolDir: string; signal: AbortSignal },
): Promise<{ files: KeptFile[]; leftOut: { name: string; reason: Words }[] | null }> {
  const archive = await unpack(await uploads.file(file.hash), file.fileName, options);
  try {
    if (archive === undefined || archive.refusal !== null) return { files: [file], leftOut: null };
    const leftOut = archive.leftOut.map(({ name, reason }) => ({ name: plainName(name), reason }));
    return { files: await keepAll(uploads, archive.files), leftOut };
  } finally {
    archive?.dispose();
  }
}

async function keepAll(uploads: UploadStore, files: readonly { name: string; path: string }[]): Promise<KeptFile[]> {
  const names = innerNames(files.map(({ name }) => name));
  const kept: KeptFile[] = [];
  for (const [at, { path }] of files.entries()) kept.push({ fileName: names[at] ?? '', ...(await uploads.put({ path }, uploadLimit)) });
  return kept;
}

async function receiveAll(tx: Writing, files: readonly KeptFile[], government: string, viewer: Viewer): Promise<ReceivedFile[]> {
  const known = new Map<string, { id: string; fileName: string }>();
  for (const { hash, id, fileName, state, uploadedBy } of await listUploads(tx, { government, hashes: files.map(({ hash }) => hash) }))
    if (settled.includes(state) && readsUpload(viewer, uploadedBy) && !known.has(hash)) known.set(hash, { id, fileName });
  const received: ReceivedFile[] = [];
  for (const file of files) {
    const earlier = known.get(file.hash);
    const id = earlier?.id ?? (await receiveUpload(tx, { government, actor: viewer.person, ...file })).id;
    known.set(file.hash, earlier ?? { id, fileName: file.fileName });
    const same = earlier === undefined ? { sameAs: false } : { sameAs: true, earlierName: earlier.fileName };
    received.push({ id, name: file.fileName, ...same });
  }
  return received;
}
