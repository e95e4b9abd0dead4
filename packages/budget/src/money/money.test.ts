import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { abs, parseDecimal, sum, toDecimal } from './money.ts';

const sen = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

describe('money', () => {
  it('prints and reads back every amount, far beyond what a float holds', () => {
    fc.assert(fc.property(sen, (amount) => parseDecimal(toDecimal(amount)) === amount));
    expect(toDecimal(919_000_000_000_000_012_345n)).toBe('9190000000000000123.45');
  });

  it('prints a text that it read in its own form unchanged', () => {
    for (const text of ['0.00', '-0.01', '467998630663.83', '-56773392721.90']) expect(toDecimal(parseDecimal(text) ?? 0n)).toBe(text);
  });

  it('reads fewer decimals, and more of them when they are zeros', () => {
    expect(parseDecimal('12')).toBe(1200n);
    expect(parseDecimal('0.5')).toBe(50n);
    expect(parseDecimal('1.2300')).toBe(123n);
    expect(parseDecimal('-0')).toBe(0n);
  });

  it.each(['', '-', '.5', '5.', '1,5', '1.234.567', '1e3', ' 1', '+1', '0.005', '٣', 'NaN'])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it('adds up in any order and grouping', () => {
    fc.assert(
      fc.property(fc.array(sen), fc.array(sen), (a, b) => {
        expect(sum([...a, ...b])).toBe(sum(a) + sum(b));
        expect(sum(a.toReversed())).toBe(sum(a));
      }),
    );
    expect(sum([])).toBe(0n);
  });

  it('has no sign in an absolute amount', () => {
    fc.assert(fc.property(sen, (amount) => abs(amount) === abs(-amount) && abs(amount) >= 0n && abs(amount) ** 2n === amount ** 2n));
  });
});
