import { isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { isMissing, missingReports, type ReportCell } from './missing.ts';

const cell = (month: number, state: ReportCell['state'], more: Partial<ReportCell> = {}): ReportCell => ({
  ...{
    month,
    due: isoDate('2026-01-10'),
    state,
    lateDays: 0,
    zero: false,
    upload: null,
    returned: false,
  },
  ...more,
});
const unit = (name: string, ...months: ReportCell[]) => ({ code: name as never, name, months });

test('a report that waits for the verifier is named beside the month that is missing', () => {
  const [satpol] = missingReports([unit('Satpol PP', cell(8, 'published'), cell(9, 'late', { lateDays: 51 }), cell(10, 'submitted'))]);
  expect(satpol).toMatchObject({ oldest: { month: 9, lateDays: 51 }, later: 0, held: [{ month: 10, state: 'submitted' }] });
});

test('a returned report is missing, and waits for the operator', () => {
  const [girimaya] = missingReports([unit('Girimaya', cell(9, 'published'), cell(10, 'late', { lateDays: 20, returned: true }))]);
  expect(girimaya).toMatchObject({ oldest: { month: 10 }, later: 0, held: [{ month: 10, state: 'returned' }] });
});

test('a report that is uploaded and not submitted is missing; a submitted, verified or published one is not', () => {
  expect(
    (['not-yet', 'due', 'late', 'received', 'submitted', 'verified', 'published'] as const).filter((state) => isMissing(cell(1, state))),
  ).toEqual(['due', 'late', 'received']);
});

test('every OPD has one line: its oldest missing month, how many follow, and nothing of the months before', () => {
  const found = missingReports([
    unit('punctual', cell(1, 'verified'), cell(2, 'not-yet')),
    unit('one', cell(1, 'verified'), cell(2, 'late', { lateDays: 3 })),
    unit('many', cell(1, 'late', { lateDays: 30 }), cell(2, 'received'), cell(3, 'due')),
  ]);
  expect(found.map(({ name, oldest, later, held }) => [name, oldest.month, later, held])).toEqual([
    ['many', 1, 2, [{ month: 2, state: 'received' }]],
    ['one', 2, 0, []],
  ]);
});
