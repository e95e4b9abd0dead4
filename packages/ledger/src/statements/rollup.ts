import { ancestor, type IsoDate, isoDate, type Line, level, monthEnd, monthOf, opdOf, type StatementKind } from '@sipkadin/budget';

/** How fine the lines of an OPD ('' for a summary) are in an akun: levels of their deepest codes, 0 for none; `fund` is 1 where they name any. */
export interface Granularity {
  opd: string;
  akun: string;
  activity: number;
  account: number;
  fund: number;
}

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

function dayNumber(date: IsoDate | undefined): number {
  return date === undefined ? 0 : monthOf(date) * 100 + Number(date.slice(8, 10));
}

/**
 * The day of a register's roll-up row in the year of its statement. A payment without a day counts from 1 January, as its line
 * does; one of 29 February of another year counts from the last day of February.
 */
export function rolledDay(year: number, { month: dayNumber }: Pick<Rolled, 'month'>): IsoDate {
  if (dayNumber === 0) return isoDate(year, 1, 1);
  const month = Math.floor(dayNumber / 100);
  const end = monthEnd(year, month);
  const day = dayNumber % 100;
  return day < Number(end.slice(8, 10)) ? isoDate(year, month, day) : end;
}

/** What follows from a key, worked out once: the same text each time is found again faster than an equal one is made. */
class Once<Key, Value> {
  readonly #known = new Map<Key, Value>();
  readonly #of: (key: Key) => Value;

  constructor(of: (key: Key) => Value) {
    this.#of = of;
  }

  of(key: Key): Value {
    let value = this.#known.get(key);
    if (value === undefined) {
      value = this.#of(key);
      this.#known.set(key, value);
    }
    return value;
  }
}

export class Rollup {
  readonly #kind: StatementKind;
  readonly #parts = new Map<string, Granularity>();
  readonly #depth = new Once((code: string) => level(code));
  /** Of a unit and an account that of its OPD and akun, which is as deep as the account at least. */
  readonly #granularity = new Once((unit: string) => new Once((account: string) => this.#deepened(unit, account)));
  readonly #rows: Rolled[] = [];
  readonly #jenis = new Once((account: string) => (account.length > 6 ? ancestor(account, 3) : account));
  readonly #bidang = new Once((activity: string) => activity.slice(0, 4));
  readonly #sums = new Once(
    (fund: string) =>
      new Once(
        (bidang: string) =>
          new Once(
            (account: string) =>
              new Once((month: number) => new Once((unit: string) => this.#begin({ unit, account, bidang, fund, month }))),
          ),
      ),
  );

  constructor(kind: StatementKind) {
    this.#kind = kind;
  }

  add(line: Line): void {
    const account = this.#jenis.of(line.account);
    const bidang = this.#bidang.of(line.activity);
    const month = this.#kind === 'register' ? dayNumber(line.date) : (line.month ?? 0);
    const sum = this.#sums.of(line.fund).of(bidang).of(account).of(month).of(line.unit);
    sum.amount += line.amount;
    sum.lines++;
    const fine = this.#granularity.of(line.unit).of(line.account);
    const depth = this.#depth.of(line.activity);
    if (depth > fine.activity) fine.activity = depth;
    if (line.fund !== '') fine.fund = 1;
  }

  #deepened(unit: string, account: string): Granularity {
    const [opd, akun] = [opdOf(unit), account.slice(0, 1)];
    const known = this.#parts.get(`${opd}|${akun}`) ?? { opd, akun, activity: 0, account: 0, fund: 0 };
    this.#parts.set(`${opd}|${akun}`, known);
    known.account = Math.max(known.account, level(account));
    return known;
  }

  /** How fine the lines are, in a fixed order. */
  granularity(): Granularity[] {
    return [...this.#parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fine]) => fine);
  }

  #begin(place: Omit<Rolled, 'amount' | 'lines'>): Rolled {
    const row = { ...place, amount: 0n, lines: 0 };
    this.#rows.push(row);
    return row;
  }

  /** In a fixed order. */
  rows(): Rolled[] {
    const key = ({ unit, account, bidang, fund, month }: Rolled) => `${unit}|${account}|${bidang}|${fund}|${month}`;
    return this.#rows
      .map((row) => ({ key: key(row), row }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ row }) => row);
  }
}
