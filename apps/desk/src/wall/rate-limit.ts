const window = 60_000;

/** Counts requests by client in a minute of this process. Its memory is that of one minute's clients. */
export class RateLimit {
  readonly #most: number;
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #since = 0;

  constructor(most: number, now: () => number = Date.now) {
    this.#most = most;
    this.#now = now;
  }

  /** Counts a request. @returns whether it is within the limit */
  allows(client: string): boolean {
    const now = this.#now();
    if (now - this.#since >= window) {
      this.#since = now;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(client) ?? 0) + 1;
    this.#counts.set(client, count);
    return count <= this.#most;
  }
}
