import type { Sen } from '@sipkadin/budget';
import type { AmountColumn } from '../reading/amounts.ts';
import type { ReadContext } from '../reading/read-context.ts';
import { unitInTitles } from '../scope/unit-in-titles.ts';
import { isCodedResult } from '../sums/results.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import { bestHeader, codeColumnsOf, type Fields, paymentColumns } from '../table/classify-columns.ts';
import { type Column, type Header, mergeAt, type SheetHead, textAt, titlesAbove } from '../table/header.ts';
import { isScaled } from '../table/scale.ts';
import { columnLetters, type Row } from '../table/sheet.ts';
import { codeText, plain } from '../table/text.ts';
import { AccountPage, type Item, type PageKind } from './rows/account-page.ts';
import { kindInTitles } from './rows/kind-in-titles.ts';
import { withRevenueTarget } from './rows/revenue-target.ts';
import type { RowReader, Shape } from './shape.ts';

/** F: a page of accounts, parents among the children: code, description, budget, realization, or code and one amount. */
export const summary: Shape = {
  name: 'summary',
  recognise(head) {
    const found = bestHeader(
      head,
      (fields, header) => fields.measures.length > 0 && hasAccounts(head, header, codeColumnsOf(head, header, fields)),
    );
    if (!found || isDetail(found.fields, found.header)) return undefined;
    const codes = codeColumnsOf(head, found.header, found.fields);
    const whole = withRevenueTarget(
      head,
      found.header,
      found.fields,
      codes.map(({ index }) => index),
    );
    const { measures, unclear } = whole;
    const several = new Set(measures.map(({ measure }) => measure)).size < measures.length;
    if (!found.whole || unclear.length > 0 || several) return 'unclear';
    const { header } = found;
    const fields = { ...whole, codeColumns: codes };
    return {
      header,
      amounts: fields.measures.map(({ column }) => column),
      open: (context) => new SummaryReader(context, head, header, fields),
    };
  },
};

/** Rows of OPD, activities or payments are no page of the whole government, even where their unit is missing. */
function isDetail({ code, name }: Fields, { columns }: Header): boolean {
  const entities = ['opd', 'unit', 'program', 'kegiatan', 'sub'] as const;
  return entities.some((entity) => code[entity] ?? name[entity]) || paymentColumns(columns) !== undefined;
}

function hasAccounts(head: SheetHead, header: Header, codes: readonly Column[]): boolean {
  return head.rows.some(
    (row) =>
      row.number > header.last &&
      codes.some(({ index }) => /^[4-6](?:\.\d{1,6}){0,5}(?:\.?\s+[-–:]?\s*[A-Za-z].*)?$/.test(codeText(textAt(row, index)))),
  );
}

/** "Jumlah" on a page that is titled "Ringkasan APBD" is of the budget. */
function measuresOf(head: SheetHead, header: Header, { measures }: Fields): Fields['measures'] {
  const titled = titlesAbove(head, header).some(({ text }) => budgetPage.test(plain(text)));
  if (!titled || kindInTitles(head, header) !== 'budget') return measures;
  return measures.map(({ measure, column }) => ({ measure: measure === 'unknown' ? 'budget' : measure, column }));
}

const budgetPage =
  /\b(?:RINGKASAN|RINCIAN|PENJABARAN)\b.*\b(?:APBD|ANGGARAN PENDAPATAN)\b|^(?:PERUBAHAN )?(?:APBD|ANGGARAN PENDAPATAN DAN BELANJA DAERAH)\b/;

class SummaryReader implements RowReader {
  readonly #context: ReadContext;
  readonly #head: SheetHead;
  readonly #codes: readonly Column[];
  readonly #description: Column | undefined;
  readonly #columns = new Map<PageKind, AmountColumn>();
  readonly #page: AccountPage;

