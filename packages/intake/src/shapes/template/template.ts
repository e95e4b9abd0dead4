import { type IsoDate, type Line, type StatementKind, templateAmounts, templateColumns, templateHead, toDecimal } from '@sipkadin/budget';
import { percent as percentQuestion } from '../../questions/percent.ts';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { TableSums } from '../../sums/table-sums.ts';
import { isTotalRow } from '../../sums/totals/total-labels.ts';
import { parseDate } from '../../table/dates.ts';
import { type Column, type Header, headersIn, isBlank, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import { holdsFractions, hundredthsOf, percentIn } from '../rows/percent.ts';
import type { RowReader, Shape } from '../shape.ts';
import { columnNamed, type HeadValues, headValues, ownName, takeHead, templateKind } from './head.ts';
import { isWorksKind, worksForm } from './works-form.ts';

function firstAmount(amounts: readonly (bigint | null | undefined)[]): string {
  return toDecimal(amounts.find((amount) => typeof amount === 'bigint') ?? 0n);
}

/** Our own form: "Kunci: nilai" rows, a header, one row per line. Editions are exported in it and read again from it. */
export const template: Shape = {
  name: 'template',
  recognise(head) {
    const values = headValues(head);
    if (!values) return undefined;
    const kind = templateKind(values);
    if (!kind) {
      const item = values.get(plain(templateHead.kind));
      return { refusal: 'template-head-wrong', ref: item?.ref ?? '', value: item?.value ?? '', expected: templateHead.kind };
    }
    if (isWorksKind(kind)) return worksForm(head, kind, values);
    const header = headersIn(head).find((item) => item.top === item.bottom && columnNamed(item, templateColumns.account));
    const wanted = header && templateAmounts[kind].map((name) => columnNamed(header, name));
    if (!header || !wanted?.every((column) => column !== undefined)) {
      const missing = templateAmounts[kind].find((name) => !header || !columnNamed(header, name));
      return { refusal: 'column-missing', expected: header ? (missing ?? '') : templateColumns.account };
    }
    return {
      header: { ...header, last: header.bottom },
      amounts: kind === 'register' ? wanted.slice(-1) : wanted,
      open: (context) => new TemplateReader(context, kind, values, header, wanted),
    };
  },
};

class TemplateReader implements RowReader {
  readonly #context: ReadContext;
  readonly #kind: StatementKind;
  readonly #columns: Readonly<Record<keyof typeof templateColumns, Column | undefined>>;
  readonly #amounts: readonly AmountColumn[];
  readonly #document: Column | undefined;
  readonly #date: Column | undefined;
  /** None of progress: percentages do not add up. */
  readonly #sums: TableSums | undefined;
  readonly #accounts = new Map<string, { ref: string; printed: string }>();
  /** Of progress without a "%" of its own. */
  #largest = 0;

  constructor(context: ReadContext, kind: StatementKind, values: HeadValues, header: Header, columns: readonly Column[]) {
    this.#context = context;
    this.#kind = kind;
    const column = (key: keyof typeof templateColumns) => columnNamed(header, templateColumns[key]);
    this.#columns = {
      unit: column('unit'),
      unitName: column('unitName'),
      activity: column('activity'),
      activityName: column('activityName'),
      account: column('account'),
      accountName: column('accountName'),
      fund: column('fund'),
      fundName: column('fundName'),
    };
    const money = kind === 'register' ? columns.slice(-1) : columns;
    this.#amounts = money.map((column) => context.amounts.column(column));
    const taken = new Set(header.columns.map(({ index }) => index));
    // Of twelve months only the sum of all is known from the sheets before.
    const before = this.#amounts.length === 1 ? [context.lines.tally(kind).total] : [];
    const of = { taken, before, account: this.#columns.account };
    this.#sums = kind === 'progress' ? undefined : new TableSums(context.findings, this.#amounts, of);
    [this.#document, this.#date] = kind === 'register' ? columns : [];
    context.lines.tally(kind);
    takeHead(context, values);
    const known = new Set<string>([...Object.values(templateColumns), ...templateAmounts[kind]].map(ownName));
    context.findings.privacy.drop(header.columns.filter(({ printed }) => !known.has(ownName(printed))));
  }

  #entry(row: Row, kind: 'unit' | 'activity' | 'account' | 'fund'): CodeEntry | undefined {
    const column = this.#columns[kind];
    const entry = this.#context.codes.at(kind, row, column, this.#columns[`${kind}Name`]);
    const text = column && !entry ? textAt(row, column.index) : '';
    if (column && text !== '') this.#context.findings.find('row-without-code', `${column.letters}${row.number}`, text, column.printed);
    return entry;
  }

  row(row: Row): void {
    if (isBlank(row)) return;
    const context = this.#context;
    if (textAt(row, this.#columns.account?.index ?? 0) === '' && isTotalRow(row)) return this.#sums?.uncoded(row);
    const unit = this.#entry(row, 'unit');
    const activity = this.#entry(row, 'activity');
    const account = this.#entry(row, 'account');
    const fund = this.#entry(row, 'fund');
    context.lines.countRow(row);
    if (unit) context.lines.mention(unit.code, this.#kind);
    const amounts = this.#amounts.map((column) => this.#amount(row, column));
    if (amounts.every((amount) => amount === null)) {
      context.lines.unfunded++;
      return;
    }
    // Physical progress belongs to a sub kegiatan; everything else to an account.
    if (!account && !(this.#kind === 'progress' && activity)) {
      this.#sums?.lost(amounts);
      const missing = this.#kind === 'progress' ? this.#columns.activity : this.#columns.account;
      context.findings.find('row-without-code', `${missing?.letters ?? ''}${row.number}`, '', missing?.printed ?? '');
      return;
    }
    // An activity is carried out by an OPD: without its code the money would be the whole government's.
    if (activity && !unit) {
      this.#sums?.lost(amounts);
      context.findings.find(
        'row-without-code',
        `${this.#columns.unit?.letters ?? ''}${row.number}`,
        firstAmount(amounts),
        templateColumns.unit,
      );
      return;
    }
    context.codes.checkBidang(row, unit, activity);
    if (account) this.#seen(unit, activity, account, row);
    const register = this.#register(row);
    if (this.#kind === 'register' && !register) return;
    context.codes.countKey(row, [unit, activity, account, fund], '', '', register ? `${register.document}|${register.date}` : '');
    this.#sums?.line(unit?.code ?? '', activity?.code ?? '', amounts);
    for (const [at, amount] of amounts.entries()) {
      if (typeof amount !== 'bigint') continue;
      const line: Line = {
        unit: unit?.code ?? '',
        activity: activity?.code ?? '',
        account: account?.code ?? '',
        fund: fund?.code ?? '',
        package: '',
        amount,
        sheet: context.sheet,
        row: row.number,
        column: this.#amounts[at]?.letters ?? '',
        ...(this.#kind === 'cash-plan' ? { month: at + 1 } : {}),
        ...register,
      };
      context.lines.add(this.#kind, line);
    }
  }

  #amount(row: Row, column: AmountColumn): bigint | null | undefined {
    if (this.#kind !== 'progress') return this.#context.amounts.read(row, column);
    const percent = percentIn(this.#context, row, column, column.letters);
    if (!percent) return null;
    if (!percent.sign) this.#largest = Math.max(this.#largest, percent.value);
    const amount = hundredthsOf(percent, this.#context.answers.of(percentQuestion) === 'fraction');
    if (amount === undefined) this.#context.findings.find('progress-unreadable', `${column.letters}${row.number}`, percent.printed);
    return amount;
  }

  /** Notes an account of an activity, to find at the end whether a sum is listed beside its details. */
  #seen(unit: CodeEntry | undefined, activity: CodeEntry | undefined, account: CodeEntry, row: Row): void {
    const key = `${unit?.code ?? ''}|${activity?.code ?? ''}|${account.code}`;
    if (!this.#accounts.has(key)) this.#accounts.set(key, { ref: String(row.number), printed: account.printed });
  }

  #register(row: Row): { document: string; date: IsoDate } | undefined {
    if (!this.#document || !this.#date) return undefined;
    const text = textAt(row, this.#date.index);
    const date = parseDate(text);
    if (date !== undefined) return { document: this.#context.findings.privacy.freeText(row, this.#document), date };
    this.#context.findings.find('date-unreadable', `${this.#date.letters}${row.number}`, text);
    return undefined;
  }

  end(): void {
    this.#sums?.end();
    const [column] = this.#amounts;
    if (column && this.#kind === 'progress') holdsFractions(this.#context, this.#largest, column.letters);
    const keys = [...this.#accounts.keys()].sort();
    for (const [at, key] of keys.entries()) {
      const { ref = '', printed = '' } = this.#accounts.get(key) ?? {};
      if (keys[at + 1]?.startsWith(`${key}.`)) this.#context.findings.find('levels-mixed', ref, printed);
    }
  }
}
