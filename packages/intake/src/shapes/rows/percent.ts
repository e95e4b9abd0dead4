import { percent } from '../../questions/percent.ts';
import type { ReadContext } from '../../reading/read-context.ts';
import { type Column, textAt } from '../../table/header.ts';
import type { Row } from '../../table/sheet.ts';

/** Physical progress as its cell holds it: 45, 0.45; and whether it has its own "%". */
export interface Percent {
  value: number;
  sign: boolean;
  printed: string;
}

/** @param letters of the column, as findings name it. @returns undefined where there is none, or none that can be read, which is a finding */
export function percentIn(context: ReadContext, row: Row, { index }: Pick<Column, 'index'>, letters: string): Percent | undefined {
  const cell = row.cells[index];
  const printed = textAt(row, index);
  const ref = `${letters}${row.number}`;
  if (cell?.kind === 'error') context.findings.find('amount-cell-error', ref, printed);
  if (cell?.kind === 'empty' && cell.formula) context.findings.find('amount-no-cached-value', ref);
  if (!cell || printed === '' || cell.kind === 'error') return undefined;
  if (printed === '-') return { value: 0, sign: false, printed };
  const bare = printed.replace(/\s*%$/, '');
  const value = cell.kind === 'number' ? Number(printed) : /^-?\d+(?:[.,]\d+)?$/.test(bare) ? Number(bare.replace(',', '.')) : Number.NaN;
  if (Number.isFinite(value)) return { value, sign: bare !== printed, printed };
  context.findings.find('progress-unreadable', ref, printed.slice(0, 80));
  return undefined;
}

/** Hundredths of a percent; undefined where it is none of 0 to 100 percent. @param fractions whether 1 without a "%" means all */
export function hundredthsOf({ value, sign }: Percent, fractions: boolean): bigint | undefined {
  const hundredths = Math.round(value * (fractions && !sign ? 10_000 : 100));
  return hundredths < 0 || hundredths > 10_000 ? undefined : BigInt(hundredths);
}

/**
 * Whether a column means fractions. 0.45 is 45 % in one office and half a percent in another, and "45%" typed into a cell
 * is 0.45; a column that goes beyond 1 is in percent, of any other a person is asked.
 * @param largest of its values without a "%"
 */
export function holdsFractions(context: ReadContext, largest: number, letters: string): boolean {
  const small = largest > 0 && largest <= 1;
  const answer = context.answers.of(percent);
  if (small && answer === undefined) context.findings.ask(percent, { sheet: context.sheet, ref: letters, sample: String(largest) });
  return small && answer === 'fraction';
}
