/**
 * Breaks what a server stands on while small files are on their way to the public, and compares what is there afterwards with what the
 * server acknowledged. Prints its counts, and ends with 1 where something does not hold.
 * `npm run chaos -- [--times 10] [--seed 1] [--only clock-back,two-servers]`
 */
import { parseArgs } from 'node:util';
import type { Outcome } from './attack/outcome.ts';
import { clockBack } from './chaos/clock-back.ts';
import { databaseStopped } from './chaos/database-stopped.ts';
import { editionBytes } from './chaos/edition-bytes.ts';
import { failingDisk } from './chaos/failing-disk.ts';
import { objectStore } from './chaos/object-store.ts';
import { twoServers } from './chaos/two-servers.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const given = { times: Number(values.times), seed: Number(values.seed) };

const kinds: Readonly<Record<string, () => Promise<Outcome>>> = {
  'disk-full': () => failingDisk({ ...given, kind: 'full' }),
  'disk-read-only': () => failingDisk({ ...given, kind: 'read-only' }),
  'clock-back': () => clockBack(given),
  'database-stopped': () => databaseStopped(given),
  'object-store': () => objectStore(given),
  'two-servers': () => twoServers(given),
  'edition-bytes': () => editionBytes({ ...given, times: given.times * 20 }),
};

const wanted = values.only?.split(',') ?? Object.keys(kinds);
const unknown = wanted.filter((name) => kinds[name] === undefined);
if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(kinds).join(', ')}`);

// A server is ended with this process (running-server.ts), not by a signal that this one does not live to pass on.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const results: Record<string, Outcome> = {};
for (const name of wanted) {
  process.stderr.write(`${name} …\n`);
  const outcome = await kinds[name]?.();
  if (outcome !== undefined) results[name] = outcome;
}
process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
const broken = Object.entries(results).flatMap(([name, one]) => one.broken.map((text) => `${name}: ${text}`));
for (const text of broken) process.stderr.write(`does not hold: ${text}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
