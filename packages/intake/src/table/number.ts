import type { Sen } from '@sipkadin/budget';

/** How a column writes decimals: `1.234,56` is id, `1,234.56` is en. */
export type NumberStyle = 'id' | 'en';

/**
 * Why a text is no amount. `ambiguous`: "1.234" means 1234 or 1.234 and nothing in the column shows which.
 * `below-sen`: less than a rupiah with a fraction of a sen, rather a share than money, or "1.234" in a column whose dots are
 * decimal marks. `too-large`: beyond 64 bits of sen.
 */
export type AmountFault = 'not-a-number' | 'ambiguous' | 'below-sen' | 'too-large';

/** An amount with a fraction of a sen, such as the interest that banks credit: at its nearest sen. */
export interface Rounded {
  rounded: Sen;
}

const largest = 2n ** 63n - 1n;
/** Of what nearly every amount is, the sen are exact in a double: at most 15 digits. */
const plainInteger = /^\d{1,13}$/;
const plainDecimal = /^\d{1,13}\.\d\d?$/;
const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * The amount that a spreadsheet or JSON stores as a number, from its exact decimal text. Doubles carry noise in
 * the last bits (`52441553.48999999`), which is taken off; an amount with a real fraction of a sen is rounded.
 */
export function senOfStored(text: string): Sen | Rounded | AmountFault {
  if (plainInteger.test(text)) return BigInt(Number(text) * 100);
  if (plainDecimal.test(text)) return BigInt(Number(text.replace('.', '')) * (text.at(-2) === '.' ? 10 : 1));
  const match = decimalText.exec(text);
  if (!match || !(match[2] || match[3])) return 'not-a-number';
  const exponent = Number(match[4] ?? 0);
  if (exponent > 30) return Number(match[2] || 0) === 0 && Number(match[3] || 0) === 0 ? 0n : 'too-large';
  const fraction = match[3] ?? '';
  // digits x 10^-scale rupiah, hence digits x 10^(2 - scale) sen
  const digits = BigInt((match[2] ?? '') + fraction);
  const scale = fraction.length - exponent - 2;
  if (scale > 400) return digits === 0n ? 0n : 'below-sen';
  const sen = scale <= 0 ? digits * 10n ** BigInt(-scale) : nearestSen(digits, scale);
  if (typeof sen === 'bigint') return bounded(match[1] === '-' ? -sen : sen);
  return sen === 'below-sen' ? sen : signedRounded(match[1] === '-' ? -sen.rounded : sen.rounded);
}

function signedRounded(sen: Sen): Rounded | AmountFault {
  const kept = bounded(sen);
  return typeof kept === 'bigint' ? { rounded: kept } : kept;
}

/** The amount in sen of what was read, rounded or not; undefined where it is none. */
export function senOf(read: Sen | Rounded | AmountFault | null): Sen | undefined {
  if (typeof read === 'bigint') return read;
  return typeof read === 'object' && read !== null ? read.rounded : undefined;
}

/** A double holds 53 bits: a difference of a few of its last units is noise, more is a fraction that someone wrote or calculated. */
function nearestSen(digits: bigint, scale: number): Sen | Rounded | 'below-sen' {
  const unit = 10n ** BigInt(scale);
  const sen = (digits + unit / 2n) / unit;
  const rest = sen * unit > digits ? sen * unit - digits : digits - sen * unit;
  if (rest === 0n) return sen;
  const noise = (digits * 8n) / 2n ** 52n;
  const tiny = unit / 10_000n;
  const allowed = noise > tiny ? noise : tiny;
  if (rest <= allowed && rest * 5n < unit * 2n) return sen;
  return digits < unit * 100n ? 'below-sen' : { rounded: rest * 2n === unit ? sideOfDouble(digits, scale, sen) : sen };
}

/** Of a half the stored double lies a little on one side: 400.515 is kept as 400.51499999999998636. */
function sideOfDouble(digits: bigint, scale: number, up: Sen): Sen {
  const exact = Number(`${digits}e-${scale + 2}`);
  return digits < 2n ** 53n && exact < 1e13 ? BigInt(exact.toFixed(2).replace('.', '')) : up;
}

function bounded(sen: Sen): Sen | AmountFault {
  return sen > largest || sen < -largest ? 'too-large' : sen;
}

interface Stripped {
  body: string;
  negative: boolean;
  /** "Rp 1.234,-" shows a decimal comma without saying a digit. */
  dash: NumberStyle | undefined;
}

// Spaces of every kind, and what people put around an amount.
const blanks = /[\s\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f-\u2069\ufeff]+/g;
const currency = /^(?:rp|idr)\.?|(?:rp|idr)\.?$/gi;

function strip(text: string): Stripped | undefined {
  let body = text.replace(blanks, '').replace(/[\u2212\u2013\u2014]/g, '-');
  if (body.startsWith("'")) body = body.slice(1);
  let negative = false;
  const bracketed = /^(-?(?:rp\.?)?)\((.+)\)$/i.exec(body);
  if (bracketed) {
    if (bracketed[1]?.startsWith('-')) return undefined;
    negative = true;
    body = bracketed[2] ?? '';
  }
  body = signed(body.replace(currency, ''));
  let dash: NumberStyle | undefined;
  const dashed = /^([-+]?[\d.,]*\d)([.,])-{1,2}$/.exec(body);
  if (dashed) {
    body = dashed[1] ?? '';
    if (dashed[2] === ',') dash = 'id';
  }
  if (body.startsWith('-') || (body.endsWith('-') && body.length > 1)) {
    if (negative || (body.startsWith('-') && body.endsWith('-') && body.length > 1)) return undefined;
    negative = true;
    body = body.startsWith('-') ? body.slice(1) : body.slice(0, -1);
  } else if (body.startsWith('+')) body = body.slice(1);
  return { body: body.replace(currency, ''), negative, dash };
}

