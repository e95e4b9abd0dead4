import type { IsoInstant } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import { failReading, getUpload, type Ledger, listReadings, type UploadStore, type WaitingReading } from '@sipkadin/ledger';
import { importUpload } from '../importing/import-upload.ts';
import type { JobState, Progress } from '../importing/progress.ts';
import { rememberedMappings } from '../importing/remembered-mappings.ts';
import { carryOut, type Published, type PublishOrder } from '../publishing/publish.ts';
import { faultReference } from '../refusal.ts';
import { inTurns, nextInTurn } from './fair-queue.ts';
import { type Job, JobThread } from './job-thread.ts';

export interface Jobs {
  /** Goes on with what waits in the ledger's queue, people by turns. Returns at once; call it after something was queued. */
  wake(): void;
  /** Ends a reading that is under way or waits; the ledger's queue is the caller's to change, before. */
  drop(id: string): void;
  /** What is under way, waits or failed, by upload. */
  states(): Promise<Map<string, JobState>>;
  publish(order: PublishOrder): Promise<Published>;
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
  /** What people are called, by id. */
  names(ids: Iterable<string>): Promise<Map<string, string>>;
  now: () => IsoInstant;
  log: { error(data: object, text: string): void };
}

/** Long work, one job at a time: two would only contend for the one writer and the one disk. */
export function createJobs(options: JobsOptions): Jobs {
  const { ledger, ledgerUrl, uploads, spoolDir, editionsRoot, signingKey, names, now, log } = options;
  const thread = ledgerUrl === null ? null : new JobThread(ledgerUrl);
  const stop = new AbortController();
  /** Publications that wait: whoever ordered one waits with it, so the ledger does not keep them. */
  const orders: { actor: string; run: () => Promise<void> }[] = [];
  const served = new Map<string, number>();
  let turn = 0;
  let current: { upload: string; progress: Progress; own: AbortController } | undefined;
  let wanted = false;
  let running: Promise<void> | undefined;

  async function work(): Promise<void> {
    try {
      while (wanted && !stop.signal.aborted) {
        wanted = false;
        for (;;) {
          const next = nextInTurn([...orders, ...(await listReadings(ledger.read, { failed: false }))], served);
          if (next === undefined || stop.signal.aborted) break;
          served.set(next.actor, ++turn);
          if ('run' in next) {
            orders.splice(orders.indexOf(next), 1);
            await next.run();
          } else await readNow(next);
        }
      }
    } catch (error) {
      log.error({ err: error }, 'the queue cannot be read');
    } finally {
      running = undefined;
    }
  }

  async function readNow({ upload, answers, actor }: WaitingReading): Promise<void> {
    const own = new AbortController();
    const signal = AbortSignal.any([stop.signal, own.signal]);
    const mine = { upload, progress: { stage: 'opening', rows: 0 } as Progress, own };
    const onProgress = (progress: Progress) => void (mine.progress = progress);
    current = mine;
    try {
      const { hash, government } = await getUpload(ledger.read, upload);
      const mappings = { known: await rememberedMappings(ledger.read, government, names), mapper: actor };
      if (thread === null) await importUpload({ ledger, uploads, id: upload, answers, mappings, spoolDir, onProgress, signal });
      else {
        const job: Job = { kind: 'import', id: upload, answers, mappings, path: uploads.path(hash), spoolDir };
        await thread.run(job, signal, onProgress);
      }
    } catch (error) {
      if (signal.aborted) return;
      const fault = error instanceof Error ? error : new Error(String(error));
      const reference = faultReference(fault);
      log.error({ err: fault, upload, reference }, 'reading an upload failed');
      await ledger.transact((tx) => failReading(tx, upload, reference));
    } finally {
      current = undefined;
    }
  }

  const jobs: Jobs = {
    wake() {
      wanted = true;
      running ??= work();
    },
    drop(id) {
      if (current?.upload === id) current.own.abort();
    },
    async states() {
      const readings = await listReadings(ledger.read, { failed: true });
      const states = new Map<string, JobState>();
      for (const { upload, failed } of readings) if (failed !== null) states.set(upload, { stage: 'failed', reference: failed });
      const waiting = readings.filter(({ upload, failed }) => failed === null && upload !== current?.upload);
      const busy = current === undefined ? 0 : 1;
      for (const [at, { upload }] of inTurns(waiting, served).entries()) states.set(upload, { stage: 'waiting', before: at + busy });
      if (current !== undefined) states.set(current.upload, current.progress);
      return states;
    },
    publish(order) {
      return new Promise((resolve, reject) => {
        const run = async () => {
          try {
            if (thread === null) resolve(await carryOut({ ...order, ledger, editionsRoot, signingKey, now }));
            else resolve((await thread.run({ kind: 'publish', editionsRoot, signingKey, ...order }, stop.signal)) as Published);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        orders.push({ actor: order.actor, run });
        jobs.wake();
      });
    },
    async idle() {
      while (running !== undefined) await running;
    },
    async close() {
      stop.abort();
      await jobs.idle();
      await thread?.close();
    },
  };
  return jobs;
}
