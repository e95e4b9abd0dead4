import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { View } from '../../reading/view.ts';
import type { Address } from '../../routes/address.ts';

interface Given {
  /** Milliseconds from a change of editions until the first page is made, 5,000 by default. */
  after: number | undefined;
  government: string;
  /** What is made, in this order; asked once for each view, after the wait. */
  addresses: (view: View) => readonly Address[];
  /** Looks for new editions. */
  look: () => unknown;
  /** Whether it is kept already. */
  has: (address: Address, view: View) => boolean;
  /** Makes it and keeps it. */
  make: (address: Address, view: View) => Promise<unknown>;
  onError: ((error: unknown, address: Address) => void) | undefined;
}

const usualAfter = 5000;
/** Milliseconds between looks for new editions while nobody asks for a page. */
const lookEvery = 2000;
/** The share of its time beyond which the thread that answers is busy. */
const busyThread = 0.5;

/**
 * Makes pages and pictures in the background, to be kept as files: many that take 20 to 100 ms each would make the first reader of each
 * wait, and all of them together where many come at once. They are made one after another, at most half of the time, a third of it
 * where the machine has more to do than processors, and a tenth where this thread is busy with requests.
 */
export function preparedPages({ after = usualAfter, government, addresses, look, has, make, onError }: Given) {
  let stopped = new AbortController();
  // Nobody may have asked for a page yet when there is something to make ahead.
  const looking = setInterval(quietly, lookEvery, look).unref();

  return {
    /** Begins anew with the editions of this view. */
    begin(view: View): void {
      stopped.abort();
      stopped = new AbortController();
      // Stopping ends a rest by an error.
      if (view.published.years(government).length > 0) fill(view, stopped.signal).catch(() => undefined);
    },
    stop(): void {
      clearInterval(looking);
      stopped.abort();
    },
  };

  async function fill(view: View, signal: AbortSignal): Promise<void> {
    const rest = (milliseconds: number) => pause(milliseconds, undefined, { ref: false, signal });
    await rest(after);
    for (const address of addresses(view)) {
      const began = performance.now();
      try {
        if (!has(address, view)) await make(address, view);
      } catch (error) {
        onError?.(error, address);
        return;
      }
      const took = performance.now() - began;
      const before = performance.eventLoopUtilization();
      await rest(took * ((loadavg()[0] ?? 0) > availableParallelism() ? 2 : 1));
      if (performance.eventLoopUtilization(before).utilization > busyThread) await rest(took * 8);
    }
  }
}

/** The next request reports what is wrong. */
function quietly(work: () => unknown): void {
  try {
    work();
  } catch {
    // As above.
  }
}
