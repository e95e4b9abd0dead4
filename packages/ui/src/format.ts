import {
  abs,
  dayInJakarta,
  decimalMark,
  divideRounded,
  formatCount,
  formatRupiah,
  type IsoDate,
  type IsoInstant,
  type Language,
  type Month,
  minus,
  monthEnd,
  monthName,
  monthOf,
  percentage,
  type Sen,
  sign,
  timeZone,
  withDecimals,
  yearOf,
} from '@sipkadin/budget';

export { formatCount, formatLra, formatRupiah } from '@sipkadin/budget';

/** No break inside an amount: "Rp257,8" must not part from "miliar". */
const nbsp = '\u00a0';
/** Text where there is no denominator or no data. */
export const dash = '–';

export type Unit = 'rupiah' | 'thousand' | 'million' | 'billion' | 'trillion';

const units: Readonly<Record<Unit, { zeros: number; id: string; en: string }>> = {
  rupiah: { zeros: 0, id: '', en: '' },
  thousand: { zeros: 3, id: 'ribu', en: 'thousand' },
  million: { zeros: 6, id: 'juta', en: 'million' },
  billion: { zeros: 9, id: 'miliar', en: 'billion' },
  trillion: { zeros: 12, id: 'triliun', en: 'trillion' },
};

/** Absolute value scaled by 10^digits/divisor, rounded half away from zero: exact integers all the way. */
function scaled(amount: bigint, divisor: bigint, digits: number): bigint {
  return divideRounded(abs(amount) * 10n ** BigInt(digits), divisor);
}

/** For prose and cards: three to four digits and the unit in words, `Rp792,2 miliar`. The unit follows the unrounded value. */
export function formatShort(amount: Sen, language: Language): string {
  const rupiah = abs(amount) / 100n;
  const unit: Unit = rupiah >= 10n ** 12n ? 'trillion' : rupiah >= 10n ** 9n ? 'billion' : rupiah >= 10n ** 6n ? 'million' : 'rupiah';
  if (unit === 'rupiah') {
    return rupiah >= 1000n ? `${sign(amount)}Rp${formatCount(scaled(amount, 100n, 0), language)}` : formatRupiah(amount, language);
  }
  const { zeros, [language]: word } = units[unit];
  const divisor = 10n ** BigInt(zeros + 2);
  let digits = abs(amount) >= 10n * divisor ? 1 : 2;
  if (scaled(amount, divisor, 1) >= 10_000n) digits = 0;
  // A trailing zero that rounding made is kept ("43,0"); an exact one says nothing ("5 miliar").
  while (digits > 0 && abs(amount) % (divisor / 10n ** BigInt(digits - 1)) === 0n) digits--;
  return `${sign(amount)}Rp${withDecimals(scaled(amount, divisor, digits), digits, language)}${nbsp}${word}`;
}

/** The unit in which a column of amounts reads best, judged by its largest. */
export function chooseUnit(amounts: Iterable<Sen | null>): Unit {
  let largest = 0n;
  for (const amount of amounts) if (amount !== null && abs(amount) > largest) largest = abs(amount);
  const rupiah = largest / 100n;
  if (rupiah >= 10n ** 13n) return 'trillion';
  if (rupiah >= 10n ** 9n) return 'billion';
  return rupiah >= 10n ** 6n ? 'million' : 'rupiah';
}

/** For a column header: `Rp miliar`. */
export function unitLabel(unit: Unit, language: Language): string {
  const word = units[unit][language];
  return word === '' ? 'Rp' : `Rp${nbsp}${word}`;
}

/** In a column of one unit: one decimal, `<0,1` for small amounts that are not zero, `0` for true zero alone. */
export function formatInUnit(amount: Sen, unit: Unit, language: Language): string {
  if (amount === 0n) return '0';
  const divisor = 10n ** BigInt(units[unit].zeros + 2);
  const digits = unit === 'rupiah' ? 0 : 1;
  const value = scaled(amount, divisor, digits);
  const smallest = digits === 0 ? '1' : `0${decimalMark[language]}1`;
  if (value === 0n) return amount < 0n ? `>${minus}${smallest}` : `<${smallest}`;
  return `${sign(amount)}${withDecimals(value, digits, language)}`;
}

