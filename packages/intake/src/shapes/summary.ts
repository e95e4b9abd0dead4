import { type Code, lraBalance, type Sen, toDecimal, type Words } from '@sipkadin/budget';
import type { CodeEntry } from '../code-book.ts';
import { bestHeader, codeColumnsOf, type Fields } from '../fields.ts';
import { type Column, type Header, mergeAt, type SheetHead, textAt } from '../header.ts';
import type { AmountColumn, Pass } from '../pass.ts';
import { columnLetters, type Row } from '../sheet.ts';
import { plain } from '../text.ts';
import type { RowReader, Shape } from './shape.ts';
import { statedAmount } from './totals.ts';
import { unitInTitles } from './unit-in-titles.ts';

type Kind = 'budget' | 'realization';

interface Item {
  entry: CodeEntry;
  row: number;
  hidden: boolean;
  amounts: Map<Kind, { amount: Sen; column: AmountColumn }>;
}

/** F: a page of accounts, parents among the children: code, description, budget, realization, or code and one amount. */
export const summary: Shape = {
  name: 'summary',
  recognise(head) {
    const found = bestHeader(
      head,
      (fields, header) => fields.measures.length > 0 && hasAccounts(head, header, codeColumnsOf(head, header, fields)),
    );
    if (!found) return undefined;
    const { header } = found;
    const fields = { ...found.fields, codeColumns: codeColumnsOf(head, header, found.fields) };
    return { header, amounts: fields.measures.map(({ column }) => column), open: (pass) => new SummaryReader(pass, head, header, fields) };
  },
};

