import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let admin: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
  admin = await place.person('admin', 'admin');
});
afterAll(() => place.close());

async function verified(name: string, file: string): Promise<void> {
  const { id } = await clerk.send(name, file);
  await place.desk.idle();
  await clerk.mutate('uploads.submit', { id });
  expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
}
const realized = (unit: string, rupiah: string) => templateFile({ kind: 'realisasi', unit, amounts: [['5.1.01.01.001.00001', rupiah]] });
const spent = async () =>
  ((await admin.query('monitor.summary', { government: city, year: 2026 })).data as { total: { realization: string | null } }).total
    .realization;

test('a report on another basis is kept beside the one that counts, shown, and changed over to and back', async () => {
  await verified('lra.csv', realized(units.education, '300'));
  await verified('sp2d.csv', realized(units.education, '250').replace('Basis realisasi;lra', 'Basis realisasi;sp2d'));
  await verified('sp2d kesehatan.csv', realized(units.health, '50').replace('Basis realisasi;lra', 'Basis realisasi;sp2d'));
  expect(await spent()).toBe('300.00');
  const state = async () => (await verifier.query('settings.basis', { government: city })).data;
  expect(await state()).toMatchObject({
    basis: 'lra',
    year: 2026,
    kept: [
      { basis: 'sp2d', units: 2, spending: '300.00', asOf: '2026-03-31' },
      { basis: 'spj', units: 0, spending: null, asOf: null },
      { basis: 'lra', units: 1, spending: '300.00' },
    ],
  });

  // A publisher learns what keeps a file out of the edition.
  const publisher = await place.person('publisher', 'publisher');
  const waiting = (await publisher.query('publication.waiting', { government: city })).data as {
    uploads: { fileName: string; keptOut: string }[];
  };
  expect(waiting.uploads.map(({ fileName, keptOut }) => [fileName, keptOut])).toEqual([
    ['sp2d kesehatan.csv', 'other-basis'],
    ['sp2d.csv', 'other-basis'],
    ['lra.csv', null],
  ]);
  const both = await place.person('both', 'publisher', 'verifier');
  await clerk.send('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '900']] }));
  await place.desk.idle();
  await clerk.mutate('uploads.submit', { id: 'u000004' });
  await both.mutate('review.verify', { id: 'u000004', ...confirmed });
  expect((await both.query('publication.waiting', { government: city })).data).toMatchObject({
    basis: 'lra',
    uploads: [{ id: 'u000004', keptOut: 'own-work' }, { keptOut: 'other-basis' }, { keptOut: 'other-basis' }, { keptOut: null }],
  });

  const reason = 'Sesuai keputusan kepala BKD.';
  const change = (who: Visitor, basis: string) => who.mutate('settings.set', { government: city, key: 'basis', value: basis, reason });
  expect(await change(verifier, 'sp2d')).toMatchObject({ code: 'no-role' });
  expect(await admin.mutate('settings.set', { government: city, key: 'basis', value: 'sp2d', reason: '' })).toMatchObject({
    code: 'bad-input',
  });
  expect(await change(admin, 'sp2d')).toMatchObject({ status: 200 });
  expect(await spent()).toBe('300.00');
  expect((await admin.query('monitor.summary', { government: city, year: 2026 })).data).toMatchObject({
    units: [{ realization: '250.00' }, { realization: '50.00' }],
  });
  expect(await state()).toMatchObject({ basis: 'sp2d' });
  expect(await change(admin, 'lra')).toMatchObject({ status: 200 });
  expect(await state()).toMatchObject({ basis: 'lra' });
});

test('settings are checked, changed by an admin with a reason, and keep their history', async () => {
  const reason = 'Keputusan wali kota nomor 7.';
  const set = (who: Visitor, key: string, value: unknown, why = reason) =>
    who.mutate('settings.set', { government: city, key, value, reason: why });
  expect(await set(verifier, 'reportDay', 12)).toMatchObject({ code: 'no-role' });
  for (const [key, value] of [
    ['reportDay', 29],
    ['reportDay', '12'],
    ['no-such', 1],
    ['bands', { periods: [], statuses: {} }],
    ['cameras', [{ place: 'Simpang', address: 'http://cctv.test/', works: '' }]],
  ] as const)
    expect(await set(admin, key, value), key).toMatchObject({ code: 'bad-input' });
  expect(await set(admin, 'reportDay', 12, '')).toMatchObject({ code: 'bad-input' });
  expect(await set(admin, 'reportDay', 10)).toMatchObject({ code: 'nothing-new' });
  expect(await set(admin, 'reportDay', 12)).toMatchObject({ status: 200, data: { asked: false } });
  const population = { people: 231_000, year: 2025, source: 'BPS' };
  expect(await set(admin, 'population', population)).toMatchObject({ status: 200 });
  expect(await set(admin, 'reportDay', 14)).toMatchObject({ status: 200 });
  const list = (await verifier.query('settings.list', { government: city })).data as { key: string }[];
  expect(list.find(({ key }) => key === 'reportDay')).toMatchObject({
    value: 14,
    isInitial: false,
    changes: [
      { by: 'admin', from: { value: 12 }, to: 14, reason },
      { by: 'admin', from: { value: 10 }, to: 12, reason },
    ],
  });
  expect(list.find(({ key }) => key === 'population')).toMatchObject({
    value: population,
    changes: [{ from: { value: null }, to: population }],
  });
  expect(list.find(({ key }) => key === 'meetingDay')).toMatchObject({ value: null, isInitial: true, changes: [] });
  expect(await admin.query('settings.effect', { government: city, key: 'changeLimit', value: 50 })).toMatchObject({ data: null });
  expect(await admin.query('settings.effect', { government: city, key: 'reportDay', value: 0 })).toMatchObject({ code: 'bad-input' });
});
