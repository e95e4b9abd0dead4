import { type BudgetVersion, type Code, type IsoDate, opdOf } from '@sipkadin/budget';
import type { EditionLine } from '../../edition.ts';
import { inOrder } from '../frozen/order.ts';
import type { Content } from './content.ts';

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
  /** The last day that its unit reported in this akun; undefined: never. */
  ownDay: IsoDate | undefined;
}

/**
 * Puts the lines in their order and says what each counts for. The budget is the edition's version alone; of plans and
 * realizations only the lines that count were handed over.
 */
export function countLines(content: Content): Counted[] {
  const days = new Map(content.reported.map(({ unit, account, asOf }) => [key(unit, account), asOf]));
  return inOrder(content.lines).map(({ line, opd }, index) => {
    const akun = akunOf(line);
    return { id: index + 1, line, opd, akun, counts: countsFor(line, content.version), ownDay: days.get(key(line.unit, akun)) };
  });
}

const key = (unit: Code, akun: string) => `${unit} ${akun}`;

function countsFor({ measure, version }: EditionLine, main: BudgetVersion | null): Counted['counts'] {
  if (measure === 'progress') return null;
  return measure === 'budget' && version !== main ? null : measure;
}

function akunOf({ measure, account, activity }: EditionLine): string {
  if (measure === 'progress') return '';
  return account === '' && activity !== '' ? '5' : account.slice(0, 1);
}

/** The last day that any unit of an OPD has reported in an akun, or in any where none is given; by OPD. */
export function lastDays({ reported }: Pick<Content, 'reported'>, akun?: string): Map<Code, IsoDate> {
  const last = new Map<Code, IsoDate>();
  for (const { unit, account, asOf } of reported) {
    if (akun !== undefined && account !== akun) continue;
    const opd = opdOf(unit);
    if (asOf > (last.get(opd) ?? '')) last.set(opd, asOf);
  }
  return last;
}
