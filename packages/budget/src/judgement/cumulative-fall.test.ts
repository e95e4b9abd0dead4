import { expect, test } from 'vitest';
import { cumulativeFall } from './cumulative-fall.ts';

const months = (...amounts: (bigint | null)[]) => amounts.map((realization, index) => ({ month: index + 1, realization }));
const found = (...amounts: (bigint | null)[]) => {
  const fall = cumulativeFall(months(...amounts));
  return fall && [fall.before.month, fall.after.month];
};

test('a fall of a cumulative amount is the last one of more than a percent, months without a report passed over', () => {
  expect(found(100n, 650n, null, 75n)).toEqual([2, 4]);
  expect(found(100n, 50n, 200n, 150n, 300n)).toEqual([3, 4]);
  expect(found(1000n, 990n, 2000n)).toBeUndefined();
  expect(found(1000n, 989n)).toEqual([1, 2]);
  expect(found(0n, -5n)).toBeUndefined();
  expect(found(null, 5n)).toBeUndefined();
});
