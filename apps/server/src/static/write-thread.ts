import { Worker } from 'node:worker_threads';
import type { Held, Twins } from './copy-folder.ts';

interface Put {
  file: string;
  bytes: Uint8Array;
  twins: Twins;
}
export type ToWriter = { put: readonly Put[] } | { keep: readonly string[] } | 'finish' | 'drop';
export type FromWriter = { written: number } | { kept: readonly string[] } | { held: Held } | 'opened' | 'dropped';

export interface CopyWriter {
  /** Resolves at once while little waits to be written, else when it is less. The bytes are copied. @throws what writing an earlier file threw */
  put(file: string, bytes: Uint8Array, twins: Twins): Promise<void>;
  /** Takes files over from the earlier copy. @returns those that are as they were; one call at a time */
  keep(files: readonly string[]): Promise<readonly string[]>;
  /** See `CopyFolder`. */
  finish(): Promise<Held>;
  drop(): Promise<void>;
}

/** Files in one message: a message costs as much as a small page. */
const together = 16;
/** Files on their way to the disk; a page has 60 KB. */
const mostWaiting = 64;

/**
 * Hashes, compresses and writes the files of a copy on a second processor, while their pages are drawn on the first.
 * @throws Refusal (as an Error with its message) where the folder has something else in it
 */
export async function openCopyWriter(target: string): Promise<CopyWriter> {
  // Few objects and large buffers: with a usual young generation, tens of MB of buffers would wait for it to fill.
  const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 1 };
  const worker = new Worker(new URL('./write-worker.ts', import.meta.url), { workerData: { target }, resourceLimits });
  let waiting = 0;
  let batch: Put[] = [];
  let room = Promise.withResolvers<void>();
  let kept = Promise.withResolvers<readonly string[]>();
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Held | undefined>();
  // Thrown by whichever call comes next; nobody may be waiting yet.
  ended.promise.catch(() => {});
  worker.on('message', (message: FromWriter) => {
    if (message === 'opened') opened.resolve();
    else if (message === 'dropped') ended.resolve(undefined);
    else if ('kept' in message) kept.resolve(message.kept);
    else if ('held' in message) ended.resolve(message.held);
    else {
      waiting -= message.written;
      room.resolve();
      room = Promise.withResolvers<void>();
    }
  });
  worker.on('error', (error) => ended.reject(error));
  worker.on('exit', () => ended.reject(new Error('the copy was not finished')));
  const send = () => {
    if (batch.length === 0) return;
    waiting += batch.length;
    const moved = batch.flatMap(({ bytes, twins }) => (typeof twins === 'string' ? [bytes] : [bytes, twins.br, twins.gzip]));
    worker.postMessage(
      { put: batch } satisfies ToWriter,
      moved.map(({ buffer }) => buffer as ArrayBuffer),
    );
    batch = [];
  };
  const order = (message: ToWriter): void => worker.postMessage(message);
  await Promise.race([opened.promise, ended.promise]);
  return {
    async put(file, bytes, twins) {
      batch.push({ file, bytes: own(bytes), twins: typeof twins === 'string' ? twins : { br: own(twins.br), gzip: own(twins.gzip) } });
      if (batch.length >= together) send();
      while (waiting > mostWaiting) await Promise.race([room.promise, ended.promise]);
    },
    async keep(files) {
      kept = Promise.withResolvers();
      order({ keep: files });
      const done = await Promise.race([kept.promise, ended.promise]);
      if (done === undefined || !('includes' in done)) throw new Error('the copy was not finished');
      return done;
    },
    async finish() {
      send();
      order('finish');
      const held = await ended.promise;
      if (held === undefined) throw new Error('the copy was not finished');
      return held;
    },
    async drop() {
      order('drop');
      // A writer that failed has removed it, and ended.
      await ended.promise.catch(() => {});
    },
  };
}

/** A copy that can be moved to the other thread: what is given may be kept by the site, or be a part of a larger buffer. */
function own(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
