import type { Sen } from '@sipkadin/budget';
import { depthOf, isBeneath, type Place } from './place.ts';
import { add, counted, isFilled, type StatedRow } from './stated-row.ts';

interface Open {
  depth: number;
  row: StatedRow;
  /** What its lines add up to so far; undefined before the first. */
  below: Sen[] | undefined;
  /** The first place right below it. */
  first: Place | undefined;
}

/**
 * The other way to find what a row sums up, by the order of the rows: what is printed below it, down to the next that is
 * no deeper. It decides where codes cannot: the same code has several rows, or nothing lies beneath a mistyped one.
 */
export class Printed {
  readonly #none: readonly Sen[];
  /** The rows beneath which the next one may be printed, the deepest last. */
  readonly #open: Open[] = [];
  /** Of most rows the sum below is what they state: only others are kept in full. */
  readonly #below = new Map<StatedRow, Sen[]>();
  readonly #right = new Set<StatedRow>();
  /** The first place below a row, where it does not lie beneath the row's. */
  readonly #strange = new Map<StatedRow, Place>();

  /** @param none as many zeros as there are measures */
  constructor(none: readonly Sen[]) {
    this.#none = none;
  }

  line(place: Place, amounts: readonly (Sen | null | undefined)[]): void {
    if (this.#open.length === 0) return;
    this.#closeTo(depthOf(place));
    this.#addToLast(place, amounts);
  }

  row(row: StatedRow): void {
    const depth = depthOf(row.place);
    this.#closeTo(depth);
    this.#open.push({ depth, row, below: undefined, first: undefined });
  }

  end(): void {
    this.#closeTo(0);
  }

  #addToLast(place: Place, amounts: readonly (Sen | null | undefined)[]): void {
    const last = this.#open.at(-1);
    if (!last) return;
    last.first ??= place;
    add((last.below ??= this.#none.slice()), amounts);
  }

  #closeTo(depth: number): void {
    for (let last = this.#open.at(-1); last && last.depth >= depth; last = this.#open.at(-1)) {
      this.#open.pop();
      const { row, below, first } = last;
      if (below && row.amounts.every((amount, at) => amount === below[at])) this.#right.add(row);
      else if (below) this.#below.set(row, below);
      if (first && !isBeneath(first, row.place)) this.#strange.set(row, first);
      if (below || isFilled(row)) this.#addToLast(row.place, below ?? counted(row));
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

  /** The first place that is printed below a row and does not lie beneath it; undefined where all places agree with their codes. */
  strangeBelow(row: StatedRow): Place | undefined {
    return this.#strange.get(row);
  }
}
