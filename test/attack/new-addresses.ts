import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { brokenOf, type Outcome } from './outcome.ts';
import type { PublishedCity } from './published-city.ts';
import type { RunningServer } from './running-server.ts';
import { watchServer } from './watch-server.ts';

interface Waited {
  answers: number;
  p50: number;
  p99: number;
  most: number;
}

interface Load {
  sent: number;
  errors: Record<string, number>;
  all: Waited;
  ownDelay: number;
}

async function load(address: string, seconds: number, rate: number): Promise<Load> {
  const program = join(import.meta.dirname, '../../bench/flood-load.ts');
  const child = spawn(process.execPath, [program, address, String(seconds), String(rate)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout)) as Load;
}

interface Flood {
  /** Requests a second. */
  rate: number;
  seconds: number;
  /** Of each budget that is read meanwhile. */
  rows: number;
  /** Whether the machine has nothing else to do, so that times are judged. */
  isTimed: boolean;
}

/** Asks for addresses that are nearly all new, while the server reads one large file after another and publishes one edition after another. */
export async function newAddresses(server: RunningServer, place: PublishedCity, { rate, seconds, rows, isTimed }: Flood): Promise<Outcome> {
  const watch = watchServer(server);
  // What another client waits for: the load's own requests wait for each other, too.
  const home = watchServer(server, '/');
  let isUnderWay = true;
  const refused: number[] = [];
  let editions = 0;
  const publishing = (async () => {
    while (isUnderWay) {
      const { status } = await place.publish(`Terbitan ${editions}`);
      if (status === 200) editions++;
      else refused.push(status);
      await wait(1000);
    }
  })();
  let files = 0;
  const reading = (async () => {
    for (; isUnderWay; files++) await place.sendBudget(rows + files + 1);
  })();
  const { sent, errors, all, ownDelay } = await load(server.address, seconds, rate);
  isUnderWay = false;
  await Promise.all([publishing, reading]);
  const { megabytes, ...health } = await watch.stop();
  const { megabytes: _, ...page } = await home.stop();
  const allowed = 150;
  return {
    counts: {
      ...{ requests: sent, errors, milliseconds: all, loadWasLateBy: ownDelay, editions, files },
      ...{ '/': page, health, megabytesResident: megabytes },
    },
    broken: brokenOf({
      [`errors: ${JSON.stringify(errors)}`]: Object.keys(errors).length > 0,
      [`publishing was answered ${refused.join(', ')}`]: refused.length > 0,
      'nothing was published or read meanwhile': editions === 0 || files === 0,
      [`/health failed ${health.failed} of ${health.asked} times`]: health.failed > 0 || health.asked === 0,
      [`"/" failed ${page.failed} of ${page.asked} times`]: page.failed > 0 || page.asked === 0,
      [`"/" took ${page.p99} ms (p99); ${allowed} are allowed`]: isTimed && page.p99 > allowed,
      [`/health took ${health.p99} ms (p99); ${allowed} are allowed`]: isTimed && health.p99 > allowed,
    }),
  };
}
