import { statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** A folder in memory for what the tests write, where there is one with room: it spares them the disk, not the calls. */
function inMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 2_000_000_000 ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

const folder = process.env.TMPDIR ?? inMemory();

export default defineConfig({
  test: {
    // What takes seconds in peace takes many on a busy machine; nothing here is a measure of speed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    env: {
      ...(folder === undefined ? {} : { TMPDIR: folder }),
      // The programs that tests start are compiled once, not once a start.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/code'),
    },
    // Two at least, for tests wait now and then; more than four would wait for the longest file.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    globalSetup: 'tools/build.mjs',
    // One state of the modules for all files of a worker: they are loaded, and PostgreSQL in the process is started, once a worker.
    isolate: false,
    include: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'test/*.test.ts', 'test/e2e/*.e2e.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
});
