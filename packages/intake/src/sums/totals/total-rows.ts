import { type Sen, toDecimal, type Words } from '@sipkadin/budget';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { ReadFindings } from '../../reading/read-findings.ts';
import type { Row } from '../../table/sheet.ts';
import { statedAmount } from '../stated-amount.ts';
import { add } from '../stated-row.ts';
import type { Closed } from '../sums.ts';
import { checkTotals, type TotalCheck, type TotalRow } from './check-totals.ts';
import { isTotalRow } from './total-labels.ts';

const sections = { id: 'Jumlah bagian', en: 'Subtotals' };

/** Rows without a label or a code are money that belongs nowhere, if they are no sums: more of them are not kept until the end. */
const mostBare = 1000;

interface Options {
  /** Columns that hold other amounts, where a shifted total cannot be. */
  taken: ReadonlySet<number>;
  /** Name of the code column that a row of money would need. */
  missing: string;
  /** What the lines of earlier sheets add up to, by column. */
  before?: readonly Sen[];
}

/** The rows of a table that state sums and have no code, kept until every line was seen. */
export class TotalRows {
  readonly #findings: ReadFindings;
  readonly #columns: readonly AmountColumn[];
  readonly #options: Options;
  readonly #rows: TotalRow[] = [];
  readonly #lost: Sen[];
  #bare = 0;

  constructor(findings: ReadFindings, columns: readonly AmountColumn[], options: Options) {
    this.#findings = findings;
    this.#columns = columns;
    this.#options = options;
    this.#lost = columns.map(() => 0n);
  }

  /**
   * Takes a row that states a sum. A labelled total may be shifted by one column: then the neighbour of an empty cell is
   * read too; zeros of a row without a label are no sums.
   * @param cut cuts the table at this row, and gives the number of the cut; called only for a row that states any
   */
  add(row: Row, cut: () => number): void {
    const labelled = isTotalRow(row);
    let shifted = false;
    const stated = this.#columns.map((column) => {
      const own = statedAmount(row, column, column.index);
      if (own !== null || !labelled) return own === 0n && !labelled ? null : own;
      const next = [column.index + 1, column.index - 1].filter((index) => !this.#options.taken.has(index));
      const found = next.map((index) => statedAmount(row, column, index)).find((amount) => amount !== null) ?? null;
      shifted ||= found !== null;
      return found;
    });
    if (stated.every((amount) => amount === null)) return;
    const item = { row: row.number, stated, labelled, shifted };
    if (!labelled && ++this.#bare > mostBare) for (const measure of stated.keys()) this.#codeless(item, measure);
    else this.#rows.push({ ...item, cut: cut() });
  }

  /** Takes the money of a row whose codes are missing: a total that counts it is no further difference. */
  lost(amounts: readonly (Sen | null | undefined)[]): void {
    add(this.#lost, amounts);
  }

  /** Reports every row against the lines of the closed table. @param called what the total of a column is */
  report(lines: Pick<Closed<unknown>, 'total' | 'running'>, called: (column: AmountColumn) => Words): void {
    const findings = this.#findings;
    for (const { row, shifted } of this.#rows) if (shifted) findings.find('total-row-shifted', String(row));
    const checks = checkTotals(this.#rows, { ...lines, before: this.#options.before ?? [], lost: this.#lost });
    for (const { row, measure, kind } of checks) if (kind === 'codeless') this.#codeless(row, measure);
    reportTotals(findings, checks, this.#columns, called);
  }

  #codeless({ row, stated }: Pick<TotalRow, 'row' | 'stated'>, measure: number): void {
    const amount = stated[measure] ?? null;
    const letters = this.#columns[measure]?.letters ?? '';
    if (amount !== null) this.#findings.find('row-without-code', `${letters}${row}`, toDecimal(amount), this.#options.missing);
  }
}

/** Reports what total rows state: the totals one by one, the sections of a column that add up together. */
export function reportTotals(
  findings: ReadFindings,
  checks: readonly TotalCheck[],
  columns: readonly AmountColumn[],
  called: (column: AmountColumn) => Words,
): void {
  for (const [measure, column] of columns.entries()) {
    const place = ({ row: { row, shifted } }: TotalCheck) => (shifted ? String(row) : `${column.letters}${row}`);
    const own = checks.filter((check) => check.measure === measure && check.kind !== 'codeless');
    const [first, ...others] = own.filter((check) => isRightSection(check));
    for (const check of own.filter((each) => !isRightSection(each))) {
      const what = check.kind === 'total' ? called(column) : sections;
      findings.reconcile(what, place(check), check.stated, check.computed, check.guilty);
    }
    if (!first) continue;
    const sum = others.reduce((all, { stated }) => all + stated, first.stated);
    findings.reconcile(sections, place(first), sum, sum);
  }
}

const isRightSection = ({ kind, stated, computed }: TotalCheck) => kind === 'section' && stated === computed;
