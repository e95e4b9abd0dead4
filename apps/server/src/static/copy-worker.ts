import { parentPort, workerData } from 'node:worker_threads';
import { type CopyOrder, writeCopy } from './write-copy.ts';

const { order, target } = workerData as { order: CopyOrder; target: string };
const stopped = new AbortController();
parentPort?.on('message', () => stopped.abort());
parentPort?.postMessage({ exported: await writeCopy(order, target, stopped.signal, (said) => parentPort?.postMessage({ said })) });
parentPort?.close();
