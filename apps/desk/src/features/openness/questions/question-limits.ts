import { createHmac, randomBytes } from 'node:crypto';
import type { IsoDate } from '@sipkadin/budget';

/** Limits of readers' questions. docs/security.md has the same as a table, and a test compares them. */
export const questionLimits = {
  /** Questions of one client's address in a day. */
  perReader: 5,
  /** Questions to one government in a day, of all clients. */
  perGovernment: 200,
  /** Questions of a government that may wait for an answer. */
  held: 500,
  /** Characters of a question. */
  shortest: 10,
  longest: 1000,
};

/**
 * Counts questions by day. Of a client's address only a hash is kept, with a key that is made anew each day and is in memory alone, so
 * nobody can learn later who asked.
 */
export class DailyQuestions {
  #day: IsoDate | undefined;
  #key = randomBytes(32);
  #readers = new Map<string, number>();
  #governments = new Map<string, number>();

  /** Counts a question where both limits allow it. @returns whether they do */
  allows({ client, government, day }: { client: string; government: string; day: IsoDate }): boolean {
    if (day !== this.#day) {
      this.#day = day;
      this.#key = randomBytes(32);
      this.#readers = new Map();
      this.#governments = new Map();
    }
    const asked = this.#governments.get(government) ?? 0;
    if (asked >= questionLimits.perGovernment) return false;
    const name = createHmac('sha256', this.#key).update(client).digest('base64');
    const own = this.#readers.get(name) ?? 0;
    if (own >= questionLimits.perReader) return false;
    this.#readers.set(name, own + 1);
    this.#governments.set(government, asked + 1);
    return true;
  }
}
