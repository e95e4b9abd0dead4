import { type Finding, finding } from '@sipkadin/budget';

/**
 * Watches the rows of a text for those that were cut in another number of fields than the rest: a delimiter within a
 * name that was not quoted moves every amount behind it one column on.
 */
export class Ragged {
  readonly #width: number;
  #long = 0;
  #short = 0;
  #firstLong = 0;
  #firstShort = 0;
  #full = 0;
  #ending = 0;

  /** @param width fields that most rows have; 1 for a text without a delimiter */
  constructor(width: number) {
    this.#width = width;
  }

  see(record: readonly string[], line: number): void {
    if (record.length === this.#width) {
      this.#full++;
      if (record[this.#width - 1] !== '') this.#ending++;
    } else if (record.length > this.#width) {
      if (record.slice(this.#width).every((field) => field.trim() === '')) return;
      if (this.#long++ === 0) this.#firstLong = line;
    } else if (record.filter((field) => field.trim() !== '').length > 2 && this.#short++ === 0) this.#firstShort = line;
  }

  /** Rows that are too short count only where the last column is one that rows fill: writers leave empty fields out. */
  findings(sheet: string): Finding[] {
    if (this.#width < 3) return [];
    const short = this.#ending * 10 > this.#full * 9 ? this.#short : 0;
    const count = this.#long + short;
    if (count === 0) return [];
    const lines = [this.#firstLong, short > 0 ? this.#firstShort : 0].filter((line) => line > 0);
    const ref = String(Math.min(...lines));
    return [finding('csv-ragged-rows', { sheet, ref, value: String(count), expected: String(this.#width) })];
  }
}
