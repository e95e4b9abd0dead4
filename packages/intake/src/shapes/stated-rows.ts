import { ancestor, type Code, level, opdOf, type Sen, toDecimal } from '@sipkadin/budget';
import type { ReadContext } from '../reading/read-context.ts';
import { levelOf, levelWords } from './tree-levels.ts';

/** A row of amounts with the codes it belongs to, '' where it has none: `account` '' is an activity's or an OPD's own row. */
export interface Stated {
  unit: Code;
  activity: Code;
  account: Code;
  row: number;
  hidden: boolean;
  /** By column of amounts; null where the cell is blank. */
  amounts: (Sen | null)[];
}

/**
 * Rows of a table in which subtotals of any level may stand among what they add up, wherever they are printed. A row
 * is a leaf when no other row lies beneath its codes; every other row must be the sum of the leaves beneath it.
 */
export class StatedRows<Item extends Stated> {
  readonly #rows: Item[] = [];
  readonly #keys = new Set<string>();
  readonly #pairs = new Set<string>();
  readonly #above = new Map<string, string[]>();
  readonly #covered = new Set<string>();

  add(item: Item): void {
    this.#rows.push(item);
    this.#keys.add(keyOf(item));
    this.#pairs.add(`${item.unit}|${item.activity}`);
  }

  leaves(): Item[] {
    this.#above.clear();
    for (const item of this.#rows) for (const key of this.#aboveOf(item)) this.#covered.add(key);
    return this.#rows.filter((item) => !this.#covered.has(keyOf(item)));
  }

  /**
   * Holds every subtotal against its leaves: one line of reconciliation a level, the places that differ as findings.
   * @param summed how many of the columns, from the first, add up to what that line states
   */
  check(context: ReadContext, leaves: readonly Item[], columns: readonly { letters: string }[], summed: number): void {
    const sums = new Map<string, Sen[]>();
    for (const leaf of leaves) {
      for (const key of this.#aboveOf(leaf)) {
        const sum = sums.get(key) ?? columns.map(() => 0n);
        for (const [at, amount] of leaf.amounts.entries()) sum[at] = (sum[at] ?? 0n) + (amount ?? 0n);
        sums.set(key, sum);
      }
    }
    const parents = this.#rows.filter((item) => this.#covered.has(keyOf(item)));
    const isOff = (item: Item, at: number) =>
      (item.amounts[at] ?? null) !== null && item.amounts[at] !== (sums.get(keyOf(item))?.[at] ?? 0n);
    // A difference is said where it begins, not again of every row above it.
    const explained = new Set<string>();
    for (const item of parents)
      for (const at of columns.keys()) if (isOff(item, at)) for (const key of this.#aboveOf(item)) explained.add(`${at} ${key}`);
    const levels = new Map<number, { file: Sen; computed: Sen; first: string; place: string }>();
    for (const item of parents) {
      const depth =
        item.account !== ''
          ? levelOf('account', item.account)
          : item.activity !== ''
            ? levelOf('activity', item.activity)
            : levelOf('unit', item.unit);
      const own = levels.get(depth) ?? { file: 0n, computed: 0n, first: '', place: String(item.row) };
      levels.set(depth, own);
      for (const [at, { letters }] of columns.entries()) {
        const stated = item.amounts[at] ?? null;
        if (stated === null) continue;
        const computed = sums.get(keyOf(item))?.[at] ?? 0n;
        if (at < summed) {
          own.file += stated;
          own.computed += computed;
        }
        if (stated === computed) continue;
        const ref = `${letters}${item.row}`;
        if (own.first === '') own.first = ref;
        if (!explained.has(`${at} ${keyOf(item)}`)) context.findings.find('total-differs', ref, toDecimal(stated), toDecimal(computed));
      }
    }
    for (const [depth, { file, computed, first, place }] of [...levels].sort(([a], [b]) => a - b)) {
      const equal = first === '';
      context.findings.reconciliation.push({
        what: levelWords(depth),
        place: equal ? place : first,
        file: toDecimal(file),
        computed: toDecimal(computed),
        equal,
      });
    }
  }

  /** Keys of the rows that a row could be part of, as far as the table has any. */
  #aboveOf(item: Stated): string[] {
    const own = keyOf(item);
    const known = this.#above.get(own);
    if (known) return known;
    const keys: string[] = [];
    const add = (key: string) => key !== own && this.#keys.has(key) && keys.push(key);
    for (const unit of new Set([item.unit, '']))
      for (const activity of prefixes(item.activity))
        if (this.#pairs.has(`${unit}|${activity}`)) for (const account of prefixes(item.account)) add(`${unit}|${activity}|${account}`);
    // An OPD's own row sums up its sub-units; its activities are not theirs.
    const opd = opdOf(item.unit);
    if (opd !== item.unit) add(`${opd}||`);
    this.#above.set(own, keys);
    return keys;
  }
}

const keyOf = ({ unit, activity, account }: Stated) => `${unit}|${activity}|${account}`;

function prefixes(code: Code): Code[] {
  return ['', ...Array.from({ length: level(code) }, (_, at) => ancestor(code, at + 1))];
}
