import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { isAway, type Ledger, LedgerError, openLedger } from '@sipkadin/ledger';
import { openObjects } from '@sipkadin/objects';
import { importUpload } from '../importing/import-upload.ts';
import { makeDataFiles } from '../publishing/data-files.ts';
import { writePreview } from '../publishing/preview.ts';
import { carryOut } from '../publishing/publish.ts';
import { Refusal } from '../refusal.ts';
import type { Job, Message } from './job-thread.ts';

/*
 * Long jobs in a thread of their own, each with its own database connection: the main thread goes on answering. Is posted a job,
 * posts { progress }… and at last { result } or { refused }; what throws otherwise ends the thread as a fault.
 */
// On Linux that is this thread's alone; elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const ledgerUrl = workerData as string;
const post = (message: Message) => parentPort?.postMessage(message);

parentPort?.on('message', (job: Job) => void carry(job).then(post));

async function carry(job: Job): Promise<Message> {
  if (job.kind === 'data') return { result: makeDataFiles(job.dir, job.hash) };
  try {
    // Opened for each: an idle one would keep what it holds, and a database that was away meanwhile would be a fault.
    const ledger = await openLedger({ url: ledgerUrl });
    try {
      return { result: await resultOf(job, ledger) };
    } finally {
      await ledger.close();
    }
  } catch (error) {
    if (error instanceof LedgerError || error instanceof Refusal) return { refused: error.code, cause: causeOf(error) };
    if (isAway(error)) return { refused: 'busy', cause: causeOf(error) };
    throw error;
  }
}

async function resultOf(job: Exclude<Job, { kind: 'data' }>, ledger: Ledger): Promise<unknown> {
  if (job.kind === 'publish') {
    const objects = job.store === undefined ? undefined : await openObjects(job.store);
    return carryOut({ ...job, ledger, objects });
  }
  if (job.kind === 'preview') return writePreview({ ...job, ledger });
  const { kind: _, path, ...reading } = job;
  const uploads = { file: async () => path };
  await importUpload({ ...reading, ledger, uploads, takesOver: true, onProgress: (progress) => post({ progress }) });
  return null;
}

/** For the log; an error itself loses its class between threads. */
function causeOf(error: unknown): string {
  return String(error instanceof Refusal ? (error.cause ?? error) : error);
}
