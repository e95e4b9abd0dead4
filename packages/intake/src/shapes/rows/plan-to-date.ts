import { level, type Sen, toDecimal } from '@sipkadin/budget';
import type { AmountColumn } from '../../reading/amounts.ts';
import type { ReadFindings } from '../../reading/read-findings.ts';
import type { Place } from '../../sums/place.ts';
import { statedAmount } from '../../sums/stated-amount.ts';
import type { Column, Header } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';

const planned = /\b(?:A ?KAS|ANGGARAN KAS|RAK|RENCANA KAS|RENCANA PENARIKAN)\b.*\bS ?\.? ?\/? ?D\b/;

/** The column of the cash plan up to a day ("PAGU AKAS | SD JUNI"), beside a tree's budget and realization; undefined where there is none. */
export function planToDateColumn({ columns }: Header): Column | undefined {
  const [column, other] = columns.filter(({ label, printed, spill }) => !spill && planned.test(label) && !printed.includes('%'));
  return other === undefined ? column : undefined;
}

/**
 * Adds up what a table plans up to a day. It has no months, so it is no cash plan that is stored: the verifier is told what it says.
 */
export class PlanToDate {
  readonly #column: AmountColumn & { printed: string };
  readonly #bottom: number;
  #sum: Sen | null = null;
  /** The sub kegiatan whose own row states its plan: its accounts are in it. */
  #stated = '';

  constructor(column: AmountColumn & { printed: string }, bottom: number) {
    this.#column = column;
    this.#bottom = bottom;
  }

  row(row: Row, { activity, account }: Place): void {
    if (level(activity) < 6 || (account !== '' && activity === this.#stated)) return;
    const amount = statedAmount(row, this.#column, this.#column.index);
    if (amount === null || amount === 0n) return;
    if (account === '') this.#stated = activity;
    this.#sum = (this.#sum ?? 0n) + amount;
  }

  end(findings: ReadFindings): void {
    if (this.#sum !== null)
      findings.find('plan-to-date', `${this.#column.letters}${this.#bottom}`, toDecimal(this.#sum), this.#column.printed);
  }
}
