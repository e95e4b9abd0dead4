import { fiscalYear, isoDate, type Obstacle } from '@sipkadin/budget';
import type { ObstacleEntry, ObstacleReport } from '@sipkadin/ledger';
import { expect, test } from 'vitest';
import { traceObstacles } from './trace.ts';

const health = '1.02.0.00.0.00.01.0000';
const puskesmas = '1.02.0.00.0.00.01.0003';

const land = (id: string, more: Partial<Obstacle> = {}): Obstacle & { id: string } => ({
  ...{ id, unit: health, activity: '1.02.02.2.01.0001', cause: 'land', what: 'Lahan', followUp: '', unblocker: 'Sekda', owner: 'Kabid' },
  ...{ promisedOn: isoDate('2026-09-15'), mayBePublic: false, sheet: 'Kendala', row: 9, ...more },
});
const report = (asOf: string, ...rows: (Obstacle & { id: string })[]): ObstacleReport => ({
  ...{ upload: `u-${asOf}`, asOf: isoDate(asOf), covers: [health], simulated: false, rows },
});
const entry = (obstacle: string, at: string, more: Partial<ObstacleEntry> = {}): ObstacleEntry => {
  const { sheet: _, row: __, id: ___, ...written } = land(obstacle);
  return { ...written, obstacle, seq: 1, year: fiscalYear(2026), state: 'open', ending: '', actor: 'a', at, ...more };
};
const on = (day: string, reports: ObstacleReport[], entries: ObstacleEntry[] = []) =>
  traceObstacles({ reports, entries, day: isoDate(day) });

test('an obstacle that the next file repeats is the same one: it ages from the first, and a moved date is kept beside the new one', () => {
  const again = report('2026-09-30', land('f1', { promisedOn: isoDate('2026-10-20') }));
  const [one, ...others] = on('2026-11-01', [report('2026-08-31', land('f1')), again]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ state: 'open', openedOn: '2026-08-31', ageDays: 62, lateDays: 12, unmentionedSince: null });
  expect(one?.promises).toEqual([
    { saidOn: '2026-08-31', until: '2026-09-15' },
    { saidOn: '2026-09-30', until: '2026-10-20' },
  ]);
  expect(one?.source).toMatchObject({ kind: 'file', upload: 'u-2026-09-30' });
});

test('an obstacle that the next file leaves out stays open and says so, until the OPD closes it', () => {
  const reports = [report('2026-08-31', land('f1')), report('2026-09-30', land('f2', { what: 'Cuaca' })), report('2026-10-31')];
  const [land1, weather] = on('2026-11-10', reports);
  expect([land1?.unmentionedSince, weather?.unmentionedSince]).toEqual(['2026-09-30', '2026-10-31']);
  const closed = on('2026-11-10', reports, [entry('f1', '2026-11-04T17:30:00.000Z', { state: 'resolved', ending: 'Sertifikat terbit' })]);
  // 17.30 UTC is the next day in Jakarta.
  expect(closed[0]).toMatchObject({ state: 'resolved', endedOn: '2026-11-05', ageDays: 66, lateDays: 51, unmentionedSince: null });
});

test('a report of a later day that names an ended obstacle opens it again; one of an earlier day does not', () => {
  const ended = [entry('f1', '2026-10-05T02:00:00.000Z', { state: 'resolved', ending: 'Selesai' })];
  const first = report('2026-08-31', land('f1'));
  expect(on('2026-11-01', [first, report('2026-09-30', land('f1'))], ended)[0]).toMatchObject({ state: 'resolved' });
  expect(on('2026-11-01', [first, report('2026-10-31', land('f1'))], ended)[0]).toMatchObject({ state: 'open', ending: '', endedOn: null });
});

test('a report of the same day that was verified later replaces the earlier one, and a report of a sub-unit leaves those of its OPD', () => {
  const replaced = on('2026-11-01', [report('2026-08-31', land('f1')), report('2026-08-31', land('f2'))]);
  expect(replaced.map(({ id }) => id)).toEqual(['f2']);
  const alone = { ...report('2026-09-30', land('f3', { unit: puskesmas })), covers: [puskesmas] };
  expect(on('2026-11-01', [report('2026-08-31', land('f1')), alone]).map((one) => one.unmentionedSince)).toEqual([null, null]);
});

test('an obstacle without a promised date is not late, and what was written on screen is not missed by a file', () => {
  const written = on('2026-11-01', [report('2026-10-31')], [entry('o000001', '2026-08-31T02:00:00.000Z', { promisedOn: null })]);
  expect(written).toMatchObject([{ lateDays: null, promises: [], unmentionedSince: null, source: { kind: 'screen', on: '2026-08-31' } }]);
});
