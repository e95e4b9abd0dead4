import { canonicalCode, personalData } from '@sipkadin/budget';
import { personalKindOf } from '../table/classify-columns.ts';
import { parseDate } from '../table/dates.ts';
import { type Header, type SheetHead, textAt } from '../table/header.ts';
import { parseAmount, senOf, senOfStored, styleOf } from '../table/number.ts';
import type { Row } from '../table/sheet.ts';
import { codeText } from '../table/text.ts';

/** What the first rows of a column hold, as counts of cells. */
export interface Contents {
  index: number;
  filled: number;
  unit: number;
  activity: number;
  account: number;
  /** Bare digits that may be one part of a code. */
  part: number;
  amount: number;
  date: number;
  words: number;
  personal: number;
  /** Styles that texts prove; dates that can be read in one order only. */
  styles: Set<'id' | 'en'>;
  orders: Set<'dmy' | 'mdy'>;
  /** The amounts written as text that each style would read otherwise. */
  ambiguous: number;
}

const beginsWithCode = /^(\d+(?:\.\d+)+)\.?(?:(?:\s+[-–:]?\s*|[-–:]\s*)\D.*)?$/;

/** Looks at the rows from `from` on, column by column. */
export function contentsOf(head: SheetHead, from: number): Contents[] {
  const rows = head.rows.filter((row) => row.number >= from);
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, index) => columnContents(rows, index));
}

/** Whether a column holds people: by its label, or by any number of theirs in it. */
export function holdsPeople(header: Header, { index, personal, account }: Contents): boolean {
  if (personal > 0) return true;
  const column = header.columns.find((item) => item.index === index);
  // "No rekening" is a bank's unless codes of accounts are beneath it.
  return column !== undefined && account === 0 && personalKindOf(column) !== undefined;
}

function columnContents(rows: readonly Row[], index: number): Contents {
  const found: Contents = {
    ...{ index, filled: 0, unit: 0, activity: 0, account: 0, part: 0, amount: 0, date: 0, words: 0, personal: 0, ambiguous: 0 },
    styles: new Set(),
    orders: new Set(),
  };
  for (const row of rows) {
    const text = textAt(row, index);
    if (text === '') continue;
    found.filled++;
    if (personalData(text) !== undefined) found.personal++;
    count(found, row, text);
  }
  return found;
}

function count(found: Contents, row: Row, text: string): void {
  const kind = row.cells[found.index]?.kind;
  const code = codeKind(text);
  if (code) found[code]++;
  if (/^\d{1,5}$/.test(text)) found.part++;
  if (kind === 'date' || (kind === 'text' && parseDate(text) !== undefined) || parseDate(text, 'mdy') !== undefined) {
    found.date++;
    const digits = kind === 'text' ? /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(text) : null;
    if (digits && Number(digits[1]) > 12) found.orders.add('dmy');
    if (digits && Number(digits[2]) > 12) found.orders.add('mdy');
    return;
  }
  if (kind === 'number' ? senOf(senOfStored(text)) !== undefined : !code && isAmount(text)) {
    found.amount++;
    const style = kind === 'text' ? styleOf(text) : undefined;
    if (style === 'ambiguous') found.ambiguous++;
    else if (style) found.styles.add(style);
  } else if (/[A-Za-z]{3}/.test(text)) found.words++;
}

function isAmount(text: string): boolean {
  return senOf(parseAmount(text, 'id')) !== undefined || parseAmount(text, undefined) === 'ambiguous';
}

/** Which kind of code a text is or begins with. "1.500.000" is an amount: money has groups of three behind its dots. */
export function codeKind(text: string): 'unit' | 'activity' | 'account' | undefined {
  const code = beginsWithCode.exec(codeText(text))?.[1];
  if (code === undefined) return undefined;
  const parts = code.split('.');
  if (parts.length >= 7) return canonicalCode('unit', code) === undefined ? undefined : 'unit';
  if (parts.slice(1).every((part) => part.length === 3)) return undefined;
  if ((parts[1]?.length ?? 0) >= 2) return parts.length >= 3 && canonicalCode('activity', code) !== undefined ? 'activity' : undefined;
  return /^[4-6]/.test(code) && canonicalCode('account', code) !== undefined ? 'account' : undefined;
}
