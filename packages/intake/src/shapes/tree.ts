import { type Code, canonicalCode, isWithin, level, type Sen, type StatementKind, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { CodeEntry } from '../reading/code-book.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { unitInRow, unitInTitles, unitNamedInTitles } from '../scope/unit-in-titles.ts';
import { fieldOf, type Place } from '../sums/place.ts';
import { reportLevels, reportMistyped } from '../sums/report-sums.ts';
import { isCodedResult, isResult, LraResults } from '../sums/results.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import type { StatedRow } from '../sums/stated-row.ts';
import { Sums } from '../sums/sums.ts';
import { isTotalRow, labelOf } from '../sums/totals/total-labels.ts';
import { TotalRows } from '../sums/totals/total-rows.ts';
import { bestHeader, codeColumnsOf, type Fields } from '../table/classify-columns.ts';
import { type Column, type Header, keepRow, type SheetHead, textAt } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { codeText, plain } from '../table/text.ts';
import { PlanToDate, planToDateColumn } from './rows/plan-to-date.ts';
import { type Group, isRepeat, type TreeAmounts, treeColumns } from './rows/tree-columns.ts';
import type { RowReader, Shape } from './shape.ts';

interface TreeColumn extends AmountColumn {
  kind: 'budget' | 'realization';
  group: Group;
}

interface Stray {
  ref: string;
  amount: string;
  words: string;
}

/** A row with a code: a line, or the sum of others. */
interface TreeRow extends StatedRow {
  amounts: (Sen | null)[];
  hidden: boolean;
  entry: CodeEntry;
  unit: CodeEntry | undefined;
  activity: CodeEntry | undefined;
  /** The row, where its formulas have no result: a finding for a line; a sum is not needed. */
  broken: Row | undefined;
}

/** The codes of a row; the deepest of them identifies it. */
interface Codes {
  kind: 'unit' | 'activity' | 'account';
  entry: CodeEntry;
  /** Urusan or bidang, where the row has it. */
  field: Code;
  unit: CodeEntry | undefined;
  activity: CodeEntry | undefined;
}

/**
 * A: SIPD's tree report, subtotals of up to ten levels among the lines (quirk 4 of real files). The lines are the deepest
 * account rows; every other row must be the sum of the lines beneath its codes.
 */
export const tree: Shape = {
  name: 'tree',
  recognise(head) {
    const found = bestHeader(
      head,
      (fields, header) =>
        fields.codeColumns.length > 0 && treeColumns(fields).length > 0 && hasUnitsOrActivities(head, header, fields.codeColumns),
    );
    if (!found) return undefined;
    if (!found.whole || found.fields.unclear.length > 0 || !isSomebodys(head, found.header)) return 'unclear';
    const { header } = found;
    const fields = { ...found.fields, codeColumns: codeColumnsOf(head, header, found.fields) };
    const columns = treeColumns(fields);
    const planned = planToDateColumn(header);
    const amounts = planned ? [...columns, planned] : columns;
    return { header, amounts, kept: columns, open: (context) => new TreeReader(context, head, header, fields, columns) };
  },
};

function hasUnitsOrActivities(head: SheetHead, header: Header, codes: readonly Column[]): boolean {
  return head.rows.some(
    (row) => row.number > header.last && codes.some(({ index }) => /^\d\.\d{2}(?:\.\d+){0,6}$/.test(codeText(textAt(row, index)))),
  );
}

/** Whether the first rows or the titles name the unit of the table. */
function isSomebodys(head: SheetHead, header: Header): boolean {
  const isUnit = (text: string) => canonicalCode('unit', codeText(text).split(' ')[0] ?? '') !== undefined;
  return (
    unitInTitles(head, header) !== undefined ||
    unitNamedInTitles(head, header) !== undefined ||
    head.rows.some((row) => row.number > header.last && row.cells.some((_, index) => isUnit(textAt(row, index))))
  );
}

/** A formula without a value, or whose value is an error. */
function isBroken({ cells }: Row, { index }: AmountColumn): boolean {
  const cell = cells[index];
  return cell !== undefined && (cell.kind === 'error' || (cell.kind === 'empty' && cell.formula));
}

const kinds = ['budget', 'realization'] as const;

class TreeReader implements RowReader {
  readonly #context: ReadContext;
  readonly #codes: readonly Column[];
  readonly #description: Column | undefined;
  /** The OPD that the titles name, for rows below none. */
  #titled: CodeEntry | undefined;
  readonly #columns: readonly TreeColumn[];
  readonly #hasTotals: boolean;
  readonly #sums: Sums<TreeRow>;
  readonly #totals: TotalRows;
  readonly #results: LraResults;
  readonly #planned: PlanToDate | undefined;
  /** The codes of the rows above, for rows that leave them blank. */
  #unit: CodeEntry | undefined;
  #activity: CodeEntry | undefined;
  #field: Code = '';
  #last: TreeRow | undefined;
  /** Rows of units without their field of government: the activity below them names it. */
  readonly #waiting: TreeRow[] = [];
  /** The row of the last total, 0 where a row with a code came after it; and the amounts without a code below it. */
  #total = 0;
  #below: Stray[] = [];

  constructor(context: ReadContext, head: SheetHead, header: Header, fields: Fields, all: readonly TreeAmounts[]) {
    const columns = all.filter((column, at) => !isRepeat(column, at, all));
    for (const column of all.filter(isRepeat)) context.findings.find('column-duplicate', column.letters, column.printed);
    const codes = fields.codeColumns;
    this.#context = context;
    this.#codes = codes;
    const titled = unitInTitles(head, header);
    this.#titled = titled ? context.codes.entry('unit', titled.code, titled.name) : context.codes.answeredUnit();
    this.#columns = columns.map((column) => ({ ...context.amounts.column(column), kind: column.kind, group: column.group }));
    const taken = new Set(header.columns.map(({ index }) => index));
    this.#hasTotals = columns.some(({ group }) => group === 'total');
    this.#sums = new Sums(columns.length);
    this.#totals = new TotalRows(context.findings, this.#columns, { taken, missing: '' });
    this.#results = new LraResults(context.findings);
    const planned = planToDateColumn(header);
    this.#planned = planned && new PlanToDate(context, context.amounts.column(planned), header.bottom);
    this.#description = fields.description;
    const read = new Set([...codes, ...columns, ...(fields.description ? [fields.description] : [])].map(({ index }) => index));
    const unread = header.columns.filter(({ index, spill }) => !read.has(index) && !spill);
    for (const column of columns) context.evidence.label(column);
    for (const column of unread) context.evidence.hint(column.lines.at(-1) ?? '', `${column.letters}${header.bottom}`);
    context.findings.privacy.drop(unread.filter((column) => column !== planned));
  }

  row(row: Row): void {
    const codes = this.#codesOf(row);
    if (!codes) return this.#uncoded(row);
    const words = this.#description ? plain(textAt(row, this.#description.index)) : '';
    if (codes.kind === 'account' && isCodedResult(codes.entry.code, words)) return this.#result(row, words);
    this.#total = 0;
    // The table goes on: what is below its total is no calculation under it.
    for (const stray of this.#below.splice(0)) this.#codeless(stray);
    this.#context.lines.countRow(row);
    const isField = codes.kind === 'activity' && level(codes.entry.code) <= 2;
    if (isField || codes.kind === 'unit') this.#unit = this.#activity = undefined;
    this.#unit = codes.unit ?? this.#unit;
    // Revenue and financing belong to no activity: their akun ends that of the rows above.
    if (codes.kind === 'account' && /^[46]$/.test(codes.entry.code)) this.#activity = undefined;
    this.#activity = codes.activity ?? this.#activity;
    const unit = this.#unit ?? this.#titled;
    if (unit) this.#context.lines.mention(unit.code, ...new Set(this.#columns.map(({ kind }) => kind)));
    const amounts = this.#columns.map((column) => (isBroken(row, column) ? null : (this.#context.amounts.read(row, column) ?? null)));
    const place = this.#placeOf(codes, unit);
    this.#planned?.row(
      row,
      place,
      amounts.some((amount) => (amount ?? 0n) !== 0n),
    );
    this.#add(codes, {
      place,
      row: row.number,
      amounts,
      asLine: this.#hasTotals ? amounts.map((_, at) => this.#amountOf(amounts, at)) : undefined,
      hidden: row.hidden,
      entry: codes.entry,
      unit,
      activity: this.#activity,
      broken: this.#columns.some((column) => isBroken(row, column)) ? keepRow(row) : undefined,
    });
  }

  #placeOf({ kind, entry, field }: Codes, unit: CodeEntry | undefined): Place {
    const activity = this.#activity?.code ?? '';
    const ofActivity = fieldOf(activity);
    const [account, isWhole] = [kind === 'account' ? entry.code : '', kind === 'unit' || (kind === 'activity' && level(entry.code) <= 2)];
    // An OPD that is also its own first sub-unit is printed twice, one beneath the other.
    const isOwn = kind === 'unit' && this.#last?.entry === entry;
    return {
      field: field === '' || isWithin(ofActivity, field) ? ofActivity : field,
      unit: unit?.code ?? '',
      whole: isWhole && !isOwn && unit?.code.endsWith('.0000') === true,
      activity,
      account,
    };
  }

  #add({ kind }: Codes, item: TreeRow): void {
    const { place } = item;
    this.#last = item;
    if (kind === 'unit' && place.field === '') {
      this.#waiting.push(item);
      return;
    }
    if (place.field === '') place.field = this.#field;
    else this.#field = place.field;
    this.#addWaiting();
    // An account of six parts in a sub kegiatan has no children.
    if (level(place.account) < 6 || level(place.activity) < 6) return this.#sums.row(item);
    this.#sums.line(this.#sums.at(place), item.asLine ?? item.amounts);
    this.#line(item);
  }

  #addWaiting(): void {
    for (const item of this.#waiting.splice(0)) {
      item.place.field = this.#field;
      this.#sums.row(item);
    }
  }

  /** The deepest code of a row decides its level; the codes before it repeat where it belongs. */
  #codesOf(row: Row): Codes | undefined {
    const name = this.#description ? textAt(row, this.#description.index) : '';
    const codes: Omit<Codes, 'kind' | 'entry'> = { field: '', unit: undefined, activity: undefined };
    let deepest: Pick<Codes, 'kind' | 'entry'> | undefined;
    const filled = this.#codes.filter(({ index }) => textAt(row, index) !== '');
    for (const [at, column] of filled.entries()) {
      const text = codeText(textAt(row, column.index));
      const own = at === filled.length - 1;
      const kind = this.#kindOf(text, column, name);
      const entry = kind && this.#context.codes.entry(kind, text, own ? name : '');
      if (!kind || !entry) {
        if (own && /^\d/.test(text)) this.#context.findings.find('code-unknown', `${column.letters}${row.number}`, text);
        continue;
      }
      if (kind === 'unit') codes.unit = entry;
      // Urusan and bidang are no activity that money is tied to.
      if (kind === 'activity' && level(entry.code) >= 3) codes.activity = entry;
      else if (kind === 'activity') codes.field = entry.code;
      deepest = { kind, entry };
    }
    return deepest && { ...deepest, ...codes };
  }

  /** By its printed form: a unit has eight parts, an activity's second part two digits, an account's one. */
  #kindOf(text: string, column: Column, name: string): 'unit' | 'activity' | 'account' | undefined {
    const parts = text.split('.');
    if (parts.length >= 7) return 'unit';
    if (parts.length >= 2) return (parts[1]?.length ?? 0) >= 2 ? 'activity' : 'account';
    if (this.#codes.length > 1) return column === this.#codes[0] ? 'activity' : column === this.#codes.at(-1) ? 'account' : undefined;
    return /^(?:BELANJA|PENDAPATAN|PEMBIAYAAN)\b/i.test(name) ? 'account' : 'activity';
  }

  /** A line's amount; where its total is blank or broken, what the groups beside it add up to. */
  #amountOf(amounts: readonly (Sen | null)[], at: number): Sen | null {
    const own = this.#columns[at];
    const stated = amounts[at] ?? null;
    if (stated !== null || own?.group !== 'total') return stated;
    return this.#columns.reduce<Sen>((sum, { kind }, other) => (kind === own.kind ? sum + (amounts[other] ?? 0n) : sum), 0n);
  }

  #line(item: TreeRow): void {
    const { amounts, place, entry, unit, activity, broken } = item;
    const row: Row = { number: item.row, hidden: item.hidden, cells: [] };
    for (const column of broken ? this.#columns : []) {
      const isSum = column.group === 'total' && column !== this.#own(column.kind, entry.code);
      if (broken && !isSum && isBroken(broken, column)) this.#context.amounts.read(broken, column);
    }
    if (amounts.every((amount) => amount === null)) {
      this.#context.lines.unfunded++;
      return;
    }
    // Ask for the unit once per table, not once per row.
    if (place.account !== '' && !unit && this.#context.codes.asksUnit()) return;
    if (place.account === '' || !unit) {
      const at = amounts.findIndex((amount) => amount !== null && amount !== 0n);
      if (at < 0) this.#context.lines.unfunded++;
      else {
        const expected = place.account !== '' ? 'SKPD' : 'rekening';
        this.#context.findings.find(
          'row-without-code',
          `${this.#columns[at]?.letters ?? ''}${row.number}`,
          toDecimal(amounts[at] ?? 0n),
          expected,
        );
      }
      return;
    }
    this.#context.codes.checkBidang(row, unit, activity);
    this.#context.codes.countKey(row, [unit, activity, entry], '', '');
    const budget = this.#measure(item, 'budget', unit, activity);
    const realization = this.#measure(item, 'realization', unit, activity);
    this.#results.line(unit.code, entry.code, [budget, realization]);
    const planned = this.#own('budget', entry.code) && budget;
    this.#context.amounts.compare(row, entry, this.#own('realization', entry.code), planned, realization);
  }

  /** The column of the account's own kelompok; the total where the table has none for it. */
  #own(kind: StatementKind, account: Code): TreeColumn | undefined {
    const columns = this.#columns.filter((column) => column.kind === kind);
    return (
      columns.find(({ group }) => group === account.slice(0, 3)) ??
      columns.find(({ group }) => group === 'all') ??
      columns.find(({ group }) => group === 'total')
    );
  }

  /** Writes a line's amount of one measure, and what another group's column holds: reported, but not lost. */
  #measure(item: TreeRow, kind: 'budget' | 'realization', unit: CodeEntry, activity: CodeEntry | undefined): Sen | null {
    const own = this.#own(kind, item.entry.code);
    let sum: Sen | null = null;
    let total: { stated: Sen; column: TreeColumn } | undefined;
    for (const [at, column] of this.#columns.entries()) {
      const amount = item.amounts[at] ?? null;
      if (column.kind !== kind || amount === null) continue;
      if (column.group === 'total' && column !== own) {
        total = { stated: amount, column };
        continue;
      }
      if (column !== own) {
        if (amount === 0n) continue;
        this.#context.findings.find('amount-wrong-group', `${column.letters}${item.row}`, toDecimal(amount), item.entry.printed);
      }
      sum = (sum ?? 0n) + amount;
      this.#context.lines.add(kind, {
        unit: unit.code,
        activity: activity?.code ?? '',
        account: item.entry.code,
        fund: '',
        package: '',
        amount,
        sheet: this.#context.sheet,
        row: item.row,
        column: column.letters,
      });
    }
    if (total && total.stated !== (sum ?? 0n))
      this.#context.findings.find('total-differs', `${total.column.letters}${item.row}`, toDecimal(total.stated), toDecimal(sum ?? 0n));
    return sum;
  }

  #uncoded(row: Row): void {
    const next = this.#titled && unitInRow(row);
    if (next) {
      this.#addWaiting();
      this.#unit = this.#activity = undefined;
      this.#titled = this.#context.codes.entry('unit', next.code, next.name);
      return;
    }
    const label = labelOf(row);
    if (isResult(label)) return this.#result(row, label);
    if (isTotalRow(row)) {
      this.#total = row.number;
      this.#addWaiting();
      this.#totals.add(row, () => this.#sums.cut());
      return;
    }
    const column = this.#columns.find((item) => (statedAmount(row, item, item.index) ?? 0n) !== 0n);
    if (!column) return;
    const words = this.#description ? textAt(row, this.#description.index) : '';
    const amount = statedAmount(row, column, column.index) ?? 0n;
    const stray = { ref: `${column.letters}${row.number}`, amount: toDecimal(amount), words };
    if (this.#total === 0) this.#codeless(stray);
    else this.#below.push(stray);
  }

  /** Of a measure in several columns the one of the whole states it. */
  #result(row: Row, label: string): void {
    const stated = kinds.map((kind) => {
      const column = this.#columns.find((item) => item.kind === kind && (item.group === 'all' || item.group === 'total'));
      const amount = column ? statedAmount(row, column, column.index) : null;
      return amount === null ? undefined : { amount, place: `${column?.letters}${row.number}` };
    });
    this.#results.take(label, stated, this.#unit?.code ?? this.#titled?.code);
  }

  #codeless({ ref, amount, words }: Stray): void {
    this.#context.findings.find('row-without-code', ref, amount, words);
  }

  end(): void {
    this.#addWaiting();
    const closed = this.#sums.close();
    for (const leaf of closed.leaves) this.#line(leaf);
    reportMistyped(this.#context.findings, this.#context.codes, closed.mistyped);
    reportLevels(this.#context.findings, closed.checks, this.#columns);
    this.#totals.report(closed, ({ printed }) => ({ id: `Baris jumlah, ${printed}`, en: `Total row, ${printed}` }));
    this.#results.end(kinds.length);
    this.#planned?.end();
    if (this.#below.length > 0) this.#context.findings.find('rows-below-total', String(this.#total + 1));
  }
}
