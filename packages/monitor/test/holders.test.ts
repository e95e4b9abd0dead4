import { isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import type { ReportCell } from '../src/reporting/calendar.ts';
import { holderOf, missingReports } from '../src/reporting/holders.ts';

const today = isoDate('2026-11-29');
const cell = (month: number, state: ReportCell['state'], more: Partial<ReportCell> = {}): ReportCell => ({
  ...{ month, due: isoDate('2026-11-10'), state, lateDays: 0, zero: false, upload: null, returned: false, since: null },
  ...{ verifierDays: 0, returns: 0, partUntil: null },
  ...more,
});
const unit = (name: string, ...months: ReportCell[]) => ({ code: name as never, name, months });
const missing = (...units: ReturnType<typeof unit>[]) => missingReports(units, today);

test('who holds a report, and since when, follows from its state', () => {
  const since = isoDate('2026-11-10');
  expect(holderOf(cell(10, 'received', { since }), today)).toEqual({ state: 'received', holder: 'opd', since, days: 19 });
  expect(holderOf(cell(10, 'submitted', { since }), today)).toEqual({ state: 'submitted', holder: 'verifier', since, days: 19 });
  expect(holderOf(cell(10, 'verified', { since: today }), today)).toEqual({
    state: 'verified',
    holder: 'publisher',
    since: today,
    days: 0,
  });
  expect(holderOf(cell(10, 'late', { since, returned: true }), today)).toEqual({ state: 'returned', holder: 'opd', since, days: 19 });
  expect(holderOf(cell(10, 'late'), today)).toEqual({ state: 'missing', holder: 'opd', since: '2026-11-10', days: 19 });
  // Due, and still in time.
  expect(holderOf(cell(11, 'due', { due: isoDate('2026-12-10') }), today)).toMatchObject({
    state: 'missing',
    since: '2026-12-10',
    days: 0,
  });
  expect([holderOf(cell(10, 'published', { since }), today), holderOf(cell(12, 'not-yet'), today)]).toEqual([null, null]);
});

test('a report that waits for the verifier is named beside the month that is missing', () => {
  const since = isoDate('2026-11-10');
  const [satpol] = missing(unit('Satpol PP', cell(8, 'published'), cell(9, 'late', { lateDays: 51 }), cell(10, 'submitted', { since })));
  expect(satpol).toMatchObject({ oldest: { month: 9, lateDays: 51 }, later: 0, held: [{ month: 10, state: 'submitted', days: 19 }] });
});

test('a returned report is missing, and waits for the operator', () => {
  const [girimaya] = missing(unit('Girimaya', cell(9, 'published'), cell(10, 'late', { lateDays: 20, returned: true })));
  expect(girimaya).toMatchObject({ oldest: { month: 10 }, later: 0, held: [{ month: 10, state: 'returned', holder: 'opd' }] });
});

test('a report that is uploaded and not submitted is missing; a submitted, verified or published one is not', () => {
  const states = ['not-yet', 'due', 'late', 'received', 'submitted', 'verified', 'published'] as const;
  expect(states.filter((state) => missing(unit('one', cell(1, state))).length > 0)).toEqual(['due', 'late', 'received']);
});

test('every OPD has one line: its oldest missing month, how many follow, and nothing of the months before', () => {
  const found = missing(
    unit('punctual', cell(1, 'verified'), cell(2, 'not-yet')),
    unit('one', cell(1, 'verified'), cell(2, 'late', { lateDays: 3 })),
    unit('many', cell(1, 'late', { lateDays: 30 }), cell(2, 'received'), cell(3, 'due')),
  );
  expect(found.map(({ name, oldest, later, held }) => [name, oldest.month, later, held.map(({ month, state }) => [month, state])])).toEqual(
    [
      ['many', 1, 2, [[2, 'received']]],
      ['one', 2, 0, []],
    ],
  );
});
