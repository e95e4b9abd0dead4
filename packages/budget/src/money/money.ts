/**
 * Amounts of money in sen (1/100 rupiah) as bigint: DKI alone is 9.19e15 sen, above 2^53, so a float
 * would lose rupiah without a sound.
 */
export type Sen = bigint;

/**
 * Reads a plain decimal string in rupiah ("467998630663.83", "-12", "0.5"), the form used in JSON,
 * manifests and CSV exports. Not for people's spellings ("1.234,56"): those are intake's.
 * @returns sen, or undefined when the text is not such a number or holds a fraction of a sen.
 */
export function parseDecimal(text: string): Sen | undefined {
  return usualSen(text) ?? anySen(text);
}

/** Digits that are exact as a number. */
const exactDigits = 15;

/** Of an amount as this program writes it, with two decimals: editions have tens of thousands. undefined for any other text. */
function usualSen(text: string): Sen | undefined {
  const point = text.length - 3;
  if (point < 1 || point + 2 > exactDigits || text.charCodeAt(point) !== 46) return undefined;
  let sen = 0;
  for (let at = 0; at < text.length; at++) {
    if (at === point) continue;
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    sen = sen * 10 + digit;
  }
  return BigInt(sen);
}

function anySen(text: string): Sen | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > 2) return undefined;
  const sen = BigInt(match[2] ?? '0') * 100n + BigInt(fraction.padEnd(2, '0'));
  return match[1] === '-' ? -sen : sen;
}

/** Exact decimal string in rupiah with two decimals: `46799863066383n` → `"467998630663.83"`. */
export function toDecimal(sen: Sen): string {
  const absolute = sen < 0n ? -sen : sen;
  return `${sen < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`;
}

export function sum(amounts: Iterable<Sen>): Sen {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

export function abs(sen: Sen): Sen {
  return sen < 0n ? -sen : sen;
}
