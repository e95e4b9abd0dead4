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

export class Rollup {
  readonly #kind: StatementKind;
  readonly #rows = new Map<string, Rolled>();

  constructor(kind: StatementKind) {
    this.#kind = kind;
  }

  add(line: Line): void {
    const account = line.account.length > 6 ? ancestor(line.account, 3) : line.account;
    const bidang = line.activity.slice(0, 4);
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
