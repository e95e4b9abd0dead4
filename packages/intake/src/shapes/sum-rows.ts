import { ancestor, type Code, isWithin, level, opdOf, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadContext } from '../reading/read-context.ts';
import type { Row } from '../table/sheet.ts';
import { isTotalRow, statedAmount } from './totals.ts';
import { levelOf, levelWords } from './tree-levels.ts';

interface SumRow {
  row: number;
  /** By column of amounts; null where the row states none. */
  stated: (Sen | null)[];
  /** What the lines above it add up to. */
  running: readonly Sen[];
  labelled: boolean;
  shifted: boolean;
}

const subtotal = { id: 'Jumlah bagian', en: 'Subtotals' };

/** Rows without a label or a code are money that belongs nowhere, if they are no sums: more of them are not kept until the end. */
const mostBare = 1000;

/**
 * The rows of a table that state sums and have no code: the total, below the lines or above them, and those of its parts.
 * Each cuts the table; it must be the sum of the lines from one cut to another. Judged once every line was seen.
 */
export class SumRows {
  readonly #context: ReadContext;
  readonly #columns: readonly AmountColumn[];
  readonly #taken: ReadonlySet<number>;
  readonly #rows: SumRow[] = [];
  readonly #missing: string;
  /** What the sheets before this one add up to. */
  readonly #before: readonly Sen[];
  #bare = 0;

  /**
   * @param taken columns that hold other amounts, where a shifted total cannot stand
   * @param missing what the code is called that a row of money would need
   * @param before what the lines of earlier sheets add up to, by column: a total may be of all of them or of its sheet
   */
  constructor(
    context: ReadContext,
    columns: readonly AmountColumn[],
    { taken, missing, before }: { taken: ReadonlySet<number>; missing: string; before: readonly Sen[] },
  ) {
    this.#context = context;
    this.#columns = columns;
    this.#taken = taken;
    this.#missing = missing;
    this.#before = before;
  }

  /** Whether a row states anything. @param running what the lines above it add up to, by column */
  add(row: Row, running: readonly Sen[], labelled = isTotalRow(row)): boolean {
    let shifted = false;
    const stated = this.#columns.map((column) => {
      const own = statedAmount(row, column, column.index);
      if (own !== null || !labelled) return own === 0n && !labelled ? null : own;
      // A total row may be shifted by one column: then the neighbour of an empty total is looked at too.
      const next = [column.index + 1, column.index - 1].filter((index) => !this.#taken.has(index));
      const found = next.map((index) => statedAmount(row, column, index)).find((amount) => amount !== null) ?? null;
      shifted ||= found !== null;
      return found;
    });
    if (stated.every((amount) => amount === null)) return false;
    const item = { row: row.number, stated, running: [...running], labelled, shifted };
    if (!labelled && ++this.#bare > mostBare) for (const at of stated.keys()) this.#codeless(item, at);
    else this.#rows.push(item);
    return true;
  }

  /** @param totals of all lines, by column; @param called what the total of a column is */
  judge(totals: readonly Sen[], called: (column: AmountColumn) => Words): void {
    for (const { row, shifted } of this.#rows) if (shifted) this.#context.findings.find('total-row-shifted', String(row));
    for (const [at, column] of this.#columns.entries()) {
      const rows = this.#rows.filter(({ stated }) => stated[at] !== null);
      const [before, total] = [this.#before[at] ?? 0n, totals[at] ?? 0n];
      const cuts = [0n, before, ...rows.map(({ running }) => running[at] ?? 0n), total];
      const lastCut = new Map(cuts.map((sum, index) => [sum, index]));
      const firstCut = new Map(cuts.map((sum, index) => [sum, index] as const).toReversed());
      const last = rows.findLast(({ labelled }) => labelled);
      const hasTotal = rows.some(({ stated }) => stated[at] === total);
      const parts = { count: 0, sum: 0n, place: '' };
      for (const [index, item] of rows.entries()) {
        const stated = item.stated[at] ?? 0n;
        const place = item.shifted ? String(item.row) : `${column.letters}${item.row}`;
        const own = cuts[index + 2] ?? 0n;
        const closes = (firstCut.get(own - stated) ?? cuts.length) < index + 2;
        const opens = (lastCut.get(own + stated) ?? 0) > index + 2;
        if (stated === total || stated === total - before) this.#context.findings.reconcile(called(column), place, stated, stated);
        // A bare amount that only equals the lines next to it may as well be one of them that lost its code.
        else if (!item.labelled) this.#codeless(item, at);
        else if (closes || opens) {
          parts.count++;
          parts.sum += stated;
          if (parts.place === '') parts.place = place;
        } else if (item === last && !hasTotal) this.#context.findings.reconcile(called(column), place, stated, total - before);
        else this.#context.findings.reconcile(subtotal, place, stated, own - (cuts[index + 1] ?? 0n));
      }
      if (parts.count > 0) this.#context.findings.reconcile(subtotal, parts.place, parts.sum, parts.sum);
    }
  }

  #codeless({ row, stated }: SumRow, at: number): void {
    const amount = stated[at] ?? null;
    const letters = this.#columns[at]?.letters ?? '';
    if (amount !== null) this.#context.findings.find('row-without-code', `${letters}${row}`, toDecimal(amount), this.#missing);
  }
}

interface CodedSum {
  unit: Code;
  activity: Code;
  amounts: readonly (Sen | null | undefined)[];
  /** Where its account would stand, and what that is called. */
  ref: string;
  missing: string;
  row: number;
}

interface Pair {
  unit: Code;
  activity: Code;
  sums: Sen[];
}

/**
 * Rows that have the code of an OPD or an activity and none of an account: subtotals among the lines if each states what
 * the lines of its code add up to, money without an account if not.
 */
export class CodedSums {
  readonly #context: ReadContext;
  readonly #columns: readonly AmountColumn[];
  /** By unit, then by activity: every line asks, and texts put together would be looked up slowly. */
  readonly #pairs = new Map<Code, Map<Code, Pair>>();
  readonly #rows: CodedSum[] = [];
  #last: Pair | undefined;