function hasAccounts(head: SheetHead, header: Header, codes: readonly Column[]): boolean {
  return head.rows.some(
    (row) => row.number > header.last && codes.some(({ index }) => /^[4-6](?:\.\d{1,6}){0,5}$/.test(textAt(row, index))),
  );
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

class SummaryReader implements RowReader {
  readonly #pass: Pass;
  readonly #head: SheetHead;
  readonly #codes: readonly Column[];
  readonly #description: Column | undefined;
  readonly #columns = new Map<Kind, AmountColumn>();
  readonly #items: Item[] = [];
  readonly #results: { result: (typeof results)[number]; kind: Kind; stated: Sen; place: string; label: string }[] = [];
  readonly #unit: string;

  constructor(pass: Pass, head: SheetHead, header: Header, fields: Fields) {
    this.#pass = pass;
    this.#head = head;
    this.#codes = fields.codeColumns;
    this.#description = fields.description ?? fields.name.account;
    const titled = unitInTitles(head, header);
    this.#unit = titled ? (pass.book.entry('unit', titled.code, titled.name)?.code ?? '') : '';
    for (const item of fields.measures) {
      const kind = pass.measure(item);
      pass.labelClues(item.column);
      if (this.#columns.has(kind)) pass.find('column-duplicate', item.column.letters, item.column.printed);
      else this.#columns.set(kind, pass.column(item.column));
    }
    const read = new Set([...this.#codes, this.#description].map((column) => column?.index));
    pass.tellColumns(fields.rest.filter(({ index, spill }) => !read.has(index) && !spill));
  }

  row(row: Row): void {
    const filled = this.#codes.filter(({ index }) => textAt(row, index) !== '');
    const text = this.#code(row, filled);
    const words = this.#words(row, filled);
    const entry = text === '' ? undefined : this.#pass.book.entry('account', text, words);
    if (!entry || !/^[4-6]/.test(entry.code)) return this.#uncoded(row, text, words);
    this.#pass.rows++;
    if (row.hidden) this.#pass.hiddenRows++;
    const item: Item = { entry, row: row.number, hidden: row.hidden, amounts: new Map() };
    for (const [kind, column] of this.#columns) {
      const at = this.#mergedFrom(row, column);
      const amount = this.#pass.amount(row, at);
      if (typeof amount === 'bigint') item.amounts.set(kind, { amount, column: at });
    }
    this.#items.push(item);
  }

  /** Codes may be spread over a column for each part ("5 | 1 | 02"). */
  #code(row: Row, filled: readonly Column[]): string {
    const texts = filled.map(({ index }) => textAt(row, index));
    return texts.length > 1 && texts.every((text) => /^\d{1,5}$/.test(text)) ? texts.join('.') : (texts[0] ?? '');
  }

  /** Descriptions are indented over several columns: the first text that is no code. */
  #words(row: Row, filled: readonly Column[]): string {
    const described = this.#description ? textAt(row, this.#description.index) : '';
    if (described !== '') return described;
    for (let index = 0; index < row.cells.length; index++) {
      const cell = row.cells[index];
      if (cell?.kind === 'text' && !filled.some((column) => column.index === index) && /[A-Za-z]{3}/.test(cell.text))
        return textAt(row, index);
    }
    return '';
  }

  /** A cell merged with those to its left holds its value there. */
  #mergedFrom(row: Row, column: AmountColumn): AmountColumn {
    if (textAt(row, column.index) !== '') return column;
    const merge = mergeAt(this.#head.info, row.number, column.index);
    if (!merge || merge.left >= column.index || [...this.#columns.values()].some(({ index }) => index === merge.left)) return column;
    return this.#pass.column({
      index: merge.left,
      letters: columnLetters(merge.left),
      printed: column.printed,
      lines: [],
      label: '',
      spill: false,
    });
  }

  #uncoded(row: Row, code: string, words: string): void {
    const label = plain(`${/[A-Za-z]{3}/.test(code) ? code : ''} ${words}`);
    const result = results.find(({ test }) => test.test(label));
    let amounts = 0;
    for (const [kind, column] of this.#columns) {
      const stated = statedAmount(row, column, column.index);
      if (stated === null) continue;
      if (stated !== 0n) amounts++;
      if (result) this.#results.push({ result, kind, stated, place: `${column.letters}${row.number}`, label });
    }
    if (result || amounts === 0) return;
    const total = /^(?:JUMLAH|TOTAL)/.test(label);
    if (!total) this.#pass.find('code-unknown', `${this.#codes[0]?.letters ?? ''}${row.number}`, code === '' ? words : code);
  }

  end(): void {
    const codes = new Set(this.#items.map(({ entry }) => entry.code).sort());
    const parentOf = new Map([...codes].map((code) => [code, nearestAbove(code, codes)] as const));
    const parents = new Set(parentOf.values());
    for (const item of this.#items) if (!parents.has(item.entry.code)) this.#leaf(item);
    for (const kind of this.#columns.keys()) this.#assert(kind, codes, parentOf);
  }

  #leaf({ entry, row, hidden, amounts }: Item): void {
    if (amounts.size === 0) {
      this.#pass.unfunded++;
      return;
    }
    const place = { number: row, hidden, cells: [] };
    this.#pass.key(place, [entry], '', '');
    for (const kind of this.#columns.keys()) if (this.#unit !== '') this.#pass.speaksOf(this.#unit, kind);
    for (const [kind, { amount, column }] of amounts)
      this.#pass.line(kind, {
        unit: this.#unit,
        activity: '',
        account: entry.code,
        fund: '',
        package: '',
        amount,
        sheet: this.#pass.sheet,
        row,
        column: column.letters,
      });
    const realization = amounts.get('realization');
    this.#pass.compare(place, entry, realization?.column, amounts.get('budget')?.amount ?? null, realization?.amount);
  }

  /** Each parent against the codes right beneath it, and the results of the LRA against what follows from the leaves. */
  #assert(kind: Kind, codes: ReadonlySet<Code>, parentOf: ReadonlyMap<Code, Code | undefined>): void {
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
      this.#pass.reconcile({ id: what, en: what }, own.place, own.amount, computed, off(parent) !== explained);
    }
    this.#assertResults(kind, new Map([...stated].map(([code, { amount }]) => [code, amount])));
  }

  #assertResults(kind: Kind, amounts: ReadonlyMap<Code, Sen>): void {
    const balance = lraBalance(amounts);
    for (const { result, kind: own, stated, place, label } of this.#results) {
      if (own !== kind) continue;
      const computed = balance[result.result];
      const equal = stated === computed;
      this.#pass.reconciliation.push({ what: result.words, place, file: toDecimal(stated), computed: toDecimal(computed), equal });
      if (!equal) this.#pass.find('identity-differs', place, `${label} ${toDecimal(stated)}`, toDecimal(computed));
    }
  }
}

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
