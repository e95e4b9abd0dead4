import type { Sen } from '@sipkadin/budget';
import { type Check, checksOf } from './differences.ts';
import { type Head, Heads, signIn } from './heads.ts';
import { codesOf, type Place } from './place.ts';
import { Printed } from './printed.ts';
import { add, counted, isFilled, type StatedRow } from './stated-row.ts';
import { rejectedRows } from './unsure.ts';

/** A place that has lines, and what they add up to so far. */
export interface LinePlace {
  readonly place: Place;
  readonly sums: Sen[];
}

export interface Closed<Row> {
  /** The rows that count as lines, in the table's order; rows without any amount beneath which nothing lies are among them. */
  leaves: Row[];
  /** Every sum that a row states, held against the lines beneath it, the deepest first. */
  checks: Iterable<Check<Row>>;
  /** Sums whose code is that of nothing below them: their amount shows that the code is mistyped. */
  mistyped: { row: Row; first: Place }[];
  /** Rows whose role was unsure and that are no sums. */
  rejected: Row[];
  /** What all lines add up to, by measure, */
  total: Sen[];
  /** and those before each cut, as `cut` has numbered them. */
  running: Sen[][];
}

/**
 * Which rows of a table are lines and which are the sums of others, at any level, wherever they are printed: a parent is
 * attached to its children by its code and not by its order, so that a bidang may go on below another. Every sum must be
 * what the lines beneath it add up to (rule 1: a parent is the sum of its children, for each measure; financing is net).
 * Of lines only the sum for each place is kept, not the line.
 */
export class Sums<Row extends StatedRow> {
  /** As many zeros as there are measures. */
  readonly #none: readonly Sen[];
  readonly #heads = new Heads<Row>();
  readonly #rows: Row[] = [];
  readonly #printed: Printed;
  /** At each cut: how many rows were seen before it, and what the lines before it add up to. */
  readonly #cuts: { rows: number; running: Sen[] }[] = [];
  readonly #total: Sen[];
  /** @param measures how many amounts each row and line has */
  constructor(measures: number) {
    this.#none = Array.from({ length: measures }, () => 0n);
    this.#printed = new Printed(this.#none);
    this.#total = this.#none.slice();
  }

  /** Finds a place to which lines are to be added. */
  at(place: Place): LinePlace {
    return { place, sums: this.#heads.linesOf(place, this.#none) };
  }

  /** Adds a line that is known to be one: nothing can lie beneath it. */
  line({ place, sums }: LinePlace, amounts: readonly (Sen | null | undefined)[]): void {
    add(sums, amounts);
    add(this.#total, amounts);
    this.#printed.line(place, amounts);
  }

  /** Adds a row that may be a line or a sum. */
  row(row: Row): void {
    this.#heads.add(row);
    this.#rows.push(row);
    if (row.role === undefined) this.#printed.row(row);
  }

  /** Cuts the table, below a row that may sum up what is above it. @returns the number of the cut, from 0 */
  cut(): number {
    return this.#cuts.push({ rows: this.#rows.length, running: this.#total.slice() }) - 1;
  }

  /** To be called once, when every row was seen. */
  close(): Closed<Row> {
    this.#printed.end();
    this.#addLines();
    this.#markParents();
    const leaves = new Set(this.#rows.filter((row) => this.#isLeaf(row)));
    const mistyped = this.#addUp(leaves);
    for (const { row } of mistyped) leaves.delete(row);
    this.#countCuts(leaves);
    const rejected = rejectedRows(this.#rows, this.#heads);
    const sums = this.#rows.filter((row) => !leaves.has(row) && !rejected.has(row));
    return {
      leaves: [...leaves],
      checks: checksOf(sums, this.#heads, this.#printed),
      mistyped,
      rejected: [...rejected],
      total: this.#total,
      running: this.#cuts.map(({ running }) => running),
    };
  }

  /** Adds the lines to the heads above them. They are kept on only where `rejectedRows` asks for their places. */
  #addLines(): void {
    const keep = this.#rows.some(({ role }) => role === 'unsure');
    for (const [place, sums] of this.#heads.lines({ keep }))
      this.#heads.eachAbove(place, (head) => {
        head.beneath = 'amounts';
        this.#addInto(head, place, sums);
      });
  }

  #markParents(): void {
    for (const head of this.#heads.heads()) {
      // What made it one marked all heads above it too.
      if (head.beneath === 'amounts') continue;
      const own = head.rows.filter(({ role }) => role === undefined);
      if (own.length === 0) continue;
      const beneath = own.some(isFilled) ? 'amounts' : 'blanks';
      this.#heads.eachAbove(head.place, (above) => {
        if (above !== head && above.beneath !== 'amounts') above.beneath = beneath;
      });
    }
  }

  #isLeaf(row: Row): boolean {
    const { beneath } = this.#heads.of(row);
    return row.role === undefined && beneath !== 'amounts' && (beneath === undefined || isFilled(row));
  }

  /** Adds leaves to the heads above them. @returns the leaves that turn out to be mistyped sums, which are not added */
  #addUp(leaves: ReadonlySet<Row>): Closed<Row>['mistyped'] {
    const unclear: Closed<Row>['mistyped'] = [];
    for (const row of leaves) {
      const first = this.#printed.addsUp(row) ? this.#printed.strangeBelow(row) : undefined;
      if (first) unclear.push({ row, first });
      else if (isFilled(row)) this.#addTo(row.place, counted(row));
    }
    // A row without an account can be no line. One with an account may be, unless the sum above it is right without it.
    const mistyped = unclear.filter(({ row }) => row.place.account === '' || this.#isRightAbove(row));
    for (const item of unclear) if (!mistyped.includes(item)) this.#addTo(item.row.place, counted(item.row));
    return mistyped;
  }

  /** Whether the nearest sum above a row is what the lines beneath it add up to so far. */
  #isRightAbove(row: Row): boolean {
    let nearest: Head<Row> | undefined;
    this.#heads.eachAbove(row.place, (head) => {
      const states = head !== this.#heads.of(row) && head.rows.some((other) => other.role === undefined && isFilled(other));
      if (states && (!nearest || codesOf(head.place) > codesOf(nearest.place))) nearest = head;
    });
    const { rows = [], sum } = nearest ?? {};
    return rows.some(({ amounts }) => amounts.every((amount, at) => amount === null || amount === (sum?.[at] ?? 0n)));
  }

  /** Only at the end it is known which rows count: they count for every cut below them. */
  #countCuts(leaves: ReadonlySet<Row>): void {
    const late = this.#none.slice();
    let cut = 0;
    const pass = (rows: number) => {
      for (; rows >= (this.#cuts[cut]?.rows ?? Number.POSITIVE_INFINITY); cut++) add(this.#cuts[cut]?.running, late);
    };
    for (const [at, row] of this.#rows.entries()) {
      pass(at);
      if (leaves.has(row)) add(late, counted(row));
    }
    pass(this.#rows.length);
    add(this.#total, late);
  }

  #addTo(place: Place, amounts: readonly (Sen | null)[]): void {
    this.#heads.eachAbove(place, (head) => this.#addInto(head, place, amounts));
  }

  #addInto(head: Head<Row>, place: Place, amounts: readonly (Sen | null)[]): void {
    const sign = signIn(head.place, place);
    add((head.sum ??= this.#none.slice()), amounts, sign);
    if (head.place.whole && !place.whole && place.unit === head.place.unit) add((head.own ??= this.#none.slice()), amounts, sign);
  }
}
