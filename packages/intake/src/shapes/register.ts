import { type Basis, type IsoDate, type Sen, toDecimal } from '@sipkadin/budget';
import type { CodeEntry } from '../code-book.ts';
import type { AmountColumn, Pass } from '../pass.ts';
import { unitInRow, unitInTitles } from '../scope/unit-in-titles.ts';
import { parseDate } from '../table/dates.ts';
import { bestHeader, codedColumns, type Fields, paymentColumns } from '../table/fields.ts';
import { type Column, type Header, type SheetHead, textAt } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { dateOfSerial } from '../xlsx/styles.ts';
import type { RowReader, Shape } from './shape.ts';
import { CodedSums, SumRows } from './sum-rows.ts';
import { grandTotal, statedAmount } from './totals.ts';

type Wanted = Fields & {
  documentNumber: Column;
  documentDate: Column;
  amount: Column;
  basis: Basis;
  /** The OPD that the titles name, where no column does. */
  titled: ReturnType<typeof unitInTitles>;
};

/**
 * C: "Laporan Realisasi Per Dokumen", a row per document and account. Only "Nilai Realisasi" adds up: the SP2D's
 * value stands again on each of its rows. Who received what, and why, does not leave this process.
 */
export const register: Shape = {
  name: 'register',
  recognise(head) {
    const found = bestHeader(head, (fields, header) => wanted(head, header, fields) !== undefined);
    const fields = found && wanted(head, found.header, found.fields);
    if (!found || !fields) return undefined;
    const carried = [...codedColumns(fields), fields.documentNumber, fields.documentDate];
    return { header: found.header, amounts: [fields.amount], carried, open: (pass) => new RegisterReader(pass, fields) };
  },
};

function wanted(head: SheetHead, header: Header, fields: Fields): Wanted | undefined {
  const { code } = fields;
  const payment = paymentColumns(header.columns);
  const amount = fields.measures.find(({ measure }) => measure === 'realization')?.column;
  const titled = unitInTitles(head, header);
  if (!payment || !amount || !code.account || !(code.unit ?? code.opd ?? titled)) return undefined;
  const basis = payment.document === 'SP2D' ? 'sp2d' : 'spj';
  return { ...fields, documentNumber: payment.number, documentDate: payment.date, amount, basis, titled };
}

class RegisterReader implements RowReader {
  readonly #pass: Pass;
  readonly #fields: Wanted;
  readonly #amount: AmountColumn;
  #titled: CodeEntry | undefined;
  readonly #sums: SumRows;
  readonly #coded: CodedSums;
  /** Different days that stand as dates and as digits in text, and how many of each say which number is the day. */
  readonly #spelled = { dates: 0, low: 0, texts: 0, high: 0 };
  readonly #dates = new Map<string, IsoDate | undefined>();
  #first: IsoDate | undefined;
  #last: IsoDate | undefined;
  #deposits = 0n;

  constructor(pass: Pass, fields: Wanted) {
    const { amount } = fields;
    this.#pass = pass;
    this.#fields = fields;
    this.#amount = pass.column(amount);
    const [taken, missing] = [new Set([amount.index]), fields.code.account?.printed ?? ''];
    this.#sums = new SumRows(pass, [this.#amount], { taken, missing, before: this.#running() });
    this.#coded = new CodedSums(pass, [this.#amount]);
    pass.clue('basis', fields.basis, amount.letters, amount.printed);
    const others = fields.measures.filter(({ column }) => column !== amount).map(({ column }) => column);
    const { titled, documentNumber, documentDate } = fields;
    this.#titled = fields.code.unit || fields.code.opd ? undefined : titled && pass.book.entry('unit', titled.code, titled.name);
    const rest = fields.rest.filter((column) => column !== documentNumber && column !== documentDate);
    pass.tellColumns([...rest, ...others, ...(fields.description ? [fields.description] : [])]);
  }

