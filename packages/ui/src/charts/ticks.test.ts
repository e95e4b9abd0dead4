import { expect, test } from 'vitest';
import { amountTicks, shareTicks } from './ticks.ts';

test('an axis of shares has round steps and a line at 100 %', () => {
  expect(shareTicks(0.3)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(shareTicks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(shareTicks(1.012)).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25]);
  expect(shareTicks(1.9)).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(shareTicks(4.2)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(shareTicks(7)).toEqual([0, 2, 4, 6, 8]);
});

test('an axis of amounts has steps of 1, 2 or 5', () => {
  expect(amountTicks(0)).toEqual([0]);
  expect(amountTicks(507.1)).toEqual([0, 200, 400, 600]);
  expect(amountTicks(13.8)).toEqual([0, 5, 10, 15]);
});
