import { withoutPersonalData } from '../privacy/personal-data.ts';
import { isIsoDate } from '../time/period.ts';

/** A cell of an uploaded file that is read as if it held another value. The file's bytes stay as they were received. */
export interface CellCorrection {
  /** The sheet's name, as findings name it. */
  sheet: string;
  /** 1-based, as Excel shows it. */
  row: number;
  /** The column's letters; in a JSON dump its key. */
  column: string;
  /** The file's own text of the cell, as {@link cellText} shows it; '' for an empty cell. */
  old: string;
  /** What is read instead; '' for an empty cell. */
  value: string;
}

/** Characters of a cell that are shown. */
const longestShown = 300;

/** A cell's text as screens and corrections have it: on one line, without personal data, cut to its longest length. */
export function cellText(text: string): string {
  const oneLine = /\s{2}|[\n\r\t]|^\s|\s$/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
  return withoutPersonalData(oneLine.slice(0, longestShown));
}

/** Twelve digits that begin with 628 may be a telephone number, and are Rp628 billion in a column of amounts. */
export function isBareAmount(text: string): boolean {
  return /^-?[1-9]\d{0,12}(?:[.,]\d+)?$/.test(text.trim());
}

/** The value of a correction as screens and reports have it. Corrections are refused where they hold personal data. */
export function correctedText(value: string): string {
  return isBareAmount(value) ? value : cellText(value);
}

/** What a typed value becomes in a cell. `text` of a number is its exact decimal, of a date its ISO day. */
export interface TypedCell {
  kind: 'empty' | 'text' | 'number' | 'date';
  text: string;
  /** The number was typed as a percentage: "50 %" is 0.5. */
  percent: boolean;
}

/**
 * Reads a typed value as Excel would with Indonesian settings: "1.234.567,5" is a number in a cell that holds a number or nothing,
 * "31/12/2025" a day in a cell that holds a day. In a cell of text every value stays text, and so does a code such as "5.1.02".
 * @param held what the cell holds in the file; `text` also for every cell of a file that knows no numbers, such as CSV
 */
export function typedCell(typed: string, held: string): TypedCell {
  const text = typed.trim();
  const whole = (kind: TypedCell['kind'], value: string, percent = false): TypedCell => ({ kind, text: value, percent });
  if (text === '') return whole('empty', '');
  if (held === 'date') {
    const day = dayOf(text);
    return day === undefined ? whole('text', text) : whole('date', day);
  }
  if (held === 'text') return whole('text', text);
  const [, open = '', body = '', percent = ''] = /^(-|\()?\s*(?:Rp\.?\s*)?([\d.,]+)\s*\)?\s*(%)?$/i.exec(text) ?? [];
  if (!/^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/.test(body) || /^0\d/.test(body)) return whole('text', text);
  const decimal = `${open === '' ? '' : '-'}${body.replaceAll('.', '').replace(',', '.')}`;
  return whole('number', percent === '' ? decimal : hundredth(decimal), percent !== '');
}

/** Exactly a hundredth of a decimal: "12.5" → "0.125". */
function hundredth(decimal: string): string {
  const [, minus = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const padded = whole.padStart(3, '0');
  return `${minus}${padded.slice(0, -2).replace(/^0+(?=\d)/, '')}.${padded.slice(-2)}${fraction}`;
}

/** "31/12/2025", "31-12-2025" or "2025-12-31" as an ISO day; undefined for any other text. */
function dayOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = day === undefined ? text : `${year}-${month?.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : undefined;
}
