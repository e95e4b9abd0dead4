import type { Sen } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadContext } from '../reading/read-context.ts';
import type { Row } from '../table/sheet.ts';
import { statedAmount } from './totals.ts';

interface Total {
  row: number;
  /** Parts before it, its own among them. */
  parts: number;
  stated: (Sen | null)[];
}

const subtotal = { id: 'Baris jumlah', en: 'Total rows' };
const grandTotal = { id: 'Jumlah seluruhnya', en: 'Grand total' };

/** Totals so far back that no subtotal reaches over them. */
const farthest = 1000;

/**
 * The total rows of a table that have no code. Each cuts the table into parts and must be the sum of those above it,
 * back to some earlier total: "Jumlah OPD" of its own lines, the last of all.
 */
export class MappedTotals {
  readonly #columns: readonly AmountColumn[];
  readonly #totals: Total[] = [];
  readonly #sums: Sen[][] = [];

  constructor(columns: readonly AmountColumn[]) {
    this.#columns = columns;
  }

  /** The part that the next row belongs to. */
  get part(): number {
    return this.#totals.length;
  }

  line(part: number, amounts: readonly (Sen | null)[]): void {
    const own = this.#sums[part] ?? amounts.map(() => 0n);
    for (const [at, amount] of amounts.entries()) own[at] = (own[at] ?? 0n) + (amount ?? 0n);
    this.#sums[part] = own;
  }

  total(row: Row): void {
    const stated = this.#columns.map((column) => statedAmount(row, column, column.index));
    if (stated.some((amount) => amount !== null)) this.#totals.push({ row: row.number, parts: this.#totals.length + 1, stated });
  }

  assert(context: ReadContext): void {
    for (const total of this.#totals) {
      const isLast = total === this.#totals.at(-1);
      for (const [at, column] of this.#columns.entries()) {
        const stated = total.stated[at] ?? null;
        if (stated === null) continue;
        const computed = this.#computed(total.parts, at, stated, isLast);
        context.findings.reconcile(isLast ? grandTotal : subtotal, `${column.letters}${total.row}`, stated, computed);
      }
    }
  }

  /** The sum of parts that the total states, or the one that it most likely means. */
  #computed(parts: number, at: number, stated: Sen, isLast: boolean): Sen {
    let sum = 0n;
    let own: Sen | undefined;
    for (let part = parts - 1; part >= Math.max(0, parts - farthest); part--) {
      sum += this.#sums[part]?.[at] ?? 0n;
      own ??= sum;
      if (sum === stated) return sum;
    }
    return isLast ? this.#sums.slice(0, parts).reduce((all, sums) => all + (sums?.[at] ?? 0n), 0n) : (own ?? 0n);
  }
}
