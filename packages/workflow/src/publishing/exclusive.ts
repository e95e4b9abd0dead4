import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { claimPublishing, type Ledger, type PublishedYear, releasePublishing } from '@sipkadin/ledger';
import { type LeaseTimes, usualTimes } from '../lease-times.ts';

/** How long a publication waits for another of the same year, in milliseconds; between two looks, and in all. */
const look = 100;
const patience = 120_000;

interface YearOf extends PublishedYear {
  ledger: Ledger;
  times?: LeaseTimes | undefined;
}

/**
 * Does work on the editions of a year that one process at a time may do; the claim is renewed until the work ends.
 * @param work is given the worker that holds the claim, for `mustHoldPublishing`
 * @returns undefined, without having done it, where another process holds the year
 */
export async function ifFree<T>({ ledger, times = usualTimes, government, year }: YearOf, work: (worker: string) => Promise<T>) {
  const worker = randomUUID();
  const claim = () => ledger.transact((tx) => claimPublishing(tx, { government, year }, { worker, milliseconds: times.lease }));
  if (!(await claim())) return undefined;
  let renewing: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    // Where the ledger does not answer, or another has taken over, the work fails when it records.
    renewing ??= claim()
      .catch(() => undefined)
      .finally(() => (renewing = undefined));
  }, times.renew);
  try {
    return { result: await work(worker) };
  } finally {
    clearInterval(timer);
    await renewing;
    // The work is done even if releasing fails: the claim then expires by itself.
    await ledger.transact((tx) => releasePublishing(tx, { government, year }, worker)).catch(() => undefined);
  }
}

/** The same, once the other process has ended or its claim has expired. @returns undefined where that takes two minutes */
export async function onceFree<T>(year: YearOf, work: (worker: string) => Promise<T>): Promise<{ result: T } | undefined> {
  for (let waited = 0; waited < patience; waited += look) {
    const done = await ifFree(year, work);
    if (done !== undefined) return done;
    await after(look);
  }
  return undefined;
}
