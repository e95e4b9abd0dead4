import { Worker } from 'node:worker_threads';
import type { IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import { getUpload, type Ledger, listGovernments, listUploads, type UploadRow, type UploadStore } from '@sipkadin/ledger';
import { faultReference, isErrorCode, Refusal } from './api/errors.ts';
import { reportOf } from './api/shown.ts';
import { importUpload } from './import-upload.ts';
import type { JobState, Progress } from './progress.ts';
import { carryOut, type Published, type PublishOrder } from './publish.ts';

export type Job =
  | { kind: 'import'; id: string; answers: Record<string, string>; path: string; spoolDir: string }
  | ({ kind: 'publish'; editionsRoot: string; signingKey: SigningKey } & PublishOrder);

export interface Jobs {
  /** Reads an upload's bytes, in turn. Returns at once; the state is in the ledger and in `state`. */
  readUpload(id: string, answers?: Record<string, string>): void;
  state(id: string): JobState | null;
  publish(order: PublishOrder): Promise<Published>;
  /** Reads again what an earlier process left unread. */
  resume(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends what is under way; it is resumed at the next start. */
  close(): Promise<void>;
}

export interface JobsOptions {
  ledger: Ledger;
  /** null: the database cannot be opened a second time (a test's own); jobs then run on the caller's thread. */
  ledgerUrl: string | null;
  uploads: UploadStore;
  spoolDir: string;
  editionsRoot: string;
  signingKey: SigningKey;
  now: () => IsoInstant;
  log: { error(data: object, text: string): void };
}

/** Long work, one job at a time: two would only contend for the one writer and the one disk. */
export function createJobs(options: JobsOptions): Jobs {
  const { ledger, ledgerUrl, uploads, spoolDir, editionsRoot, signingKey, now, log } = options;
  const states = new Map<string, JobState>();
  const stop = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(() => {
      if (stop.signal.aborted) throw new Error('the desk is closing');
      return work();
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  async function readNow(id: string, answers: Record<string, string>): Promise<void> {
    const onProgress = (progress: Progress) => void states.set(id, progress);
    onProgress({ stage: 'opening', rows: 0 });
    if (ledgerUrl === null) {
      await importUpload({ ledger, uploads, id, answers, spoolDir, onProgress, signal: stop.signal });
      return;
    }
    const { hash } = await getUpload(ledger.read, id);
    await inWorker(ledgerUrl, { kind: 'import', id, answers, path: uploads.path(hash), spoolDir }, stop.signal, onProgress);
  }

  const jobs: Jobs = {
    readUpload(id, answers = {}) {
      states.set(id, { stage: 'waiting', rows: 0 });
      inTurn(() => readNow(id, answers)).then(
        () => states.delete(id),
        (error: Error) => {
          if (stop.signal.aborted) return;
          const reference = faultReference(error);
          log.error({ err: error, upload: id, reference }, 'reading an upload failed');
          states.set(id, { stage: 'failed', reference });
        },
      );
    },
    state: (id) => states.get(id) ?? null,
    publish: (order) =>
      inTurn(async () => {
        if (ledgerUrl === null) return carryOut({ ...order, ledger, editionsRoot, signingKey, now });
        const job: Job = { kind: 'publish', editionsRoot, signingKey, ...order };
        return (await inWorker(ledgerUrl, job, stop.signal)) as Published;
      }),
    async resume() {
      for (const { code } of await listGovernments(ledger.read)) {
        for (const upload of await listUploads(ledger.read, { government: code })) {
          if (upload.state === 'received' || answered(upload, reportOf(upload)?.questions)) jobs.readUpload(upload.id, upload.answers);
        }
      }
    },
    idle: async () => void (await last),
    async close() {
      stop.abort();
      await last;
    },
  };
  return jobs;
}

/** All its questions have answers, so the reading that was to follow did not happen. */
function answered({ state, answers }: UploadRow, questions: readonly { key: string }[] = []): boolean {
  return state === 'asked' && questions.length > 0 && questions.every(({ key }) => key in answers);
}

type Message = { progress: Progress } | { result: unknown } | { refused: string };

function inWorker(ledgerUrl: string, job: Job, signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // Lines pass through by the hundred thousand: a small nursery keeps them from piling up before they are collected.
    const resourceLimits = { maxYoungGenerationSizeMb: 12 };
    const worker = new Worker(new URL('./job-worker.ts', import.meta.url), { workerData: { ledgerUrl, job }, resourceLimits });
    const end = () => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.on('message', (message: Message) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('result' in message) resolve(message.result);
      else reject(isErrorCode(message.refused) ? new Refusal(message.refused) : new Error(`refused: ${message.refused}`));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', end);
      reject(new Error(`the job's thread ended early (${code})`));
    });
  });
}
