import { Worker } from 'node:worker_threads';
import { Refusal } from '../command.ts';
import { readIfThere, signingKeyPath } from '../folder.ts';
import type { Config } from '../settings/config.ts';
import type { Exported } from './export-site.ts';
import type { CopyOrder } from './write-copy.ts';

/** In MB: what pages are made in. A thread of its own can be told to clear up before it has taken more. */
const memory = { maxOldGenerationSizeMb: 112, maxYoungGenerationSizeMb: 8 };

/**
 * Writes the public side of a deployment as plain files.
 * @throws Refusal where nothing is published, or the folder has something else in it
 */
export function exportStatic(config: Config, target: string, say: (text: string) => void, signal: AbortSignal): Promise<Exported> {
  const { editions, government, siteAddress } = config;
  const order: CopyOrder = { editions, government, siteAddress, publicKey: readIfThere(`${signingKeyPath(config.data)}.pub`) };
  const worker = new Worker(new URL('./copy-worker.ts', import.meta.url), { workerData: { order, target }, resourceLimits: memory });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Exported>((resolve, reject) => {
    worker.on('message', (message: { said: string } | { exported: Exported }) => {
      if ('said' in message) say(message.said);
      else resolve(message.exported);
    });
    worker.on('error', (error) => reject(refused(error, signal)));
    worker.on('exit', () => reject(new Error('the copy was not finished')));
  }).finally(() => signal.removeEventListener('abort', stop));
}

/** Errors come from the other thread without their class. */
function refused(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new Refusal('interrupted; an earlier copy is as it was');
  return error instanceof Error && /static copy|nothing is published/.test(error.message) ? new Refusal(error.message) : error;
}
