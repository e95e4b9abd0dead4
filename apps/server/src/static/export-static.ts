import { Worker } from 'node:worker_threads';
import type { Words } from '@sipkadin/budget';
import { openEditions } from '@sipkadin/edition';
import { Refusal } from '../command.ts';
import { publicKeyOf } from '../data-folder/key-history.ts';
import type { Config } from '../settings/config.ts';
import type { Exported, PagesDrawn } from './export-site.ts';
import type { CopyOrder } from './write-copy.ts';

/**
 * In MB: what pages are made in. A thread of its own can be told to clear up before it has taken more. What is kept grows with the
 * number of editions: their parsed tables, the addresses that were seen and the checksum of each file.
 */
const memoryFor = (count: number) => ({
  maxOldGenerationSizeMb: Math.min(112 + 24 * Math.max(count - 2, 0), 768),
  // Three times what new objects fill before they are cleared up: with a third of it, every tenth second went into clearing up.
  maxYoungGenerationSizeMb: 24,
});

/**
 * Writes the public side of a deployment as plain files.
 * @throws Refusal where nothing is published, or the folder has something else in it
 */
export function exportStatic(
  config: Config,
  { target, pages }: { target: string; pages: PagesDrawn },
  say: (words: Words) => void,
  signal: AbortSignal,
): Promise<Exported> {
  const { editions, government, siteAddress } = config;
  const order: CopyOrder = { editions, government, siteAddress, publicKey: publicKeyOf(config), pages };
  const resourceLimits = memoryFor(countEditions(editions));
  const worker = new Worker(new URL('./copy-worker.ts', import.meta.url), { workerData: { order, target }, resourceLimits });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Exported>((resolve, reject) => {
    worker.on('message', (message: { said: Words } | { exported: Exported }) => {
      if ('said' in message) say(message.said);
      else resolve(message.exported);
    });
    worker.on('error', (error) => reject(refused(error, signal)));
    worker.on('exit', () => reject(new Error('the copy was not finished')));
  }).finally(() => signal.removeEventListener('abort', stop));
}

function countEditions(folder: string): number {
  const editions = openEditions(folder, { kept: 1 });
  editions.refresh();
  return editions.governments().reduce((sum, code) => sum + editions.years(code).flatMap((year) => editions.list(code, year)).length, 0);
}

/** Errors come from the other thread without their class, and with their own properties. */
function refused(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted)
    return new Refusal({ id: 'dihentikan; salinan sebelumnya tidak berubah', en: 'interrupted; an earlier copy is as it was' });
  return error instanceof Error && 'words' in error ? new Refusal(error.words as Words) : error;
}
