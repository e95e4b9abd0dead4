import { setImmediate as nextTurn } from 'node:timers/promises';

/** So many pages wait to be made that another one would wait too long. */
export class Busy extends Error {
  constructor() {
    super('too many pages wait to be made');
    this.name = 'Busy';
  }
}

/**
 * Does work one piece after another, and lets waiting requests be answered between two pieces: whoever asks for many pages that are
 * not ready delays others by one page at most.
 * @param most how many may wait
 * @throws Busy where more wait
 */
export function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting >= most) throw new Busy();
    waiting++;
    const mine = last.then(() => nextTurn()).then(work);
    last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting--;
    }
  };
}
