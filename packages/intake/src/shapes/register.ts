import { type Basis, type IsoDate, toDecimal } from '@sipkadin/budget';
import { dateOfSerial } from '../containers/xlsx/styles.ts';
import type { AmountColumn } from '../reading/amounts.ts';
import type { CodeEntry } from '../reading/code-book.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { unitInRow, unitInTitles } from '../scope/unit-in-titles.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import { TableSums } from '../sums/table-sums.ts';
import { bestHeader, codedColumns, type Fields, paymentColumns } from '../table/classify-columns.ts';
import { parseDate } from '../table/dates.ts';
import { type Column, type Header, type SheetHead, textAt } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import { takeCashMoved } from './rows/cash-moved.ts';
import type { RowReader, Shape } from './shape.ts';

type Payment = NonNullable<ReturnType<typeof paymentColumns>>;

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
 * value is repeated on each of its rows. Who received what, and why, does not leave this process.
 */
export const register: Shape = {
  name: 'register',
  recognise(head) {
    const found = bestHeader(head, (fields, header) => wanted(head, header, fields) !== undefined);
    const fields = found && wanted(head, found.header, found.fields);
    if (!found || !fields) return undefined;
    const carried = [...codedColumns(fields), fields.documentNumber, fields.documentDate];
    return { header: found.header, amounts: [fields.amount], carried, open: (context) => new RegisterReader(context, fields) };
  },
};

function wanted(head: SheetHead, header: Header, fields: Fields): Wanted | undefined {
  const { code } = fields;
  const payment = paymentColumns(header.columns);
  const amount =
    fields.measures.find(({ measure }) => measure === 'realization')?.column ?? (payment && valueColumn(head, header, payment));
  const titled = unitInTitles(head, header);
  if (!payment || !amount || !code.account) return undefined;
  const basis = payment.document === 'SP2D' ? 'sp2d' : 'spj';
  return { ...fields, documentNumber: payment.number, documentDate: payment.date, amount, basis, titled };
}

/**
 * "Nilai" beside the number and the day of payments. "Nilai SP2D" is the whole document's: it counts only where no document
 * comes twice among the first rows.
 */
function valueColumn(head: SheetHead, header: Header, { number, document }: Payment): Column | undefined {
  const own = header.columns.filter(({ spill }) => !spill);
  const bare = own.filter(({ label }) => /^(?:NILAI|JUMLAH|NOMINAL)(?: RP| RUPIAH)?$/.test(label));
  const whole = own.filter(({ label }) => new RegExp(`^(?:NILAI|JUMLAH|NOMINAL)(?: BRUTO)? ${document}(?: RP| RUPIAH)?$`).test(label));
  const [column, other] = bare.length > 0 ? bare : whole;
  const numbers = head.rows.filter((row) => row.number > header.last).map((row) => textAt(row, number.index));
  const documents = numbers.filter((text) => /\d/.test(text));
  const repeats = bare.length === 0 && new Set(documents).size < documents.length;
  return other || repeats ? undefined : column;
}

const cancelled = /\b(?:di)?(?:batal(?:kan)?|tolak|kembalikan|hapus)\b|\b(?:void|retur|cancel(?:l?ed)?)\b/i;

class RegisterReader implements RowReader {
  readonly #context: ReadContext;
  readonly #fields: Wanted;
  readonly #amount: AmountColumn;
  #titled: CodeEntry | undefined;
  readonly #sums: TableSums;
  /** Different days written as dates and as digits in text, and how many of each say which number is the day. */
  readonly #spelled = { dates: 0, low: 0, texts: 0, high: 0 };
  readonly #dates = new Map<string, IsoDate | undefined>();
  #first: IsoDate | undefined;
  #last: IsoDate | undefined;
  #deposits = 0n;
  readonly #status: Column | undefined;

  constructor(context: ReadContext, fields: Wanted) {
    const { amount } = fields;
    this.#context = context;
    this.#fields = fields;
    this.#amount = context.amounts.column(amount);
    const [taken, before] = [new Set([amount.index]), [context.lines.tally('register').total]];
    this.#sums = new TableSums(context.findings, [this.#amount], { taken, before, account: fields.code.account });
    context.evidence.add('basis', fields.basis, amount.letters, amount.printed);
    const others = fields.measures.filter(({ column }) => column !== amount).map(({ column }) => column);
    const { titled, documentNumber, documentDate } = fields;
    this.#titled = fields.code.unit || fields.code.opd ? undefined : titled && context.codes.entry('unit', titled.code, titled.name);
    this.#status = fields.rest.find(({ label, spill }) => !spill && /^STATUS\b/.test(label));
    const rest = fields.rest.filter((column) => column !== documentNumber && column !== documentDate);
    context.findings.privacy.drop([...rest, ...others, ...(fields.description ? [fields.description] : [])]);
  }

