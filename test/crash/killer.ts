/** A thread that ends its process without warning, to the fraction of a millisecond, whatever the main thread is doing. */
import { readdirSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** What the thread is given. */
export interface KillOrder {
  /** One number: the thread waits until it is 1. */
  armed: Int32Array;
  /** Milliseconds from then on. */
  delay: number;
  /** A folder of backups: the time is counted from the moment when it has a new one. Absent: at once. */
  untilNewIn?: string;
}

const { armed, delay, untilNewIn } = workerData as KillOrder;
const still = new Int32Array(new SharedArrayBuffer(4));
const entries = () => new Set(untilNewIn === undefined ? [] : readdirSync(untilNewIn).filter((name) => name.endsWith('.json')));

Atomics.wait(armed, 0, 0);
if (untilNewIn !== undefined) {
  const before = entries();
  while (entries().isSubsetOf(before)) Atomics.wait(still, 0, 0, 0.2);
}
Atomics.wait(still, 0, 0, delay);
process.kill(process.pid, 'SIGKILL');
