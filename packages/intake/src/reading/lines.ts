import type { Code, Line, StatementKind } from '@sipkadin/budget';
import type { Row } from '../table/sheet.ts';
import type { Codes } from './codes.ts';
import { Tally } from './tally.ts';

/** Where lines go: out of the child process and into what the caller gave, or nowhere while sheets are compared. */
export interface LineSink {
  /** @param slot of the statement, where a file holds several of a kind; 0 where absent */
  line(kind: StatementKind, line: Line, slot?: number): void;
  /** Forget what was written to the slot so far, 0 where absent: its reading starts over. */
  restart(slot?: number): void;
}

/** The lines that are read, counted and summed by statement while they go to the sink. */
export class Lines {
  readonly tallies = new Map<StatementKind, Tally>();
  /** Rows of data, hidden ones among them, and rows without an amount. */
  rows = 0;
  hiddenRows = 0;
  unfunded = 0;
  /** Rows are there, and an answer decides which of them are read. */
  waiting = false;
  readonly #sink: LineSink;
  readonly #codes: Codes;

  constructor(sink: LineSink, codes: Codes) {
    this.#sink = sink;
    this.#codes = codes;
  }

  countRow({ hidden }: Pick<Row, 'hidden'>): void {
    this.rows++;
    if (hidden) this.hiddenRows++;
  }

  add(kind: StatementKind, line: Line): void {
    const whole = this.#codes.withUnit(line);
    this.tally(kind).add(whole.unit, whole.account, whole.amount);
    this.#sink.line(kind, whole);
  }

  tally(kind: StatementKind): Tally {
    let tally = this.tallies.get(kind);
    if (!tally) {
      tally = new Tally(kind);
      this.tallies.set(kind, tally);
    }
    return tally;
  }

  /** A unit that the table names, with or without an amount. */
  mention(unit: Code, ...kinds: readonly StatementKind[]): void {
    for (const kind of kinds) this.tally(kind).names(unit);
  }

  /** A measure whose column holds no amount is no statement. */
  dropEmpty(): void {
    for (const [kind, tally] of this.tallies) if (tally.lines === 0) this.tallies.delete(kind);
  }
}
