import { ancestor, type Line, monthOf, type StatementKind } from '@sipkadin/budget';

/** Sums of a statement's lines, small enough to answer every question of a dashboard from. */
export interface Rolled {
  unit: string;
  /** Jenis (three parts), or less where the line says less. */
  account: string;
  bidang: string;
  fund: string;
  /** Cash plan: the month. Register: month x 100 + day, for payments are owned by day. 0 otherwise. */
  month: number;
  amount: bigint;
  lines: number;
}

export function dayNumber(date: string): number {
  return monthOf(date) * 100 + Number(date.slice(8, 10));
}

/** A code's upper part, worked out once: the same text each time is found again faster than an equal one. */
class Upper {
  readonly #known = new Map<string, string>();
  readonly #of: (code: string) => string;

  constructor(of: (code: string) => string) {
    this.#of = of;
  }

  of(code: string): string {
    let upper = this.#known.get(code);
    if (upper === undefined) {
      upper = this.#of(code);
      this.#known.set(code, upper);
    }
    return upper;
  }
}

export class Rollup {
  readonly #kind: StatementKind;
  readonly #rows = new Map<string, Rolled>();
  readonly #jenis = new Upper((account) => (account.length > 6 ? ancestor(account, 3) : account));
  readonly #bidang = new Upper((activity) => activity.slice(0, 4));

  constructor(kind: StatementKind) {
    this.#kind = kind;
  }

  add(line: Line): void {
    const account = this.#jenis.of(line.account);
    const bidang = this.#bidang.of(line.activity);
    const month = this.#kind === 'register' ? dayNumber(line.date ?? '') : (line.month ?? 0);
    const key = `${line.unit}|${account}|${bidang}|${line.fund}|${month}`;
    const known = this.#rows.get(key);
    if (known) {
      known.amount += line.amount;
      known.lines++;
    } else this.#rows.set(key, { unit: line.unit, account, bidang, fund: line.fund, month, amount: line.amount, lines: 1 });
  }

  /** In a fixed order. */
  rows(): Rolled[] {
    return [...this.#rows.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
  }
}
