import { type Code, lraBalance, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { CodeEntry } from '../reading/code-book.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { summedBy } from './totals.ts';

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

const results: readonly { test: RegExp; result: 'surplus' | 'netFinancing' | 'silpa'; words: Words }[] = [
  { test: /^SURPLUS|^DEFISIT/, result: 'surplus', words: { id: 'Surplus/(defisit) = 4 − 5', en: 'Surplus/(deficit) = 4 − 5' } },
  {
    test: /^(?:JUMLAH )?PEMBIAYAAN NET/,
    result: 'netFinancing',
    words: { id: 'Pembiayaan neto = 6.1 − 6.2', en: 'Net financing = 6.1 − 6.2' },
  },
  { test: /^SILPA|^SISA LEBIH/, result: 'silpa', words: { id: 'SiLPA = 4 − 5 + 6.1 − 6.2', en: 'SiLPA = 4 − 5 + 6.1 − 6.2' } },
];

/**
 * The accounts of one government or one OPD, parents among the children, gathered until the last row was seen: the
 * deepest count, and everything above them is held against what lies beneath.
 */
export class AccountPage {
  readonly #context: ReadContext;
  readonly #kinds: readonly PageKind[];
  readonly #unit: Code;
  readonly #items: Item[] = [];
  readonly #totals: { kind: PageKind; stated: Sen; place: string; label: string; code?: Code }[] = [];
  /** Codes that have an amount, and those that have one in a further row. */
  readonly #stated = new Set<Code>();
  readonly #again = new Map<Code, Item>();
  readonly #results: { result: (typeof results)[number]; kind: PageKind; stated: Sen; place: string; label: string }[] = [];

  constructor(context: ReadContext, kinds: readonly PageKind[], unit: Code) {
    this.#context = context;
    this.#kinds = kinds;
    this.#unit = unit;
  }

  add(item: Item): void {
    const { code } = item.entry;
    // A code may stand again at its total: "4 PENDAPATAN" above its details, "4 JUMLAH PENDAPATAN" beneath them.
    if (isTotal(item.label) && this.#stated.has(code)) {
      for (const [kind, { amount, column }] of item.amounts)
        this.#totals.push({ kind, stated: amount, place: `${column.letters}${item.row}`, label: item.label, code });
      return;
    }
    if (item.amounts.size > 0) {
      if (this.#stated.has(code)) this.#again.set(code, item);
      this.#stated.add(code);
    }
    this.#items.push(item);
  }

  /** Takes a row without a code that states surplus, net financing, SiLPA or a sum. @returns whether its label is one of them */
  result(label: string, stated: ReadonlyMap<PageKind, { amount: Sen; place: string }>): boolean {
    if (/^(?:JUMLAH|TOTAL)\b/.test(label))
      for (const [kind, { amount, place }] of stated) this.#totals.push({ kind, stated: amount, place, label });
    const result = results.find(({ test }) => test.test(label));
    if (result) for (const [kind, { amount, place }] of stated) this.#results.push({ result, kind, stated: amount, place, label });
    return result !== undefined;
  }

  end(): void {
    const codes = new Set(this.#items.map(({ entry }) => entry.code).sort());
    const parentOf = new Map([...codes].map((code) => [code, nearestAbove(code, codes)] as const));
    const parents = new Set(parentOf.values());
    for (const item of this.#items) if (!parents.has(item.entry.code)) this.#leaf(item);
    for (const [code, { row, entry }] of this.#again)
      if (parents.has(code)) this.#context.findings.find('table-twice', String(row), `${entry.printed} ${entry.name}`.trim());
    for (const kind of this.#kinds) this.#assert(kind, codes, parentOf);
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
    this.#context.amounts.compare(place, entry, realization?.column, amounts.get('budget')?.amount ?? null, realization?.amount);
  }

  /** Each parent against the codes right beneath it, and the results of the LRA against what follows from the leaves. */
  #assert(kind: PageKind, codes: ReadonlySet<Code>, parentOf: ReadonlyMap<Code, Code | undefined>): void {
    const stated = new Map<Code, { amount: Sen; place: string; entry: CodeEntry }>();
    for (const { entry, row, amounts } of this.#items) {
      const own = amounts.get(kind);
      if (!own) continue;
      const before = stated.get(entry.code)?.amount ?? 0n;
      stated.set(entry.code, { amount: before + own.amount, place: `${own.column.letters}${row}`, entry });
    }
    // What the leaves beneath each parent add up to; financing is stated net of what goes out.
    const sums = new Map<Code, Sen>();
    for (const code of codes) {
      const own = stated.get(code)?.amount;
      if (own === undefined || isParent(code, codes, parentOf)) continue;
      for (let above = parentOf.get(code); above !== undefined; above = parentOf.get(above))
        sums.set(above, (sums.get(above) ?? 0n) + (above === '6' && code.startsWith('6.2') ? -own : own));
    }
    const off = (code: Code) => (stated.get(code)?.amount ?? 0n) - (sums.get(code) ?? stated.get(code)?.amount ?? 0n);
    for (const [parent, computed] of sums) {
      const own = stated.get(parent);
      if (!own) continue;
      const what = `${own.entry.printed} ${own.entry.name}`.trim();
      const children = [...parentOf].filter(([, above]) => above === parent);
      const explained = children.reduce((sum, [code]) => sum + off(code), 0n);
      this.#context.findings.reconcile({ id: what, en: what }, own.place, own.amount, computed, off(parent) !== explained);
    }
    this.#assertTotals(kind, (code) => sums.get(code) ?? stated.get(code)?.amount ?? 0n);
    this.#assertResults(kind, new Map([...stated].map(([code, { amount }]) => [code, amount])));
  }

  /** "Jumlah Pendapatan" beneath what is called so. */
  #assertTotals(kind: PageKind, sumOf: (code: Code) => Sen): void {
    const named = this.#items.map(({ entry }) => entry);
    for (const { kind: own, stated, place, label, code } of this.#totals) {
      const summed = own === kind ? (code ?? summedBy(label, [...new Set(named)])?.code) : undefined;
      if (summed !== undefined) this.#context.findings.reconcile({ id: label, en: label }, place, stated, sumOf(summed));
    }
  }

  #assertResults(kind: PageKind, amounts: ReadonlyMap<Code, Sen>): void {
    const balance = lraBalance(amounts);
    for (const { result, kind: own, stated, place, label } of this.#results) {
      if (own !== kind) continue;
      const computed = balance[result.result];
      const equal = stated === computed;
      this.#context.findings.reconciliation.push({
        what: result.words,
        place,
        file: toDecimal(stated),
        computed: toDecimal(computed),
        equal,
      });
      if (!equal) this.#context.findings.find('identity-differs', place, `${label} ${toDecimal(stated)}`, toDecimal(computed));
    }
  }
}

const isTotal = (label: string) => /^(?:JUMLAH|TOTAL)\b/.test(label);

function isParent(code: Code, codes: ReadonlySet<Code>, parentOf: ReadonlyMap<Code, Code | undefined>): boolean {
  for (const other of codes) if (parentOf.get(other) === code) return true;
  return false;
}

/** The longest of the codes that this one lies beneath. */
function nearestAbove(code: Code, codes: ReadonlySet<Code>): Code | undefined {
  for (let above = code.slice(0, code.lastIndexOf('.')); above !== ''; above = above.slice(0, Math.max(0, above.lastIndexOf('.')))) {
    if (codes.has(above)) return above;
    if (!above.includes('.')) return undefined;
  }
  return undefined;
}
