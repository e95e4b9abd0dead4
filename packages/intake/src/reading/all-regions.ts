import {
  canonicalCode,
  type FiscalYear,
  findRegion,
  type IsoDate,
  parseFiscalYear,
  regionByCode,
  type Sen,
  type Words,
} from '@sipkadin/budget';
import { regionTableIn } from '../shapes/regions.ts';
import { accountInLabel } from '../shapes/rows/account-label.ts';
import { firstRows } from '../sheets/survey.ts';
import { dayIn, yearsIn } from '../table/dates.ts';
import { type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import { type AmountFault, type Rounded, senOf, senOfStored } from '../table/number.ts';
import { columnLetters, type Row, type SheetInfo, type Workbook } from '../table/sheet.ts';

/** What a file says of many regions at once. */
export type RegionFigures =
  | {
      kind: 'budgets';
      year: FiscalYear;
      /** The day that the titles name ("dicetak pada tanggal 12 Mei 2023"). */
      day: IsoDate | undefined;
      /** An amount for each region and account of the table; null where the cell is empty. */
      rows: { region: string; account: string; amount: Sen | null }[];
    }
  | { kind: 'years'; rows: { region: string; year: FiscalYear; account: string; budget: Sen; realization: Sen }[] }
  | { kind: 'residents'; year: FiscalYear; source: string; rows: { region: string; residents: number }[] };

/** A cell that cannot be used: the whole file is then refused, because a total over regions must not miss one silently. */
export interface RegionFault {
  code: 'no-table' | 'no-year' | 'region-unknown' | 'region-twice' | 'account-unknown' | 'amount-unread';
  /** Sheet and cell, or row. */
  place: string;
  message: Words;
}

export type RegionsRead = { figures: RegionFigures } | { faults: RegionFault[] };

/** So many faults are named; the first ones tell what is wrong. */
const mostFaults = 20;

/** Reads a table of regions whole: DJPK's wide table of budgets, its year-end rows, or a list of residents. @throws Refusal */
export async function readAllRegions(workbook: Workbook): Promise<RegionsRead> {
  for (const info of workbook.sheets) {
    const head: SheetHead = { info, rows: await firstRows(workbook, info) };
    const wide = regionTableIn(head);
    if (wide) return readWide(workbook, head, wide);
    const named = namedColumns(head);
    if (named?.has('account')) return readYears(workbook, info, named);
    if (named?.has('population')) return readResidents(workbook, info, named);
  }
  return { faults: [fault('no-table', '', 'tidak ada tabel banyak daerah yang dikenali', 'no table of many regions was recognised')] };
}

function fault(code: RegionFault['code'], place: string, id: string, en: string): RegionFault {
  return { code, place, message: { id, en } };
}

async function* rowsOf(workbook: Workbook, info: SheetInfo): AsyncGenerator<Row> {
  for await (const lot of workbook.rows(info)) yield* lot;
}

/** A number as it is stored or written in a CSV; an empty cell is no amount. */
function amountAt(row: Row, column: number): Sen | null | undefined {
  const text = textAt(row, column);
  if (text === '') return null;
  const read: Sen | Rounded | AmountFault = senOfStored(text);
  return senOf(read);
}

async function readWide(
  workbook: Workbook,
  head: SheetHead,
  { header, regions, labels }: NonNullable<ReturnType<typeof regionTableIn>>,
): Promise<RegionsRead> {
  const titles = titlesAbove(head, header).map(({ text }) => text);
  const year = titles.flatMap((text) => yearsIn(text, false))[0];
  const faults: RegionFault[] = [];
  if (year === undefined) faults.push(fault('no-year', head.info.name, 'judul tidak menyebut tahun', 'the titles name no year'));
  const columns = regions.flatMap(({ value, name, columns: own }) => {
    const [first, ...more] = own;
    const place = `${head.info.name} ${first?.column.letters ?? ''}${header.bottom}`;
    if (regionByCode(value) === undefined)
      faults.push(fault('region-unknown', place, `daerah tidak dikenal: ${name}`, `unknown region: ${name}`));
    if (more.length > 0) faults.push(fault('region-twice', place, `daerah ini dua kali: ${name}`, `this region comes twice: ${name}`));
    return first === undefined ? [] : [{ region: value, column: first.column.index }];
  });
  const rows: Extract<RegionFigures, { kind: 'budgets' }>['rows'] = [];
  for await (const row of rowsOf(workbook, head.info)) {
    const label = accountInLabel(textAt(row, labels));
    if (row.number <= header.last || label === undefined) continue;
    const account = canonicalCode('account', label.code);
    const place = `${head.info.name} ${columnLetters(labels)}${row.number}`;
    if (account === undefined) {
      faults.push(fault('account-unknown', place, `kode akun tidak dikenal: ${label.code}`, `unknown account: ${label.code}`));
      continue;
    }
    for (const { region, column } of columns) {
      const amount = amountAt(row, column);
      if (amount !== undefined) rows.push({ region, account, amount });
      else if (faults.length < mostFaults)
        faults.push(unread(`${head.info.name} ${columnLetters(column)}${row.number}`, textAt(row, column)));
    }
  }
  if (faults.length > 0 || year === undefined) return { faults: faults.slice(0, mostFaults) };
  return { figures: { kind: 'budgets', year, day: titles.flatMap((text) => dayIn(text) ?? [])[0], rows } };
}

function unread(place: string, text: string): RegionFault {
  return fault('amount-unread', place, `bukan jumlah uang: "${text}"`, `no amount: "${text}"`);
}

/** Columns of a table whose first row has plain names, by name; undefined where none is called "code". */
function namedColumns(head: SheetHead): Map<string, number> | undefined {
  const [first] = head.rows;
  if (first === undefined) return undefined;
  const names = new Map(
    first.cells.flatMap((cell, index) => (cell === undefined ? [] : [[cell.text.trim().toLowerCase(), index] as const])),
  );
  return names.has('code') ? names : undefined;
}

/** December of each region and year that has both revenue and spending: a month in between is no year, and spending alone no whole table. */
async function readYears(workbook: Workbook, info: SheetInfo, named: ReadonlyMap<string, number>): Promise<RegionsRead> {
  const at = (row: Row, name: string) => textAt(row, named.get(name) ?? -1);
  const faults: RegionFault[] = [];
  const groups = new Map<string, Extract<RegionFigures, { kind: 'years' }>['rows']>();
  const seen = new Set<string>();
  for await (const row of rowsOf(workbook, info)) {
    const region = at(row, 'code');
    if (region.toLowerCase() === 'code' || region === '' || (named.has('month') && at(row, 'month') !== '12')) continue;
    const place = `${info.name} ${row.number}`;
    const year = parseFiscalYear(at(row, 'year'));
    const account = canonicalCode('account', at(row, 'account'));
    const budget = amountAt(row, named.get('budget') ?? -1);
    const realization = amountAt(row, named.get('realization') ?? -1);
    if (regionByCode(region) === undefined)
      faults.push(fault('region-unknown', place, `daerah tidak dikenal: ${region}`, `unknown region: ${region}`));
    else if (year === undefined) faults.push(fault('no-year', place, 'tahun tidak terbaca', 'the year cannot be read'));
    else if (account === undefined)
      faults.push(
        fault('account-unknown', place, `kode akun tidak dikenal: ${at(row, 'account')}`, `unknown account: ${at(row, 'account')}`),
      );
    else if (typeof budget !== 'bigint' || typeof realization !== 'bigint')
      faults.push(unread(place, `${at(row, 'budget')}; ${at(row, 'realization')}`));
    else {
      const key = `${region} ${year}`;
      if (seen.has(`${key} ${account}`))
        faults.push(fault('region-twice', place, `daerah, tahun, dan akun ini dua kali`, 'this region, year and account come twice'));
      seen.add(`${key} ${account}`);
      const rows = groups.get(key) ?? [];
      rows.push({ region, year, account, budget, realization });
      groups.set(key, rows);
    }
    if (faults.length >= mostFaults) break;
  }
  if (faults.length > 0) return { faults };
  const whole = [...groups.values()].filter((rows) => ['4', '5'].every((code) => rows.some(({ account }) => account === code)));
  return { figures: { kind: 'years', rows: whole.flat() } };
}

async function readResidents(workbook: Workbook, info: SheetInfo, named: ReadonlyMap<string, number>): Promise<RegionsRead> {
  const at = (row: Row, name: string) => textAt(row, named.get(name) ?? -1);
  const faults: RegionFault[] = [];
  const rows: Extract<RegionFigures, { kind: 'residents' }>['rows'] = [];
  let year: FiscalYear | undefined;
  let source = '';
  for await (const row of rowsOf(workbook, info)) {
    const region = at(row, 'code');
    if (region.toLowerCase() === 'code' || region === '') continue;
    const place = `${info.name} ${row.number}`;
    const residents = Number(at(row, 'population'));
    year ??= parseFiscalYear(at(row, 'year'));
    source ||= at(row, 'source');
    if ((regionByCode(region) ?? findRegion(at(row, 'name'))) === undefined)
      faults.push(fault('region-unknown', place, `daerah tidak dikenal: ${region}`, `unknown region: ${region}`));
    else if (!Number.isSafeInteger(residents) || residents <= 0)
      faults.push(
        fault(
          'amount-unread',
          place,
          `bukan jumlah penduduk: "${at(row, 'population')}"`,
          `no number of residents: "${at(row, 'population')}"`,
        ),
      );
    else rows.push({ region, residents });
    if (faults.length >= mostFaults) break;
  }
  if (year === undefined) faults.push(fault('no-year', info.name, 'tahun tidak terbaca', 'the year cannot be read'));
  if (faults.length > 0 || year === undefined) return { faults };
  return { figures: { kind: 'residents', year, source, rows } };
}
