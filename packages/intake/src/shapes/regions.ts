import { findRegion, regionByCode } from '@sipkadin/budget';
import { region as regionQuestion } from '../questions/region.ts';
import type { AmountColumn } from '../reading/amounts.ts';
import type { CodeEntry } from '../reading/code-book.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { year as yearQuestion } from '../scope/year.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import { standOverLabels } from '../table/classify-columns.ts';
import { yearsIn } from '../table/dates.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { plain } from '../table/text.ts';
import { accountInLabel } from './rows/account-label.ts';
import { AccountPage, type Item, type PageKind } from './rows/account-page.ts';
import { kindInTitles } from './rows/kind-in-titles.ts';
import type { RowReader, Shape } from './shape.ts';

/** A region of the table: its code where the name is known, else what the table calls it. */
interface Region {
  value: string;
  name: string;
}

export interface RegionColumns extends Region {
  columns: { kind: PageKind | undefined; column: Column }[];
}

/**
 * G: DJPK's table of the budgets of many regions, a column (or one each for budget and realization) per region, the
 * account's code within its label ("4101. Pajak Daerah"). One region is read: the one it is uploaded for, or the only one.
 */
export const regions: Shape = {
  name: 'regions',
  recognise(head) {
    const found = regionTableIn(head);
    if (!found) return undefined;
    const { header, regions, labels } = found;
    const amounts = regions.flatMap(({ columns }) => columns.map(({ column }) => column));
    return { header, amounts, open: (context) => new RegionsReader(context, head, header, regions, labels) };
  },
};

/** The table of regions among the first rows of a sheet, with the column of its labels; undefined where there is none. */
export function regionTableIn(head: SheetHead): { header: Header; regions: RegionColumns[]; labels: number } | undefined {
  let found: { header: Header; regions: RegionColumns[]; labels: number } | undefined;
  for (const header of headersIn(head)) {
    const regions = regionsOf(header);
    if (!headAmounts(head, header, regions)) continue;
    const first = Math.min(...regions.map(({ columns }) => columns[0]?.column.index ?? 0));
    const labels = regions.length === 0 ? undefined : labelColumn(head, header, first);
    // The year beneath the names belongs to the header: of two headers with the same columns, take the taller.
    const better = !found || regions.length > found.regions.length;
    const taller = found?.regions.length === regions.length && header.top <= found.header.bottom + 1;
    if (labels !== undefined && (better || taller)) found = { header, regions, labels };
  }
  return found;
}

const kindWord = /^(?:KAB|KABUPATEN|KOTA|PROVINSI|PROV|PROPINSI|PEMKAB|PEMKOT|PEMPROV) [A-Z]/;

/** The region that a label names; undefined where it names none. */
function regionNamed(name: string): Region | undefined {
  if (!kindWord.test(name)) return undefined;
  const known = findRegion(name);
  return known ? { value: known.code, name: known.name } : { value: name, name };
}

function regionsOf(header: Header): RegionColumns[] {
  const found = new Map<string, RegionColumns>();
  for (const column of header.columns) {
    if (column.spill) continue;
    const region = column.lines.flatMap((line) => regionNamed(line) ?? [])[0];
    if (!region || /%|PERSEN|SELISIH|SISA/.test(column.label)) continue;
    const kind = /\bREALISASI\b/.test(column.label)
      ? 'realization'
      : /\b(?:ANGGARAN|PAGU|APBD)\b/.test(column.label)
        ? 'budget'
        : undefined;
    const known = found.get(region.value) ?? { ...region, columns: [] };
    known.columns.push({ kind, column });
    found.set(region.value, known);
  }
  // "Kota asal" is no region: a table of regions names some that there are.
  return [...found.values()].some(({ value }) => /^\d/.test(value)) ? [...found.values()] : [];
}

/**
 * Whether the names of regions are the heads of columns: an amount lies beneath one of them, and no line of the header is of
 * the titles ("Urusan Pemerintahan | : | Kabupaten Toba").
 */
function headAmounts(head: SheetHead, header: Header, regions: readonly RegionColumns[]): boolean {
  const lines = head.rows.filter(({ number }) => number >= header.top && number <= header.bottom);
  if (lines.some(({ cells }) => cells.some((cell) => cell?.kind === 'text' && /^\s*:|:\s*$/.test(cell.text)))) return false;
  const columns = regions.flatMap((region) => region.columns.map(({ column }) => column));
  // "Kabupaten Toba / Dinas Contoh / Anggaran": lines of titles that happen to be above a column of amounts.
  const isHead = ({ lines }: Column) => lines.every((line) => regionNamed(line) !== undefined || ofAmounts.test(line));
  if (!columns.every(isHead)) return false;
  const below = head.rows.filter(({ number }) => number > header.last);
  return !standOverLabels(head, header, columns) && columns.some(({ index }) => below.some((row) => /\d/.test(textAt(row, index))));
}

/** What else is in the labels of a region's column. */
const ofAmounts =
  /^(?:(?:NILAI|JUMLAH|TOTAL|PAGU|ANGGARAN|REALISASI|APBD|BELANJA|PENDAPATAN|MURNI|PERUBAHAN|TAHUN|TA|RP|RUPIAH|DALAM|SD|S D|PER|\d+|JANUARI|FEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NOVEMBER|DESEMBER)(?: |$))+$/;

