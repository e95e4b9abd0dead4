import { rmSync } from 'node:fs';
import { beginsAsArchive, sniff } from '../src/containers/sniff.ts';
import type { Intake } from '../src/intake.ts';
import { readOrder } from '../src/sandbox/read-order.ts';
import { type Order, type ReadOptions, spoolFolder } from '../src/sandbox/sandbox.ts';

/**
 * Reads a file as `read` does, but in this process and without its limits: for tests of what comes after the reading, which would spend
 * most of their time on starting processes. The process and its limits are tested in sandbox.test.ts.
 */
export async function readInProcess(path: string, name: string, options: ReadOptions = {}): Promise<Intake> {
  const { answers = {}, government, mappings = [], corrections = [], onProgress = () => {}, signal } = options;
  const { sink = { line() {}, restart() {} } } = options;
  signal?.throwIfAborted();
  const order: Order = { path, name, container: sniff(path, name), answers, government, mappings, corrections };
  if (!beginsAsArchive(path)) return readOrder(order, sink, onProgress);
  const folder = spoolFolder(options.spoolDir);
  try {
    return await readOrder({ ...order, folder }, sink, onProgress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
