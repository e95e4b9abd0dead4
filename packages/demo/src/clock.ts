import type { IsoDate, IsoInstant } from '@sipkadin/budget';

/** The time in which the demonstration is lived: the day of the file at hand, in office hours, and never after the real one. */
export class DemoClock {
  #at = 0;

  /** Time goes on, never back, whatever the order in which files are read. */
  moveTo(day: IsoDate): void {
    this.#at = Math.max(this.#at, Date.parse(`${day}T02:00:00.000Z`));
  }

  readonly now = (): IsoInstant => {
    this.#at += 60_000;
    return new Date(Math.min(this.#at, Date.now())).toISOString();
  };
}
