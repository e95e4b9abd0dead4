import { isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import type { ReportCell } from '../src/reporting/calendar.ts';
import { holdingOf } from '../src/reporting/holding.ts';
import { punctualityOf } from '../src/reporting/punctuality.ts';

const due = isoDate('2026-11-10');
const today = isoDate('2026-11-29');
type Steps = Parameters<typeof holdingOf>[0][number];
const upload = (...steps: [Steps[number]['step'], string][]): Steps => steps.map(([step, day]) => ({ step, at: `${day}T03:00:00.000Z` }));
const holding = (...uploads: Steps[]) => holdingOf(uploads, { due, today });

test('the days that a report waits for the verifier are not the OPD’s', () => {
  const inTime = upload(['received', '2026-11-09'], ['draft', '2026-11-09'], ['submitted', '2026-11-10']);
  expect(holding(inTime)).toEqual({ lateDays: 0, verifierDays: 19, returns: 0 });
  expect(holding([...inTime, ...upload(['returned', '2026-11-20'])])).toEqual({ lateDays: 9, verifierDays: 10, returns: 1 });
  const again = upload(['draft', '2026-11-22'], ['submitted', '2026-11-23'], ['verified', '2026-11-25'], ['published', '2026-11-28']);
  expect(holding([...inTime, ...upload(['returned', '2026-11-20'])], again)).toEqual({ lateDays: 3, verifierDays: 12, returns: 1 });
});

test('a report that was uploaded in time and submitted late is late until it was submitted', () => {
  expect(holding(upload(['draft', '2026-11-08'], ['submitted', '2026-11-14'], ['verified', '2026-11-15'])).lateDays).toBe(4);
  expect(holding(upload(['draft', '2026-11-08']))).toMatchObject({ lateDays: 19, verifierDays: 0 });
  expect(holding()).toEqual({ lateDays: 19, verifierDays: 0, returns: 0 });
});

test('a correction after a verified report makes nothing late; a withdrawal gives the days back to the OPD', () => {
  const verified = upload(['submitted', '2026-11-08'], ['verified', '2026-11-09']);
  expect(holding(verified, upload(['draft', '2026-11-20'], ['submitted', '2026-11-21']))).toMatchObject({ lateDays: 0, verifierDays: 1 });
  expect(holding([...verified, ...upload(['withdrawn', '2026-11-19'])]).lateDays).toBe(10);
});

test('what happened after the day that is asked about is not known on it', () => {
  const moves = upload(['submitted', '2026-11-12'], ['returned', '2026-11-20']);
  expect(holdingOf([moves], { due, today: isoDate('2026-11-15') })).toEqual({ lateDays: 2, verifierDays: 3, returns: 0 });
});

const cell = (month: number, state: ReportCell['state'], more: Partial<ReportCell> = {}): ReportCell => ({
  ...{ month, due, state, lateDays: 0, verifierDays: 0, returns: 0, partUntil: null, zero: false, upload: null, returned: false },
  ...{ since: null, ...more },
});
const unit = (name: string, ...months: ReportCell[]) => ({ code: name as never, name, months });

test('the OPD with the most late days is first, and every report is counted once', () => {
  const found = punctualityOf(
    [
      unit('a', cell(9, 'published'), cell(10, 'verified', { since: today })),
      unit('b', cell(9, 'published', { lateDays: 4 }), cell(10, 'submitted', { since: isoDate('2026-11-10') })),
      unit('c', cell(9, 'published', { returns: 1, partUntil: isoDate('2026-09-15') }), cell(10, 'late', { lateDays: 19 })),
    ],
    today,
  );
  expect(found.units.map(({ name, onTime, late, missing, lateDays }) => [name, onTime, late, missing, lateDays])).toEqual([
    ['c', 1, 0, 1, 19],
    ['b', 1, 1, 0, 4],
    ['a', 2, 0, 0, 0],
  ]);
  expect(found).toMatchObject({ owed: 6, onTime: 4, late: 1, missing: 1, withVerifier: { count: 1, longest: 19 } });
  expect(found.months).toEqual([
    { month: 9, owed: 3, onTime: 2, late: 1, missing: 0 },
    { month: 10, owed: 3, onTime: 2, late: 0, missing: 1 },
  ]);
  expect(found.units[0]).toMatchObject({ returns: 1, partial: [9], waiting: [{ month: 10, state: 'missing', holder: 'opd', days: 19 }] });
  expect(found.units[1]?.waiting).toMatchObject([{ month: 10, state: 'submitted', holder: 'verifier', days: 19 }]);
});

test('a trend compares the last three reports with the three before, and needs six', () => {
  const months = (...late: number[]) => unit('x', ...late.map((lateDays, index) => cell(index + 1, 'published', { lateDays })));
  const trend = (...late: number[]) => punctualityOf([months(...late)], today).units[0]?.trend;
  // A report that is missing for fewer days than the one before is no improvement.
  const never = unit('y', ...[60, 50, 40, 30, 20, 19].map((lateDays, index) => cell(index + 1, 'late', { lateDays })));
  expect(punctualityOf([never], today).units[0]?.trend).toBe('same');
  expect([trend(0, 5, 5, 0, 0, 2), trend(0, 0, 0, 1, 0, 0), trend(1, 1, 1, 1, 1, 1), trend(9, 9, 9, 0, 0)]).toEqual([
    'better',
    'worse',
    'same',
    null,
  ]);
});

test('where no OPD owes a report, and before any is due, nothing is counted', () => {
  expect(punctualityOf([], today)).toEqual({
    ...{ owed: 0, onTime: 0, late: 0, missing: 0, units: [], months: [], withVerifier: { count: 0, longest: 0 } },
  });
  const early = punctualityOf(
    [unit('a', cell(11, 'due', { due: isoDate('2026-12-10') }), cell(12, 'not-yet', { due: isoDate('2027-01-10') }))],
    today,
  );
  expect(early).toMatchObject({ owed: 0, missing: 0 });
  expect(early.units[0]?.waiting).toEqual([]);
});