  row(row: Row): void {
    const pass = this.#pass;
    const { code, name } = this.#fields;
    const account = pass.entry('account', row, code.account, name.account);
    const opd = pass.entry('unit', row, code.opd, name.opd);
    const unit = pass.entry('unit', row, code.unit, name.unit) ?? opd ?? this.#titled;
    const number = textAt(row, this.#fields.documentNumber.index);
    if (!account && (!unit || unit === this.#titled) && number === '') return this.#uncoded(row);
    pass.rows++;
    if (row.hidden) pass.hiddenRows++;
    if (unit) pass.speaksOf(unit.code, 'register');
    const amount = pass.amount(row, this.#amount);
    if (amount === undefined) return;
    if (amount === null) {
      pass.unfunded++;
      return;
    }
    const sub = pass.entry('activity', row, code.sub, name.sub);
    if (!account && unit && number === '' && !textAt(row, code.account?.index ?? 0)) return this.#subtotal(row, unit, sub, amount);
    if (!account || !unit) return this.#codeless(row, account, amount);
    this.#tellNames(row);
    this.#deposit(row);
    const date = this.#date(row);
    if (date === undefined) return;
    pass.checkBidang(row, unit, sub);
    const fund = pass.entry('fund', row, code.fund, name.fund);
    pass.key(row, [unit, sub, account, fund], '', '', `${number}|${date}`);
    this.#coded.line(unit.code, sub?.code ?? '', [amount]);
    pass.line('register', {
      unit: unit.code,
      activity: sub?.code ?? '',
      account: account.code,
      fund: fund?.code ?? '',
      package: '',
      amount,
      document: pass.freeText(row, this.#fields.documentNumber),
      date,
      sheet: pass.sheet,
      row: row.number,
      column: this.#amount.letters,
    });
  }

  #tellNames(row: Row): void {
    const { code, name } = this.#fields;
    for (const entity of ['urusan', 'bidang', 'program', 'kegiatan'] as const)
      this.#pass.entry('activity', row, code[entity], name[entity]);
  }

  #date(row: Row): IsoDate | undefined {
    const column = this.#fields.documentDate;
    const text = row.cells[column.index]?.text ?? '';
    let date = this.#dates.get(text);
    if (date === undefined && !this.#dates.has(text)) {
      const cell = row.cells[column.index];
      // A day that lost its format is the number that a spreadsheet keeps of it.
      const serial = cell?.kind === 'number' && /^[34]\d{4}$/.test(text) ? dateOfSerial(Number(text), false) : undefined;
      date = parseDate(serial ?? textAt(row, column.index));
      this.#dates.set(text, date);
      if (cell && date !== undefined) this.#spell(cell.kind === 'date', date, textAt(row, column.index));
      if (date !== undefined && (this.#first === undefined || date < this.#first)) this.#first = date;
      if (date !== undefined && (this.#last === undefined || date > this.#last)) this.#last = date;
    }
    if (date === undefined) this.#pass.find('date-unreadable', `${column.letters}${row.number}`, textAt(row, column.index));
    return date;
  }

  #spell(isDate: boolean, date: IsoDate, text: string): void {
    const isLow = Number(date.slice(8)) <= 12;
    if (isDate) {
      this.#spelled.dates++;
      if (isLow) this.#spelled.low++;
    } else if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(text)) {
      this.#spelled.texts++;
      if (!isLow) this.#spelled.high++;
    }
  }

  #deposit(row: Row): void {
    const column = this.#fields.deposit;
    if (!column) return;
    const amount = statedAmount(row, this.#amount, column.index);
    if (amount !== null) this.#deposits += amount;
  }

  #subtotal(row: Row, unit: CodeEntry, sub: CodeEntry | undefined, amount: Sen): void {
    const { account } = this.#fields.code;
    const [ref, missing] = [`${account?.letters ?? ''}${row.number}`, account?.printed ?? ''];
    this.#coded.add({ unit: unit.code, activity: sub?.code ?? '', amounts: [amount], ref, missing, row: row.number });
  }

  #codeless(row: Row, account: CodeEntry | undefined, amount: bigint): void {
    const { code } = this.#fields;
    const missing = account ? (code.unit ?? code.opd) : code.account;
    this.#pass.find('row-without-code', `${missing?.letters ?? ''}${row.number}`, toDecimal(amount), missing?.printed ?? '');
  }

  #uncoded(row: Row): void {
    const next = this.#titled && unitInRow(row);
    if (next) this.#titled = this.#pass.book.entry('unit', next.code, next.name);
    else this.#sums.add(row, this.#running());
  }

  #running(): Sen[] {
    return [this.#pass.tally('register').total];
  }

  end(): void {
    const pass = this.#pass;
    this.#sums.judge(this.#running(), () => grandTotal);
    this.#coded.judge();
    if (this.#deposits !== 0n && this.#fields.deposit)
      pass.find('deposits-not-counted', this.#fields.deposit.letters, toDecimal(this.#deposits));
    if (this.#first === undefined || this.#last === undefined) return;
    // 07/01 became the first of July, 13/01 stayed a text: what a spreadsheet of another language makes of a .csv.
    const { dates, low, texts, high } = this.#spelled;
    if (dates >= 2 && low === dates && texts >= 2 && high === texts)
      pass.find('dates-swapped', this.#fields.documentDate.letters, this.#fields.documentDate.printed);
    const column = this.#fields.documentDate;
    const text = `${column.printed} ${this.#first} – ${this.#last}`;
    pass.clue('from', `${this.#first.slice(0, 8)}01`, column.letters, text, 'dates');
    pass.clue('asOf', this.#last, column.letters, text, 'dates');
    for (const year of new Set([this.#first.slice(0, 4), this.#last.slice(0, 4)])) pass.clue('year', year, column.letters, text, 'dates');
  }
}
