import { defaultBands, isoDate } from '@sipkadin/budget';
import type { AlertEvent } from '@sipkadin/ledger';
import { expect, test } from 'vitest';
import { alertChanges, alertKey, alertList, signalText } from '../src/alerts/events.ts';
import { contractSignals, promiseSignals, reportSignals, type Signal, spendingSignals } from '../src/alerts/signals.ts';

const limits = { idleWeeks: 8, lateDays: 5, unsignedFrom: 7, promiseDays: 1 };
const day = isoDate('2026-10-31');
type Unit = Parameters<typeof spendingSignals>[0]['units'][number];
const ends = ['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31'].map(isoDate);
/** An OPD with its cumulative realization from June on; null: not reported. */
const unit = (code: string, realized: (bigint | null)[], more: Partial<Unit> = {}): Unit => ({
  code,
  figures: { budget: 1000n, realization: realized.findLast((one) => one !== null) ?? null, plan: 500n },
  ...{ gap: 0n, status: 'on-track', asOf: day },
  months: realized.map((realization, index) => ({
    ...{
      month: index + 6,
      realization,
      compared: realization,
      plan: null,
      planToDay: null,
      asOf: realization === null ? null : (ends[index] ?? null),
    },
  })),
  ...more,
});
const spending = (...units: Unit[]) =>
  spendingSignals({ units, bands: defaultBands, asOf: day }, limits).map(({ kind, unit: of, subject, size }) => [kind, of, subject, size]);

test('spending behind its band, above its budget or without a plan is an alert', () => {
  expect(spending(unit('ok', [1n, 2n, 3n, 4n, 500n], { gap: -99n }))).toEqual([]);
  expect(spending(unit('x', [1n, 2n, 3n, 4n, 300n], { gap: -100n, status: 'behind' }))).toEqual([['behind', 'x', '', -100n]]);
  // Above the budget and behind a plan at once: both hold.
  expect(spending(unit('x', [1n, 2n, 3n, 4n, 1200n], { gap: -150n, status: 'over' }))).toEqual([
    ['over', 'x', '', 200n],
    ['behind', 'x', '', -150n],
  ]);
  const figures = { budget: 1000n, realization: 1200n, plan: null };
  expect(spending(unit('x', [1n, 2n], { gap: null, figures, status: 'over' }))).toEqual([
    ['over', 'x', '', 200n],
    ['no-plan', 'x', '', null],
  ]);
  // Without a budget or a report there is nothing that a plan would be of.
  expect(spending(unit('x', [], { gap: null, figures: { ...figures, realization: null }, status: 'silent' }))).toEqual([]);
});

test('an OPD does not move where its realization is the same for eight weeks of reports; a missing report is no standstill', () => {
  expect(spending(unit('x', [5n, 5n, 5n]))).toEqual([['idle', 'x', '', 8n]]);
  expect(spending(unit('x', [1n, 5n, 5n]))).toEqual([]);
  expect(spending(unit('x', [1n, 5n, null, null, null]))).toEqual([]);
  // All is spent: there is nothing left to move.
  expect(spending(unit('x', [1000n, 1000n, 1000n, 1000n, 1000n]))).toEqual([]);
});

test('a cumulative amount that falls is an alert of its month', () => {
  expect(spending(unit('x', [1n, 9n, 4n, null, 3n]))).toEqual([
    ['falling', 'x', '8', 5n],
    ['falling', 'x', '10', 1n],
  ]);
});

test('a report is an alert once it is late by the set days, and a promise once its date has passed', () => {
  const cell = (month: number, state: 'late' | 'received' | 'submitted', lateDays: number) => ({
    month,
    state,
    lateDays,
    due: isoDate('2026-11-10'),
  });
  const months = [cell(8, 'submitted', 40), cell(9, 'received', 5), cell(10, 'late', 4)];
  expect(reportSignals([{ code: 'x', months }], isoDate('2026-11-14'), limits).map(alertKey)).toEqual(['report-late|x|9']);
  const obstacle = (lateDays: number | null, promisedOn: string | null) => ({
    ...{ id: 'o1', unit: 'x', what: 'Lahan', lateDays, promisedOn: promisedOn === null ? null : isoDate(promisedOn) },
  });
  const promises = [obstacle(null, null), obstacle(0, '2026-11-14'), obstacle(1, '2026-11-13')];
  expect(promiseSignals(promises, limits).map(alertKey)).toEqual(['promise-overdue|x|o1|2026-11-13']);
});

test('a contract without number and date of signing is an alert from the set month on', () => {
  const contract = { unit: 'x', activity: '1.01.02.2.01.0001', number: '', signedOn: null, object: 'Gedung', value: 7n };
  const found = (today: string, more = {}) =>
    contractSignals([{ ...contract, ...more }], { today: isoDate(today), year: 2026 }, limits).length;
  expect([found('2026-06-30'), found('2026-07-01'), found('2027-01-02')]).toEqual([0, 1, 1]);
  expect([found('2026-07-01', { number: '12/SPK' }), found('2026-07-01', { signedOn: isoDate('2026-06-01') })]).toEqual([0, 0]);
});

const signal = (subject: string): Signal => ({ kind: 'falling', unit: 'x', subject, size: 5n, day, text: '' });
const stored = (event: AlertEvent['event'], of: Signal, at: string, note = ''): AlertEvent => ({
  ...{
    key: alertKey(of),
    event,
    at,
    actor: event === 'acknowledged' ? 'wali' : 'system',
    note,
    detail: event === 'seen' ? signalText(of) : '',
  },
});

test('an alert is one event until it ends; when it comes back it is a new one, to be acknowledged anew', () => {
  const [one, two] = [signal('8'), signal('9')];
  expect(alertChanges([one, one], [])).toEqual({ seen: [one], ended: [] });
  const events = [stored('seen', one, '1'), stored('acknowledged', one, '2', 'Sudah dibahas'), stored('seen', two, '3')];
  expect(alertChanges([one, two], events)).toEqual({ seen: [], ended: [] });
  expect(alertChanges([two], events)).toEqual({ seen: [], ended: [alertKey(one)] });
  const ended = [...events, stored('ended', one, '4')];
  expect(alertChanges([one, two], ended)).toEqual({ seen: [one], ended: [] });
  const back = alertList([one, two], [...ended, stored('seen', one, '5')]);
  expect(back.map(({ key, firstSeen, endedAt, acknowledged }) => [key, firstSeen, endedAt, acknowledged?.note])).toEqual([
    [alertKey(one), '5', null, undefined],
    [alertKey(two), '3', null, undefined],
    [alertKey(one), '1', '4', 'Sudah dibahas'],
  ]);
  expect(back[0]).toMatchObject({ kind: 'falling', unit: 'x', subject: '8', signal: { size: 5n, day } });
});
