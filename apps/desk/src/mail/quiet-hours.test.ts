import { expect, test } from 'vitest';
import { isQuiet } from './quiet-hours.ts';

test('quiet hours may pass midnight; their end is the first hour that is not quiet', () => {
  const quiet = (quietFrom: number, quietUntil: number) =>
    Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isQuiet(hour, { quietFrom, quietUntil }));
  expect(quiet(20, 6)).toEqual([0, 1, 2, 3, 4, 5, 20, 21, 22, 23]);
  expect(quiet(12, 14)).toEqual([12, 13]);
  expect(quiet(8, 8)).toEqual([]);
});