  row(row: Row): void {
    const context = this.#context;
    const { code, name } = this.#fields;
    const account = context.codes.at('account', row, code.account, name.account);
    const opd = context.codes.at('unit', row, code.opd, name.opd);
    const unit = context.codes.at('unit', row, code.unit, name.unit) ?? opd ?? this.#titled;
    const number = textAt(row, this.#fields.documentNumber.index);
    if (!account && (!unit || unit === this.#titled) && number === '') return this.#uncoded(row);
    context.lines.countRow(row);
    if (unit) context.lines.mention(unit.code, 'register');
    const amount = context.amounts.read(row, this.#amount);
    if (amount === undefined) return;
    if (amount === null) {
      context.lines.unfunded++;
      return;
    }
    const sub = context.codes.at('activity', row, code.sub, name.sub);
    if (!account && unit && number === '' && !textAt(row, code.account?.index ?? 0))
      return this.#sums.subtotal(row, unit.code, sub?.code ?? '', [amount]);
    if (!account && takeCashMoved(context.findings, row, this.#amount)) return;
    if (!account || (!unit && (code.unit ?? code.opd))) return this.#codeless(row, account, amount);
    this.#recordNames(row);
    this.#deposit(row);
    const status = this.#status ? textAt(row, this.#status.index) : '';
    if (cancelled.test(status))
      context.findings.find('payment-cancelled', `${this.#amount.letters}${row.number}`, toDecimal(amount), status.slice(0, 40));
    const date = this.#date(row);
    if (date === undefined) return;
    context.codes.checkBidang(row, unit, sub);
    const fund = context.codes.at('fund', row, code.fund, name.fund);
    context.codes.countKey(row, [unit, sub, account, fund], '', '', `${number}|${date}`);
    this.#sums.line(unit?.code ?? '', sub?.code ?? '', [amount]);
    context.lines.add('register', {
      unit: unit?.code ?? '',
      activity: sub?.code ?? '',
      account: account.code,
      fund: fund?.code ?? '',
      package: '',
      amount,
      document: context.findings.privacy.freeText(row, this.#fields.documentNumber),
      date,
      sheet: context.sheet,
      row: row.number,
      column: this.#amount.letters,
    });
  }

  #recordNames(row: Row): void {
    const { code, name } = this.#fields;
    for (const entity of ['urusan', 'bidang', 'program', 'kegiatan'] as const)
      this.#context.codes.at('activity', row, code[entity], name[entity]);
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
    if (date === undefined) this.#context.findings.find('date-unreadable', `${column.letters}${row.number}`, textAt(row, column.index));
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

  #codeless(row: Row, account: CodeEntry | undefined, amount: bigint): void {
    const { code } = this.#fields;
    this.#sums.lost([amount]);
    const missing = account ? (code.unit ?? code.opd) : code.account;
    this.#context.findings.find('row-without-code', `${missing?.letters ?? ''}${row.number}`, toDecimal(amount), missing?.printed ?? '');
  }

  #uncoded(row: Row): void {
    const next = this.#titled && unitInRow(row);
    if (next) this.#titled = this.#context.codes.entry('unit', next.code, next.name);
    else if (!takeCashMoved(this.#context.findings, row, this.#amount)) this.#sums.uncoded(row);
  }

  end(): void {
    const context = this.#context;
    this.#sums.end();
    if (this.#deposits !== 0n && this.#fields.deposit)
      context.findings.find('deposits-not-counted', this.#fields.deposit.letters, toDecimal(this.#deposits));
    if (this.#first === undefined || this.#last === undefined) return;
    // 07/01 became the first of July, 13/01 stayed a text: what a spreadsheet of another language makes of a .csv.
    const { dates, low, texts, high } = this.#spelled;
    if (dates >= 2 && low === dates && texts >= 2 && high === texts)
      context.findings.find('dates-swapped', this.#fields.documentDate.letters, this.#fields.documentDate.printed);
    const column = this.#fields.documentDate;
    const text = `${column.printed} ${this.#first} – ${this.#last}`;
    context.evidence.add('from', `${this.#first.slice(0, 8)}01`, column.letters, text, 'dates');
    context.evidence.add('asOf', this.#last, column.letters, text, 'dates');
    for (const year of new Set([this.#first.slice(0, 4), this.#last.slice(0, 4)]))
      context.evidence.add('year', year, column.letters, text, 'dates');
  }
}
