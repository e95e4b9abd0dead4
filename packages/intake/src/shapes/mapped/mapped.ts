import { type Code, type IsoDate, type Line, level, type Sen, toDecimal } from '@sipkadin/budget';
import type { Mapping, StyleTotals } from '../../mapping/mapping.ts';
import { numbers } from '../../questions/numbers.ts';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { unitInTitles } from '../../scope/unit-in-titles.ts';
import { type Place, placeOf } from '../../sums/place.ts';
import { reportLevels, reportMistyped } from '../../sums/report-sums.ts';
import { isCodedResult, isResult, LraResults } from '../../sums/results.ts';
import { statedAmount } from '../../sums/stated-amount.ts';
import type { StatedRow } from '../../sums/stated-row.ts';
import { Sums } from '../../sums/sums.ts';
import { grandTotal, isTotalRow, labelOf } from '../../sums/totals/total-labels.ts';
import { TotalRows } from '../../sums/totals/total-rows.ts';
import { parseDate } from '../../table/dates.ts';
import { type Column, type Header, isBlank, type SheetHead, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { plain } from '../../table/text.ts';
import { takeCashMoved } from '../rows/cash-moved.ts';
import type { Readable, RowReader } from '../shape.ts';
import { MappedCodes } from './mapped-codes.ts';
import { amountColumns, columnAt, labelled, type MappedColumn, mappedColumn, StyleSums } from './mapped-columns.ts';

/** A row with a code: a line, or the sum of others. */
interface MappedRow extends StatedRow {
  /** What the line of a row with an account would be. */
  item: Item | undefined;
}

interface Item {
  unit: CodeEntry | undefined;
  activity: CodeEntry | undefined;
  account: CodeEntry;
  fund: CodeEntry | undefined;
  package: string;
  rawPackage: string;
  payment: { document: string; date: IsoDate } | undefined;
  /** What a cash plan states for the whole year. */
  year: Sen | null;
  doubtful: (string | undefined)[] | undefined;
}

/** A table that a person mapped: what its columns hold is theirs to say, everything else is judged as everywhere. */
export function mapped(head: SheetHead, header: Header, mapping: Mapping, onTotals: (totals: StyleTotals[]) => void = () => {}): Readable {
  return { header, amounts: labelled(header, mapping), open: (context) => new MappedReader(context, head, header, mapping, onTotals) };
}

class MappedReader implements RowReader {
  readonly #context: ReadContext;
  readonly #mapping: Mapping;
  readonly #header: Header;
  readonly #onTotals: (totals: StyleTotals[]) => void;
  readonly #codes: MappedCodes;
  readonly #columns: readonly MappedColumn[];
  /** A cash plan's own total of the year: held against its months. */
  readonly #yearly: MappedColumn | undefined;
  readonly #package: Column | undefined;
  readonly #sums: Sums<MappedRow>;
  readonly #totals: TotalRows;
  readonly #results: LraResults;
  readonly #styles: StyleSums;
  readonly #unitOfSheet: CodeEntry | undefined;
  #unit: CodeEntry | undefined;
  #activity: CodeEntry | undefined;
  #field: Code = '';
  #year = { file: 0n, computed: 0n, first: '', rows: 0 };
  #lastMonth = 0;
  #days: { first: IsoDate; last: IsoDate } | undefined;

  constructor(context: ReadContext, head: SheetHead, header: Header, mapping: Mapping, onTotals: (totals: StyleTotals[]) => void) {
    this.#context = context;
    this.#mapping = mapping;
    this.#header = header;
    this.#onTotals = onTotals;
    this.#codes = new MappedCodes(context.codes, mapping);
    this.#columns = amountColumns(context, header, mapping);
    this.#yearly = mapping.kind === 'cash-plan' ? mappedColumn(context, header, mapping, 'budget') : undefined;
    this.#package = columnAt(header, mapping.columns.package?.[0]);
    this.#sums = new Sums(this.#columns.length);
    const amounts = new Set([...header.columns, ...this.#columns].map(({ index }) => index));
    this.#totals = new TotalRows(context.findings, this.#columns, { taken: amounts, missing: 'rekening' });
    this.#results = new LraResults(context.findings);
    this.#styles = new StyleSums(this.#columns);
    this.#unitOfSheet = unitOfSheet(context, head, header, mapping);
    for (const { month, letters } of this.#columns) if (month === undefined) this.#labelClues(letters);
    const taken = new Set(Object.values(mapping.columns).flat());
    context.findings.privacy.drop(header.columns.filter(({ letters, spill }) => !taken.has(letters) && !spill));
  }

  #labelClues(letters: string): void {
    const column = this.#header.columns.find((item) => item.letters === letters);
    if (column) this.#context.evidence.label(column);
  }

  row(row: Row): void {
    if (isBlank(row) || this.#isHeaderAgain(row)) return;
    const context = this.#context;
    const account = this.#codes.find(row, 'account');
    const unit = this.#codes.find(row, 'unit');
    const activity = this.#codes.find(row, 'activity');
    if (this.#mapping.kind === 'register' && !account.entry && takeCashMoved(context.findings, row, this.#columns[0])) return;
    const strange = account.strange ?? activity.strange ?? unit.strange;
    if (!account.entry && !unit.entry && !activity.entry) return this.#uncoded(row, strange);
    if (account.entry && isCodedResult(account.entry.code, labelOf(row))) return this.#result(row, labelOf(row));
    context.lines.countRow(row);
    if (strange !== undefined) context.findings.find('code-unknown', String(row.number), strange);
    const tied = this.#tied(unit.entry, activity.entry);
    if (tied.unit) context.lines.mention(tied.unit.code, ...new Set(this.#columns.map(({ statement }) => statement)));
    // An unreadable amount is a finding; the rest of its row still counts.
    const amounts = this.#columns.map((column) => context.amounts.read(row, column) ?? null);
    if (amounts.every((amount) => amount === null)) {
      context.lines.unfunded++;
      return;
    }
    const place = this.#placeOf(tied.unit, tied.activity ?? activity.entry, account.entry);
    if (!account.entry) {
      // Where no code carries on, a line may not say its field: what is stated of a field cannot be held against its lines.
      if (place.unit !== '' || place.activity !== '' || this.#carriesOn)
        this.#sums.row({ place, row: row.number, amounts, item: undefined });
      return;
    }
    if (!tied.unit && this.#mapping.unit !== 'whole') return this.#codeless(row.number, amounts, 'SKPD');
    const item = this.#item(row, { ...tied, account: account.entry });
    if (!item) return;
    const stated = { place, row: row.number, amounts, item };
    if (!this.#isDeepest(place)) this.#sums.row(stated);
    else if (this.#line(stated, item)) this.#sums.line(this.#sums.at(place), amounts);
  }

  /** Whether a code that a row leaves blank is that of the rows above. */
  get #carriesOn(): boolean {
    return this.#mapping.carry || this.#codes.isTree;
  }

  #placeOf(unit: CodeEntry | undefined, activity: CodeEntry | undefined, account: CodeEntry | undefined): Place {
    const place = placeOf(unit?.code ?? '', activity?.code ?? '', account?.code ?? '');
    if (place.field !== '') this.#field = place.field;
    else if (account && this.#carriesOn) place.field = this.#field;
    return place;
  }

  /** The unit and the activity of a row: its own, or where blanks carry on, those of the rows above. */
  #tied(unit: CodeEntry | undefined, activity: CodeEntry | undefined): { unit: CodeEntry | undefined; activity: CodeEntry | undefined } {
    // Urusan and bidang are no activity that money is tied to.
    const own = activity && level(activity.code) >= 3 ? activity : undefined;
    if (!this.#carriesOn) return { unit: unit ?? this.#unitOfSheet, activity: own };
    if (unit) {
      if (unit !== this.#unit) this.#activity = undefined;
      this.#unit = unit;
    } else if (activity && !own) this.#unit = undefined;
    if (activity) this.#activity = own;
    return { unit: this.#unit ?? this.#unitOfSheet, activity: this.#activity };
  }

  /** An account of six parts in a sub kegiatan has no children. */
  #isDeepest({ activity, account }: Place): boolean {
    return level(account) === 6 && (this.#mapping.columns.activity === undefined || level(activity) === 6);
  }

  #item(row: Row, known: Pick<Item, 'unit' | 'activity' | 'account'>): Item | undefined {
    const payment = this.#mapping.kind === 'register' ? this.#payment(row) : undefined;
    if (this.#mapping.kind === 'register' && !payment) return undefined;
    return {
      ...known,
      fund: this.#codes.find(row, 'fund').entry,
      package: this.#context.findings.privacy.packageName(row, this.#package, known.account.code),
      rawPackage: this.#package ? (row.cells[this.#package.index]?.text ?? '') : '',
      payment,
      year: (this.#yearly && this.#context.amounts.read(row, this.#yearly)) ?? null,
      doubtful: this.#styles.doubtful(row),
    };
  }

  #payment(row: Row): Item['payment'] {
    const { columns, dates } = this.#mapping;
    const dateAt = columnAt(this.#header, columns.date?.[0]);
    const documentAt = columnAt(this.#header, columns.document?.[0]);
    if (!dateAt || !documentAt) return undefined;
    const text = textAt(row, dateAt.index);
    const date = parseDate(text, dates);
    if (date === undefined) {
      this.#context.findings.find('date-unreadable', `${dateAt.letters}${row.number}`, text);
      return undefined;
    }
    const document = this.#context.findings.privacy.freeText(row, documentAt);
    const days = this.#days ?? { first: date, last: date };
    this.#days = { first: date < days.first ? date : days.first, last: date > days.last ? date : days.last };
    return { document, date };
  }

  /** @returns whether it is a line: where its activity is missing, that is found instead */
  #line({ place, row: number, amounts }: StatedRow, item: Item): boolean {
    const context = this.#context;
    const { unit, activity, account, fund, payment } = item;
    // Revenue and financing belong to no sub kegiatan; spending does wherever the table has them.
    if (this.#mapping.columns.activity && place.activity === '' && place.account.startsWith('5')) {
      this.#codeless(number, amounts, 'sub kegiatan');
      return false;
    }
    const row: Row = { number, hidden: false, cells: [] };
    context.codes.checkBidang(row, unit, activity);
    context.codes.countKey(
      row,
      [unit, activity, account, fund],
      item.rawPackage,
      item.package,
      payment ? `${payment.document}|${payment.date}` : '',
    );
    this.#results.line(place.unit, place.account, amounts);
    this.#styles.add(amounts, item.doubtful);
    this.#checkYear(number, amounts, item.year);
    const sums: { budget: Sen | null; realization: Sen | null } = { budget: null, realization: null };
    let realized: MappedColumn | undefined;
    for (const [at, column] of this.#columns.entries()) {
      const amount = amounts[at] ?? null;
      if (amount === null) continue;
      if (column.statement === 'budget' || column.statement === 'realization')
        sums[column.statement] = (sums[column.statement] ?? 0n) + amount;
      if (column.statement === 'realization') realized = column;
      // A month without spending is nothing to count; its zeros would be eleven lines for each that says something.
      if (this.#mapping.kind === 'monthly-realization' && column.month !== undefined) {
        if (amount === 0n) continue;
        this.#lastMonth = Math.max(this.#lastMonth, column.month);
      }
      const line: Line = {
        unit: place.unit,
        activity: place.activity,
        account: place.account,
        fund: fund?.code ?? '',
        package: item.package,
        amount,
        sheet: context.sheet,
        row: number,
        column: column.letters,
        ...(column.statement === 'cash-plan' && column.month !== undefined ? { month: column.month } : {}),
        ...payment,
      };
      context.lines.add(column.statement, line);
    }
    if (this.#columns.some(({ target }) => target === 'budget'))
      context.amounts.compare(row, account, realized, sums.budget, sums.realization);
    return true;
  }

  /** Twelve months of a plan are the year's budget, where the table states it. */
  #checkYear(row: number, amounts: readonly (Sen | null)[], year: Sen | null): void {
    if (!this.#yearly || year === null) return;
    const computed = amounts.reduce<Sen>((sum, amount) => sum + (amount ?? 0n), 0n);
    const ref = `${this.#yearly.letters}${row}`;
    if (year !== computed) this.#context.findings.find('total-differs', ref, toDecimal(year), toDecimal(computed));
    const before = this.#year;
    const first = before.first === '' && year !== computed ? ref : before.first;
    this.#year = { file: before.file + year, computed: before.computed + computed, first, rows: before.rows + 1 };
  }

  #codeless(row: number, amounts: readonly (Sen | null)[], expected: string): void {
    this.#totals.lost(amounts);
    const at = amounts.findIndex((amount) => amount !== null && amount !== 0n);
    const column = this.#columns[at];
    if (column) this.#context.findings.find('row-without-code', `${column.letters}${row}`, toDecimal(amounts[at] ?? 0n), expected);
    else this.#context.lines.unfunded++;
  }

  /** A row without any code: a total, a note under the table, or money that nobody can place. */
  #uncoded(row: Row, strange: string | undefined): void {
    const label = labelOf(row);
    if (isResult(label)) return this.#result(row, label);
    if (isTotalRow(row)) return this.#totals.add(row, () => this.#sums.cut());
    const column = this.#columns.find((item) => (statedAmount(row, item, item.index) ?? 0n) !== 0n);
    if (!column) return;
    const amount = statedAmount(row, column, column.index) ?? 0n;
    if (strange === undefined)
      this.#context.findings.find('row-without-code', `${column.letters}${row.number}`, toDecimal(amount), 'rekening');
    else this.#context.findings.find('amount-not-counted', `${column.letters}${row.number}`, toDecimal(amount), strange);
  }

  #result(row: Row, label: string): void {
    const stated = this.#columns.map((column) => {
      const amount = statedAmount(row, column, column.index);
      return amount === null ? undefined : { amount, place: `${column.letters}${row.number}` };
    });
    this.#results.take(label, stated, this.#unit?.code);
  }

  #isHeaderAgain(row: Row): boolean {
    const labels = this.#header.columns.filter(({ spill, lines }) => !spill && lines.length > 0);
    return labels.length > 1 && labels.every(({ index, lines }) => lines.includes(plain(textAt(row, index))));
  }

  end(): void {
    const context = this.#context;
    const closed = this.#sums.close();
    for (const row of closed.leaves) {
      if (row.item) this.#line(row, row.item);
      else this.#codeless(row.row, row.amounts, 'rekening');
    }
    reportMistyped(context.findings, context.codes, closed.mistyped);
    reportLevels(context.findings, closed.checks, this.#columns);
    this.#totals.report(closed, () => grandTotal);
    this.#results.end(this.#columns.length);
    if (this.#yearly && this.#year.rows > 0) {
      const { file, computed, first } = this.#year;
      const what = { id: 'Dua belas bulan = anggaran', en: 'Twelve months = budget' };
      const place = first === '' ? this.#yearly.letters : first;
      context.findings.reconciliation.push({ what, place, file: toDecimal(file), computed: toDecimal(computed), equal: first === '' });
    }
    this.#addPeriod();
    if (context.answers.of(numbers) === undefined)
      for (const { column, sample } of this.#styles.contradicted()) context.amounts.askStyle(column, sample, column.letters);
    this.#onTotals(this.#styles.totals);
  }

  #addPeriod(): void {
    const context = this.#context;
    if (this.#lastMonth > 0)
      context.evidence.monthsUntil(this.#lastMonth, this.#columns.find(({ month }) => month === this.#lastMonth)?.letters ?? '');
    if (!this.#days) return;
    const { first, last } = this.#days;
    context.evidence.add('from', `${first.slice(0, 8)}01`, '', `${first} – ${last}`, 'dates');
    context.evidence.add('asOf', last, '', `${first} – ${last}`, 'dates');
    for (const year of new Set([first.slice(0, 4), last.slice(0, 4)]))
      context.evidence.add('year', year, '', `${first} – ${last}`, 'dates');
  }
}

/** The unit of rows that name none: said by the mapping, by the lines above the table, or by the sheet's name. */
function unitOfSheet(context: ReadContext, head: SheetHead, header: Header, { unit }: Mapping): CodeEntry | undefined {
  if (unit === null || unit === 'whole') return undefined;
  if (unit !== 'titles') return context.codes.entry('unit', unit, '');
  const [inName = ''] = head.info.name.split(/\s/);
  const { code, name } = unitInTitles(head, header) ?? { code: inName, name: head.info.name.slice(inName.length).trim() };
  return context.codes.entry('unit', code, name);
}