  constructor(context: ReadContext, columns: readonly AmountColumn[]) {
    this.#context = context;
    this.#columns = columns;
  }

  line(unit: Code, activity: Code, amounts: readonly (Sen | null | undefined)[]): void {
    if (this.#last?.unit !== unit || this.#last.activity !== activity) this.#last = this.#pairOf(unit, activity);
    const { sums } = this.#last;
    for (let at = 0; at < amounts.length; at++) {
      const amount = amounts[at];
      if (typeof amount === 'bigint') sums[at] = (sums[at] ?? 0n) + amount;
    }
  }

  #pairOf(unit: Code, activity: Code): Pair {
    const known = this.#pairs.get(unit)?.get(activity);
    if (known) return known;
    const pair = { unit, activity, sums: this.#columns.map(() => 0n) };
    const ofUnit = this.#pairs.get(unit);
    if (ofUnit) ofUnit.set(activity, pair);
    else this.#pairs.set(unit, new Map([[activity, pair]]));
    return pair;
  }

  #allPairs(): Pair[] {
    return [...this.#pairs.values()].flatMap((ofUnit) => [...ofUnit.values()]);
  }

  add(row: CodedSum): void {
    this.#rows.push(row);
  }

  judge(): void {
    const levels = Map.groupBy(this.#rows, ({ unit, activity }) =>
      activity === '' ? levelOf('unit', unit) : levelOf('activity', activity),
    );
    for (const [depth, rows] of [...levels].sort(([a], [b]) => a - b)) {
      const isWhole = this.#isWhole(rows);
      const sums = rows.filter((row) => isWhole && this.#addsUp(row));
      for (const row of rows) if (!sums.includes(row)) this.#codeless(row);
      for (const [at, { letters }] of this.#columns.entries()) {
        const sum = sums.reduce<Sen>((all, { amounts }) => all + (amounts[at] ?? 0n), 0n);
        if (sums[0]) this.#context.findings.reconcile(levelWords(depth), `${letters}${sums[0].row}`, sum, sum);
      }
    }
  }

  /** Whether every code of a level has its sum, and one only: a line that merely lost its account is no such row. */
  #isWhole(rows: readonly CodedSum[]): boolean {
    const depth = level(rows[0]?.activity ?? '');
    const units = new Set(rows.map(({ unit }) => unit));
    const stated = new Set(rows.map(({ unit, activity }) => `${unit} ${activity}`));
    const pairs = this.#allPairs().filter(({ activity }) => depth === 0 || activity !== '');
    return (
      stated.size === rows.length &&
      pairs.every(({ unit, activity }) => stated.has(`${units.has(unit) ? unit : opdOf(unit)} ${ancestor(activity, depth)}`))
    );
  }

  #addsUp({ unit, activity, amounts }: CodedSum): boolean {
    const within = this.#within(unit, activity);
    return amounts.every((amount, at) => typeof amount !== 'bigint' || amount === within[at]);
  }

  #codeless({ ref, amounts, missing }: CodedSum): void {
    const amount = amounts.find((other) => typeof other === 'bigint' && other !== 0n) ?? 0n;
    this.#context.findings.find('row-without-code', ref, toDecimal(amount), missing);
  }

  /** What the lines of a unit, or of an OPD and its sub-units, add up to in an activity or all of them. */
  #within(unit: Code, activity: Code): Sen[] {
    const sums = this.#columns.map(() => 0n);
    for (const pair of this.#allPairs()) {
      if ((pair.unit !== unit && opdOf(pair.unit) !== unit) || !isWithin(pair.activity, activity)) continue;
      for (const [at, sum] of pair.sums.entries()) sums[at] = (sums[at] ?? 0n) + sum;
    }
    return sums;
  }
}
