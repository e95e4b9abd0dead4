import { type FindingCode, type Sen, toDecimal, withoutPersonalData } from '@sipkadin/budget';
import type { Answers } from '../questions/answers.ts';
import { type MeasureName, measure as measureQuestion } from '../questions/measure.ts';
import { numbers } from '../questions/numbers.ts';
import type { Measure } from '../table/classify-columns.ts';
import type { Column } from '../table/header.ts';
import { type AmountFault, type NumberStyle, parseAmount, senOfStored } from '../table/number.ts';
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
}

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

/** Reads cells as amounts in sen. */
export class Amounts {
  readonly #findings: ReadFindings;
  readonly #options: AmountOptions;
  /** "sheet!letters" of columns whose style was asked for. */
  readonly #asked = new Set<string>();

  constructor(findings: ReadFindings, options: AmountOptions) {
    this.#findings = findings;
    this.#options = options;
  }

  column(column: Column): AmountColumn {
    return {
      index: column.index,
      letters: this.#options.json ? withoutPersonalData(column.printed) : column.letters,
      printed: column.printed,
      style: this.#options.styles?.get(`${this.#findings.sheet}!${column.letters}`),
    };
  }

  /** @returns the amount in sen, null where the cell is empty, undefined where it cannot be read (a finding says why) */
  read(row: Row, column: AmountColumn): Sen | null | undefined {
    const cell = row.cells[column.index];
    if (cell === undefined) return null;
    if (cell.kind === 'number') {
      if (cell.whole !== undefined) return BigInt(cell.whole * 100);
      const sen = senOfStored(cell.text);
      return typeof sen === 'bigint' ? sen : this.#fault(sen, row, column, cell.text);
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
    const sen = parseAmount(cell.text, column.style);
    return sen === null || typeof sen === 'bigint' ? sen : this.#fault(sen, row, column, cell.text);
  }

  #fault(fault: AmountFault, row: Row, column: AmountColumn, text: string): undefined {
    const ref = `${column.letters}${row.number}`;
    if (fault !== 'ambiguous') {
      this.#findings.find(faults[fault], ref, clean(text).slice(0, 80));
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

  /** What a column of amounts holds. One whose label does not say is read as a budget while the question is open. */
  measure({ measure, column }: { measure: Measure; column: Column }): MeasureName {
    if (measure !== 'unknown') return measure;
    const answer = this.#options.answers.of(measureQuestion);
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
