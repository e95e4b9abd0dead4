import { type Code, type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import type { Check } from '../../sums/differences.ts';
import { placeOf } from '../../sums/place.ts';
import { reportMistyped } from '../../sums/report-sums.ts';
import { isResult, LraResults } from '../../sums/results.ts';
import type { StatedRow } from '../../sums/stated-row.ts';
import { Sums } from '../../sums/sums.ts';
import { summedBy } from '../../sums/totals/total-labels.ts';

export type PageKind = 'budget' | 'realization';

/** A row of a page of accounts. */
export interface Item {
  entry: CodeEntry;
  row: number;
  hidden: boolean;
  /** `plain` text of what the row calls it. */
  label: string;
  amounts: Map<PageKind, { amount: Sen; column: AmountColumn }>;
}

interface PageRow extends StatedRow {
  label: string;
  /** Of a row that has a code. */
  item?: Item;
  /** Where each amount is. */
  refs: readonly string[];
}

/** A row with amounts and without a code that is known. */
export interface StrayRow {
  row: number;
  /** What is printed in place of the code. */
  code: string;
  words: string;
  amounts: ReadonlyMap<PageKind, { amount: Sen; column: AmountColumn }>;
}

/**
 * The accounts of one government or one OPD, parents among the children: the deepest count, and everything above them is
 * held against what lies beneath.
 */
export class AccountPage {
  readonly #context: ReadContext;
  readonly #kinds: readonly PageKind[];
  readonly #unit: Code;
  readonly #sums: Sums<PageRow>;
  readonly #entries: CodeEntry[] = [];
  /** What is stated of each account, by kind. */
  readonly #stated: ReadonlyMap<PageKind, Map<Code, Sen>>;
  /** Codes that have an amount, and those that have one in a further row. */
  readonly #known = new Set<Code>();
  readonly #again = new Map<Code, Item>();
  /** Totals without a code, and results of the LRA. */
  readonly #totals: Omit<PageRow, 'place'>[] = [];
  readonly #results: LraResults;
  readonly #strays: StrayRow[] = [];
  #lastRow = 0;

  constructor(context: ReadContext, kinds: readonly PageKind[], unit: Code) {
    this.#context = context;
    this.#kinds = kinds;
    this.#unit = unit;
    this.#results = new LraResults(context.findings);
    this.#sums = new Sums(kinds.length);
    this.#stated = new Map(kinds.map((kind) => [kind, new Map()]));
  }

  /** Takes a row that has amounts, and neither a known code nor the label of a sum. */
  stray(stray: StrayRow): void {
    this.#strays.push(stray);
  }

  add(item: Item): void {
    this.#lastRow = item.row;
    const { entry, row, label } = item;
    const cells = this.#kinds.map((kind) => item.amounts.get(kind));
    const amounts = cells.map((cell) => cell?.amount ?? null);
    const refs = cells.map((cell) => `${cell?.column.letters ?? ''}${row}`);
    const stated = { place: placeOf('', '', entry.code), row, label, amounts, refs };
    // A code may be there again at its total: "4 PENDAPATAN" above its details, "4 JUMLAH PENDAPATAN" beneath them.
    if (isTotal(label) && this.#known.has(entry.code)) return this.#sums.row({ ...stated, role: 'total' });
    this.#sums.row({ ...stated, item });
    this.#entries.push(entry);
    if (item.amounts.size === 0) return;
    if (this.#known.has(entry.code)) this.#again.set(entry.code, item);
    this.#known.add(entry.code);
    for (const [kind, { amount }] of item.amounts) {
      const ofKind = this.#stated.get(kind);
      ofKind?.set(entry.code, (ofKind.get(entry.code) ?? 0n) + amount);
    }
  }

  /** Takes a row without a code that states surplus, net financing, SiLPA or a sum. @returns whether its label is one of them */
  result(row: number, label: string, stated: ReadonlyMap<PageKind, { amount: Sen; place: string }>): boolean {
    if (isTotal(label)) {
      const cells = this.#kinds.map((kind) => stated.get(kind));
      const amounts = cells.map((cell) => cell?.amount ?? null);
      this.#totals.push({ row, label, amounts, refs: cells.map((cell) => cell?.place ?? ''), role: 'total' });
    }
    if (!isResult(label)) return false;
    this.#results.take(
      label,
      this.#kinds.map((kind) => stated.get(kind)),
    );
    return true;
  }

  end(): void {
    const { findings } = this.#context;
    const named = [...new Set(this.#entries)];
    for (const total of this.#totals) {
      // "Jumlah Pendapatan" beneath what is called so.
      const summed = summedBy(total.label, named);
      if (summed) this.#sums.row({ ...total, place: placeOf('', '', summed.code) });
    }
    const closed = this.#sums.close();
    const leaves = new Set(closed.leaves.map(({ item }) => item));
    for (const leaf of leaves) if (leaf) this.#leaf(leaf);
    for (const item of this.#again.values())
      if (!leaves.has(item)) findings.find('table-twice', String(item.row), `${item.entry.printed} ${item.entry.name}`.trim());
    reportMistyped(findings, this.#context.codes, closed.mistyped);
    const checks = [...closed.checks].sort((a, b) => a.row.row - b.row.row);
    for (const [measure, kind] of this.#kinds.entries()) {
      for (const { row, stated, computed, guilty } of checks.filter((check) => check.measure === measure)) {
        const what = row.item ? `${row.item.entry.printed} ${row.item.entry.name}`.trim() : row.label;
        findings.reconcile({ id: what, en: what }, row.refs[measure] ?? '', stated, computed, guilty);
      }
      this.#results.check(measure, this.#stated.get(kind) ?? new Map());
    }
    this.#reportStrays(checks);
  }

  /**
   * Amounts that are not counted: one that repeats what another row states is a sum without its code, any other within the
   * table is money that would be lost; below the table it is only where a sum of the table is not what its lines add up to.
   */
  #reportStrays(checks: readonly Check<PageRow>[]): void {
    const wrong = checks.filter(({ guilty, stated, computed }) => guilty && stated !== computed);
    const differs = wrong.length > 0;
    const known = this.#kinds.map((kind, measure) => {
      const computed = checks.filter((check) => check.measure === measure).map((check) => check.computed);
      return new Set([...(this.#stated.get(kind)?.values() ?? []), ...computed]);
    });
    for (const { row, code, words, amounts } of this.#strays) {
      const isRepeat = this.#kinds.every((kind, at) => {
        const own = amounts.get(kind)?.amount;
        if (own === undefined || own === 0n) return true;
        // What a sum lacks is no repetition, even where another account has the same amount.
        return known[at]?.has(own) === true && !wrong.some((check) => check.measure === at && check.stated - check.computed === own);
      });
      const [first] = [...amounts.values()].filter(({ amount }) => amount !== 0n);
      const printed = (code === '' ? words : code).slice(0, 80);
      const isOtherAccount = /^[1-37-9](?:\.|$)/.test(code);
      // "5101" among codes with dots is meant as an account.
      const isMistyped = /^[4-6]\d+$/.test(code);
      const isLost = !isRepeat && !isOtherAccount && (row < this.#lastRow || differs || isMistyped);
      if (isLost && first)
        this.#context.findings.find('amount-not-counted', `${first.column.letters}${row}`, toDecimal(first.amount), printed);
      else if (!isRepeat || code !== '') this.#context.findings.find('code-unknown', String(row), printed);
    }
  }

  #leaf({ entry, row, hidden, amounts }: Item): void {
    if (amounts.size === 0) {
      this.#context.lines.unfunded++;
      return;
    }
    const place = { number: row, hidden, cells: [] };
    this.#context.codes.countKey(place, [entry], '', '');
    for (const kind of this.#kinds) if (this.#unit !== '') this.#context.lines.mention(this.#unit, kind);
    for (const [kind, { amount, column }] of amounts)
      this.#context.lines.add(kind, {
        unit: this.#unit,
        activity: '',
        account: entry.code,
        fund: '',
        package: '',
        amount,
        sheet: this.#context.sheet,
        row,
        column: column.letters,
      });
    const realization = amounts.get('realization');
    const budget = this.#kinds.includes('budget') ? (amounts.get('budget')?.amount ?? null) : undefined;
    this.#context.amounts.compare(place, entry, realization?.column, budget, realization?.amount);
  }
}

const isTotal = (label: string) => /^(?:JUMLAH|TOTAL)\b/.test(label);
