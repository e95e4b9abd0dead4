import { type Finding, finding, toDecimal } from '@sipkadin/budget';
import { codeKind } from '../mapping/contents.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import { labelOf } from '../sums/totals/total-labels.ts';
import { classifyColumns, measureOfColumn } from '../table/classify-columns.ts';
import { type Column, type Header, headersIn, type SheetHead, textAt } from '../table/header.ts';
import type { Candidate, Survey } from './survey.ts';

/** Why a file in which no sheet can be read is refused: the form that most of its sheets have, or what they lack. */
export function whyRefused({ refused, unknown, blank }: Survey): Finding {
  const counts = Map.groupBy(refused, ({ refusal }) => refusal.refusal);
  const [most] = [...counts.values()].sort((a, b) => b.length - a.length);
  if (most?.[0]) {
    const { head, refusal } = most[0];
    return finding(refusal.refusal, {
      sheet: head.info.name,
      ref: refusal.ref ?? '',
      value: refusal.value ?? '',
      expected: refusal.expected ?? '',
    });
  }
  const sheets = unknown.map((head) => {
    const hasAccounts = holdsAccounts(head);
    return { head, sheet: head.info.name, amounts: amountColumns(head, hasAccounts), hasAccounts };
  });
  const undotted = sheets.flatMap(({ head, amounts }) => (amounts.length > 0 ? undottedIn(head) : []))[0];
  if (undotted) return undotted;
  const uncoded = sheets.find(({ amounts, hasAccounts }) => amounts.length > 0 && !hasAccounts);
  if (uncoded) return finding('no-codes', { sheet: uncoded.sheet, ref: uncoded.amounts[0]?.letters ?? '', value: listed(uncoded.amounts) });
  const list = sheets.find(({ head, amounts, hasAccounts }) => amounts.length === 0 && (hasAccounts || isCodeList(head)));
  if (list) return finding('no-amounts', { sheet: list.sheet, value: listed(columnsIn(list.head)) });
  const [first] = sheets;
  return finding('no-table', { sheet: first?.sheet ?? blank[0]?.info.name ?? '', value: first ? listed(columnsIn(first.head)) : none });
}

/** Codes without dots of which it is not certain where their parts begin. */
function undottedIn(head: SheetHead): Finding[] {
  const columns = headersIn(head).flatMap((header) =>
    header.columns
      .filter(({ label, spill }) => !spill && /\b(?:KODE|REKENING|REK|AKUN)\b/.test(label))
      .map((column) => ({ header, column })),
  );
  return columns.flatMap(({ header, column: { index, letters } }) => {
    const rows = head.rows.filter(({ number }) => number > header.last).filter((row) => /\d/.test(textAt(row, index)));
    const [first] = rows;
    const isUndotted = rows.length > 1 && rows.every((row) => /^[4-6]\d{3,14}$/.test(textAt(row, index)));
    if (!first || !isUndotted) return [];
    return [finding('codes-without-dots', { sheet: head.info.name, ref: `${letters}${first.number}`, value: textAt(first, index) })];
  });
}

const none = '–';

/** At most so many columns are named in a message. */
const mostListed = 12;

/** Columns as a message names them: "Pagu (C), Realisasi (D)". */
export function listed(columns: readonly Pick<Column, 'printed' | 'letters'>[]): string {
  const named = columns.slice(0, mostListed).map(({ printed, letters }) => `${printed.slice(0, 40)} (${letters})`);
  return named.length === 0 ? none : `${named.join(', ')}${columns.length > mostListed ? ' …' : ''}`;
}

/** The columns of the line that names most of them. */
function columnsIn(head: SheetHead): Column[] {
  const own = headersIn(head).map(({ columns }) => columns.filter(({ spill }) => !spill));
  return own.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

const money =
  /\b(?:PAGU|ANGGARAN|ALOKASI|APBD|PLAFON|REALISASI|SERAPAN|PENYERAPAN|PENCAIRAN|PENGELUARAN|PENERIMAAN|BIAYA|NOMINAL|RUPIAH|RP)\b|^(?:JUMLAH|NILAI|TOTAL)(?: (?:DANA|UANG|BELANJA|PENDAPATAN))?$|^(?:BELANJA|PENDAPATAN)\b/;
const other = /%|PERSEN|\b(?:KODE|NAMA|URAIAN|SUMBER|JENIS|KATEGORI|TAHUN|STATUS|NO|NOMOR|TANGGAL|TGL|SATUAN|VOLUME|FISIK)\b/;

/** Beside accounts numbers under a year are money; beside regions they may be inhabitants. */
const year = /^(?:(?:TA|TAHUN) )?20\d\d$/;

/** The columns of money: by their labels, and with a number beneath. */
function amountColumns(head: SheetHead, hasAccounts: boolean): Column[] {
  const found = new Map<number, Column>();
  for (const header of headersIn(head))
    for (const column of header.columns) {
      if (column.spill || found.has(column.index)) continue;
      const last = column.lines.at(-1) ?? '';
      const isMoney = [column.label, last].some((label) => money.test(label) && !other.test(label));
      const isYear = hasAccounts && year.test(last);
      if ((isMoney || isYear || measureOfColumn(column) !== undefined) && holdsNumbers(head, header, column))
        found.set(column.index, column);
    }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

function holdsNumbers(head: SheetHead, header: Header, { index }: Column): boolean {
  const below = head.rows.filter(({ number }) => number > header.last);
  return below.some((row) => statedAmount(row, { style: 'id' }, index) !== null || statedAmount(row, { style: 'en' }, index) !== null);
}

function holdsAccounts({ rows }: SheetHead): boolean {
  return rows.some(({ cells }, at) => cells.some((_, index) => codeKind(textAt(rows[at], index)) === 'account'));
}

function isCodeList(head: SheetHead): boolean {
  return headersIn(head).some(({ columns }) => {
    const fields = classifyColumns(columns);
    return (
      Object.keys(fields.code).length > 0 ||
      fields.codeColumns.length > 0 ||
      columns.some(({ label }) => /^(?:KODE|CODE)\b|\b(?:KODE|CODE)$/.test(label))
    );
  });
}

/**
 * Why nothing was read of a sheet whose form is known: nobody filled it in, or its amounts belong to no row that is known.
 * @param candidate the sheet that was read
 */
export function whyNothingRead(candidate: Candidate): Finding {
  const { head, readable } = candidate;
  const { header, amounts, kept } = readable;
  const columns = kept ?? amounts;
  const sheet = head.info.name;
  for (const row of head.rows) {
    if (row.number <= header.last) continue;
    for (const { index, letters } of columns) {
      const amount = statedAmount(row, { style: 'id' }, index);
      if (amount !== null && amount !== 0n)
        return finding('amount-not-counted', {
          ...{ sheet, ref: `${letters}${row.number}`, value: toDecimal(amount) },
          expected: labelOf(row).slice(0, 80),
        });
    }
  }
  const named = columns.map(({ index, letters }) => ({
    letters,
    printed: header.columns.find((column) => column.index === index)?.printed ?? letters,
  }));
  return finding('form-empty', { sheet, value: listed(named) });
}
