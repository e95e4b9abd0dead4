import { type Code, canonicalCode, level as levelOf } from '@sipkadin/budget';
import { classifyColumns, codeColumnsOf, type Fields, paymentColumns, standOverLabels } from '../../table/classify-columns.ts';
import { type Header, headersIn, type SheetHead, textAt, titlesAbove } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';
import { codeText, plain } from '../../table/text.ts';
import { monthColumns } from '../rows/month-columns.ts';
import type { Refused, Shape } from '../shape.ts';
import { type AmountColumns, amountColumns, levels } from './amount-columns.ts';
import { type Table, WithoutAccountsReader } from './reader.ts';

/**
 * G: money by OPD, program, kegiatan or sub kegiatan, without a column of accounts: "pagu per dinas", a table of OPD with a
 * column for each jenis of spending, dumps in which the amounts of the levels above repeat. Amounts keep the akun that the
 * table names, and the deepest rows count.
 */
export const withoutAccounts: Shape = {
  name: 'without-accounts',
  recognise(head) {
    let best: Table | undefined;
    for (const header of headersIn(head)) {
      const table = tableIn(head, header);
      if (table && (!best || sizeOf(table.amounts) > sizeOf(best.amounts))) best = table;
    }
    if (!best) return namesAlone(head);
    const { header, amounts } = best;
    const [unnamed] = amounts.unnamed;
    if (unnamed) return { refusal: 'no-codes', ref: unnamed.letters, value: unnamed.printed };
    const table = best;
    return {
      header,
      amounts: [...amounts.counted, ...amounts.sums, ...amounts.parents].map(({ column }) => column),
      open: (context) => new WithoutAccountsReader(context, head, table),
    };
  },
};

const sizeOf = ({ counted, sums, parents }: AmountColumns) => counted.length + sums.length + parents.length;

function tableIn(head: SheetHead, header: Header): Table | undefined {
  const fields = classifyColumns(header.columns);
  const amounts = amountColumns(header);
  if (!amounts || fields.code.account || fields.name.account || fields.unclear.length > 0 || paymentColumns(header.columns))
    return undefined;
  // One amount for each measure and account: of more than one only a person can say which counts.
  const kinds = amounts.counted.map(({ measure, account }) => `${measure} ${account}`);
  const columns = amounts.counted.map(({ column }) => column);
  if (new Set(kinds).size < kinds.length || monthColumns(header).size > 2 || standOverLabels(head, header, columns)) return undefined;
  const rows = head.rows.filter(({ number }) => number > header.last);
  const codes = codesIn(head, header, fields);
  const found = rows.flatMap((row) => codes(row));
  const isRead = rows.some((row) => codes(row).some(isOfUnitOrActivity) && columns.some(({ index }) => /\d/.test(textAt(row, index))));
  if (!isRead || found.some(isAccount)) return undefined;
  return { header, fields, amounts, akun: akunIn(head, header, amounts) };
}

/** A table of OPD or activities that are named and have no codes. */
function namesAlone(head: SheetHead): Refused | undefined {
  for (const header of headersIn(head)) {
    const { code, name, codeColumns, measures } = classifyColumns(header.columns);
    if (code.account || name.account || codeColumns.length > 0 || measures.length === 0) continue;
    const named = levels.map((level) => name[level] ?? code[level]).find((column) => column !== undefined);
    const rows = head.rows.filter(({ number }) => number > header.last);
    const coded = levels.some((level) => rows.some((row) => /^\d/.test(textAt(row, code[level]?.index ?? -1))));
    const isRead = rows.some(
      (row) => /[A-Za-z]{3}/.test(textAt(row, named?.index ?? -1)) && measures.some(({ column }) => /\d/.test(textAt(row, column.index))),
    );
    const byName = header.columns.find(({ index, spill }) => !spill && rows.some((row) => accountName.test(plain(textAt(row, index)))));
    if (named && !coded && isRead && byName)
      return {
        refusal: 'no-codes',
        ref: byName.letters,
        value: measures.map(({ column }) => `${column.printed} (${column.letters})`).join(', '),
      };
    if (named && !coded && isRead) return { refusal: 'no-row-codes', ref: named.letters, value: named.printed };
  }
  return undefined;
}

/** A cell that names an account, as kinds of spending are named. */
const accountName =
  /^(?:BELANJA (?:PEGAWAI|BARANG|MODAL|OPERASI|HIBAH|BUNGA|SUBSIDI|BANTUAN|TIDAK TERDUGA|TAK TERDUGA|TRANSFER|BAGI HASIL)|PAJAK DAERAH|RETRIBUSI DAERAH|PENDAPATAN (?:ASLI|TRANSFER))\b/;

/** The codes of a row, as they are printed. */
function codesIn(head: SheetHead, header: Header, fields: Fields): (row: Row) => string[] {
  const own = levels.flatMap((level) => fields.code[level] ?? []);
  const columns = [...own, ...codeColumnsOf(head, header, fields)];
  return (row) =>
    columns.flatMap(({ index }) => {
      const text = codeText(textAt(row, index)).split(' ')[0] ?? '';
      return /\d/.test(text) ? [text] : [];
    });
}

function isOfUnitOrActivity(text: string): boolean {
  const activity = canonicalCode('activity', text.replace(/^x\.xx/i, '0.00'));
  return canonicalCode('unit', text) !== undefined || (activity !== undefined && levelOf(activity) >= 3);
}

/** "5.1.02": the second part of an activity's code has two digits. */
const isAccount = (text: string) => /^[4-6]\.\d(?:\.|$)/.test(text);

/** Whether the table says that its amounts are revenue or spending; undefined where it says neither, or both. */
function akunIn(head: SheetHead, header: Header, { counted }: AmountColumns): Code | undefined {
  const ofAmounts = counted.filter(({ account }) => account === '').map(({ column }) => column.label);
  const titles = titlesAbove(head, header).map(({ text }) => plain(text).replaceAll(/\bPENDAPATAN (?:DAN )?BELANJA\b/g, ' '));
  for (const texts of [ofAmounts, titles]) {
    const isSpending = texts.some((text) => /\bBELANJA\b|\bPAGU\b/.test(text));
    const isRevenue = texts.some((text) => /\bPENDAPATAN\b|\bPENERIMAAN\b/.test(text));
    if (isSpending !== isRevenue) return isSpending ? '5' : '4';
  }
  return undefined;
}