/** The column left of the regions whose texts begin with codes. None where the header's own last line is such a row. */
function labelColumn(head: SheetHead, header: Header, first: number): number | undefined {
  for (let index = 0; index < first; index++) {
    const coded = head.rows.filter((row) => accountInLabel(textAt(row, index)) !== undefined);
    if (coded.some(({ number }) => number >= header.top && number <= header.bottom)) return undefined;
    const below = coded.filter(({ number }) => number > header.last);
    if (below.length >= 2 && below.some((row) => row.cells.slice(first).some((cell) => cell && /\d/.test(cell.text)))) return index;
  }
  return undefined;
}

/** The year that a column's labels name, the lowest line first. */
const yearOf = ({ lines }: Column): number | undefined => lines.toReversed().flatMap((line) => yearsIn(line, false))[0];

class RegionsReader implements RowReader {
  readonly #context: ReadContext;
  readonly #labels: number;
  readonly #columns = new Map<PageKind, AmountColumn>();
  readonly #page: AccountPage;

  constructor(context: ReadContext, head: SheetHead, header: Header, all: readonly RegionColumns[], labels: number) {
    this.#context = context;
    this.#labels = labels;
    const region = chooseRegion(context, all);
    const columns = this.#ofTheYear((region ?? all[0])?.columns ?? []);
    for (const { kind, column } of columns) {
      const measure = context.amounts.measure({ measure: kind ?? kindInTitles(head, header) ?? 'unknown', column });
      // Of a region that is still to be chosen nothing is read but what its columns hold.
      context.lines.tally(measure);
      if (!region) continue;
      if (this.#columns.has(measure)) context.findings.find('column-duplicate', column.letters, column.printed);
      else this.#columns.set(measure, context.amounts.column(column));
      for (const year of column.lines.flatMap((line) => yearsIn(line, false)))
        context.evidence.add('year', String(year), `${column.letters}${header.bottom}`, column.printed);
      if (/^\d/.test(region.value)) context.evidence.add('government', region.value, column.letters, region.name);
    }
    this.#page = new AccountPage(context, [...this.#columns.keys()], '');
  }

  /** Of columns of several years those of the one that is answered, until then of the newest: years are never added up. */
  #ofTheYear(columns: RegionColumns['columns']): RegionColumns['columns'] {
    const years = [...new Set(columns.flatMap(({ column }) => yearOf(column) ?? []))].toSorted((a, b) => a - b);
    if (years.length < 2) return columns;
    const { answers, evidence } = this.#context;
    const answer = answers.of(yearQuestion);
    const year = answer !== undefined && years.includes(answer) ? answer : years.at(-1);
    if (year !== answer) for (const { column } of columns) evidence.add('year', String(yearOf(column)), column.letters, column.printed);
    evidence.offer('year', years.map(String));
    return columns.filter(({ column }) => yearOf(column) === year);
  }

  row(row: Row): void {
    const context = this.#context;
    const label = accountInLabel(textAt(row, this.#labels));
    const name = label?.name === '' ? textAt(row, this.#labels + 1) : (label?.name ?? '');
    const entry: CodeEntry | undefined = label && context.codes.entry('account', label.code, /[A-Za-z]{3}/.test(name) ? name : '');
    if (!entry) return this.#uncoded(row);
    context.lines.countRow(row);
    const item: Item = { entry, row: row.number, hidden: row.hidden, label: plain(name), amounts: new Map() };
    for (const [kind, column] of this.#columns) {
      const amount = context.amounts.read(row, column);
      if (typeof amount === 'bigint') item.amounts.set(kind, { amount, column });
    }
    this.#page.add(item);
  }

  #uncoded(row: Row): void {
    const label = textAt(row, this.#labels);
    const stated = new Map(
      [...this.#columns].flatMap(([kind, column]) => {
        const amount = statedAmount(row, column, column.index);
        return amount === null ? [] : [[kind, { amount, place: `${column.letters}${row.number}` }] as const];
      }),
    );
    if (this.#page.result(row.number, plain(label), stated) || [...stated.values()].every(({ amount }) => amount === 0n)) return;
    if (!/^(?:JUMLAH|TOTAL)/.test(plain(label))) this.#context.findings.find('code-unknown', String(row.number), label);
  }

  end(): void {
    if (this.#columns.size > 0) this.#page.end();
  }
}

/** The region to read: the only one, else the one that is asked for. Otherwise a person must choose. */
function chooseRegion<Known extends Region>(context: ReadContext, all: readonly Known[]): Known | undefined {
  const wanted = context.answers.of(regionQuestion);
  if (all.length === 1) return all[0];
  const region = all.find(({ value, name }) => value === wanted || name === wanted);
  if (region) return region;
  context.lines.waiting ||= wanted === undefined;
  if (wanted === undefined) context.findings.ask(regionQuestion, { sheet: context.sheet, regions: all });
  else context.findings.find('region-missing', '', regionByCode(wanted)?.name ?? wanted);
  return undefined;
}