  constructor(context: ReadContext, head: SheetHead, header: Header, fields: Fields) {
    this.#context = context;
    this.#head = head;
    this.#codes = fields.codeColumns;
    this.#description = fields.description ?? fields.name.account;
    const titled = unitInTitles(head, header);
    const unit = titled ? (context.codes.entry('unit', titled.code, titled.name)?.code ?? '') : '';
    for (const item of measuresOf(head, header, fields)) {
      context.evidence.label(item.column);
      this.#columns.set(context.amounts.measure(item), context.amounts.column(item.column));
    }
    this.#page = new AccountPage(context, [...this.#columns.keys()], unit);
    const read = new Set([...this.#codes, this.#description].map((column) => column?.index));
    context.findings.privacy.drop(fields.rest.filter(({ index, spill }) => !read.has(index) && !spill));
  }

  row(row: Row): void {
    const filled = this.#codes.filter(({ index }) => textAt(row, index) !== '');
    const text = this.#code(row, filled);
    const words = this.#words(row, filled);
    const entry = text === '' ? undefined : this.#context.codes.entry('account', text, words);
    const isResult = entry !== undefined && isCodedResult(entry.code, plain(words));
    if (!entry || isResult || !/^[4-6]/.test(entry.code)) return this.#uncoded(row, text, words);
    this.#context.lines.countRow(row);
    const item: Item = { entry, row: row.number, hidden: row.hidden, label: plain(words), amounts: new Map() };
    for (const [kind, column] of this.#columns) {
      const at = this.#mergedFrom(row, column);
      const amount = this.#context.amounts.read(row, at);
      if (typeof amount === 'bigint') item.amounts.set(kind, { amount, column: at });
    }
    this.#page.add(item);
  }

  /** Codes may be spread over a column for each part ("5 | 1 | 02"). */
  #code(row: Row, filled: readonly Column[]): string {
    const texts = filled.map(({ index }) => codeText(textAt(row, index)));
    return texts.length > 1 && texts.every((text) => /^\d{1,5}$/.test(text)) ? texts.join('.') : (texts[0] ?? '');
  }

  /** Descriptions are indented over several columns: the first text that is no code. */
  #words(row: Row, filled: readonly Column[]): string {
    const described = this.#description ? textAt(row, this.#description.index) : '';
    if (described !== '') return described;
    for (let index = 0; index < row.cells.length; index++) {
      const cell = row.cells[index];
      if (cell?.kind === 'text' && !filled.some((column) => column.index === index) && /[A-Za-z]{3}/.test(cell.text))
        return textAt(row, index);
    }
    return '';
  }

  /** A cell merged with those to its left holds its value there. */
  #mergedFrom(row: Row, column: AmountColumn): AmountColumn {
    if (textAt(row, column.index) !== '') return column;
    const merge = mergeAt(this.#head.info, row.number, column.index);
    if (!merge || merge.left >= column.index || [...this.#columns.values()].some(({ index }) => index === merge.left)) return column;
    return this.#context.amounts.column({
      index: merge.left,
      letters: columnLetters(merge.left),
      printed: column.printed,
      lines: [],
      label: '',
      spill: false,
    });
  }

  #uncoded(row: Row, code: string, words: string): void {
    const label = plain(`${/[A-Za-z]{3}/.test(code) ? code : ''} ${words}`);
    if (isScaled(label)) this.#context.findings.find('amounts-scaled', String(row.number), words === '' ? code : words);
    const amounts = new Map<PageKind, { amount: Sen; place: string }>();
    for (const [kind, column] of this.#columns) {
      const amount = statedAmount(row, column, column.index);
      if (amount !== null) amounts.set(kind, { amount, place: `${column.letters}${row.number}` });
    }
    if (this.#page.result(row.number, label, amounts) || [...amounts.values()].every(({ amount }) => amount === 0n)) return;
    if (/^(?:JUMLAH|TOTAL)/.test(label)) return;
    const own = new Map(
      [...this.#columns].flatMap(([kind, column]) =>
        amounts.has(kind) ? [[kind, { amount: amounts.get(kind)?.amount ?? 0n, column }]] : [],
      ),
    );
    this.#page.stray({ row: row.number, code, words: words === code ? '' : words, amounts: own });
  }

  end(): void {
    this.#page.end();
  }
}
