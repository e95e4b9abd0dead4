import { type Code, type Line, type Sen, toDecimal } from '@sipkadin/budget';
import type { CodeEntry } from '../code-book.ts';
import { bestHeader, type Entity, type Fields, paymentColumns } from '../fields.ts';
import { type Column, type Header, type SheetHead, textAt } from '../header.ts';
import type { AmountColumn, Pass } from '../pass.ts';
import type { Row } from '../sheet.ts';
import type { RowReader, Shape } from './shape.ts';
import { assertTotal, isTotalRow, statedAmount } from './totals.ts';
import { unitInTitles } from './unit-in-titles.ts';

/** B: one row per package or account, all codes in every row; SIPD's "rekap 5" and the JSON dumps of its API. */
export const flat: Shape = {
  name: 'flat',
  recognise(head) {
    const found = bestHeader(head, ({ code, measures }, header) => {
      const unit = code.unit ?? code.opd ?? (code.sub && unitInTitles(head, header));
      // Payments are no position up to a day, whatever their column is called.
      const isList = paymentColumns(header.columns) !== undefined;
      return code.account !== undefined && measures.length > 0 && unit !== undefined && !isList;
    });
    if (!found) return undefined;
    const { header, fields } = found;
    if (fields.unclear.length > 0) return 'unclear';
    return { header, amounts: fields.measures.map(({ column }) => column), open: (pass) => new FlatReader(pass, head, header, fields) };
  },
};

/** Names that come with a row's codes, each told once per code. */
const levels: readonly [entity: Entity, kind: 'unit' | 'activity'][] = [
  ['opd', 'unit'],
  ['urusan', 'activity'],
  ['bidang', 'activity'],
  ['program', 'activity'],
  ['kegiatan', 'activity'],
];

class FlatReader implements RowReader {
  readonly #pass: Pass;
  readonly #fields: Fields;
  readonly #budget: AmountColumn | undefined;
  readonly #realization: AmountColumn | undefined;
  readonly #taken: ReadonlySet<number>;
  readonly #unitOfTitle: CodeEntry | undefined;
  readonly #accounts = new Map<Code, string>();
  readonly #kinds: readonly ('budget' | 'realization')[];
  readonly #named: readonly { kind: 'unit' | 'activity'; code: Column; name: Column | undefined }[];
  #lastSub: CodeEntry | undefined;
  #lastYear = '';
  #derived: readonly Column[];
  #spare: { columns: AmountColumn[]; of: AmountColumn }[] = [];

