import { comparableOf, isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { wholeCourse } from '../../parts/course.tsx';

test('the curve leaves out of its gap what the total leaves out of its own: an OPD without a plan, with the treasury items it pays', () => {
  const row = { account: '5' as never, month: 10, asOf: isoDate('2026-10-31'), progress: null, source: null };
  const months = [
    {
      ...row,
      ...{ unit: '*' as const, realization: '900.00', plan: '1000.00', planToDay: '1000.00' },
      treasury: { realization: '140.00', plan: '200.00', planToDay: '200.00' },
    },
    { ...row, unit: '1.01' as never, realization: '700.00', plan: '1000.00', planToDay: '1000.00' },
    {
      ...row,
      ...{ unit: '8.01' as never, realization: '200.00', plan: null, planToDay: null },
      treasury: { realization: '40.00', plan: null, planToDay: null },
    },
  ] as unknown as Parameters<typeof wholeCourse>[0];
  const total = comparableOf({ budget: 120_000n, realization: 90_000n, plan: 100_000n }, [
    {
      own: { budget: 90_000n, realization: 60_000n, plan: 80_000n },
      treasury: { budget: 10_000n, realization: 10_000n, plan: 20_000n },
    },
    {
      own: { budget: 20_000n, realization: 16_000n, plan: null },
      treasury: { budget: null, realization: 4_000n, plan: null },
    },
  ]);
  expect(total.amounts.realization).toBe(70_000n);
  expect(wholeCourse(months, { tooLittle: false }).map(({ compared }) => compared)).toEqual([total.amounts.realization]);
});
