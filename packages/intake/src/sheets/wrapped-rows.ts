import type { ReadContext } from '../reading/read-context.ts';
import { isResult } from '../sums/results.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import { isRemainder, isTotalLabel } from '../sums/totals/total-labels.ts';
import { keepRow, textAt } from '../table/header.ts';
import { columnLetters, type Row } from '../table/sheet.ts';
import { codeText, plain } from '../table/text.ts';
import type { Candidate } from './survey.ts';

/** How a row of its own begins, that has lost its code or sums up others. */
const ownWords =
  /^(?:belanja|pendapatan|pembiayaan|penerimaan|pengeluaran|pajak|retribusi|saldo|selisih|catatan|keterangan|rekap\w*)\b|seluruh/i;

/** Lines that a name is broken into. */
const mostLines = 4;

const forms: ReadonlySet<Candidate['shape']> = new Set(['summary', 'tree', 'flat', 'cash-plan', 'mapped', 'without-accounts']);

/**
 * Puts together what a table copied from a PDF has in several rows: the code and the first words of an account's name,
 * and below them the other words with the amounts.
 */
export class WrappedRows {
  readonly #context: ReadContext;
  readonly #amounts: readonly number[];
  readonly #isForm: boolean;
  /** Of the rows whose amounts may follow: accounts, or activities where the table has no accounts. */
  readonly #code: RegExp;
  /** The account without amounts, and the rows of further words below it. */
  #held: Row[] = [];
  /** Of the words of its name. */
  #name = -1;

  constructor(context: ReadContext, { readable, shape }: Pick<Candidate, 'readable' | 'shape'>) {
    this.#context = context;
    this.#code = shape === 'without-accounts' ? /^\d{1,2}(?:\.\d+)+(?:\s|$)/ : /^[4-6](?:\.\d+)+(?:\s|$)/;
    this.#isForm = forms.has(shape) && readable.amounts.length > 0;
    this.#amounts = readable.amounts.map(({ index }) => index);
  }

  /** @returns the rows that can be read now: none while the next one may go on with this one */
  take(row: Row): readonly Row[] {
    if (!this.#isForm) return [row];
    const [first] = this.#held;
    const isNext = first !== undefined && row.number === first.number + this.#held.length && this.#goesOn(first, row);
    if (isNext && this.#hasAmounts(row)) return [this.#whole(row)];
    if (isNext && this.#held.length < mostLines - 1) {
      this.#held.push(keepRow(row));
      return [];
    }
    const before = this.end();
    this.#name = this.#nameOf(row);
    if (this.#name < 0) return [...before, row];
    this.#held = [keepRow(row)];
    return before;
  }

  /** The rows that nothing followed. */
  end(): Row[] {
    return this.#held.splice(0);
  }

  #hasAmounts(row: Row): boolean {
    return this.#amounts.some((index) => (statedAmount(row, { style: undefined }, index) ?? 0n) !== 0n);
  }

  /** The column of the name of a row that has an account and no amount; -1 for any other row. */
  #nameOf(row: Row): number {
    if (!this.#amounts.every((index) => textAt(row, index) === '')) return -1;
    const texts = row.cells.map((_, index) => textAt(row, index));
    if (!texts.some((text) => this.#code.test(codeText(text)))) return -1;
    return texts.findLastIndex((text) => /[A-Za-z]{3}/.test(text));
  }

  /** Whether a row has nothing but further words, amounts, and what is merged over it and the row above. */
  #goesOn(first: Row, row: Row): boolean {
    const words = textAt(row, this.#name);
    if (words === '' && this.#held.length === 1) return this.#onlyAmounts(row);
    if (!/^[A-Za-z(&/]/.test(words) || isTotalLabel(words) || ownWords.test(words)) return false;
    if (isResult(plain(words)) || isRemainder(plain(words))) return false;
    const left = Math.min(...this.#amounts);
    return row.cells.every((cell, index) => {
      const text = textAt(row, index);
      if (text === '' || index === this.#name || this.#amounts.includes(index) || text === textAt(first, index)) return true;
      return index > left && cell?.kind === 'number';
    });
  }

  /** Whether a row has amounts and nothing else, as below the last line of a name. */
  #onlyAmounts(row: Row): boolean {
    return this.#hasAmounts(row) && row.cells.every((_, index) => textAt(row, index) === '' || this.#amounts.includes(index));
  }

  #whole(last: Row): Row {
    const [first = last, ...between] = this.#held.splice(0);
    const words = [first, ...between, last]
      .map((row) => textAt(row, this.#name))
      .join(' ')
      .trim();
    const width = Math.max(first.cells.length, last.cells.length);
    const cells = Array.from({ length: width }, (_, index) => {
      const own = first.cells[index];
      if (index === this.#name) return own && { ...own, text: words };
      return textAt(first, index) === '' ? last.cells[index] : own;
    });
    const code = textAt(
      first,
      first.cells.findIndex((_, index) => this.#code.test(codeText(textAt(first, index)))),
    );
    const at = this.#amounts.find((index) => textAt(last, index) !== '') ?? 0;
    const value = words.startsWith(code) ? words : `${code} ${words}`;
    this.#context.findings.find('amount-on-next-line', `${columnLetters(at)}${last.number}`, value);
    return { ...last, cells };
  }
}
