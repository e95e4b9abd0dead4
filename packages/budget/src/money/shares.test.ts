import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { sum } from './money.ts';
import { shares } from './shares.ts';

const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1, maxLength: 40 }).filter((all) => sum(all) > 0n);

describe('shares', () => {
  it('add up to 100 exactly, each within a point of its true share', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const result = shares(all) ?? expect.fail('there is something to share');
        expect(result.reduce((a, b) => a + b, 0)).toBe(100);
        for (const [index, share] of result.entries()) {
          const exact = ((all[index] ?? 0n) * 1_000_000n) / sum(all);
          expect(Math.abs(share * 10_000 - Number(exact))).toBeLessThanOrEqual(10_000);
        }
      }),
    );
  });

  it('keep the order of the amounts, and give nothing to zero', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const sorted = all.toSorted((a, b) => (a < b ? 1 : -1));
        const result = shares(sorted) ?? [];
        expect(result).toEqual(result.toSorted((a, b) => b - a));
        for (const [index, share] of result.entries()) if (sorted[index] === 0n) expect(share).toBe(0);
      }),
    );
  });

  it('are those of spending in Pangkalpinang on 12 December 2025', () => {
    const spent = [42_491_120_622_600n, 27_090_476_049_248n, 6_350_151_776_389n, 3_175_842_106_200n, 109_872_655_600n, 4_318_235_500n];
    expect(shares(spent)).toEqual([54, 34, 8, 4, 0, 0]);
    expect(shares([1n, 1n, 1n])).toEqual([34, 33, 33]);
    expect(shares([1n, 2n], 1000)).toEqual([333, 667]);
  });

  it('do not exist without a whole, or with negative parts', () => {
    expect(shares([])).toBeNull();
    expect(shares([0n, 0n])).toBeNull();
    expect(shares([10n, -1n])).toBeNull();
  });
});
