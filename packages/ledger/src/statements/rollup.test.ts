import { type IsoDate, isoDate, type Line } from '@sipkadin/budget';
import { expect, it } from 'vitest';
import { Rollup, rolledDay } from './rollup.ts';

const payment = (date?: IsoDate): Line => ({
  ...{ unit: '', activity: '', account: '5.1.01', fund: '', package: '', amount: 1n, sheet: '', row: 1, column: 'A' },
  ...(date === undefined ? {} : { date }),
});

it.each([
  ['its own day', '2025-10-31', '2025-10-31'],
  ['1 January, as its line does, where it has no day', undefined, '2025-01-01'],
  ['28 February where the year has no 29 February', '2024-02-29', '2025-02-28'],
])('a payment in the roll-up of 2025 counts from %s', (_, paid, counted) => {
  const rollup = new Rollup('register');
  rollup.add(payment(paid === undefined ? undefined : isoDate(paid)));
  expect(rollup.rows().map((row) => rolledDay(2025, row))).toEqual([counted]);
});
