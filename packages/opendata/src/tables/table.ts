import type { Sen, Words } from '@sipkadin/budget';

/** money: rupiah, in sen; percent: in hundredths of a percent. */
export type ColumnKind = 'text' | 'date' | 'integer' | 'money' | 'percent';

export interface Column {
  /** Its name in every file: lower case, with "_". */
  name: string;
  kind: ColumnKind;
  about: Words;
}

/** text, date: string; integer, percent: number; money: sen. null is no data; zero was stated. */
export type Cell = string | number | Sen | null;

/** A table of one edition. Each file of open data is written from one. */
export interface Table<Name extends string = string> {
  /** The file's name without its ending. */
  name: Name;
  title: Words;
  columns: readonly Column[];
  /** The edition's files that hold the same data. */
  from: string;
  /** Text columns by whose values the control sums are divided, where a sum over all rows would add different things. */
  sumsBy: readonly string[];
  /** Starts anew at each call, because each format goes through the rows once. */
  rows: () => Iterable<readonly Cell[]>;
}

/** The sum of a money column, over the rows with these values where the table's sums are divided. */
export interface ControlSum {
  column: string;
  of: Readonly<Record<string, string>>;
  sen: Sen;
}

/** Counts the rows and adds up the money columns while a file is written. */
export class Totals {
  rows = 0;
  readonly #sums = new Map<string, ControlSum>();
  readonly #money: readonly (readonly [at: number, column: string])[];
  readonly #by: readonly (readonly [at: number, column: string])[];

  constructor({ columns, sumsBy }: Pick<Table, 'columns' | 'sumsBy'>) {
    const placed = columns.map(({ name, kind }, at) => ({ at, name, kind }));
    this.#money = placed.flatMap(({ at, name, kind }) => (kind === 'money' ? [[at, name] as const] : []));
    this.#by = placed.flatMap(({ at, name }) => (sumsBy.includes(name) ? [[at, name] as const] : []));
  }

  add(row: readonly Cell[]): void {
    this.rows++;
    for (const [at, column] of this.#money) {
      const amount = row[at];
      if (typeof amount !== 'bigint') continue;
      const group = this.#by.map(([by]) => String(row[by] ?? ''));
      const key = [column, ...group].join('\n');
      const known = this.#sums.get(key);
      if (known === undefined)
        this.#sums.set(key, { column, of: Object.fromEntries(this.#by.map(([, name], index) => [name, group[index] ?? ''])), sen: amount });
      else known.sen += amount;
    }
  }

  /** In order of column, then of the values; a column without any amount has none. */
  get sums(): ControlSum[] {
    return [...this.#sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
  }
}
