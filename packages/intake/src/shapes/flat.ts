import { type Code, type Line, type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { CodeEntry } from '../reading/code-book.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { unitInRow, unitInTitles, unitNamedInTitles } from '../scope/unit-in-titles.ts';
import { isResult, LraResults } from '../sums/results.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import { TableSums } from '../sums/table-sums.ts';
import { isTotalLabel, labelOf } from '../sums/totals/total-labels.ts';
import { bestHeader, codedColumns, type Entity, type Fields, paymentColumns } from '../table/classify-columns.ts';
import { type Column, type Header, type SheetHead, textAt } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { codeText } from '../table/text.ts';
import { withRevenueTarget } from './rows/revenue-target.ts';
import type { RowReader, Shape } from './shape.ts';

/** B: one row per package or account, all codes in every row; SIPD's "rekap 5" and the JSON dumps of its API. */
export const flat: Shape = {
  name: 'flat',
  recognise(head) {
    const found = bestHeader(head, ({ code, measures }, header) => {
      const unit = code.unit ?? code.opd ?? (code.sub && (unitInTitles(head, header) ?? unitNamedInTitles(head, header)));
      // Payments are no position up to a day, whatever their column is called.
      const isList = paymentColumns(header.columns) !== undefined;
      return code.account !== undefined && measures.length > 0 && unit !== undefined && !isList;
    });
    if (!found) return undefined;
    const { header } = found;
    const { account } = found.fields.code;
    const fields = withRevenueTarget(head, header, found.fields, account ? [account.index] : []);
    if (fields.unclear.length > 0 || carriesOn(head, header, fields) || !tellsLines(head, header, fields)) return 'unclear';
    return {
      header,
      amounts: fields.measures.map(({ column }) => column),
      carried: codedColumns(fields),
      open: (context) => new FlatReader(context, head, header, fields),
    };
  },
};

/** Rows with a blank OPD may belong to that of the row above: a person confirms it, unless the cells are merged. */
function carriesOn({ info, rows }: SheetHead, header: Header, { code }: Fields): boolean {
  const columns = [code.unit, code.opd].filter((column) => column !== undefined);
  if (columns.length === 0 || info.merges.some(({ top, bottom, left }) => bottom > top && columns.some(({ index }) => index === left)))
    return false;
  const data = rows.filter((row) => row.number > header.last);
  const isBlank = (row: Row) => columns.every(({ index }) => textAt(row, index) === '');
  const lines = data.filter((row) => code.account && /^[4-6]\.\d/.test(textAt(row, code.account.index)));
  return lines.filter(isBlank).length * 2 > lines.length && !data.every(isBlank);
}

/**
 * Whether the account of each of the first rows is a line's own: not its first part alone, with the others in columns of
 * their own, nor that of a subtotal over rows that follow; nor may it be under a mere "Kode" beside its name.
 */
function tellsLines({ rows }: SheetHead, header: Header, { code, codeColumns }: Fields): boolean {
  const columns = [code.unit, code.opd, code.sub].filter((column) => column !== undefined);
  const lines = rows.flatMap((row) => {
    const account = row.number > header.last && code.account ? codeText(textAt(row, code.account.index)) : '';
    return /^[4-6](?:\.\d|$)/.test(account) ? [{ account, of: columns.map(({ index }) => textAt(row, index)).join() }] : [];
  });
  const isElsewhere = lines.length === 0 && codeColumns.some(({ index }) => rows.some((row) => /^[4-6]\.\d/.test(textAt(row, index))));
  const isSpread = lines.length > 0 && lines.every(({ account }) => account.length === 1);
  const mixed = lines.filter(({ account, of }) => lines.some((other) => other.of === of && other.account.startsWith(`${account}.`)));
  return !isElsewhere && !isSpread && (mixed.length < 3 || mixed.length * 4 < lines.length);
}

/** A line above the header that holds nothing but numbers, and no year. */
function holdsOnlyNumbers({ cells }: Row): boolean {
  const filled = cells.filter((cell) => cell !== undefined && cell.kind !== 'empty' && cell.text !== '');
  return filled.every((cell) => cell?.kind === 'number' && !/^(?:19|20)\d\d$/.test(cell.text));
}

/** Names that come with a row's codes, each recorded once per code. */
const levels: readonly [entity: Entity, kind: 'unit' | 'activity'][] = [
  ['opd', 'unit'],
  ['urusan', 'activity'],
  ['bidang', 'activity'],
  ['program', 'activity'],
  ['kegiatan', 'activity'],
];

class FlatReader implements RowReader {
  readonly #context: ReadContext;
  readonly #fields: Fields;
  readonly #budget: AmountColumn | undefined;
  readonly #realization: AmountColumn | undefined;
  /** Where no column has it: the OPD that the lines above the rows name. */
  #unitOfTitle: CodeEntry | undefined;
  readonly #accounts = new Map<Code, string>();
  readonly #kinds: readonly ('budget' | 'realization')[];
  readonly #named: readonly { kind: 'unit' | 'activity'; code: Column; name: Column | undefined }[];
  #lastSub: CodeEntry | undefined;
  #derived: readonly Column[];
  #spare: { columns: AmountColumn[]; of: AmountColumn }[] = [];
  readonly #sums: TableSums;
  readonly #results: LraResults;

  constructor(context: ReadContext, head: SheetHead, header: Header, fields: Fields) {
    this.#context = context;
    this.#derived = fields.rest.filter(({ label }) => /^(?:JENIS|OB[JY]EK|RINCIAN OB[JY]EK|SUB RINCIAN OB[JY]EK)$/.test(label));
    this.#fields = fields;
    this.#unitOfTitle = fields.code.unit || fields.code.opd ? undefined : (titled(context, head, header) ?? context.codes.answeredUnit());
    this.#budget = this.#measure('budget');
    this.#realization = this.#measure('realization');
    this.#kinds = [...(this.#budget ? (['budget'] as const) : []), ...(this.#realization ? (['realization'] as const) : [])];
    this.#named = levels.flatMap(([entity, kind]) => {
      const code = fields.code[entity];
      return code ? [{ kind, code, name: fields.name[entity] }] : [];
    });
    const columns = [this.#budget, this.#realization].filter((column) => column !== undefined);
    const taken = new Set(fields.measures.map(({ column }) => column.index));
    const before = this.#kinds.map((kind) => context.lines.tally(kind).total);
    this.#results = new LraResults(context.findings);
    this.#sums = new TableSums(context.findings, columns, { taken, before, account: fields.code.account });
    for (const row of head.rows) if (row.number < header.top && holdsOnlyNumbers(row)) this.#sums.above(row);
    for (const { column } of fields.measures) context.evidence.label(column);
    context.findings.privacy.drop(fields.rest);
  }

  #measure(measure: 'budget' | 'realization'): AmountColumn | undefined {
    const wanted = this.#fields.measures
      .filter((item) => this.#context.amounts.measure(item) === measure)
      .map(({ column }) => this.#context.amounts.column(column));
    const [first, ...others] = wanted;
    if (first && others.length > 0) this.#spare.push({ columns: others, of: first });
    return first;
  }

  row(row: Row): void {
    const { code, name } = this.#fields;
    const context = this.#context;
    const account = context.codes.at('account', row, code.account, name.account);
    const unit =
      context.codes.at('unit', row, code.unit, name.unit) ?? context.codes.at('unit', row, code.opd, name.opd) ?? this.#unitOfTitle;
    const sub = context.codes.at('activity', row, code.sub, name.sub);
    if (!account && !sub && (!unit || unit === this.#unitOfTitle)) return this.#uncoded(row);
    const budget = this.#budget ? context.amounts.read(row, this.#budget) : null;
    const realization = this.#realization ? context.amounts.read(row, this.#realization) : null;
    context.lines.countRow(row);
    if (sub && sub !== this.#lastSub) this.#recordNames(row, sub);
    if (unit) context.lines.mention(unit.code, ...this.#kinds);
    this.#compareSpares(row);
    if (budget === null && realization === null) {
      context.lines.unfunded++;
      return;
    }
    // Ask for the unit once per table, not once per row.
    if (account && !unit && !code.unit && !code.opd && context.codes.asksUnit()) return;
    // Revenue and financing belong to no sub kegiatan; spending always does.
    if (!account || !unit || (!sub && account.code.startsWith('5') && this.#fields.code.sub))
      return this.#isSubtotal(row, account, unit, sub, [budget, realization])
        ? undefined
        : this.#codeless(row, account, unit, budget, realization);
    this.#sums.line(unit.code, sub?.code ?? '', this.#ofColumns(budget, realization));
    this.#results.line(unit.code, account.code, this.#ofColumns(budget, realization));
    if (this.#derived.length > 0) this.#checkDerived(row, account);
    if (!this.#accounts.has(account.code)) this.#accounts.set(account.code, `${this.#budget?.letters ?? ''}${row.number}`);
    context.codes.checkBidang(row, unit, sub);
    const fund = context.codes.at('fund', row, code.fund, name.fund);
    const printed = this.#fields.package;
    const typed = printed ? textAt(row, printed.index) : '';
    const packageName = context.findings.privacy.packageName(row, printed, account.code, typed);
    context.codes.countKey(row, [unit, sub, account, fund], printed ? (row.cells[printed.index]?.text ?? '') : '', typed);
    const line = (amount: Sen, column: AmountColumn | undefined): Line => ({
      unit: unit.code,
      activity: sub?.code ?? '',
      account: account.code,
      fund: fund?.code ?? '',
      package: packageName,
      sheet: context.sheet,
      row: row.number,
      column: column?.letters ?? '',
      amount,
    });
    if (typeof budget === 'bigint') context.lines.add('budget', line(budget, this.#budget));
    if (typeof realization === 'bigint') context.lines.add('realization', line(realization, this.#realization));
    context.amounts.compare(row, account, this.#realization, this.#budget && budget, realization);
  }

  #recordNames(row: Row, sub: CodeEntry): void {
    this.#lastSub = sub;
    for (const { kind, code, name } of this.#named) this.#context.codes.at(kind, row, code, name);
  }

  /** Dumps cut "RINCIAN OBJEK" out of the account by position, in the middle of a part: said, not used. */
  #checkDerived(row: Row, account: CodeEntry): void {
    for (const column of this.#derived) {
      // Code and name may share the cell.
      const [text = ''] = textAt(row, column.index).split(/\s/);
      if (text === '' || account.printed === text || account.printed.startsWith(`${text}.`)) continue;
      this.#context.findings.find('code-cut', column.letters, column.printed);
      this.#derived = this.#derived.filter((other) => other !== column);
    }
  }

  /** Columns that say the same must agree; which of two different ones counts is not ours to choose. */
  #compareSpares(row: Row): void {
    for (const { columns, of } of this.#spare) {
      const differs = columns.find((column) => (row.cells[column.index]?.text ?? '') !== (row.cells[of.index]?.text ?? ''));
      if (!differs) continue;
      this.#context.findings.find('column-duplicate', `${differs.letters}${row.number}`, `${of.printed}, ${differs.printed}`);
      this.#spare = this.#spare.filter((spare) => spare.of !== of);
    }
  }

  #codeless(row: Row, account: CodeEntry | undefined, unit: CodeEntry | undefined, ...amounts: (Sen | null | undefined)[]): void {
    const amount = amounts.find((item) => typeof item === 'bigint' && item !== 0n);
    if (typeof amount !== 'bigint') {
      this.#context.lines.unfunded++;
      return;
    }
    this.#sums.lost(this.#ofColumns(amounts[0], amounts[1]));
    const missing = account
      ? unit
        ? this.#fields.code.sub
        : (this.#fields.code.unit ?? this.#fields.code.opd)
      : this.#fields.code.account;
    this.#context.findings.find('row-without-code', `${missing?.letters ?? ''}${row.number}`, toDecimal(amount), missing?.printed ?? '');
  }

  /** A row of an OPD or an activity, blank from there on: what its lines add up to, if they do. */
  #isSubtotal(
    row: Row,
    account: CodeEntry | undefined,
    unit: CodeEntry | undefined,
    sub: CodeEntry | undefined,
    [budget, realization]: [Sen | null | undefined, Sen | null | undefined],
  ): boolean {
    const { code, name, package: packages } = this.#fields;
    const detail = [code.account, name.account, code.fund, packages];
    const texts = detail.map((column) => (column ? textAt(row, column.index) : ''));
    if (account || !unit || !(budget || realization) || texts.some((text) => text !== '' && !isTotalLabel(text))) return false;
    const activity =
      sub ??
      this.#context.codes.at('activity', row, code.kegiatan, name.kegiatan) ??
      this.#context.codes.at('activity', row, code.program, name.program);
    this.#sums.subtotal(row, unit.code, activity?.code ?? '', this.#ofColumns(budget, realization));
    return true;
  }

  #ofColumns<Value>(budget: Value, realization: Value): Value[] {
    if (this.#budget && this.#realization) return [budget, realization];
    return [this.#budget ? budget : realization];
  }

  /** A row without any code: the total, or a note under the table. */
  #uncoded(row: Row): void {
    const next = this.#unitOfTitle && unitInRow(row);
    if (next) this.#unitOfTitle = this.#context.codes.entry('unit', next.code, next.name);
    else if (isResult(labelOf(row))) this.#result(row);
    else this.#sums.uncoded(row);
  }

  #result(row: Row): void {
    const stated = [this.#budget, this.#realization].flatMap((column) => {
      if (column === undefined) return [];
      const amount = statedAmount(row, column, column.index);
      return [amount === null ? undefined : { amount, place: `${column.letters}${row.number}` }];
    });
    this.#results.take(labelOf(row), stated);
  }

  end(): void {
    this.#sums.end();
    this.#results.end(this.#kinds.length);
    // Subtotals among the rows would multiply the money without a sound.
    const codes = [...this.#accounts.keys()].sort();
    for (const [at, code] of codes.entries()) {
      if (codes[at + 1]?.startsWith(`${code}.`)) this.#context.findings.find('levels-mixed', this.#accounts.get(code) ?? '', code);
    }
  }
}

function titled(context: ReadContext, head: SheetHead, header: Header): CodeEntry | undefined {
  const unit = unitInTitles(head, header);
  return unit && context.codes.entry('unit', unit.code, unit.name);
}
