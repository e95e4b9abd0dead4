/**
 * Attacks servers that it starts itself, on loopback, for some minutes, and prints what it counted: unfinished bodies, a forged and
 * flooded log, new addresses while figures are read and published, figures that are not verified yet (on the desk, and in more than
 * 10,000 public answers and files), and small archives that inflate to much. Ends with 1 where a limit does not hold; limits of time
 * hold only where the machine has nothing else to do.
 * `npm run attack -- [--rate 2000] [--seconds 10] [--only "public answers"]`
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { forgeAndFlood } from './attack/log-flood.ts';
import { newAddresses } from './attack/new-addresses.ts';
import type { Outcome } from './attack/outcome.ts';
import { publicAnswers } from './attack/public-answers.ts';
import { publishCity } from './attack/published-city.ts';
import { type RunningServer, startServer } from './attack/running-server.ts';
import { smallArchives } from './attack/small-archives.ts';
import { unfinishedBodies } from './attack/unfinished-bodies.ts';
import { unverifiedFigures } from './attack/unverified-figures.ts';

const { values } = parseArgs({
  options: {
    /** Requests a second for new addresses. */
    rate: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '10' },
    /** Name of the one attack to run, such as "public answers". */
    only: { type: 'string' },
  },
});

const loadAverage = loadavg()[0] ?? 0;
const isTimed = loadAverage < availableParallelism() / 2;

const attacks: Readonly<Record<string, (server: RunningServer) => Promise<Outcome>>> = {
  'unfinished bodies': (server) => unfinishedBodies(server, { times: 10, each: 5, sent: 20_000_000 }),
  'forged and flooded log': (server) => forgeAndFlood(server, { count: 800, atOnce: 20 }),
  'new addresses': async (server) => {
    const place = await publishCity(server, { rows: 5000 });
    return newAddresses(server, place, { rate: Number(values.rate), seconds: Number(values.seconds), rows: 50_000, isTimed });
  },
  'public answers': async (server) => publicAnswers(server, await publishCity(server, { rows: 5000 }), { most: 10_000, withCopy: true }),
  'unverified figures': (server) => unverifiedFigures(server),
  'small archives': (server) => smallArchives(server, { refused: 6, allowed: 24, inflated: 900_000_000, isTimed }),
};

// A server is ended with this process (running-server.ts), not by a signal that this one does not live to pass on.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const results: Record<string, Outcome & { seconds: number }> = {};
for (const [name, attack] of Object.entries(attacks).filter(([one]) => values.only === undefined || one === values.only)) {
  process.stderr.write(`${name} …\n`);
  const begun = performance.now();
  const server = await startServer([], { SIPKADIN_SECOND_FACTOR: 'optional', SIPKADIN_SITE_ADDRESS: 'https://anggaran.example.go.id' });
  try {
    results[name] = { seconds: 0, ...(await attack(server)) };
  } finally {
    await server.stop();
  }
  results[name].seconds = Math.round((performance.now() - begun) / 100) / 10;
}
const times = isTimed ? 'judged' : 'not judged: the machine was busy with something else';
process.stdout.write(`${JSON.stringify({ ...results, times, loadAverage }, undefined, 2)}\n`);
const broken = Object.entries(results).flatMap(([name, one]) => one.broken.map((text) => `${name}: ${text}`));
for (const text of broken) process.stderr.write(`does not hold: ${text}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
