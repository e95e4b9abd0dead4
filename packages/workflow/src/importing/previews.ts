import { type InspectReport, type ReadOptions, read } from '@sipkadin/intake';
import { Refusal } from '../refusal.ts';

/** Reads a file as it would be read with a mapping that is still being made. Nothing is stored. */
export interface Previews {
  /**
   * A person's newer preview ends the one before.
   * @throws Refusal `busy` where others are looking already, or this one was overtaken
   */
  look(
    person: string,
    path: string,
    name: string,
    options: Pick<ReadOptions, 'answers' | 'government' | 'mappings' | 'corrections'>,
  ): Promise<InspectReport>;
  close(): void;
}

/**
 * Readings at once, beside the jobs, and how many milliseconds each may take. Counted in each process by itself and not in the ledger:
 * the limit protects the memory and the processors of its own machine. A person who turns to another process meanwhile leaves a
 * reading behind that ends after that time and stores nothing.
 */
const atOnce = 2;
const longest = 15_000;

export function createPreviews(spoolDir: string): Previews {
  const running = new Map<string, { stop: AbortController; done: Promise<unknown> }>();
  return {
    async look(person, path, name, options) {
      const mine = running.get(person);
      mine?.stop.abort();
      await mine?.done;
      if (running.size >= atOnce) throw new Refusal('busy');
      const stop = new AbortController();
      const reading = read(path, name, { ...options, spoolDir, signal: stop.signal, limits: { milliseconds: () => longest } });
      const done = reading.then(
        () => running.delete(person),
        () => running.delete(person),
      );
      running.set(person, { stop, done });
      try {
        return (await reading).report;
      } catch (error) {
        if (stop.signal.aborted) throw new Refusal('busy');
        throw error;
      }
    },
    close: () => {
      for (const { stop } of running.values()) stop.abort();
    },
  };
}
