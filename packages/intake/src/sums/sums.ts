import type { Sen } from '@sipkadin/budget';
import { type Check, checksOf } from './differences.ts';
import { type Head, Heads, signIn } from './heads.ts';
import type { Place } from './place.ts';
import { Printed } from './printed.ts';
import { add, counted, isFilled, type StatedRow, zeros } from './stated-row.ts';
import { rejectedRows } from './unsure.ts';

export interface Closed<Row> {
  /** The rows that count as lines, in the table's order; rows without any amount beneath which nothing lies are among them. */
  leaves: Row[];
  /** Every sum that a row states, held against the lines beneath it, the deepest first. */
  checks: Iterable<Check<Row>>;
  /** Rows whose role was unsure and that are no sums. */
  rejected: Row[];
  /** What all lines of each part add up to, by measure; parts are numbered as by `cut`. */
  parts: Sen[][];
}

/**
 * Which rows of a table are lines and which are the sums of others, at any level, wherever they are printed: a parent is
 * attached to its children by its code and not by its order, so that a bidang may go on below another. Every sum must be
 * what the lines beneath it add up to (rule 1: a parent is the sum of its children, for each measure; financing is net).
 * Of lines only the sum for each place is kept, not the line.
 */
export class Sums<Row extends StatedRow> {
  readonly #measures: number;
  readonly #heads = new Heads<Row>();
  readonly #rows: Row[] = [];
  readonly #printed: Printed;
  /** By part: how many rows were seen before it ended, and the sums of its lines. */
  readonly #ends: number[] = [];
  readonly #parts: Sen[][];

  /** @param measures how many amounts each row and line has */
  constructor(measures: number) {
    this.#measures = measures;
    this.#printed = new Printed(measures);
    this.#parts = [zeros(measures)];
  }

  /** Adds a line that is known to be one: nothing can lie beneath it. */
  line(place: Place, amounts: readonly (Sen | null | undefined)[]): void {
    const measures = this.#measures;
    add(
      this.#heads.linesOf(place, () => zeros(measures)),
      amounts,
    );
    add(this.#parts.at(-1), amounts);
    this.#printed.line(place, amounts);
  }

  /** Adds a row that may be a line or a sum. */
  row(row: Row): void {
    this.#heads.of(row.place).rows.push(row);
    this.#rows.push(row);
    if (row.role === undefined) this.#printed.row(row);
  }

  /** Cuts the table: what follows belongs to the next part. @returns the number of the part that ends here, from 0 */
  cut(): number {
    this.#ends.push(this.#rows.length);
    this.#parts.push(zeros(this.#measures));
    return this.#ends.length - 1;
  }

  /** To be called once, when every row was seen. */
  close(): Closed<Row> {
    this.#printed.end();
    this.#markParents();
    const leaves = new Set(this.#rows.filter((row) => this.#isLeaf(row)));
    this.#addUp(leaves);
    const rejected = rejectedRows(this.#rows, this.#heads);
    const sums = this.#rows.filter((row) => !leaves.has(row) && !rejected.has(row));
    return { leaves: [...leaves], checks: checksOf(sums, this.#heads, this.#printed), rejected: [...rejected], parts: this.#parts };
  }

  #markParents(): void {
    const mark = (place: Place, own: Head<Row> | undefined, beneath: 'amounts' | 'blanks') =>
      this.#heads.eachAbove(place, (head) => {
        if (head !== own && head.beneath !== 'amounts') head.beneath = beneath;
      });
    for (const [place] of this.#heads.lines()) mark(place, undefined, 'amounts');
    for (const head of this.#heads.heads()) {
      const own = head.rows.filter(({ role }) => role === undefined);
      if (own.length > 0) mark(head.place, head, own.some(isFilled) ? 'amounts' : 'blanks');
    }
  }

  #isLeaf(row: Row): boolean {
    const { beneath } = this.#heads.of(row.place);
    if (row.role !== undefined || beneath === 'amounts' || (beneath === 'blanks' && !isFilled(row))) return false;
    // A program or an OPD whose code is mistyped has nothing beneath it: then what is printed below it is its own.
    return row.place.account !== '' || !this.#printed.addsUp(row);
  }

  #addUp(leaves: ReadonlySet<Row>): void {
    for (const [place, sums] of this.#heads.lines()) this.#addTo(place, sums);
    let part = 0;
    for (const [at, row] of this.#rows.entries()) {
      while (at >= (this.#ends[part] ?? Number.POSITIVE_INFINITY)) part++;
      if (!leaves.has(row) || !isFilled(row)) continue;
      this.#addTo(row.place, counted(row));
      add(this.#parts[part], counted(row));
    }
  }

  #addTo(place: Place, amounts: readonly (Sen | null)[]): void {
    this.#heads.eachAbove(place, (head) => {
      const sign = signIn(head.place, place);
      add((head.sum ??= zeros(this.#measures)), amounts, sign);
      if (head.place.whole && !place.whole && place.unit === head.place.unit) add((head.own ??= zeros(this.#measures)), amounts, sign);
    });
  }
}
