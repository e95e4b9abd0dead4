import { type Code, type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadFindings } from '../reading/read-findings.ts';
import type { Column } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { placeOf } from './place.ts';
import { reportLevels } from './report-sums.ts';
import { statedAmount } from './stated-amount.ts';
import type { StatedRow } from './stated-row.ts';
import { type LinePlace, Sums } from './sums.ts';
import { grandTotal } from './totals/total-labels.ts';
import { TotalRows } from './totals/total-rows.ts';

interface Options {
  /** Columns that hold other amounts, where a shifted total cannot be. */
  taken: ReadonlySet<number>;
  /** What the lines of earlier sheets add up to, by column. */
  before: readonly Sen[];
  /** The column of accounts, which every line fills and no sum does. */
  account: Column | undefined;
}

/**
 * The sums of a table in which every line has an account: total rows without a code, and rows that have the code of an OPD or
 * an activity alone. The latter are sums if they add up, else money that has lost its account.
 */
export class TableSums {
  readonly #findings: ReadFindings;
  readonly #columns: readonly AmountColumn[];
  readonly #account: Column | undefined;
  readonly #sums: Sums<StatedRow>;
  readonly #totals: TotalRows;
  readonly #above: { row: number; stated: (Sen | null)[] }[] = [];
  /** By unit, then by activity: every line asks, and keys put together from codes would be looked up slowly. */
  readonly #places = new Map<Code, Map<Code, LinePlace>>();

  constructor(findings: ReadFindings, columns: readonly AmountColumn[], { taken, before, account }: Options) {
    this.#findings = findings;
    this.#columns = columns;
    this.#account = account;
    this.#sums = new Sums(columns.length);
    this.#totals = new TotalRows(findings, columns, { taken, missing: account?.printed ?? '', before });
  }

  /** @param amounts in sen, by column; those that are blank or cannot be read add nothing */
  line(unit: Code, activity: Code, amounts: readonly (Sen | null | undefined)[]): void {
    this.#sums.line(this.#places.get(unit)?.get(activity) ?? this.#newPlace(unit, activity), amounts);
  }

  #newPlace(unit: Code, activity: Code): LinePlace {
    const place = this.#sums.at({ ...placeOf(unit, activity, ''), whole: false });
    const ofUnit = this.#places.get(unit) ?? new Map<Code, LinePlace>();
    this.#places.set(unit, ofUnit.set(activity, place));
    return place;
  }

  /** Takes a row of an OPD or an activity without an account. */
  subtotal(row: Row, unit: Code, activity: Code, amounts: readonly (Sen | null | undefined)[]): void {
    const stated = amounts.map((amount) => amount ?? null);
    this.#sums.row({ place: placeOf(unit, activity, ''), row: row.number, amounts: stated, role: 'unsure' });
  }

  /** Takes the money of a row whose codes are missing. */
  lost(amounts: readonly (Sen | null | undefined)[]): void {
    this.#totals.lost(amounts);
  }

  /** Takes a row without any code: a total, or a note under the table. */
  uncoded(row: Row): void {
    this.#totals.add(row, () => this.#sums.cut());
  }

  /** Takes what is printed above the columns of amounts: a sum of the table. */
  above(row: Row): void {
    const stated = this.#columns.map((column) => statedAmount(row, column, column.index));
    if (stated.some((amount) => amount !== null)) this.#above.push({ row: row.number, stated });
  }

  #reportAbove(total: readonly Sen[]): void {
    for (const { row, stated } of this.#above)
      for (const [at, amount] of stated.entries())
        if (amount !== null) this.#findings.reconcile(grandTotal, `${this.#columns[at]?.letters ?? ''}${row}`, amount, total[at] ?? 0n);
  }

  end(): void {
    const closed = this.#sums.close();
    this.#reportAbove(closed.total);
    for (const { amounts } of closed.rejected) this.lost(amounts);
    this.#totals.report(closed, () => grandTotal);
    for (const { row, amounts } of closed.rejected) {
      const amount = amounts.find((each) => each !== null && each !== 0n) ?? 0n;
      const { letters = '', printed = '' } = this.#account ?? {};
      this.#findings.find('row-without-code', `${letters}${row}`, toDecimal(amount), printed);
    }
    reportLevels(this.#findings, closed.checks, this.#columns);
  }
}
