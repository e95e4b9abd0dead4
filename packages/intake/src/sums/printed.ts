import type { Sen } from '@sipkadin/budget';
import { depthOf, type Place } from './place.ts';
import { add, counted, isFilled, type StatedRow } from './stated-row.ts';

interface Open {
  depth: number;
  row: StatedRow;
  /** What its lines add up to so far; undefined before the first. */
  below: Sen[] | undefined;
}

/**
 * The other way to tell what a row sums up, by the order of the rows: what is printed below it, down to the next that is
 * no deeper. It decides where codes cannot: the same code has several rows, or nothing lies beneath a mistyped one.
 */
export class Printed {
  readonly #none: readonly Sen[];
  /** The rows beneath which the next one may be printed, the deepest last. */
  readonly #open: Open[] = [];
  /** Of most rows the sum below is what they state: only others are kept in full. */
  readonly #below = new Map<StatedRow, Sen[]>();
  readonly #right = new Set<StatedRow>();

  /** @param none as many zeros as there are measures */
  constructor(none: readonly Sen[]) {
    this.#none = none;
  }

  line(place: Place, amounts: readonly (Sen | null | undefined)[]): void {
    if (this.#open.length === 0) return;
    this.#closeTo(depthOf(place));
    this.#addToLast(amounts);
  }

  row(row: StatedRow): void {
    const depth = depthOf(row.place);
    this.#closeTo(depth);
    this.#open.push({ depth, row, below: undefined });
  }

  end(): void {
    this.#closeTo(0);
  }

  #addToLast(amounts: readonly (Sen | null | undefined)[]): void {
    const last = this.#open.at(-1);
    if (last) add((last.below ??= this.#none.slice()), amounts);
  }

  #closeTo(depth: number): void {
    for (let last = this.#open.at(-1); last && last.depth >= depth; last = this.#open.at(-1)) {
      this.#open.pop();
      const { row, below } = last;
      if (below && row.amounts.every((amount, at) => amount === below[at])) this.#right.add(row);
      else if (below) this.#below.set(row, below);
      if (below || isFilled(row)) this.#addToLast(below ?? counted(row));
    }
  }

  /** What is printed below a row; undefined where that has no amount. */
  below(row: StatedRow): readonly (Sen | null)[] | undefined {
    return this.#right.has(row) ? row.amounts : this.#below.get(row);
  }

  /** Whether a row states what is printed below it, in each measure that it states at all. */
  addsUp(row: StatedRow): boolean {
    const below = this.below(row);
    const says = row.amounts.some((amount) => (amount ?? 0n) !== 0n);
    return says && below !== undefined && row.amounts.every((amount, at) => amount === null || amount === below[at]);
  }
}