/**
 * Percentage of a part in a whole: one decimal, half rounded away from zero, `100%` and `0%` only where exact, else `99,9%`,
 * `100,1%`, `<0,1%`.
 * @param digits 2 in the table of an LRA, 1 everywhere else, so that one figure reads the same on every page
 * @returns a dash where there is no whole, or no part
 */
export function formatRatio(part: Sen | null, whole: Sen | null, language: Language, digits: 1 | 2 = 1): string {
  const shown = part === null || whole === null ? null : percentage(part, whole, digits);
  if (shown === null) return dash;
  const { value, isBelowSmallest } = shown;
  const number = withDecimals(abs(value), digits, language);
  if (isBelowSmallest) return value < 0n ? `>${minus}${number}%` : `<${number}%`;
  return value === 0n || abs(value) === 100n * 10n ** BigInt(digits)
    ? `${sign(value)}${abs(value) / 10n ** BigInt(digits)}%`
    : `${sign(value)}${number}%`;
}

/** How much larger or smaller an amount is than it was: `+4,2%`, `−14,9%`. @returns a dash where it was zero, or one of them is not known */
export function formatGrowth(before: Sen | null, after: Sen | null, language: Language): string {
  if (before === null || after === null || before <= 0n) return dash;
  const text = formatRatio(after - before, before, language);
  return after > before && /^\d/.test(text) ? `+${text}` : text;
}

/** Physical progress, given in hundredths of a percent as editions hold it; null is a dash. */
export function formatProgress(hundredths: number | null, language: Language): string {
  return hundredths === null ? dash : formatRatio(BigInt(hundredths), 10_000n, language);
}

/** A gap between two percentages, given in tenths of a point as `gapToPlan` returns it: `−14,9 poin`, never "%". The sign is always shown. */
export function formatPoints(tenths: bigint | null, language: Language, bare = false): string {
  if (tenths === null) return dash;
  const text = `${tenths === 0n ? '' : tenths < 0n ? minus : '+'}${withDecimals(abs(tenths), 1, language)}`;
  return bare ? text : `${text}${nbsp}${language === 'id' ? 'poin' : 'pts'}`;
}

/** The size of a gap where a word says its direction: `14,9 poin`. */
export function formatPointsSize(tenths: bigint, language: Language): string {
  return formatPoints(abs(tenths), language).replace('+', '');
}

const shortMonths = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

/** `Desember`, `Des`, or `D` for an axis that names its year. */
export function formatMonth(month: Month, language: Language, width: 'long' | 'short' | 'letter' = 'long'): string {
  const name = width === 'long' ? monthName(month, language) : (shortMonths[language][month - 1] ?? '');
  return width === 'letter' ? name.slice(0, 1) : name;
}

/** `12 Des` on a chart whose year is said elsewhere; the month alone on its last day. */
export function formatDayOrMonth(date: IsoDate, language: Language): string {
  const month = formatMonth(monthOf(date), language, 'short');
  return date === monthEnd(yearOf(date), monthOf(date)) ? month : `${Number(date.slice(8, 10))}${nbsp}${month}`;
}

/** `12 Desember 2025`, or `12 Des 2025`. */
export function formatDate(date: IsoDate, language: Language, width: 'long' | 'short' = 'long'): string {
  return `${Number(date.slice(8, 10))}${nbsp}${formatMonth(monthOf(date), language, width)}${nbsp}${yearOf(date)}`;
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' });

/** Date and clock time in Jakarta: `12 Des 2025, 14.05 WIB`. */
export function formatInstant(instant: IsoInstant, language: Language): string {
  const time = clock.format(new Date(instant));
  return `${formatDate(dayInJakarta(instant), language, 'short')}, ${language === 'id' ? time.replace(':', '.') : time}${nbsp}WIB`;
}

/** Size of a file or a disk: `27 KB`. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) return `${formatCount(bytes, language)}${nbsp}B`;
  const [size, unit] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1000, 'KB'];
  const tenths = BigInt(Math.round(bytes / (size / 10)));
  const isExact = unit !== 'KB' || tenths < 100n;
  return `${withDecimals(isExact ? tenths : (tenths + 5n) / 10n, isExact ? 1 : 0, language)}${nbsp}${unit}`;
}

/** Order of names as an Indonesian reader expects it. */
export function compareNames(a: string, b: string): number {
  return a.localeCompare(b, 'id');
}