  constructor(pass: Pass, head: SheetHead, header: Header, fields: Fields) {
    this.#pass = pass;
    this.#derived = fields.rest.filter(({ label }) => /^(?:JENIS|OBJEK|RINCIAN OBJEK|SUB RINCIAN OBJEK)$/.test(label));
    this.#fields = fields;
    this.#unitOfTitle = fields.code.unit || fields.code.opd ? undefined : titled(pass, head, header);
    this.#budget = this.#measure('budget');
    this.#realization = this.#measure('realization');
    this.#kinds = [...(this.#budget ? (['budget'] as const) : []), ...(this.#realization ? (['realization'] as const) : [])];
    this.#named = levels.flatMap(([entity, kind]) => {
      const code = fields.code[entity];
      return code ? [{ kind, code, name: fields.name[entity] }] : [];
    });
    this.#taken = new Set(fields.measures.map(({ column }) => column.index));
    for (const { column } of fields.measures) pass.labelClues(column);
    pass.tellColumns(fields.rest);
  }

  #measure(measure: 'budget' | 'realization'): AmountColumn | undefined {
    const wanted = this.#fields.measures
      .filter((item) => this.#pass.measure(item) === measure)
      .map(({ column }) => this.#pass.column(column));
    const [first, ...others] = wanted;
    if (first && others.length > 0) this.#spare.push({ columns: others, of: first });
    return first;
  }

  row(row: Row): void {
    const { code, name } = this.#fields;
    const pass = this.#pass;
    const account = pass.entry('account', row, code.account, name.account);
    const sub = pass.entry('activity', row, code.sub, name.sub);
    const unit = pass.entry('unit', row, code.unit, name.unit) ?? pass.entry('unit', row, code.opd, name.opd) ?? this.#unitOfTitle;
    if (!account && !sub && (!unit || unit === this.#unitOfTitle)) return this.#uncoded(row);
    const budget = this.#budget ? pass.amount(row, this.#budget) : null;
    const realization = this.#realization ? pass.amount(row, this.#realization) : null;
    pass.rows++;
    if (row.hidden) pass.hiddenRows++;
    this.#year(row);
    if (sub && sub !== this.#lastSub) this.#tellNames(row, sub);
    if (unit) pass.speaksOf(unit.code, ...this.#kinds);
    this.#compareSpares(row);
    if (budget === null && realization === null) {
      pass.unfunded++;
      return;
    }
    // Revenue and financing belong to no sub kegiatan; spending always does.
    if (!account || !unit || (!sub && account.code.startsWith('5') && this.#fields.code.sub))
      return this.#codeless(row, account, unit, budget, realization);
    if (this.#derived.length > 0) this.#checkDerived(row, account);
    if (!this.#accounts.has(account.code)) this.#accounts.set(account.code, `${this.#budget?.letters ?? ''}${row.number}`);
    pass.checkBidang(row, unit, sub);
    const fund = pass.entry('fund', row, code.fund, name.fund);
    const printed = this.#fields.package;
    const typed = printed ? textAt(row, printed.index) : '';
    const packageName = pass.packageName(row, printed, account.code, typed);
    pass.key(row, [unit, sub, account, fund], printed ? (row.cells[printed.index]?.text ?? '') : '', typed);
    const line = (amount: Sen, column: AmountColumn | undefined): Line => ({
      unit: unit.code,
      activity: sub?.code ?? '',
      account: account.code,
      fund: fund?.code ?? '',
      package: packageName,
      sheet: pass.sheet,
      row: row.number,
      column: column?.letters ?? '',
      amount,
    });
    if (typeof budget === 'bigint') pass.line('budget', line(budget, this.#budget));
    if (typeof realization === 'bigint') pass.line('realization', line(realization, this.#realization));
    pass.compare(row, account, this.#realization, this.#budget && budget, realization);
  }

  #year(row: Row): void {
    const { year } = this.#fields;
    if (!year) return;
    const cell = row.cells[year.index];
    if (cell === undefined || cell.text === this.#lastYear) return;
    this.#lastYear = cell.text;
    const text = textAt(row, year.index);
    if (/^20\d{2}(?:\.0+)?$/.test(text))
      this.#pass.clue('year', text.slice(0, 4), `${year.letters}${row.number}`, `${year.printed} ${text}`);
  }

  #tellNames(row: Row, sub: CodeEntry): void {
    this.#lastSub = sub;
    for (const { kind, code, name } of this.#named) this.#pass.entry(kind, row, code, name);
  }

  /** Dumps cut "RINCIAN OBJEK" out of the account by position, in the middle of a part: said, not used. */
  #checkDerived(row: Row, account: CodeEntry): void {
    for (const column of this.#derived) {
      const text = textAt(row, column.index);
      if (text === '' || account.printed === text || account.printed.startsWith(`${text}.`)) continue;
      this.#pass.find('code-cut', column.letters, column.printed);
      this.#derived = this.#derived.filter((other) => other !== column);
    }
  }

  /** Columns that say the same must agree; which of two different ones counts is not ours to choose. */
  #compareSpares(row: Row): void {
    for (const { columns, of } of this.#spare) {
      const differs = columns.find((column) => (row.cells[column.index]?.text ?? '') !== (row.cells[of.index]?.text ?? ''));
      if (!differs) continue;
      this.#pass.find('column-duplicate', `${differs.letters}${row.number}`, `${of.printed}, ${differs.printed}`);
      this.#spare = this.#spare.filter((spare) => spare.of !== of);
    }
  }

  #codeless(row: Row, account: CodeEntry | undefined, unit: CodeEntry | undefined, ...amounts: (Sen | null | undefined)[]): void {
    const amount = amounts.find((item) => typeof item === 'bigint' && item !== 0n);
    if (typeof amount !== 'bigint') {
      this.#pass.unfunded++;
      return;
    }
    const missing = account
      ? unit
        ? this.#fields.code.sub
        : (this.#fields.code.unit ?? this.#fields.code.opd)
      : this.#fields.code.account;
    this.#pass.find('row-without-code', `${missing?.letters ?? ''}${row.number}`, toDecimal(amount), missing?.printed ?? '');
  }

  /** A row without any code: the total, or a note under the table. */
  #uncoded(row: Row): void {
    const total = isTotalRow(row);
    for (const column of [this.#budget, this.#realization]) {
      if (!column) continue;
      const kind = column === this.#budget ? 'budget' : 'realization';
      if (total) assertTotal(this.#pass, row, column, this.#pass.tally(kind).total, this.#taken);
      else this.#stray(row, column);
    }
  }

  #stray(row: Row, column: AmountColumn): void {
    const amount = statedAmount(row, column, column.index);
    if (amount === null || amount === 0n) return;
    // A bare sum under the table carries no label; anything else is money without a code.
    if (amount === this.#pass.tally(column === this.#budget ? 'budget' : 'realization').total)
      assertTotal(this.#pass, row, column, amount, this.#taken);
    else this.#pass.find('row-without-code', `${column.letters}${row.number}`, toDecimal(amount), this.#fields.code.account?.printed ?? '');
  }

  end(): void {
    // Subtotals among the rows would multiply the money without a sound.
    const codes = [...this.#accounts.keys()].sort();
    for (const [at, code] of codes.entries()) {
      if (codes[at + 1]?.startsWith(`${code}.`)) this.#pass.find('levels-mixed', this.#accounts.get(code) ?? '', code);
    }
  }
}

function titled(pass: Pass, head: SheetHead, header: Header): CodeEntry | undefined {
  const unit = unitInTitles(head, header);
  return unit && pass.book.entry('unit', unit.code, unit.name);
}
