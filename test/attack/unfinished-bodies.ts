import { setTimeout as wait } from 'node:timers/promises';
import { brokenOf, countBy, type Outcome } from './outcome.ts';
import { postAddresses } from './post-addresses.ts';
import type { RunningServer } from './running-server.ts';
import { type HeldBodies, holdBodies } from './slow-bodies.ts';
import { watchServer } from './watch-server.ts';

const megabyte = 1_000_000;

interface Bodies {
  /** How often all addresses are attacked, one time after the other. */
  times: number;
  /** Connections at a time of each kind: to an address, with or without a length. */
  each: number;
  /** Bytes that each would send. */
  sent: number;
}

/** Bodies that announce 200 MB, or no length, at every POST address, and that are never finished. */
export async function unfinishedBodies(server: RunningServer, { times, each, sent }: Bodies): Promise<Outcome> {
  const watch = watchServer(server);
  const kinds = Array.from({ length: times }, () => postAddresses.flatMap((path) => [{ path, announced: 200 * megabyte }, { path }]));
  const held: (HeldBodies & { path: string })[] = [];
  let left = 0;
  for (const turn of kinds) {
    const now = turn.map((kind) => ({ ...kind, ...holdBodies({ ...kind, address: server.address, count: each, sent }) }));
    const open = () => now.reduce((all, one) => all + one.open(), 0);
    // The server gives up an unfinished JSON body after 30 seconds.
    for (let waited = 0; waited < 400 && open() > 0; waited++) await wait(100);
    left += open();
    for (const one of now) one.close();
    held.push(...now);
  }
  const taken = held.reduce((all, one) => all + one.taken(), 0);
  const { megabytes, ...health } = await watch.stop();
  const statuses = held.flatMap((one) => one.statuses);
  // A connection that is reset while it sends may lose its answer.
  const welcomed = held.flatMap(({ path, statuses: own }) => own.filter((status) => status < 400 && path !== '/health'));
  return {
    counts: {
      ...{ connections: held.length * each, addresses: postAddresses.length, megabytesTaken: Math.round(taken / megabyte) },
      ...{ answers: countBy(statuses), megabytesResident: megabytes, health },
    },
    broken: brokenOf({
      [`${left} connections are open after 40 seconds`]: left > 0,
      [`unfinished bodies were answered ${welcomed.join(', ')}`]: welcomed.length > 0,
      'no body was refused as too large': !statuses.includes(413),
      [`${taken} bytes were taken`]: taken >= held.length * each * sent,
      [`${megabytes} MB are resident; 400 are allowed`]: megabytes > 400,
      [`/health failed ${health.failed} of ${health.asked} times`]: health.failed > 0 || health.asked === 0,
    }),
  };
}
