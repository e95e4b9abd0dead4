import { canonicalCode, level } from '@sipkadin/budget';
import { type Column, type Header, type SheetHead, textAt } from './header.ts';
import { codeText } from './text.ts';

/** What a column of accounts is called without "Kode": its contents decide. "NO. URUT" holds them in the LRA of the ministry. */
const perhapsCodes = /^(?:(?:NO|NOMOR)(?: URUT| AKUN)?|NOREK|AKUN|REK|REKENING|COA|MAK|MATA ANGGARAN)$/;

/** The levels of an account, the deepest last, each in a column of its own with code and name in one cell. */
const accountLevels = [
  /^AKUN$/,
  /^KELOMPOK(?: AKUN)?$/,
  /^JENIS(?: AKUN| BELANJA)?$/,
  /^OB[JY]EK(?: AKUN| BELANJA)?$/,
  /^RINCIAN OB[JY]EK(?: AKUN| BELANJA)?$/,
  /^SUB ?RINCIAN OB[JY]EK(?: AKUN| BELANJA)?$/,
];

const account = /^([4-6](?:\.\d{1,5}){0,5})\.?(?:(?:\s+[-–:]?\s*|[-–:]\s*)\D.*)?$/;

interface Coded {
  code: { account?: Column };
  codeColumns: Column[];
  rest: Column[];
}

/**
 * With the columns of accounts that their labels alone do not show to be such: a running number that is none, or of levels
 * beside each other the deepest. Only where the header names no column of accounts.
 */
export function withCodesOf<Fields extends Coded>(head: SheetHead, header: Header, fields: Fields): Fields {
  if (fields.codeColumns.length > 0) return fields;
  const own = header.columns.filter(({ spill }) => !spill);
  const codes = own.find((column) => perhapsCodes.test(column.lines.at(-1) ?? '') && holdsAccounts(head, header, column, 1));
  if (fields.code.account === undefined) {
    const deepest = accountLevels
      .flatMap((label) => own.find((column) => label.test(column.label)) ?? [])
      .findLast((column) => holdsAccounts(head, header, column, 4));
    if (deepest) return { ...fields, code: { ...fields.code, account: deepest }, rest: fields.rest.filter((column) => column !== deepest) };
  }
  return codes ? { ...fields, codeColumns: [codes], rest: fields.rest.filter((column) => column !== codes) } : fields;
}

/** Whether every cell of a column with a digit begins with an account, at least two of them beyond the akun and `depth` deep. */
function holdsAccounts(head: SheetHead, header: Header, { index }: Column, depth: number): boolean {
  const texts = head.rows.filter(({ number }) => number > header.last).map((row) => codeText(textAt(row, index)));
  const codes = texts.filter((text) => /\d/.test(text)).map((text) => account.exec(text)?.[1]);
  const isDeep = (code: string | undefined) =>
    code !== undefined && canonicalCode('account', code) !== undefined && level(code) >= Math.max(2, depth);
  return codes.every((code) => code !== undefined) && new Set(codes.filter(isDeep)).size >= 2;
}
