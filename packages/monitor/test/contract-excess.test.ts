import { expect, test } from 'vitest';
import { contractExcess } from '../src/index.ts';

const road = '1.03.10.2.01.0033';
const contract = (value: bigint | null, more: { activity?: string; ownerEstimate?: bigint; paid?: bigint } = {}) => ({
  ...{ activity: road, value, ownerEstimate: null, paid: null },
  ...more,
});
const nothing = { aboveBudget: null, aboveEstimate: null, overpaid: null };

test('contracts of one activity are held against its budget together, and each against its estimate and its value', () => {
  const budgets = [
    { activity: road, budget: 60n },
    { activity: road, budget: 40n },
    { activity: '1.03.10.2.01.0044', budget: 1n },
  ];
  expect(contractExcess([contract(70n), contract(50n)], budgets)).toEqual([
    { ...nothing, aboveBudget: 20n },
    { ...nothing, aboveBudget: 20n },
  ]);
  expect(contractExcess([contract(100n)], budgets)).toEqual([nothing]);
  // Of a whole kegiatan.
  expect(contractExcess([contract(102n, { activity: '1.03.10.2.01' })], budgets)).toEqual([{ ...nothing, aboveBudget: 1n }]);
  expect(contractExcess([contract(90n, { ownerEstimate: 80n, paid: 95n })], budgets)).toEqual([
    { aboveBudget: null, aboveEstimate: 10n, overpaid: 5n },
  ]);
});

test('what is not known is no excess, and a budget of zero is one', () => {
  expect(contractExcess([contract(null), contract(9n, { activity: '' })], [{ activity: road, budget: 1n }])).toEqual([nothing, nothing]);
  expect(contractExcess([contract(9n)], [])).toEqual([nothing]);
  expect(contractExcess([contract(9n)], [{ activity: road, budget: null }])).toEqual([nothing]);
  expect(contractExcess([contract(9n)], [{ activity: road, budget: 0n }])).toEqual([{ ...nothing, aboveBudget: 9n }]);
});
