import { type FiscalYear, type IsoDate, type Month, monthEnd, regionByCode, toDecimal } from '@sipkadin/budget';
import { region as regionQuestion } from '../questions/region.ts';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { asOf as asOfQuestion } from '../scope/period.ts';
import { year as yearQuestion } from '../scope/year.ts';
import { measureOfColumn } from '../table/classify-columns.ts';
import { monthIn } from '../table/dates.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt } from '../table/header.ts';
import { parseAmount, senOf } from '../table/number.ts';
import type { Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';
import { accountInLabel } from './rows/account-label.ts';
import { AccountPage, type Item, type PageKind } from './rows/account-page.ts';
import { withoutPartialBreakdowns } from './rows/partial-breakdown.ts';
import type { RowReader, Shape } from './shape.ts';

/** Columns that divide the table: one value of each is read, and never a sum over several. */
interface Dividing {
  region: Column;
  year: Column | undefined;
  month: Column | undefined;
}

interface Columns extends Dividing {
  account: Column;
  measures: ReadonlyMap<PageKind, Column>;
}

/**
 * Accounts of many regions, years and months as rows, as portals publish them: region code, year, month, account, amount.
 * The region is the one that the file is uploaded for, year and month are those of the answers. The realization of a
 * month is the position at its end.
 */
export const regionRows: Shape = {
  name: 'region-rows',
  recognise(head) {
    for (const header of headersIn(head)) {
      const columns = columnsOf(head, header);
      if (!columns) continue;
      const { falls, pairs } = monthlyFalls(head, header, columns);
      if (falls * 10 > pairs)
        return { refusal: 'months-fall', ref: columns.month?.letters ?? '', value: String(falls), expected: String(pairs) };
      return { header, amounts: [...columns.measures.values()], open: (context) => new RegionRowsReader(context, header, columns) };
    }
    return undefined;
  },
};

function columnsOf(head: SheetHead, header: Header): Columns | undefined {
  const own = header.columns.filter(({ spill }) => !spill);
  const below = head.rows.filter(({ number }) => number > header.last);
  const labelled = (label: RegExp, holds: (text: string) => boolean) =>
    own.find((column) => {
      const texts = below.map((row) => textAt(row, column.index)).filter((text) => text !== '');
      return label.test(column.label) && texts.length > 1 && texts.every(holds);
    });
  const region = labelled(/\b(?:KODE|CODE|WILAYAH|DAERAH|PEMDA|REGION)\b/, (text) => regionByCode(text) !== undefined);
  const account = labelled(/\b(?:REKENING|REK|AKUN|ACCOUNT|KODE|CODE)\b/, (text) => accountInLabel(text) !== undefined);
  if (!region || !account || region === account) return undefined;
  const measures = new Map<PageKind, Column>();
  for (const column of own) {
    const kind = measureOf(column);
    if (kind && !measures.has(kind)) measures.set(kind, column);
  }
  if (measures.size === 0) return undefined;
  const year = labelled(/^(?:TAHUN|TAHUN ANGGARAN|TA|YEAR|FISCAL YEAR)$/, (text) => yearQuestion.parse(text) !== undefined);
  const month = labelled(/^(?:BULAN|BLN|MONTH)$/, (text) => monthIn(text) !== undefined);
  // A month is a position of realization; of a budget alone it would be a cash plan.
  if (month && (!year || !measures.has('realization'))) return undefined;
  return { region, account, year, month, measures };
}

function measureOf(column: Column): PageKind | undefined {
  const known = measureOfColumn(column);
  if (known !== undefined) return known === 'unknown' ? undefined : known;
  if (/^(?:BUDGET|APPROPRIATION)$/.test(column.label)) return 'budget';
  return /^REALI[SZ]ATION$/.test(column.label) ? 'realization' : undefined;
}

/**
 * How often realization falls from a row's month to a later one. A position up to the end of the month only falls by a
 * correction; more than one fall in ten says that the months hold their own realization.
 */
function monthlyFalls(
  head: SheetHead,
  header: Header,
  { region, account, year, month, measures }: Columns,
): { falls: number; pairs: number } {
  const realization = measures.get('realization');
  const found = { falls: 0, pairs: 0 };
  const last = new Map<string, { month: Month; amount: bigint }>();
  for (const row of head.rows) {
    if (row.number <= header.last || !month || !realization) continue;
    const key = [region, account, year].map((column) => (column ? textAt(row, column.index) : '')).join('|');
    const now = { month: monthIn(textAt(row, month.index)) ?? 0, amount: senOf(parseAmount(textAt(row, realization.index), undefined)) };
    if (now.amount === undefined) continue;
    const before = last.get(key);
    last.set(key, { month: now.month, amount: now.amount });
    if (!before || before.month >= now.month) continue;
    found.pairs++;
    if (now.amount < before.amount) found.falls++;
  }
  return found;
}

/** The rows of one year and month of the region. */
interface Section {
  year: FiscalYear | undefined;
  asOf: IsoDate | undefined;
  /** Cells of its first row that say so. */
  yearRef: string;
  month: { ref: string; text: string };
  items: Item[];
}

class RegionRowsReader implements RowReader {
  readonly #context: ReadContext;
  readonly #columns: Columns;
  readonly #amounts: ReadonlyMap<PageKind, AmountColumn>;
  readonly #regions = new Map<string, string>();
  /** Code of the region whose rows are kept: the one that is asked for, or the first while there is but one. */
  #region: string | undefined;
  readonly #sections = new Map<string, Section>();

  constructor(context: ReadContext, header: Header, columns: Columns) {
    this.#context = context;
    this.#columns = columns;
    this.#amounts = new Map([...columns.measures].map(([kind, column]) => [kind, context.amounts.column(column)]));
    this.#region = context.answers.of(regionQuestion);
    for (const kind of columns.measures.keys()) context.lines.tally(kind);
    const { region, account, year, month, measures } = columns;
    const read = new Set([region, account, year, month, ...measures.values()].map((column) => column?.index));
    context.findings.privacy.drop(header.columns.filter(({ index, spill }) => !spill && !read.has(index)));
  }

  row(row: Row): void {
    const { lines, findings, codes, amounts } = this.#context;
    const { region, account } = this.#columns;
    const code = textAt(row, region.index);
    const known = regionByCode(code);
    const label = accountInLabel(textAt(row, account.index));
    if (!known || !label) {
      if ([...this.#amounts.values()].some((column) => textAt(row, column.index) !== ''))
        findings.find('row-without-code', String(row.number), code, known ? account.printed : region.printed);
      return;
    }
    lines.countRow(row);
    this.#regions.set(code, known.name);
    this.#region ??= code;
    if (code !== this.#region) return;
    const section = this.#sectionOf(row);
    const entry = section && codes.entry('account', label.code, label.name);
    if (!entry) {
      findings.find('row-without-code', String(row.number), textAt(row, account.index), section ? account.printed : 'tahun, bulan');
      return;
    }
    const item: Item = { entry, row: row.number, hidden: row.hidden, label: plain(label.name), amounts: new Map() };
    for (const [kind, column] of this.#amounts) {
      const amount = amounts.read(row, column);
      if (typeof amount === 'bigint') item.amounts.set(kind, { amount, column });
    }
    section.items.push(item);
  }

  /** @returns undefined for a row whose year or month cannot be read */
  #sectionOf(row: Row): Section | undefined {
    const { year: yearColumn, month: monthColumn } = this.#columns;
    const year = yearColumn && yearQuestion.parse(textAt(row, yearColumn.index));
    const number = monthColumn && monthIn(textAt(row, monthColumn.index));
    if ((yearColumn && year === undefined) || (monthColumn && number === undefined)) return undefined;
    const key = `${year} ${number}`;
    let section = this.#sections.get(key);
    if (!section) {
      const asOf = year === undefined || number === undefined ? undefined : monthEnd(year, number);
      const month = { ref: `${monthColumn?.letters ?? ''}${row.number}`, text: monthColumn ? textAt(row, monthColumn.index) : '' };
      section = { year, asOf, yearRef: `${yearColumn?.letters ?? ''}${row.number}`, month, items: [] };
      this.#sections.set(key, section);
    }
    return section;
  }

  end(): void {
    const { answers, lines, evidence } = this.#context;
    const region = this.#chosenRegion();
    if (region === undefined) return;
    evidence.add('government', region, this.#columns.region.letters, this.#regions.get(region) ?? '');
    const all = [...this.#sections.values()];
    const ofYear = this.#answered(all, yearQuestion.key, answers.of(yearQuestion), ({ year }) => year);
    const sections = this.#answered(ofYear, asOfQuestion.key, answers.of(asOfQuestion), ({ asOf }) => asOf);
    for (const { year, asOf, yearRef, month } of sections) {
      if (year !== undefined) evidence.add('year', String(year), yearRef, String(year));
      if (asOf !== undefined) evidence.add('asOf', asOf, month.ref, month.text);
    }
    lines.waiting ||= sections.length > 1;
    const [only, another] = sections;
    if (!only || another) return;
    if (only.asOf !== undefined) this.#context.findings.find('month-as-position', only.month.ref, only.asOf);
    const page = new AccountPage(this.#context, [...this.#amounts.keys()], '');
    const { items, partial } = withoutPartialBreakdowns(only.items);
    for (const { parent, kind, stated, listed } of partial) {
      const column = this.#amounts.get(kind);
      this.#context.findings.find('breakdown-partial', `${column?.letters ?? ''}${parent.row}`, toDecimal(listed), toDecimal(stated));
    }
    for (const item of items) page.add(item);
    page.end();
  }

  #chosenRegion(): string | undefined {
    const { answers, findings, lines } = this.#context;
    const wanted = answers.of(regionQuestion);
    if (wanted !== undefined) {
      if (this.#regions.has(wanted)) return wanted;
      findings.find('region-missing', '', regionByCode(wanted)?.name ?? wanted);
      return undefined;
    }
    if (this.#regions.size <= 1) return this.#region;
    findings.ask(regionQuestion, {
      sheet: this.#context.sheet,
      regions: [...this.#regions].map(([value, name]) => ({ value, name })),
    });
    lines.waiting = true;
    return undefined;
  }

  /** The sections that agree with an answer. One that the table does not hold is reported with those that it does. */
  #answered<Value extends string | number>(
    sections: readonly Section[],
    key: string,
    answer: Value | undefined,
    of: (section: Section) => Value | undefined,
  ) {
    const values = new Set(sections.map(of).filter((value) => value !== undefined));
    if (answer === undefined || values.size === 0) return sections;
    if (sections.some((section) => of(section) === answer)) return sections.filter((section) => of(section) === answer);
    this.#context.findings.find('answer-wrong', '', `${key}=${answer}`, [...values].join(', '));
    return [];
  }
}
