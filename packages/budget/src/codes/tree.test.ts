import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { sum } from '../money/money.ts';
import { canonicalCode, level, parentCode } from './code.ts';
import { rollUp } from './tree.ts';

const leaf = fc.tuple(
  fc.tuple(...[6, 3, 4, 3, 3, 9].map((max) => fc.integer({ min: 1, max }))).map((parts) => canonicalCode('account', parts.join('.')) ?? ''),
  fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
);

describe('roll-up', () => {
  it('makes every level add up to the same total, and every parent the sum of its children', () => {
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 60 }), (leaves) => {
        const totals = rollUp('account', leaves);
        const total = sum(leaves.map(([, amount]) => amount));
        expect(totals.get('')).toBe(total);
        const codes = [...totals.keys()].filter((code) => code !== '');
        for (let depth = 1; depth <= 6 && leaves.length > 0; depth++) {
          expect(sum(codes.filter((code) => level(code) === depth).map((code) => totals.get(code) ?? 0n))).toBe(total);
        }
        for (const parent of totals.keys()) {
          const children = codes.filter((code) => parentCode('account', code) === parent);
          if (children.length > 0) expect(sum(children.map((code) => totals.get(code) ?? 0n))).toBe(totals.get(parent));
        }
      }),
    );
  });

  it('adds sub-units to their OPD, and skips the level that activities lack', () => {
    const units = rollUp('unit', [
      ['1.02.0.00.0.00.01.0000', 1n],
      ['1.02.0.00.0.00.01.0007', 2n],
    ]);
    expect(Object.fromEntries(units)).toEqual({ '': 3n, '1.02.0.00.0.00.01.0000': 3n, '1.02.0.00.0.00.01.0007': 2n });
    expect([...rollUp('activity', [['1.02.01.2.01.0001', 5n]]).keys()]).toEqual([
      '',
      '1.02.01.2.01.0001',
      '1.02.01.2.01',
      '1.02.01',
      '1.02',
      '1',
    ]);
  });

  it('counts what has no code in the total alone', () => {
    expect(Object.fromEntries(rollUp('activity', [['', 7n]]))).toEqual({ '': 7n });
  });
});
