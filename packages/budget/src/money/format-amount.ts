import type { Language } from '../language/language.ts';
import { abs, type Sen } from './money.ts';

/** As people read amounts, exactly; rounded and shortened forms are the screens' own. */

export const minus = '−';
export const decimalMark = { id: ',', en: '.' } as const;

const thousandsMark = { id: '.', en: ',' } as const;
/** Between two digits, before each three up to the end. */
const thousands = /\B(?=(?:\d{3})+$)/g;

/** A whole number with thousands marks: 12.378. Not by Intl, whose data take a process longer to load than a small file to read. */
export function formatCount(count: number | bigint, language: Language): string {
  const negative = count < 0;
  return `${negative ? minus : ''}${String(negative ? -count : count).replace(thousands, thousandsMark[language])}`;
}

/** A whole number, not negative, whose last digits are decimals: 1234 with two is 12,34. */
export function withDecimals(value: bigint, digits: number, language: Language): string {
  const base = 10n ** BigInt(digits);
  const whole = formatCount(value / base, language);
  return digits === 0 ? whole : `${whole}${decimalMark[language]}${String(value % base).padStart(digits, '0')}`;
}

export function sign(amount: bigint): string {
  return amount < 0n ? minus : '';
}

/** Exact amount, sen shown if there are any: `Rp792.217.814.455,37`. */
export function formatRupiah(amount: Sen, language: Language): string {
  const inSen = amount % 100n !== 0n;
  return `${sign(amount)}Rp${withDecimals(inSen ? abs(amount) : abs(amount) / 100n, inSen ? 2 : 0, language)}`;
}

/** As a printed LRA writes it: two decimals always, negatives in brackets, no "Rp". */
export function formatLra(amount: Sen, language: Language): string {
  const text = withDecimals(abs(amount), 2, language);
  return amount < 0n ? `(${text})` : text;
}
