import { Worker } from 'node:worker_threads';
import type { Edition } from '@sipkadin/edition';
import type { Log } from '../log.ts';

type Made = Pick<Edition, 'dir' | 'hash'>;

/** More that wait are passed over: their readers ask again. */
const mostWaiting = 20;
/** Milliseconds after which an edition whose files could not be made is tried again. */
const againAfter = 600_000;

export interface DataMaker {
  /** Makes the data files of an edition later, in a thread of its own, one edition at a time. */
  make(edition: Made): void;
  close(): Promise<void>;
}

/** Makes data files of earlier editions when readers ask for them. */
export function dataMaker(log: Log): DataMaker {
  const waiting = new Map<string, Made>();
  const failed = new Map<string, number>();
  let worker: Worker | undefined;

  function next(): void {
    const [edition] = waiting.values();
    if (worker !== undefined || edition === undefined) return;
    worker = new Worker(new URL('./data-worker.ts', import.meta.url), { workerData: edition });
    worker.once('error', (error) => {
      failed.set(edition.hash, Date.now());
      log.error({ err: error, folder: edition.dir }, 'the data files of an earlier edition could not be made');
    });
    worker.once('exit', () => {
      worker = undefined;
      waiting.delete(edition.hash);
      next();
    });
  }

  return {
    make({ dir, hash }) {
      if (waiting.size >= mostWaiting || Date.now() - (failed.get(hash) ?? Number.NEGATIVE_INFINITY) < againAfter) return;
      waiting.set(hash, { dir, hash });
      next();
    },
    async close() {
      waiting.clear();
      await worker?.terminate();
    },
  };
}
