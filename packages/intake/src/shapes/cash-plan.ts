import { type Code, type CodeName, type Month, type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { type Place, placeOf } from '../sums/place.ts';
import { reportLabelled, reportLevels, reportMistyped } from '../sums/report-sums.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import type { StatedRow } from '../sums/stated-row.ts';
import { Sums } from '../sums/sums.ts';
import { checkTotals, type TotalRow } from '../sums/totals/check-totals.ts';
import { isRemainder, isTotalRow, labelOf, summedBy } from '../sums/totals/total-labels.ts';
import { reportTotals } from '../sums/totals/total-rows.ts';
import { bestHeader, type Fields, measureOfColumn, standOverLabels } from '../table/classify-columns.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';
import { monthColumns, monthOfColumn, type SpanColumn, spanColumn } from './rows/month-columns.ts';
import { RowCodes } from './rows/row-codes.ts';
import type { RowReader, Shape } from './shape.ts';

const twelve = 12;

/**
 * D: a cash plan (anggaran kas, RAK): a row per account with its budget spread over twelve months, sums of quarters
 * among them, the SUM row above the data, below it or nowhere; or the same as a tree with subtotals. The months alone
 * are kept: what the table sums up of them, and the budget they are the parts of, is held against them. A plan of some months
 * is kept as far as it goes: then the budget and the realization beside it are statements of their own.
 */
export const cashPlan: Shape = {
  name: 'cash-plan',
  recognise(head) {
    const found = bestHeader(head, (fields, header) => isPlan(head, fields, header));
    if (!found || hasQuantities(head)) return undefined;
    const { header, fields } = found;
    const months = monthColumns(header);
    if (isRealization(head, header) || [...months.values()].some(({ length }) => length > 1)) return 'unclear';
    const lost = monthLost(header, months);
    if (lost !== undefined) return { refusal: 'column-missing', expected: `bulan ${lost}` };
    const columns = [...months].sort(([a], [b]) => a - b).flatMap(([, own]) => own);
    const checks = checksOf(
      header,
      fields,
      [...months.keys()].toSorted((a, b) => a - b),
    );
    const sums = checks.spans.map(({ column }) => column);
    const amounts = [...columns, ...sums, ...checks.budget, ...checks.realization, ...checks.total];
    return { header, amounts, kept: columns, open: (context) => new CashPlanReader(context, head, { header, fields, columns, checks }) };
  },
};

/** A month that is not there though a column of its place is, under another label; undefined where there is none. */
function monthLost({ columns }: Header, months: ReadonlyMap<Month, readonly Column[]>): Month | undefined {
  const [first, last] = [Math.min(...months.keys()), Math.max(...months.keys())];
  const known = [...months.values()].flat().map(({ index }) => index);
  for (let month = first + 1; month < last; month++) {
    const before = months.get(month - 1)?.[0]?.index;
    if (months.has(month) || before === undefined) continue;
    const after = known.filter((index) => index > before).toSorted((a, b) => a - b)[0] ?? before;
    const between = columns.filter(({ index, spill }) => !spill && index > before && index < after);
    if (between.some((column) => spanColumn(column) === undefined)) return month;
  }
  return undefined;
}

/** Columns that repeat the months in another way. */
interface Checks {
  spans: SpanColumn[];
  /** The months of the plan, 1-12, in order. */
  months: readonly Month[];
  /** The line's budget, beside a part of the months its realization, and what the table calls the plan's total: one or none of each. */
  budget: Column[];
  realization: Column[];
  total: Column[];
}

function isPlan(head: SheetHead, { code, codeColumns }: Fields, header: Header): boolean {
  const months = monthColumns(header);
  if (months.size < (isTitledPlan(head, header) ? 2 : 6) || standOverLabels(head, header, [...months.values()].flat())) return false;
  return code.account !== undefined || codeColumns.length > 0 || code.sub !== undefined;
}

function isTitledPlan(head: SheetHead, header: Header): boolean {
  return titlesAbove(head, header).some(({ text }) => /\b(?:ANGGARAN KAS|RAK|PENARIKAN DANA)\b/.test(plain(text)));
}

/** Monthly realization looks like a monthly plan: only the titles tell them apart. */
function isRealization(head: SheetHead, header: Header): boolean {
  const titles = plain(
    titlesAbove(head, header)
      .map(({ text }) => text)
      .join(' '),
  );
  return /\bREALISASI\b/.test(titles) && !/\b(?:RENCANA|RAK|KAS|PENARIKAN|TARGET)\b/.test(titles);
}

/** Plans of works spread volumes and prices over the months: their columns are no amounts, whatever label is above them. */
function hasQuantities(head: SheetHead): boolean {
  return headersIn(head).some(({ columns }) => columns.some(({ label }) => /\b(?:VOLUME|VOL|HARGA SATUAN|FISIK)\b/.test(label)));
}

const totalLabel = /^(?:TOTAL|JUMLAH|JML)(?: RAK| RENCANA| ANGGARAN KAS| KAS| SETAHUN| 1 TAHUN| TAHUN)*(?: RP)?$/;

function checksOf(header: Header, fields: Fields, months: readonly Month[]): Checks {
  const own = header.columns.filter(({ spill }) => !spill);
  const whole = months.length === twelve;
  const all = own.flatMap((column) => spanColumn(column) ?? []);
  // Of a quarter with a month that is not there, nothing can be added up.
  const spans = all.filter(({ from, to }) => months.filter((month) => month >= from && month <= to).length === to - from + 1);
  const taken = new Set(all.map(({ column }) => column));
  const free = own.filter((column) => !taken.has(column) && monthOfColumn(column) === undefined);
  const budget = free.find(
    (column) =>
      measureOfColumn(column) === 'budget' || /^NILAI (?:RINCIAN|ANGGARAN|DPA|PAGU)\b|^(?:PAGU|ANGGARAN|DPA)\b/.test(column.label),
  );
  const total = free.find(
    (column) => column !== budget && totalLabel.test(column.lines.at(-1) ?? '') && !Object.values(fields.code).includes(column),
  );
  // What is beside a part of the months is of the whole year.
  const realization = whole ? [] : fields.measures.filter(({ measure }) => measure === 'realization').map(({ column }) => column);
  return {
    months,
    spans,
    budget: budget ? [budget] : [],
    realization: realization.slice(0, 1),
    total: total && whole ? [total] : [],
  };
}

/** What rows state in a sum column, and what their months give: within it, and up to its last month. */
interface SumCheck {
  column: AmountColumn;
  from: Month;
  to: Month;
  file: Sen;
  own: Sen;
  upTo: Sen;
  wrong: { ref: string; stated: Sen; computed: Sen }[];
  wrongUpTo: boolean;
  cells: number;
}

/** A row with a code, '' for the codes that it has not; or one whose label says what it sums up. */
interface PlanRow extends StatedRow {
  unit: Code;
  activity: Code;
  account: Code;
  label?: string;
}

/** A row without a code. */
interface UncodedRow extends TotalRow {
  /** `plain`; undefined for a row that does not call itself a total. */
  label: string | undefined;
  /** All of it formulas, as far as the file shows: a .csv has none. */
  calculated: boolean;
}

interface Plan {
  header: Header;
  fields: Fields;
  /** Of the months, in order. */
  columns: readonly Column[];
  checks: Checks;
}

class CashPlanReader implements RowReader {
  readonly #context: ReadContext;
  readonly #codes: RowCodes;
  readonly #year: Column | undefined;
  readonly #months: readonly AmountColumn[];
  readonly #numbers: readonly Month[];
  readonly #budget: AmountColumn | undefined;
  readonly #realization: AmountColumn | undefined;
  readonly #columns: readonly AmountColumn[];
  readonly #sumColumns: readonly SumCheck[];
  readonly #sums: Sums<PlanRow>;
  readonly #uncodedRows: UncodedRow[] = [];
  /** Money in rows whose codes are missing: it explains why a total is not the sum of the lines. */
  readonly #lost: Sen[];
  #lastYear = '';

  constructor(context: ReadContext, head: SheetHead, { header, fields, columns: months, checks }: Plan) {
    this.#context = context;
    this.#numbers = checks.months;
    this.#codes = new RowCodes(context, head, header, fields);
    this.#year = fields.year;
    this.#months = months.map((column) => context.amounts.column(column));
    const [budget] = checks.budget;
    this.#budget = budget && context.amounts.column(budget);
    const [realization] = checks.realization;
    this.#realization = realization && context.amounts.column(realization);
    this.#columns = [...this.#months, ...[this.#budget, this.#realization].filter((column) => column !== undefined)];
    this.#sums = new Sums(this.#columns.length);
    this.#lost = this.#columns.map(() => 0n);
    for (const column of [...checks.budget, ...checks.realization, ...months.slice(0, 1)]) context.evidence.label(column);
    if (this.#isPart) context.findings.find('plan-months-missing', months[0]?.letters ?? '', this.#monthsMissing());
    const spans = [...checks.spans, ...checks.total.map((column): SpanColumn => ({ column, from: 1, to: twelve }))];
    this.#sumColumns = spans.map(({ column, from, to }) => ({
      column: context.amounts.column(column),
      from,
      to,
      file: 0n,
      own: 0n,
      upTo: 0n,
      wrong: [],
      wrongUpTo: false,
      cells: 0,
    }));
    const year = fields.year ? [fields.year] : [];
    const read = new Set(
      [...this.#codes.columns, ...year, ...months, ...checks.budget, ...checks.realization, ...spans.map(({ column }) => column)].map(
        ({ index }) => index,
      ),
    );
    context.findings.privacy.drop(header.columns.filter(({ index, spill }) => !read.has(index) && !spill));
  }

  /** Whether the plan is of some months. */
  get #isPart(): boolean {
    return this.#months.length < twelve;
  }

  #monthsMissing(): string {
    const runs: [Month, Month][] = [];
    for (let month = 1; month <= twelve; month++) {
      const last = runs.at(-1);
      if (this.#numbers.includes(month)) continue;
      if (last?.[1] === month - 1) last[1] = month;
      else runs.push([month, month]);
    }
    return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
  }

  row(row: Row): void {
    const place = this.#codes.of(row);
    if (!place) return this.#uncoded(row);
    const context = this.#context;
    const { unit, activity, account } = place;
    context.lines.countRow(row);
    this.#addYear(row);
    if (unit) context.lines.mention(unit.code, 'cash-plan');
    const amounts = this.#columns.map((column) => context.amounts.read(row, column) ?? null);
    if (!account && this.#codes.namesAccount(row)) return this.#codeless(row.number, amounts, 'rekening');
    if (!unit && activity && account) return context.codes.asksUnit() ? undefined : this.#codeless(row.number, amounts, 'SKPD');
    context.codes.checkBidang(row, unit, activity);
    this.#checkSums(row, amounts);
    if (account) context.codes.countKey(row, [unit, activity, account], '', '');
    const codes = { unit: unit?.code ?? '', activity: activity?.code ?? '', account: account?.code ?? '' };
    this.#sums.row({ ...codes, place: placeOf(codes.unit, codes.activity, codes.account), row: row.number, amounts });
  }

  #addYear(row: Row): void {
    const text = this.#year ? textAt(row, this.#year.index) : '';
    if (text === this.#lastYear || !this.#year) return;
    this.#lastYear = text;
    if (/^20\d{2}(?:\.0+)?$/.test(text))
      this.#context.evidence.add('year', text.slice(0, 4), `${this.#year.letters}${row.number}`, `${this.#year.printed} ${text}`);
  }

  /** Quarters are sums of their own months, in some tables of all months so far. */
  #checkSums(row: Row, amounts: readonly (Sen | null)[]): void {
    for (const check of this.#sumColumns) {
      const stated = statedAmount(row, check.column, check.column.index);
      if (stated === null) continue;
      const own = total(amounts.slice(this.#numbers.indexOf(check.from), this.#numbers.indexOf(check.to) + 1));
      const upTo = total(amounts.slice(0, this.#numbers.indexOf(check.to) + 1));
      check.cells++;
      check.file += stated;
      check.own += own;
      check.upTo += upTo;
      if (stated !== own) check.wrong.push({ ref: `${check.column.letters}${row.number}`, stated, computed: own });
      if (stated !== upTo) check.wrongUpTo = true;
    }
  }

  #codeless(row: number, amounts: readonly (Sen | null)[], missing: string): void {
    for (const [at, amount] of amounts.entries()) this.#lost[at] = (this.#lost[at] ?? 0n) + (amount ?? 0n);
    const plan = total(amounts.slice(0, this.#months.length));
    const money = plan === 0n ? (amounts[this.#months.length] ?? 0n) : plan;
    const letters = this.#columns[amounts.findIndex((amount) => (amount ?? 0n) !== 0n)]?.letters ?? '';
    if (money === 0n) this.#context.lines.unfunded++;
    else this.#context.findings.find('row-without-code', `${letters}${row}`, toDecimal(money), missing);
  }

  /** A row without any code: the sums above or below the data, someone's calculation, or money that belongs nowhere. */
  #uncoded(row: Row): void {
    const amounts = this.#columns.map((column) => statedAmount(row, column, column.index));
    if (amounts.slice(0, this.#months.length).every((amount) => (amount ?? 0n) === 0n)) return;
    const calculated = this.#months.every(({ index }) => {
      const cell = row.cells[index];
      return cell === undefined || cell.kind === 'empty' || cell.formula;
    });
    const label = isTotalRow(row) ? labelOf(row) : undefined;
    if (label === undefined && isRemainder(labelOf(row))) this.#context.findings.find('calculation-row', String(row.number));
    else {
      const item = { row: row.number, stated: amounts, labelled: label !== undefined, shifted: false, label, calculated };
      this.#uncodedRows.push({ ...item, cut: this.#sums.cut() });
    }
  }

  end(): void {
    const { findings, codes } = this.#context;
    const names = codes.names().filter(({ kind }) => kind !== 'fund');
    const others: UncodedRow[] = [];
    for (const item of this.#uncodedRows) {
      const { label, row, stated } = item;
      const named = label === undefined ? undefined : summedBy(label, names);
      if (label === undefined || !named) others.push(item);
      else this.#sums.row({ ...noCodes, place: placeNamed(named), row, amounts: stated, label, role: 'total' });
    }
    const closed = this.#sums.close();
    for (const leaf of closed.leaves) this.#leaf(leaf);
    const checks = [...closed.checks];
    reportMistyped(findings, codes, closed.mistyped);
    reportLevels(findings, checks, this.#columns, this.#months.length);
    reportLabelled(findings, checks, this.#columns);
    const totals = this.#totalsAmong(others, closed.total).map((item) => ({ ...item, labelled: true }));
    const called = ({ printed }: AmountColumn) => ({ id: `Baris jumlah, ${printed}`, en: `Total row, ${printed}` });
    reportTotals(findings, checkTotals(totals, { ...closed, before: [], lost: this.#lost }), this.#columns, called);
    for (const check of this.#sumColumns) this.#reconcileSums(check);
  }

  /** The rows that state totals: those that say so, and those that agree with the lines as far as their formulas are no others. */
  #totalsAmong(rows: readonly UncodedRow[], total: readonly Sen[]): UncodedRow[] {
    const agrees = (amount: Sen | null, at: number) => amount === total[at] || amount === (total[at] ?? 0n) + (this.#lost[at] ?? 0n);
    const sums = rows.filter(({ row, label, calculated, stated }) => {
      if (label !== undefined || calculated || stated.every((amount, at) => (amount ?? 0n) === 0n || agrees(amount, at))) return true;
      // A bare row of figures that are no sums is money that belongs nowhere.
      this.#codeless(row, stated, 'rekening');
      return false;
    });
    return sums.filter(({ row, label, stated }) => {
      const filled = [...stated.entries()].filter(([at, amount]) => at < this.#months.length && (amount ?? 0n) !== 0n);
      const right = filled.filter(([at, amount]) => agrees(amount, at)).length;
      if (label !== undefined || right >= Math.min(2, filled.length)) return true;
      this.#context.findings.find('calculation-row', String(row));
      return false;
    });
  }

  #leaf({ unit, activity, account, row, amounts }: PlanRow): void {
    const context = this.#context;
    const months = amounts.slice(0, this.#months.length);
    const budget = (this.#budget && amounts[this.#months.length]) ?? null;
    if (months.every((amount) => amount === null) && (budget ?? 0n) === 0n) {
      context.lines.unfunded++;
      return;
    }
    if (account === '') return this.#codeless(row, amounts, 'rekening');
    const plan = total(months);
    if (budget !== null && (this.#isPart ? plan > budget : plan !== budget))
      context.findings.find('plan-not-budget', `${this.#budget?.letters ?? ''}${row}`, toDecimal(plan), toDecimal(budget));
    for (const [at, amount] of months.entries()) {
      if (amount === null) continue;
      const place = { sheet: context.sheet, row, column: this.#months[at]?.letters ?? '' };
      context.lines.add('cash-plan', { unit, activity, account, fund: '', package: '', amount, month: this.#numbers[at] ?? 0, ...place });
    }
    if (!this.#isPart) return;
    const beside = [
      ['budget', this.#budget, budget],
      ['realization', this.#realization, this.#realization ? (amounts.at(-1) ?? null) : null],
    ] as const;
    for (const [kind, column, amount] of beside) {
      if (!column || amount === null) continue;
      const place = { sheet: context.sheet, row, column: column.letters };
      context.lines.add(kind, { unit, activity, account, fund: '', package: '', amount, ...place });
    }
  }

  #reconcileSums({ column, file, own, upTo, wrong, wrongUpTo, cells }: SumCheck): void {
    if (cells === 0) return;
    const soFar = wrong.length > 0 && !wrongUpTo;
    const what = { id: `Kolom ${column.printed}`, en: `Column ${column.printed}` };
    const computed = soFar ? upTo : own;
    const [first] = soFar ? [] : wrong;
    this.#context.findings.reconciliation.push({
      what,
      place: first?.ref ?? column.letters,
      file: toDecimal(file),
      computed: toDecimal(computed),
      equal: !first,
    });
    if (!soFar)
      for (const { ref, stated, computed: right } of wrong)
        this.#context.findings.find('total-differs', ref, toDecimal(stated), toDecimal(right));
  }
}

const noCodes = { unit: '', activity: '', account: '' };

function placeNamed({ kind, code }: CodeName): Place {
  return placeOf(kind === 'unit' ? code : '', kind === 'activity' ? code : '', kind === 'account' ? code : '');
}

function total(amounts: readonly (Sen | null)[]): Sen {
  let sum = 0n;
  for (const amount of amounts) sum += amount ?? 0n;
  return sum;
}
