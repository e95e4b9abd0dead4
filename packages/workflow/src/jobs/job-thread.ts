import { Worker } from 'node:worker_threads';
import type { SigningKey } from '@sipkadin/edition';
import type { ReadingClaim, ReadingProgress } from '@sipkadin/ledger';
import type { Mappings } from '../importing/remembered-mappings.ts';
import type { LeaseTimes } from '../lease-times.ts';
import type { PreviewOrder } from '../publishing/preview.ts';
import type { PublishOrder } from '../publishing/publish.ts';
import { isErrorCode, Refusal } from '../refusal.ts';

export type Job =
  | {
      kind: 'import';
      id: string;
      answers: Record<string, string>;
      mappings: Mappings;
      claim?: ReadingClaim;
      path: string;
      spoolDir: string;
    }
  | { kind: 'data'; dir: string; hash: string }
  | ({ kind: 'preview' } & Omit<PreviewOrder, 'now'>)
  | ({ kind: 'publish'; editionsRoot: string; signingKey: SigningKey; times: LeaseTimes; store: string | undefined } & PublishOrder);

/** Messages of the thread about its job: progress, and at last one of the others. */
export type Message = { progress: ReadingProgress } | { result: unknown } | { refused: string; cause: string };

/** So long a thread without a job is kept: a small file is read in less time than a thread takes to start. */
const keptFor = 60_000;

/** The thread of the long jobs, one at a time; it is started by the first, kept a while, and never keeps the process. */
export class JobThread {
  readonly #ledgerUrl: string;
  #worker: Worker | undefined;
  #end: NodeJS.Timeout | undefined;

  constructor(ledgerUrl: string) {
    this.#ledgerUrl = ledgerUrl;
  }

  /**
   * @returns the job's result
   * @throws Refusal what the job says; any other error is a fault, and the end of the thread, as is the signal
   */
  run(job: Job, signal: AbortSignal, onProgress?: (progress: ReadingProgress) => void): Promise<unknown> {
    signal.throwIfAborted();
    clearTimeout(this.#end);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    return new Promise<unknown>((resolve, reject) => {
      const hear = (message: Message) => {
        if ('progress' in message) return onProgress?.(message.progress);
        rest();
        this.#end = setTimeout(() => void this.close(), keptFor).unref();
        if ('result' in message) resolve(message.result);
        else reject(isErrorCode(message.refused) ? new Refusal(message.refused, message.cause) : new Error(`refused: ${message.refused}`));
      };
      const fail = (fault: Error | number) => {
        rest();
        reject(typeof fault === 'number' ? new Error(`the job's thread ended early (${fault})`) : fault);
      };
      const end = () => void this.close();
      const rest = () => {
        worker.off('message', hear).off('error', fail).off('exit', fail).unref();
        signal.removeEventListener('abort', end);
      };
      worker.on('message', hear).on('error', fail).on('exit', fail).postMessage(job);
      signal.addEventListener('abort', end, { once: true });
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#end);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    // Lines pass through by the hundred thousand: a small nursery keeps them from piling up before they are collected.
    const resourceLimits = { maxYoungGenerationSizeMb: 12 };
    const worker = new Worker(new URL('./job-worker.ts', import.meta.url), { workerData: this.#ledgerUrl, resourceLimits });
    // A thread that is ending takes no further job.
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    return worker.on('error', forget).on('exit', forget);
  }
}
