/** Tasks of people, or of clients, one at a time: everybody's oldest comes before anybody's second. */
export class FairQueue {
  /** By person, in the order of their arrival. */
  readonly #waiting = new Map<string, (() => Promise<void>)[]>();
  /** The number of each person's last turn, since the queue was empty. */
  readonly #turns = new Map<string, number>();
  #turn = 0;
  #running = false;

  /** Runs a task in its turn; one whose signal fires before that is not run. @throws what the task throws, or the signal's reason */
  run<T>(person: string, task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const turn = async () => {
        try {
          signal.throwIfAborted();
          resolve(await task());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const own = this.#waiting.get(person);
      if (own) own.push(turn);
      else this.#waiting.set(person, [turn]);
      void this.#work();
    });
  }

  /** How many tasks of one person wait. */
  waiting(person: string): number {
    return this.#waiting.get(person)?.length ?? 0;
  }

  async #work(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) await next();
    this.#running = false;
  }

  #next(): (() => Promise<void>) | undefined {
    const last = (person: string) => this.#turns.get(person) ?? 0;
    const [person] = [...this.#waiting.keys()].toSorted((a, b) => last(a) - last(b));
    const tasks = person === undefined ? undefined : this.#waiting.get(person);
    const task = tasks?.shift();
    if (person === undefined || task === undefined) {
      this.#turns.clear();
      return undefined;
    }
    if (tasks?.length === 0) this.#waiting.delete(person);
    this.#turns.set(person, ++this.#turn);
    return task;
  }
}
