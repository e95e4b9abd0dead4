import { toDecimal } from '@sipkadin/budget';
import type { ReadContext } from '../reading/read-context.ts';
import { statedAmount } from '../sums/stated-amount.ts';
import type { Column } from '../table/header.ts';
import type { Row } from '../table/sheet.ts';
import type { Candidate } from './survey.ts';

const until = '(?:S D|SD|SAMPAI(?: DENGAN)?)';
const before = new RegExp(`\\b${until} (?:BULAN|BLN|TRIWULAN|TW|PERIODE) (?:LALU|SEBELUMNYA|YANG LALU)$`);
const toDate = new RegExp(`\\b${until} (?:BULAN|BLN|TRIWULAN|TW|PERIODE) INI$`);
const now = new RegExp(`(?<!\\b${until} )\\b(?:BULAN|BLN|TRIWULAN|TW|PERIODE) INI$`);

/**
 * Realization in three columns, "S.d. bulan lalu | Bulan ini | S.d. bulan ini": the first two are held against the third,
 * which is the position that counts.
 */
export class ToDateColumns {
  readonly #context: ReadContext;
  readonly #columns: { before: Column; now: Column; toDate: Column } | undefined;

  constructor(context: ReadContext, { readable }: Pick<Candidate, 'readable'>) {
    this.#context = context;
    const own = readable.header.columns.filter(({ spill }) => !spill);
    const read = own.find(({ index, label }) => toDate.test(label) && readable.amounts.some((amount) => amount.index === index));
    const group = read?.label.replace(toDate, '');
    const labelled = (pattern: RegExp) => own.find(({ label }) => pattern.test(label) && label.replace(pattern, '') === group);
    const [first, second] = [labelled(before), labelled(now)];
    this.#columns = read && first && second && { before: first, now: second, toDate: read };
  }

  row(row: Row): void {
    if (this.#columns === undefined) return;
    const [first, second, last] = [this.#columns.before, this.#columns.now, this.#columns.toDate].map(({ index }) =>
      statedAmount(row, { style: undefined }, index),
    );
    if (typeof last !== 'bigint' || (typeof first !== 'bigint' && typeof second !== 'bigint')) return;
    const sum = (first ?? 0n) + (second ?? 0n);
    if (sum !== last)
      this.#context.findings.find('to-date-differs', `${this.#columns.toDate.letters}${row.number}`, toDecimal(last), toDecimal(sum));
  }
}
