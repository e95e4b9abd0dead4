import { ancestor, type Code, isWithin, opdOf, type Sen, toDecimal } from '@sipkadin/budget';
import type { MeasureName } from '../../questions/measure.ts';
import { akun as akunQuestion } from '../../questions/without-accounts/akun.ts';
import { subUnits } from '../../questions/without-accounts/sub-units.ts';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { CodeEntry } from '../../reading/code-book.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import type { Check } from '../../sums/differences.ts';
import { placeOf } from '../../sums/place.ts';
import { reportLevels, reportMistyped } from '../../sums/report-sums.ts';
import type { StatedRow } from '../../sums/stated-row.ts';
import { Sums } from '../../sums/sums.ts';
import { TotalRows } from '../../sums/totals/total-rows.ts';
import type { Fields } from '../../table/classify-columns.ts';
import { type Header, type SheetHead, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { RowCodes } from '../rows/row-codes.ts';
import type { RowReader } from '../shape.ts';
import type { AmountColumns, AmountOf, Level } from './amount-columns.ts';
import { opdRows } from './opd-rows.ts';

/** A table that this shape has recognised. */
export interface Table {
  header: Header;
  fields: Fields;
  amounts: AmountColumns;
  /** "4" or "5"; undefined where no word of the table says which. */
  akun: Code | undefined;
}

interface Counted extends AmountColumn {
  measure: MeasureName;
  account: Code;
}

/** A column that states in every row what other columns of the row add up to. */
interface SumColumn {
  column: AmountColumn;
  parts: readonly number[];
  stated: Sen;
  computed: Sen;
  different: string;
}

interface ReadRow extends StatedRow {
  unit: Code;
  activity: Code;
  fund: Code;
  /** Of an amount in a column of a level above that of the row. */
  level?: Level;
}

const partsOf: Readonly<Partial<Record<Level, number>>> = { program: 3, kegiatan: 5 };

/** Reads rows of OPD and activities; whatever lies above others is held against what they add up to. */
export class WithoutAccountsReader implements RowReader {
  readonly #context: ReadContext;
  readonly #fields: Fields;
  readonly #codes: RowCodes;
  readonly #counted: readonly Counted[];
  readonly #sumColumns: readonly SumColumn[];
  readonly #parents: readonly (Counted & { level: Level })[];
  readonly #sums: Sums<ReadRow>;
  readonly #totals: TotalRows;
  /** Kept to the end: only then it is known what the row of an OPD states. At each cut of the table, how many came before. */
  readonly #rows: ReadRow[] = [];
  readonly #cuts: number[] = [];
  readonly #akun: Code | undefined;
  /** What each level above states, once. */
  readonly #stated = new Set<string>();
  readonly #hasUnits: boolean;

  constructor(context: ReadContext, head: SheetHead, { header, fields, amounts, akun }: Table) {
    this.#context = context;
    this.#fields = fields;
    this.#akun = akun;
    this.#codes = new RowCodes(context, head, header, fields);
    const read = ({ column, measure, account }: AmountOf): Counted => ({
      ...context.amounts.column(column),
      measure: context.amounts.measure({ measure, column }),
      account,
    });
    this.#counted = amounts.counted.map(read);
    this.#parents = amounts.parents.flatMap((item) => (item.level ? [{ ...read(item), level: item.level }] : []));
    this.#sumColumns = amounts.sums.map(({ column, account, measure }) => ({
      column: context.amounts.column(column),
      parts: amounts.counted.flatMap((item, at) => (isPart(item, { account, measure }) ? [at] : [])),
      ...{ stated: 0n, computed: 0n, different: '' },
    }));
    for (const { column } of amounts.counted) context.evidence.label(column);
    this.#sums = new Sums(this.#counted.length);
    const own = [...this.#counted, ...this.#parents, ...this.#sumColumns.map(({ column }) => column)].map(({ index }) => index);
    this.#totals = new TotalRows(context.findings, this.#counted, { taken: new Set(own), missing: 'SKPD' });
    this.#hasUnits = (fields.code.opd ?? fields.code.unit) !== undefined;
    const used = new Set([...own, ...this.#codes.columns.map(({ index }) => index), fields.code.fund?.index, fields.name.fund?.index]);
    context.findings.privacy.drop(header.columns.filter(({ index, spill }) => !used.has(index) && !spill));
  }

  row(row: Row): void {
    const context = this.#context;
    const place = this.#codes.of(row);
    if (!place) return this.#totals.add(row, () => this.#cuts.push(this.#rows.length) - 1);
    context.lines.countRow(row);
    const amounts = this.#counted.map((column) => context.amounts.read(row, column) ?? null);
    const stated = amounts.findIndex((amount) => amount !== null && amount !== 0n);
    const { unit, activity, account } = place;
    const ref = `${this.#counted[stated]?.letters ?? ''}${row.number}`;
    if (account || (this.#hasUnits && !unit && activity && activity.code.length >= 7)) {
      // An account among activities, or an activity whose OPD is not known: what it holds cannot be placed.
      if (stated >= 0 && account) context.findings.find('amount-not-counted', ref, toDecimal(amounts[stated] ?? 0n), account.printed);
      else if (stated >= 0) context.findings.find('row-without-code', ref, toDecimal(amounts[stated] ?? 0n), 'SKPD');
      return;
    }
    const kinds = new Set(this.#counted.map(({ measure }) => measure));
    if (unit) context.lines.mention(unit.code, ...kinds);
    const { fund } = this.#fields.code;
    const ofFund = context.codes.at('fund', row, fund, this.#fields.name.fund);
    if (activity) context.codes.checkBidang(row, unit, activity);
    const fundName = this.#fields.name.fund ? textAt(row, this.#fields.name.fund.index) : '';
    context.codes.countKey(row, [unit, activity, ofFund], '', fundName);
    if (amounts.every((amount) => amount === null)) context.lines.unfunded++;
    const codes = { unit: unit?.code ?? '', activity: activity?.code ?? '' };
    this.#rows.push({ place: placeOf(codes.unit, codes.activity, ''), ...codes, fund: ofFund?.code ?? '', row: row.number, amounts });
    this.#checkColumns(row, amounts);
    this.#addParents(row, unit, activity);
  }

  /** Holds "Belanja Operasi" or "Jumlah" against the columns of the same row that they sum up. */
  #checkColumns(row: Row, amounts: readonly (Sen | null)[]): void {
    for (const sum of this.#sumColumns) {
      const stated = this.#context.amounts.read(row, sum.column);
      if (typeof stated !== 'bigint') continue;
      const computed = sum.parts.reduce<Sen>((all, at) => all + (amounts[at] ?? 0n), 0n);
      sum.stated += stated;
      sum.computed += computed;
      if (stated === computed) continue;
      const ref = `${sum.column.letters}${row.number}`;
      if (sum.different === '') sum.different = ref;
      this.#context.findings.find('total-differs', ref, toDecimal(stated), toDecimal(computed));
    }
  }

  /** "pagu_program" in the row of a sub kegiatan repeats what its program has: a sum, however often it is printed. */
  #addParents(row: Row, unit: CodeEntry | undefined, activity: CodeEntry | undefined): void {
    for (const column of this.#parents) {
      const amount = this.#context.amounts.read(row, column);
      if (typeof amount !== 'bigint') continue;
      const parts = partsOf[column.level];
      const codes = {
        unit: column.level === 'opd' ? opdOf(unit?.code ?? '') : (unit?.code ?? ''),
        activity: parts === undefined ? '' : ancestor(activity?.code ?? '', parts),
      };
      const key = `${column.letters}|${codes.unit}|${codes.activity}|${amount}`;
      if (this.#stated.has(key)) continue;
      this.#stated.add(key);
      const amounts = this.#counted.map(({ measure }) => (measure === column.measure ? amount : null));
      const place = placeOf(codes.unit, codes.activity, '');
      this.#rows.push({ place, ...codes, fund: '', row: row.number, amounts, level: column.level });
    }
  }

  end(): void {
    const { findings, codes } = this.#context;
    this.#addRows();
    const closed = this.#sums.close();
    for (const leaf of closed.leaves) this.#line(leaf);
    reportMistyped(findings, codes, closed.mistyped);
    const byLevel = Map.groupBy(closed.checks, ({ row }: Check<ReadRow>) => row.level);
    for (const [level, checks] of byLevel) {
      const columnOf = ({ measure }: Counted) => this.#parents.find((parent) => parent.level === level && parent.measure === measure);
      reportLevels(findings, checks, level === undefined ? this.#counted : this.#counted.map((own) => columnOf(own) ?? own));
    }
    for (const { column, stated, computed, different } of this.#sumColumns)
      findings.reconciliation.push({
        what: { id: column.printed, en: column.printed },
        place: different === '' ? column.letters : different,
        file: toDecimal(stated),
        computed: toDecimal(computed),
        equal: different === '',
      });
    this.#totals.report(closed, ({ printed }) => ({ id: `Baris jumlah, ${printed}`, en: `Total row, ${printed}` }));
  }

  #addRows(): void {
    const { findings, sheet, answers } = this.#context;
    const { rows, unclear } = opdRows(this.#rows, answers.of(subUnits));
    if (unclear) {
      const { row, measure, ofSubUnits } = unclear;
      const ref = `${this.#counted[measure]?.letters ?? ''}${row.row}`;
      const [stated, other] = [toDecimal(row.amounts[measure] ?? 0n), toDecimal(ofSubUnits)];
      findings.ask(subUnits, { sheet, ref, opd: row.unit, stated, ofSubUnits: other });
    }
    const read = new Set(rows);
    for (let at = 0, cut = 0; at <= this.#rows.length; at++) {
      for (; this.#cuts[cut] === at; cut++) this.#sums.cut();
      const row = this.#rows[at];
      if (row && read.has(row)) this.#sums.row(row);
    }
  }

  #line({ unit, activity, fund, row, amounts, level }: ReadRow): void {
    const { lines, sheet } = this.#context;
    for (const [at, amount] of amounts.entries()) {
      const own = this.#counted[at];
      if (!own || amount === null) continue;
      const column = this.#parents.find((parent) => parent.level === level && parent.measure === own.measure) ?? own;
      const account = own.account === '' ? this.#akunOf(activity, own) : own.account;
      lines.add(own.measure, { unit, activity, account, fund, package: '', amount, sheet, row, column: column.letters });
    }
  }

  /** Activities are spending. */
  #akunOf(activity: Code, { letters, printed }: Counted): Code {
    const known = activity === '' ? (this.#akun ?? this.#context.answers.of(akunQuestion)) : '5';
    if (known !== undefined) return known;
    const { findings, sheet } = this.#context;
    if (!findings.isAsked(akunQuestion)) findings.ask(akunQuestion, { sheet, ref: letters, label: printed });
    return '5';
  }
}

/** Whether a column is summed up by another: by one of an account what lies beneath it, by one without what has the same measure. */
function isPart(part: AmountOf, { account, measure }: Pick<AmountOf, 'account' | 'measure'>): boolean {
  if (account !== '') return part.measure === measure && part.account !== '' && isWithin(part.account, account);
  return part.account !== '' && (measure === 'unknown' || part.measure === measure);
}
