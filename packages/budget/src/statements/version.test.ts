import { describe, expect, it } from 'vitest';
import { fc } from '../../test/seeded.ts';
import { isBudgetVersion, latestVersion, versionRank } from './version.ts';

const inOrder = [
  'murni',
  ...Array.from({ length: 99 }, (_, index) => `pergeseran-${index + 1}`),
  'perubahan',
  ...Array.from({ length: 99 }, (_, index) => `perubahan-pergeseran-${index + 1}`),
];

describe('budget versions', () => {
  it('rank in the order in which they are adopted', () => {
    expect(inOrder.every(isBudgetVersion)).toBe(true);
    expect(inOrder.toSorted((a, b) => versionRank(a) - versionRank(b))).toEqual(inOrder);
    expect(new Set(inOrder.map(versionRank)).size).toBe(inOrder.length);
  });

  it('have a latest one, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: 1 }), (some) => {
        expect(latestVersion(some)).toBe(inOrder[Math.max(...some.map((version) => inOrder.indexOf(version)))]);
      }),
    );
    expect(latestVersion([])).toBeUndefined();
  });

  it.each(['', 'Murni', 'pergeseran', 'pergeseran-0', 'pergeseran-100', 'perubahan-1', 'perubahan-pergeseran-0', 'murni '])(
    'are not called %j',
    (text) => {
      expect(isBudgetVersion(text)).toBe(false);
    },
  );
});
