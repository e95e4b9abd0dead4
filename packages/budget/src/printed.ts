import type { Language } from './language.ts';
import { abs, type Sen } from './money.ts';

/** As people read amounts, exactly; rounded and shortened forms are the screens' own. */

export const minus = '−';
export const decimalMark = { id: ',', en: '.' } as const;

const grouping = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') } as const;

/** A whole number with thousands marks: 12.378. */
export function formatCount(count: number | bigint, language: Language): string {
  const negative = count < 0;
  return `${negative ? minus : ''}${grouping[language].format(negative ? -count : count)}`;
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
