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
  const state = async () => (await clerk.query('rules.basis', { government: city })).data;
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
  const change = (who: Visitor, basis: string) => who.mutate('rules.setBasis', { government: city, basis, reason });
  expect(await change(verifier, 'sp2d')).toMatchObject({ code: 'no-role' });
  expect(await admin.mutate('rules.setBasis', { government: city, basis: 'sp2d', reason: '' })).toMatchObject({ code: 'bad-input' });
  expect(await change(admin, 'sp2d')).toMatchObject({ status: 200 });
  expect(await spent()).toBe('300.00');
  expect((await admin.query('monitor.summary', { government: city, year: 2026 })).data).toMatchObject({
    units: [{ realization: '250.00' }, { realization: '50.00' }],
  });
  expect(await state()).toMatchObject({ basis: 'sp2d', changes: [{ to: 'sp2d', by: 'admin', reason }, { to: 'lra' }] });
  expect(await change(admin, 'lra')).toMatchObject({ status: 200 });
  expect(await state()).toMatchObject({ basis: 'lra', changes: [{ to: 'lra' }, { to: 'sp2d' }, { to: 'lra' }] });
});
