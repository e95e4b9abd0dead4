import { type BudgetVersion, type Code, monthOf, type Sen, yearOf } from '@sipkadin/budget';
import type { EditionContent, EditionLine } from '../../edition.ts';
import { inOrder } from '../frozen/order.ts';

/** A published line, and which of the three figures it counts for. */
export interface Counted {
  /** Position in the edition, from 1. */
  id: number;
  line: EditionLine;
  opd: Code;
  /** "4", "5", "6"; spending where a line names an activity and no account; '' for progress and what names neither. */
  akun: string;
  /** null: a budget version that percentages are not measured against, progress. */
  counts: 'budget' | 'realization' | 'plan' | null;
  /** What it adds: a month of the plan after the as-of date adds zero, for the plan is known. */
  amount: Sen;
}

/**
 * Sorts the lines and determines which figure each is added to. The budget is the edition's version alone; of plans and
 * realizations only the lines that count were handed over.
 */
export function countLines(content: Pick<EditionContent, 'lines' | 'version' | 'asOf' | 'year'>): Counted[] {
  const until = lastMonth(content);
  return inOrder(content.lines).map(({ line, opd }, index) => {
    const counts = countsFor(line, content.version);
    const later = counts === 'plan' && (line.month ?? 0) > until;
    return { id: index + 1, line, opd, akun: akunOf(line), counts, amount: later ? 0n : line.amount };
  });
}

function countsFor({ measure, version }: EditionLine, main: BudgetVersion | null): Counted['counts'] {
  if (measure === 'progress') return null;
  return measure === 'budget' && version !== main ? null : measure;
}

function akunOf({ measure, account, activity }: EditionLine): string {
  if (measure === 'progress') return '';
  return account === '' && activity !== '' ? '5' : account.slice(0, 1);
}

/** The edition's month: 12 once the year is over, 0 before it has begun. */
export function lastMonth({ asOf, year }: Pick<EditionContent, 'asOf' | 'year'>): number {
  if (yearOf(asOf) !== year) return yearOf(asOf) > year ? 12 : 0;
  return monthOf(asOf);
}
