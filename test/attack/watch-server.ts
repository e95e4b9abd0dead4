import { Worker } from 'node:worker_threads';
import { type RunningServer, residentMegabytes } from './running-server.ts';

/** What was seen of a server while it was attacked. */
export interface Watched {
  /** How often the page was asked for, and how often it was not well or not reached. */
  asked: number;
  failed: number;
  /** Milliseconds of its answers. */
  median: number;
  p99: number;
  slowest: number;
  /** The most resident memory. */
  megabytes: number;
}

/** Watches memory and one page of a server until `stop`. */
export function watchServer(server: RunningServer, path = '/health'): { stop(): Promise<Watched> } {
  const worker = new Worker(new URL('./health-worker.ts', import.meta.url), { workerData: `${server.address}${path}` });
  let megabytes = 0;
  const look = () => {
    megabytes = Math.max(megabytes, residentMegabytes(server.child));
  };
  const watch = setInterval(look, 50);
  return {
    async stop() {
      look();
      clearInterval(watch);
      const ended = new Promise<{ times: number[]; failed: number }>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject);
      });
      worker.postMessage('stop');
      const { times, failed } = await ended;
      times.sort((a, b) => a - b);
      const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
      return { asked: times.length, failed, median: at(0.5), p99: at(0.99), slowest: at(1), megabytes };
    },
  };
}
