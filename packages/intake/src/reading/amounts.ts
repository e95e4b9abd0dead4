import { type FindingCode, isNik, type Sen, toDecimal, withoutPersonalData } from '@sipkadin/budget';
import type { Answers } from '../questions/answers.ts';
import { type MeasureName, measure as measureQuestion } from '../questions/measure.ts';
import { numbers } from '../questions/numbers.ts';
import type { Measure } from '../table/classify-columns.ts';
import type { Column } from '../table/header.ts';
import { type AmountFault, type NumberStyle, parseAmount, type Rounded, senOfStored } from '../table/number.ts';
import type { Row } from '../table/sheet.ts';
import { clean } from '../table/text.ts';
import type { CodeEntry } from './code-book.ts';
import type { ReadFindings } from './read-findings.ts';

/** A column of amounts and how it writes numbers. */
export interface AmountColumn {
  index: number;
  letters: string;
  printed: string;
  style: NumberStyle | undefined;
  seen: Seen;
}

/** What the cells of a column held. */
interface Seen {
  sheet: string;
  letters: string;
  printed: string;
  /** The first amount that is not zero; then whether one is more than a share may be, and whether one is surely money. */
  first: string;
  aboveShare: boolean;
  large: boolean;
  /** A text of at least a million by its groups, and the first number that is stored as one; whether any of those is a thousand or more. */
  groups: boolean;
  firstNumber: { ref: string; text: string };
  numbersAbove: boolean;
  /** Cells that the file shows as percentages. */
  percents: number;
  firstPercent: { ref: string; text: string };
}

/** Above what no percentage of revenue or spending is, and from what on an amount of a report is surely money: sen. */
const largestShare = 1_000_00n;
const surelyMoney = 1_000_000_00n;

/** How number columns write numbers, by "sheet!letters"; `undefined` values could not be decided. */
export type Styles = ReadonlyMap<string, NumberStyle | undefined>;

/** Thrown at the first "1.234" of a column of unknown style: the whole column must be searched before it is read. */
export class StyleNeeded extends Error {}

const faults: Record<Exclude<AmountFault, 'ambiguous'>, FindingCode> = {
  'not-a-number': 'amount-unreadable',
  'below-sen': 'amount-below-sen',
  'too-large': 'amount-too-large',
};

interface AmountOptions {
  json: boolean;
  answers: Answers;
  styles: Styles | undefined;
}

/** "1.500.000", "1,500,000.00" */
const millionInGroups = /^\D{0,4}\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?!\d)/;

function seeNumber({ seen, letters }: AmountColumn, { number }: Row, text: string): void {
  const value = Math.abs(Number(text));
  if (value >= 1000) seen.numbersAbove = true;
  else if (value > 0 && seen.firstNumber.ref === '') seen.firstNumber = { ref: `${letters}${number}`, text: text.slice(0, 40) };
}

/** Reads cells as amounts in sen. */
export class Amounts {
  /** What the rows that are being read hold, where a column of the table says it. */
  only: MeasureName | undefined;
  readonly #findings: ReadFindings;
  readonly #options: AmountOptions;
  /** "sheet!letters" of columns whose style was asked for. */
  readonly #asked = new Set<string>();
  readonly #seen = new Map<string, Seen>();

  constructor(findings: ReadFindings, options: AmountOptions) {
    this.#findings = findings;
    this.#options = options;
  }

