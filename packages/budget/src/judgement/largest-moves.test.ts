import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latestCommonVersion } from '../statements/version.ts';
import { isoDate, sameDayIn } from '../time/period.ts';
import { changeOf, largestMoves } from './largest-moves.ts';

const amount = fc.option(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }));
const rows = fc.array(fc.record({ before: amount, after: amount }), { maxLength: 60 });

test('a waterfall adds up to the sen for any lines, however many of them are shown', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 12 }), (given, most) => {
      const { from, to, shown, rest, risen, fallen } = largestMoves(given, most);
      const shownSum = shown.reduce((sum, row) => sum + changeOf(row), 0n);
      expect(from + shownSum + rest.amount).toBe(to);
      expect(from + risen + fallen).toBe(to);
      expect(shown.length + rest.rows).toBe(given.filter((row) => changeOf(row) !== 0n).length);
      expect(rest.rows).not.toBe(1);
    }),
  );
});

test('nothing that is left to the rest changed more than what is shown', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const { shown } = largestMoves(given, 3);
      const size = (row: (typeof given)[number]) => (changeOf(row) < 0n ? -changeOf(row) : changeOf(row));
      const least = shown.map(size).reduce((a, b) => (b < a ? b : a), 10n ** 20n);
      for (const row of given) if (!shown.includes(row) && shown.length > 0) expect(size(row) <= least).toBe(true);
    }),
  );
});

test('years are compared in the last version that both have, and on the same day', () => {
  expect(latestCommonVersion(['murni', 'perubahan'], ['murni'])).toBe('murni');
  expect(latestCommonVersion(['murni', 'pergeseran-1', 'perubahan'], ['murni', 'pergeseran-1', 'pergeseran-2'])).toBe('pergeseran-1');
  expect(latestCommonVersion(['perubahan'], ['murni'])).toBeUndefined();
  expect(sameDayIn(2025, isoDate('2024-02-29'))).toBe('2025-02-28');
  expect(sameDayIn(2023, isoDate('2026-10-31'))).toBe('2023-10-31');
});
