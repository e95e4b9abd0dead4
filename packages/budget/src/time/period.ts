declare const isoDateBrand: unique symbol;
/**
 * A real day as `2026-01-31`, never a `Date`: a day in Jakarta must not slip when a server runs in another time zone. A plain
 * string is no IsoDate: `isIsoDate` checks text from outside, `isoDate` makes a day that the program itself names.
 */
export type IsoDate = string & { readonly [isoDateBrand]: true };
/** An instant in UTC, `2026-11-23T09:35:26.000Z`. */
export type IsoInstant = string;
declare const fiscalYearBrand: unique symbol;
/**
 * A year of the budget (tahun anggaran), 2000 to 2099: from 1 January to 31 December (UU 17/2003 pasal 4). A plain number is no
 * FiscalYear: `parseFiscalYear` reads text from outside, `fiscalYear` makes a year that the program itself names.
 */
export type FiscalYear = number & { readonly [fiscalYearBrand]: true };
/** 1 to 12. */
export type Month = number;

export const timeZone = 'Asia/Jakarta';

/** @returns undefined where the text is no year from 2000 to 2099 in four digits */
export function parseFiscalYear(text: string): FiscalYear | undefined {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  return isFiscalYear(year) ? year : undefined;
}

function isFiscalYear(year: number): year is FiscalYear {
  return Number.isInteger(year) && year >= 2000 && year <= 2099;
}

/**
 * A year that the program itself names, or that a row of the ledger holds.
 * @throws RangeError where it is no whole number from 2000 to 2099
 */
export function fiscalYear(year: number): FiscalYear {
  if (!isFiscalYear(year)) throw new RangeError(`${year} is no fiscal year`);
  return year;
}

/** Whether a text is a day that exists, written as `2026-01-31`. */
export function isIsoDate(text: string): text is IsoDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function daysInMonth(year: number, month: Month): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * A day that the program itself names: by year, month and day, or as text.
 * @throws RangeError where there is no such day; text from outside goes through `isIsoDate`
 */
export function isoDate(text: string): IsoDate;
export function isoDate(year: number, month: Month, day: number): IsoDate;
export function isoDate(yearOrText: number | string, month = 0, day = 0): IsoDate {
  const text =
    typeof yearOrText === 'string'
      ? yearOrText
      : `${String(yearOrText).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (!isIsoDate(text)) throw new RangeError(`${text} is no day`);
  return text;
}

/** Last day of the month, the usual as-of date of a monthly report. */
export function monthEnd(year: number, month: Month): IsoDate {
  return isoDate(year, month, daysInMonth(year, month));
}

/** The calendar year of a day; that of a payment may differ from the fiscal year it belongs to. */
export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** 1 to 12; 0 for '', which is no day. */
export function monthOf(date: IsoDate | ''): Month {
  return Number(date.slice(5, 7));
}

/** 1 to 366. */
export function dayOfYear(date: IsoDate): number {
  let days = Number(date.slice(8, 10));
  for (let month = 1; month < monthOf(date); month++) days += daysInMonth(yearOf(date), month);
  return days;
}

/** Western Indonesian time is seven hours ahead of UTC all year; it has been since 1964 (Keppres 243/1963). */
const jakartaAhead = 7 * 3_600_000;

/** The calendar day in Jakarta at an instant. */
export function dayInJakarta(instant: IsoInstant): IsoDate {
  return isoDate(new Date(Date.parse(instant) + jakartaAhead).toISOString().slice(0, 10));
}

/** The same day of another year: 29 February is 28 February of a year that has no 29th, and a month's end there is no other day. */
export function sameDayIn(year: number, day: IsoDate): IsoDate {
  return isoDate(year, monthOf(day), Math.min(Number(day.slice(8)), daysInMonth(year, monthOf(day))));
}

/** The calendar day after. */
export function dayAfter(date: IsoDate): IsoDate {
  return addDays(date, 1);
}

/** The calendar day before. */
export function dayBefore(date: IsoDate): IsoDate {
  return addDays(date, -1);
}

/** The calendar day so many days later; earlier where `days` is below zero. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDate(new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));
}

/** Whole days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
