import { accountCodes, accountWords, type Code, isWithin, level } from '@sipkadin/budget';
import { classifyColumns, type Entity, entityNamed, type Measure, measureOfColumn } from '../../table/classify-columns.ts';
import type { Column, Header } from '../../table/header.ts';
import { plain } from '../../table/text.ts';
import { accountInLabel } from '../rows/account-label.ts';

/** Levels of the rows of such a table, the highest first. */
export const levels = ['opd', 'unit', 'program', 'kegiatan', 'sub'] as const satisfies readonly Entity[];
export type Level = (typeof levels)[number];

/** A column of amounts in a table without a column of accounts. */
export interface AmountOf {
  column: Column;
  measure: Measure;
  /** The account that its label names; '' for none. */
  account: Code;
  /** The level that its label names: "pagu_program" is the program's, in the row of each of its sub kegiatan. */
  level: Level | undefined;
}

/** The columns of one table: those whose amounts count, and those that state the sum of others. */
export interface AmountColumns {
  counted: AmountOf[];
  /** Sums of columns in the same row: "Belanja Operasi", "Jumlah". */
  sums: AmountOf[];
  /** Sums of rows, beside the amounts of the deepest level. */
  parents: AmountOf[];
  /** Columns that are called revenue or spending, but by no account's official name. */
  unnamed: Column[];
}

/** By the words that people write: "Belanja Barang & Jasa" is "Belanja Barang dan Jasa". */
const words = (text: string) =>
  plain(text.replaceAll('&', ' dan '))
    .replace(/\b(?:RP|RUPIAH|PAD)\b/g, ' ')
    .replace('TAK TERDUGA', 'TIDAK TERDUGA')
    .replace(/\b(?:DAN|DAERAH)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Of accounts with one name the highest. */
const byName = new Map(accountCodes.toReversed().map((code) => [words(accountWords(code)?.id ?? ''), code]));

/** The account that a label names: by its code, "5.1.01 Belanja Pegawai", or by its official name. */
function accountOf(text: string): Code {
  return accountInLabel(text)?.code ?? byName.get(words(text)) ?? '';
}

/** Sorts the amount columns of a header; undefined where none is known. */
export function amountColumns(header: Header): AmountColumns | undefined {
  const { measures, rest } = classifyColumns(header.columns);
  const named = rest.flatMap((column) => amountNamed(column) ?? []);
  const byLevel = named.filter(({ level: own }) => own !== undefined);
  const byAccount = named.filter(({ account }) => account !== '');
  const plainOnes = measures.map(({ measure, column }): AmountOf => ({ column, measure, account: '', level: undefined }));
  const unnamed =
    byAccount.length === 0 ? [] : rest.filter((column) => !named.some((item) => item.column === column) && isAccountName(column));
  if (byLevel.length > 0 && plainOnes.length + byAccount.length === 0) {
    const deepest = levels.findLast((name) => byLevel.some(({ level: own }) => own === name));
    const [counted, parents] = [byLevel.filter((item) => item.level === deepest), byLevel.filter((item) => item.level !== deepest)];
    return { counted, sums: [], parents, unnamed };
  }
  // "Belanja Operasi" beside "Belanja Pegawai" is its sum, "Pagu" beside them that of all.
  const isSum = ({ account, measure }: AmountOf) =>
    byAccount.some((other) => other.measure === measure && other.account !== account && isWithin(other.account, account));
  const isTotal = ({ measure }: AmountOf) => byAccount.some((other) => measure === 'unknown' || other.measure === measure);
  const counted = [...byAccount.filter((item) => !isSum(item)), ...plainOnes.filter((item) => !isTotal(item))];
  if (counted.length === 0) return undefined;
  return { counted, sums: [...byAccount.filter(isSum), ...plainOnes.filter(isTotal)], parents: [], unnamed };
}

const isAccountName = ({ lines }: Column) => /^(?:BELANJA|PENDAPATAN)\b/.test(lines.at(-1) ?? '');

function amountNamed(column: Column): AmountOf | undefined {
  const { lines, printed, label, spill } = column;
  if (/%|PERSEN|SISA|SELISIH|FISIK|TARGET|BULAN INI|LALU|SEBELUM/.test(label)) return undefined;
  const account = accountOf(printed.split(' / ').at(-1) ?? '');
  // What is above the account's name says what the amounts are.
  const measure = measureOfColumn({ label: lines.slice(0, -1).join(' '), lines: lines.slice(0, -1) }) ?? 'unknown';
  if (account !== '' && level(account) <= 3 && /^[45]/.test(account)) return { column, measure, account, level: undefined };
  const [, first = '', noun = ''] = /^(PAGU|ANGGARAN|REALISASI) (.+)$/.exec(label) ?? [];
  const entity = entityNamed(noun);
  const own = levels.find((name) => name === entity);
  if (own === undefined || spill) return undefined;
  return { column, measure: first === 'REALISASI' ? 'realization' : 'budget', account: '', level: own };
}
