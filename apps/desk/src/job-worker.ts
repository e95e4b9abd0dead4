import { parentPort, workerData } from 'node:worker_threads';
import { LedgerError, openLedger } from '@sipkadin/ledger';
import { Refusal } from './api/errors.ts';
import { importUpload } from './import-upload.ts';
import type { Job } from './jobs.ts';
import type { Progress } from './progress.ts';
import { carryOut } from './publish.ts';

/*
 * One long job in a thread of its own, with its own database connection: the main thread goes on answering.
 * Posts { progress }… and at last { result } or { refused }; what throws otherwise ends the thread as a fault.
 */
const { ledgerUrl, job } = workerData as { ledgerUrl: string; job: Job };
const tell = (message: { progress: Progress } | { result: unknown } | { refused: string; by: 'ledger' | 'desk' }) =>
  parentPort?.postMessage(message);

const ledger = await openLedger({ url: ledgerUrl });
try {
  if (job.kind === 'import') {
    const { id, answers, mappings, path, spoolDir } = job;
    const uploads = { path: () => path };
    await importUpload({ ledger, uploads, id, answers, mappings, spoolDir, onProgress: (progress) => tell({ progress }) });
    tell({ result: null });
  } else {
    tell({ result: await carryOut({ ...job, ledger }) });
  }
} catch (error) {
  if (error instanceof LedgerError) tell({ refused: error.code, by: 'ledger' });
  else if (error instanceof Refusal) tell({ refused: error.code, by: 'desk' });
  else throw error;
} finally {
  await ledger.close();
}
