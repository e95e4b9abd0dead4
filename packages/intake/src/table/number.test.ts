import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount, senOfStored, styleOf } from './number.ts';

describe('an amount as people write it', () => {
  it.each([
    ['513.425.170.766', undefined, 51342517076600n],
    ['467.998.630.663,83', undefined, 46799863066383n],
    ['0,00', undefined, 0n],
    ['Rp918.886.900,00', undefined, 91888690000n],
    ['Rp 1.234,-', undefined, 123400n],
    ['Rp. 1.234.567,50', undefined, 123456750n],
    ['IDR 1,234,567.50', undefined, 123456750n],
    ['-', undefined, 0n],
    ['NIHIL', undefined, 0n],
    ['Rp -', undefined, 0n],
    ['(1.234,56)', undefined, -123456n],
    ['-1.234,56', undefined, -123456n],
    ['1.234,56-', undefined, -123456n],
    ['\u22121.234,56', undefined, -123456n],
    ['Rp (1.234,56)', undefined, -123456n],
    ['-Rp1.234,56', undefined, -123456n],
    ['1\u00a0234\u00a0567,5', undefined, 123456750n],
    ['1.234', 'id', 123400n],
    ['1.234', 'en', 'below-sen'],
    ['1.250', 'en', 125n],
    ['1,234', 'en', 123400n],
    ['1.234', undefined, 'ambiguous'],
    ['1,234', undefined, 'ambiguous'],
    ['1,234,567.00', undefined, 123456700n],
    ['1.234.567,00', 'en', 123456700n],
    ['546104451385.82', undefined, 54610445138582n],
    ['133918327208.79001', undefined, 13391832720879n],
    ['0.5', undefined, 50n],
    ['0.125', undefined, 'below-sen'],
    ['1E+15', undefined, 100000000000000000n],
    ['01', undefined, 100n],
    ['', undefined, null],
    [' \u00a0 ', undefined, null],
    ['12.34.567', undefined, 'not-a-number'],
    ['1.234,567,00', undefined, 'not-a-number'],
    ['1,2,3', undefined, 'not-a-number'],
    ['abc', undefined, 'not-a-number'],
    ['12%', undefined, 'not-a-number'],
    [',', undefined, 'not-a-number'],
    ['--5', undefined, 'not-a-number'],
    ['#REF!', undefined, 'not-a-number'],
    ['5.1.02.01', undefined, 'not-a-number'],
    ['92.233.720.368.547.758,07', undefined, 9223372036854775807n],
    ['92.233.720.368.547.758,08', undefined, 'too-large'],
  ] as const)('%j in a column of style %s is %s', (text, style, expected) => {
    expect(parseAmount(text, style)).toBe(expected);
  });

  it('reads back every amount in both spellings, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }), fc.boolean(), (sen, brackets) => {
        for (const style of ['id', 'en'] as const) expect(parseAmount(write(sen, style, brackets), style)).toBe(sen);
      }),
      { seed: 1971, numRuns: 300 },
    );
  });

  it('never reads a text differently once the style is known than the text itself proves', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[\d.,]{1,16}$/), (text) => {
        const proven = parseAmount(text, undefined);
        if (proven === 'ambiguous') return;
        expect(parseAmount(text, 'id')).toBe(proven);
        expect(parseAmount(text, 'en')).toBe(proven);
      }),
      { seed: 1971, numRuns: 1000 },
    );
  });

  it('never throws, whatever the text', () => {
    // As the unit "binary", which first lays out a table of a million characters.
    const unit = fc.nat({ max: 0x10_ff_ff }).map(
      (code) => String.fromCodePoint(code),
      (letter) => String(letter).codePointAt(0) ?? 0,
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        parseAmount(text, 'id');
        senOfStored(text);
        styleOf(text);
      }),
      { seed: 1971, numRuns: 1000 },
    );
  });
});

describe('an amount that a spreadsheet stores', () => {
  it.each([
    ['265768653966', 26576865396600n],
    ['52441553.48999999', 5244155349n],
    ['80436234.51000001', 8043623451n],
    ['1E+15', 100000000000000000n],
    ['9.64E7', 9640000000n],
    ['-0.01', -1n],
    ['1.5E-2', 'below-sen'],
    ['0.005', 'below-sen'],
    ['9.9182e-05', 'below-sen'],
    ['1.2E-12', 0n],
    ['1E+99', 'too-large'],
    ['0E+99', 0n],
    ['NaN', 'not-a-number'],
    ['', 'not-a-number'],
  ] as const)('%s is %s', (text, expected) => {
    expect(senOfStored(text)).toBe(expected);
  });

  it.each([
    ['1234.565', 123457n],
    ['33333.333333333336', 3333333n],
    ['-33333.333333333336', -3333333n],
    ['400.515', 40051n],
    ['700.744', 70074n],
    ['12345678901234567.125', 1234567890123456713n],
  ] as const)('%s is rounded to %s sen, a half to the side on which the stored double lies', (text, rounded) => {
    expect(senOfStored(text)).toEqual({ rounded });
  });

  it('is exact where a double would be and where it would not', () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,15}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('', '.5', '.07', '.99'), (whole, fraction) => {
        const sen = BigInt(whole) * 100n + BigInt(fraction.slice(1).padEnd(2, '0'));
        expect(senOfStored(whole + fraction)).toBe(sen);
        expect(parseAmount(whole + fraction, 'en')).toBe(sen);
      }),
    );
  });

  it('gives back every amount that a double holds to the sen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), (sen) => {
        expect(senOfStored(String(sen / 100))).toBe(BigInt(sen));
      }),
      { seed: 1971, numRuns: 500 },
    );
  });
});

describe('the style of a column', () => {
  it.each([
    ['1.234,56', 'id'],
    ['1,234.56', 'en'],
    ['1.234.567', 'id'],
    ['1.234', 'ambiguous'],
    ['1.234,-', 'id'],
    ['12.5', 'en'],
    ['1234', undefined],
    ['Jumlah', undefined],
  ] as const)('%s proves %s', (text, style) => {
    expect(styleOf(text)).toBe(style);
  });
});

function write(sen: bigint, style: 'id' | 'en', brackets: boolean): string {
  const absolute = sen < 0n ? -sen : sen;
  const [group, decimal] = style === 'id' ? ['.', ','] : [',', '.'];
  const whole = String(absolute / 100n).replace(/\B(?=(\d{3})+$)/g, group);
  const text = `${whole}${decimal}${String(absolute % 100n).padStart(2, '0')}`;
  if (sen >= 0n) return text;
  return brackets ? `(${text})` : `-${text}`;
}