  column(column: Column): AmountColumn {
    const { sheet } = this.#findings;
    const place = `${sheet}!${column.letters}`;
    const seen = this.#seen.get(place) ?? {
      ...{ sheet, letters: column.letters, printed: column.printed, first: '', aboveShare: false, large: false },
      ...{ groups: false, firstNumber: { ref: '', text: '' }, numbersAbove: false },
      ...{ percents: 0, firstPercent: { ref: '', text: '' } },
    };
    this.#seen.set(place, seen);
    return {
      seen,
      index: column.index,
      letters: this.#options.json ? withoutPersonalData(column.printed) : column.letters,
      printed: column.printed,
      style: this.#options.styles?.get(place),
    };
  }

  /** @returns the amount in sen, null where the cell is empty, undefined where it cannot be read (a finding says why) */
  read(row: Row, column: AmountColumn): Sen | null | undefined {
    const cell = row.cells[column.index];
    if (cell === undefined) return null;
    if (cell.kind === 'number') {
      if (cell.percent === true) return this.#percent(row, column, cell.text);
      if (!column.seen.numbersAbove) seeNumber(column, row, cell.text);
      if (cell.whole !== undefined) return this.#see(column, BigInt(cell.whole * 100));
      return this.#settle(senOfStored(cell.text), row, column, cell.text);
    }
    if (cell.kind === 'empty') {
      if (cell.formula) this.#findings.find('amount-no-cached-value', `${column.letters}${row.number}`);
      return cell.formula ? undefined : null;
    }
    if (cell.kind === 'error') {
      this.#findings.find('amount-cell-error', `${column.letters}${row.number}`, cell.text);
      return undefined;
    }
    if (cell.kind !== 'text') return this.#fault('not-a-number', row, column, cell.text);
    if (!column.seen.groups) column.seen.groups = millionInGroups.test(cell.text);
    const sen = parseAmount(cell.text, column.style);
    return sen === null ? null : this.#settle(sen, row, column, cell.text);
  }

  #settle(read: Sen | Rounded | AmountFault, row: Row, column: AmountColumn, text: string): Sen | undefined {
    // No amount of a government has 16 digits before its decimals.
    if (typeof read === 'bigint' && isNik(String(read / 100n))) return this.#fault('too-large', row, column, String(read / 100n));
    if (typeof read === 'bigint') return this.#see(column, read);
    if (typeof read === 'string') return this.#fault(read, row, column, text);
    this.#findings.rounded++;
    this.#findings.find('amount-rounded', `${column.letters}${row.number}`, clean(text).slice(0, 80), toDecimal(read.rounded));
    return this.#see(column, read.rounded);
  }

  #see({ seen }: AmountColumn, sen: Sen): Sen {
    if (seen.large || sen === 0n) return sen;
    if (seen.first === '') seen.first = toDecimal(sen);
    if (sen > largestShare || sen < -largestShare) seen.aboveShare = true;
    if (sen >= surelyMoney) seen.large = true;
    return sen;
  }

  #percent(row: Row, { seen, letters }: AmountColumn, text: string): undefined {
    if (seen.percents++ === 0) seen.firstPercent = { ref: `${letters}${row.number}`, text: text.slice(0, 40) };
  }

  /**
   * Columns whose numbers a spreadsheet has cut: of "500.000" and "1.500.000" it takes the first for the number 500 and leaves
   * the other as a text, so that the column has numbers below a thousand and texts of millions. Then
   * columns that hold shares though their label names money: cells that are shown as percentages, and amounts of at most
   * a thousand beside a column of money (revenue may come in at 104.2 % of its target).
   * @param hasLines whether anything else of the file is read
   */
  checkShares(hasLines: boolean): void {
    const all = [...this.#seen.values()];
    for (const seen of all) {
      const { sheet, letters, printed, percents, firstPercent } = seen;
      if (percents > 0) {
        const code = seen.first === '' && hasLines ? 'column-of-percentages' : 'amount-is-percentage';
        this.#findings.list.add(code, { sheet, ref: firstPercent.ref, value: firstPercent.text, expected: printed });
      } else if (seen.groups && seen.firstNumber.ref !== '' && !seen.numbersAbove)
        this.#findings.list.add('amounts-cut-to-numbers', {
          ...{ sheet, ref: seen.firstNumber.ref, value: seen.firstNumber.text, expected: printed },
        });
      else if (seen.first !== '' && !seen.aboveShare && all.some((other) => other.sheet === sheet && other.large))
        this.#findings.list.add('amounts-like-percentages', { sheet, ref: letters, value: seen.first, expected: printed });
    }
  }

  #fault(fault: AmountFault, row: Row, column: AmountColumn, text: string): undefined {
    const ref = `${column.letters}${row.number}`;
    if (fault !== 'ambiguous') {
      this.#findings.privacy.inAmount(clean(text));
      this.#findings.find(faults[fault], ref, withoutPersonalData(clean(text)).slice(0, 80));
      return undefined;
    }
    if (this.#options.styles === undefined) throw new StyleNeeded();
    this.askStyle(column, clean(text), ref);
    return undefined;
  }

  /** Asks once for each column whether its dots or its commas separate thousands. */
  askStyle({ letters }: Pick<AmountColumn, 'letters'>, sample: string, ref: string): void {
    const { sheet } = this.#findings;
    const place = `${sheet}!${letters}`;
    if (this.#asked.has(place)) return;
    this.#asked.add(place);
    this.#findings.ask(numbers, { sheet, ref, sample });
  }

  /** Measure of a column of amounts. A column whose label does not name it is read as a budget while the question is open. */
  measure({ measure, column }: { measure: Measure; column: Column }): MeasureName {
    if (measure !== 'unknown') return measure;
    const answer = this.only ?? this.#options.answers.of(measureQuestion);
    if (answer !== undefined) return answer;
    this.#findings.ask(measureQuestion, { sheet: this.#findings.sheet, ref: column.letters, label: column.printed });
    return 'budget';
  }

  /** Realization above the budget of the same row. For revenue that is good news; for spending a breach of control. */
  compare(
    row: Row,
    account: CodeEntry,
    column: AmountColumn | undefined,
    budget: Sen | null | undefined,
    realization: Sen | null | undefined,
  ): void {
    if (typeof realization !== 'bigint' || budget === undefined || column === undefined || !account.code.startsWith('5')) return;
    if (realization > (budget ?? 0n) && (budget !== null || realization > 0n))
      this.#findings.find('realization-above-budget', `${column.letters}${row.number}`, toDecimal(realization), toDecimal(budget ?? 0n));
  }
}