/** "-Rp1.234" and "Rp-1.234" are the same. */
function signed(body: string): string {
  return body.replace(/^-(?:rp|idr)\.?/i, '-');
}

/** "Nihil": what reports write for nothing. */
const nil = /^\s*nihil\s*$/i;

/** Whether the digits before and between separators are groups of three. */
function grouped(parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  if (first.length < 1 || first.length > 3) return false;
  for (let at = 1; at < parts.length; at++) if (parts[at]?.length !== 3) return false;
  return true;
}

interface Spelled {
  style: NumberStyle | undefined;
  ambiguous: boolean;
}

/** Evidence of one number for the style that it is written in; undefined for other text. */
function spelling(body: string): Spelled | undefined {
  const dots = count(body, '.');
  const commas = count(body, ',');
  if (dots === 0 && commas === 0) return { style: undefined, ambiguous: false };
  if (dots > 0 && commas > 0) {
    const decimal = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ',';
    if ((decimal === '.' ? dots : commas) !== 1) return undefined;
    const [whole] = body.split(decimal);
    if (!grouped((whole ?? '').split(decimal === '.' ? ',' : '.'))) return undefined;
    return { style: decimal === ',' ? 'id' : 'en', ambiguous: false };
  }
  const mark = dots > 0 ? '.' : ',';
  const groupStyle = mark === '.' ? 'id' : 'en';
  const decimalStyle = mark === '.' ? 'en' : 'id';
  const parts = body.split(mark);
  if (parts.length > 2) return grouped(parts) ? { style: groupStyle, ambiguous: false } : undefined;
  const [whole = '', tail = ''] = parts;
  if (tail === '') return undefined;
  const couldGroup = tail.length === 3 && whole.length >= 1 && whole.length <= 3 && whole !== '0' && !whole.startsWith('0');
  return couldGroup ? { style: undefined, ambiguous: true } : { style: decimalStyle, ambiguous: false };
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found++;
  return found;
}

const shape = /^\d*(?:[.,]\d+)*$/;

/** The style that a text number proves, 'ambiguous' for "1.234", undefined for anything that proves nothing. */
export function styleOf(text: string): NumberStyle | 'ambiguous' | undefined {
  const stripped = strip(text);
  if (!stripped || stripped.body === '' || !shape.test(stripped.body)) return undefined;
  const spelled = spelling(stripped.body);
  if (!spelled) return undefined;
  if (spelled.ambiguous) return stripped.dash ?? 'ambiguous';
  return spelled.style ?? stripped.dash;
}

/** The mark of a number whose last three digits may be decimals or thousands: "1.234", "500.000"; undefined for any other text. */
export function markOfThree(text: string): '.' | ',' | undefined {
  const body = strip(text)?.body ?? '';
  return /^\d+(?:[.,]\d{3})*[.,]\d{3}$/.test(body) ? (body.at(-4) === '.' ? '.' : ',') : undefined;
}

/**
 * Reads an amount as people write it: `513.425.170.766`, `Rp918.886.900,00`, `(1.234,56)`, `1.234,56-`, `-` (zero).
 * A spelling that can be read in one way only is read in that way, whatever the column's style.
 * @param style of the column; needed only for "1.234", which is a fault without it.
 * @returns sen, rounded or not, null for an empty text (no amount, not zero), or why it is none.
 */
export function parseAmount(text: string, style: NumberStyle | undefined): Sen | Rounded | null | AmountFault {
  if (plainInteger.test(text)) return BigInt(Number(text) * 100);
  if (nil.test(text)) return 0n;
  const stripped = strip(text);
  if (!stripped) return 'not-a-number';
  const { body, negative } = stripped;
  if (body === '') return text.replace(blanks, '') === '' ? null : negative ? 0n : 'not-a-number';
  const scientific = /^\d(?:\d|\.(?=\d))*[eE][+-]?\d+$/.test(body) ? /(?:\.(\d+))?[eE]\+?(-?\d+)$/.exec(body) : null;
  // "1.05007E+12" is what a narrow cell showed: the digits behind are gone.
  if (scientific?.[1] !== undefined && Number(scientific[2]) > scientific[1].length) return 'not-a-number';
  if (scientific) return senOfStored((negative ? '-' : '') + body);
  if (!shape.test(body)) return 'not-a-number';
  const spelled = spelling(body);
  if (!spelled) return 'not-a-number';
  const used = spelled.style ?? stripped.dash ?? style;
  if (spelled.ambiguous && used === undefined) return 'ambiguous';
  const plain = used === 'en' ? body.replaceAll(',', '') : body.replaceAll('.', '').replace(',', '.');
  const [whole = '', fraction = ''] = plain.split('.');
  const exact = fraction.replace(/0+$/, '');
  // Text made from a double shows the same noise as the double ("133918327208.79001").
  if (exact.length > 2) {
    const noisy = senOfStored(`${negative ? '-' : ''}${whole || '0'}.${exact}`);
    return exact.length > 4 || (typeof noisy === 'object' && !spelled.ambiguous) ? noisy : 'below-sen';
  }
  const sen = BigInt(whole || '0') * 100n + BigInt(exact.padEnd(2, '0') || '0');
  return bounded(negative ? -sen : sen);
}
