import { describe, expect, it } from 'vitest';
import { fc } from '../test/seeded.ts';
import { absorption, deviation } from './absorption.ts';

const positive = fc.bigInt({ min: 1n, max: 10n ** 20n });
const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

describe('absorption', () => {
  it('is that of the city on 12 December 2025', () => {
    expect(absorption(79_221_781_445_537n, 105_006_818_475_390n)).toBe(7544n);
    expect(absorption(86_936_274_894_226n, 99_329_479_203_200n)).toBe(8752n);
  });

  it('has no value without a budget, whatever was spent', () => {
    fc.assert(fc.property(amount, (spent) => absorption(spent, 0n) === null && deviation(spent, 0n, 0n) === null));
  });

  it('says 100 % only of a budget spent to the sen, more only when it is over', () => {
    fc.assert(
      fc.property(positive, positive, (spent, budget) => {
        const points = absorption(spent, budget) ?? expect.fail('there is a budget');
        expect(points === 10_000n).toBe(spent === budget);
        expect(points > 10_000n).toBe(spent > budget);
      }),
    );
    expect(absorption(99_996n, 100_000n)).toBe(9999n);
    expect(absorption(100_004n, 100_000n)).toBe(10_001n);
  });

  it('is cut off, never rounded up', () => {
    fc.assert(
      fc.property(positive, positive, (spent, budget) => {
        const points = absorption(spent, budget) ?? 0n;
        expect(points === 10_001n || (points * budget <= spent * 10_000n && (points + 1n) * budget > spent * 10_000n)).toBe(true);
      }),
    );
  });

  it('never falls when more is spent', () => {
    fc.assert(
      fc.property(positive, positive, positive, (spent, more, budget) => {
        expect((absorption(spent + more, budget) ?? 0n) >= (absorption(spent, budget) ?? 0n)).toBe(true);
      }),
    );
  });
});

describe('deviation', () => {
  it('is nothing on plan, negative behind it, and turns its sign when the two change places', () => {
    fc.assert(
      fc.property(amount, amount, positive, (realization, plan, budget) => {
        expect(deviation(plan, plan, budget)).toBe(0n);
        expect(deviation(realization, plan, budget)).toBe(-(deviation(plan, realization, budget) ?? 0n));
      }),
    );
    expect(deviation(721n, 870n, 1000n)).toBe(-1490n);
  });
});
