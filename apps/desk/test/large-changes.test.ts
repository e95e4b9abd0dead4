import { addGovernment, listAudit, setGovernment } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
});
afterAll(() => place.close());

interface Large {
  limit: number;
  toType: { rupiah: string; digits: number } | null;
  changes: { kind: string; unit: string; akun: string; before: string; after: string }[];
}

async function submitted(name: string, file: string): Promise<{ id: string; large: Large }> {
  const { id } = await clerk.send(name, file);
  await place.desk.idle();
  expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  return { id, large: (await verifier.query('review.largeChanges', { id })).data as Large };
}
const verify = (id: string, confirmation = {}) => verifier.mutate('review.verify', { id, ...confirmation });
const salary = '5.1.01.01.001.00001';
const budget = (rupiah: string, unit: string = units.education) => templateFile({ kind: 'anggaran', unit, amounts: [[salary, rupiah]] });
const realized = (asOf: string, rupiah: string) => templateFile({ kind: 'realisasi', asOf, amounts: [[salary, rupiah]] });

test('the first file of all changes nothing', async () => {
  const { id, large } = await submitted('anggaran.csv', budget('277600000000'));
  expect(large).toEqual({ limit: 30, all: 0, toType: null, changes: [] });
  expect(await verify(id)).toMatchObject({ status: 200 });
});

test('Rp277.6 billion is not replaced by Rp1.5 million with one click', async () => {
  const { id, large } = await submitted('anggaran lagi.csv', budget('1500000'));
  expect(large).toMatchObject({
    toType: { rupiah: '1500000', digits: 3 },
    changes: [{ kind: 'total-falls', unit: '', akun: '5', before: '277600000000.00', after: '1500000.00' }],
  });
  for (const confirmation of [{}, { digits: '' }, { digits: '15' }, { digits: '277' }, { digits: '1500001' }, { reason: 'ya' }])
    expect(await verify(id, confirmation)).toMatchObject({ status: 409, code: 'large-change' });
  expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ state: 'submitted' });
  // An own upload is refused for that reason, whatever is typed.
  const both = await place.person('both', 'operator', 'verifier');
  const own = await both.send('anggaran sendiri.csv', budget('1500001'));
  await place.desk.idle();
  await both.mutate('uploads.submit', { id: own.id });
  expect(await both.mutate('review.verify', { id: own.id })).toMatchObject({ code: 'own-upload' });

  expect(await verify(id, { digits: '1.50' })).toMatchObject({ status: 200 });
  const [record] = await listAudit(place.ledger.read, { upload: id, action: 'upload-verified' });
  expect(JSON.parse(record?.detail ?? '')).toEqual({
    changes: [{ kind: 'total-falls', unit: '', akun: '5', before: '277600000000.00', after: '1500000.00' }],
    typed: '150',
  });
});

test('a reason confirms as well, and is kept with the step', async () => {
  const { id } = await submitted('anggaran betul.csv', budget('277600000000'));
  const reason = 'Berkas sebelumnya salah satuan.';
  expect(await verify(id, { reason })).toMatchObject({ status: 200 });
  const { history } = (await clerk.query('uploads.get', { id })).data as { history: { step: string; reason: string }[] };
  expect(history.at(-1)).toMatchObject({ step: 'verified', reason });
});

test('an OPD with a new code is confirmed; the known one is not', async () => {
  const { id, large } = await submitted('kesehatan.csv', budget('5000000', units.health));
  expect(large.changes).toEqual([expect.objectContaining({ kind: 'unit-new', unit: units.health, after: '5000000.00' })]);
  expect(await verify(id)).toMatchObject({ code: 'large-change' });
  expect(await verify(id, { digits: '500' })).toMatchObject({ status: 200 });
  const known = await submitted('kesehatan lagi.csv', budget('6000000', units.health));
  expect(known.large.changes).toEqual([]);
  expect(await verify(known.id)).toMatchObject({ status: 200 });
});

test('a unit that vanishes from an OPD is confirmed by what is lost', async () => {
  const sub = units.health.replace(/0000$/, '0001');
  const rows = (...pairs: [unit: string, rupiah: string][]) => {
    const [head = ''] = budget('1', units.health).split(/\n1\.02/);
    const line = (unit: string, rupiah: string) => budget(rupiah, unit).split('\n').at(-1) ?? '';
    return [head, ...pairs.map(([unit, rupiah]) => line(unit, rupiah))].join('\n');
  };
  const { id } = await submitted('dua unit.csv', rows([units.health, '6000000'], [sub, '1000000']));
  expect(await verify(id)).toMatchObject({ status: 200 });
  const without = await submitted('satu unit.csv', rows([units.health, '7000000']));
  expect(without.large).toMatchObject({
    toType: { rupiah: '1000000' },
    changes: [{ kind: 'unit-vanishes', unit: sub, before: '1000000.00' }],
  });
  expect(await verify(without.id, { digits: '700' })).toMatchObject({ code: 'large-change' });
  expect(await verify(without.id, { digits: '100' })).toMatchObject({ status: 200 });
});

test('realization that grows is held against the budget, one that falls against the report before', async () => {
  const january = await submitted('januari.csv', realized('2026-01-31', '1000000000'));
  expect(january.large.changes).toEqual([]);
  expect(await verify(january.id)).toMatchObject({ status: 200 });
  const february = await submitted('februari.csv', realized('2026-02-28', '20000000000'));
  expect(february.large.changes).toEqual([]);
  expect(await verify(february.id)).toMatchObject({ status: 200 });
  expect((await submitted('maret.csv', realized('2026-03-31', '120000000000'))).large.changes).toMatchObject([{ kind: 'total-rises' }]);
  expect((await submitted('maret 2.csv', realized('2026-03-31', '13000000000'))).large.changes).toMatchObject([{ kind: 'total-falls' }]);
});

test('the limit is a setting of the government', async () => {
  await place.ledger.transact((tx) => setGovernment(tx, city, { changeLimit: 50 }, 'admin'));
  const { large } = await submitted('april.csv', realized('2026-04-30', '13000000001'));
  expect(large).toMatchObject({ limit: 50, changes: [] });
  await place.ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru', changeLimit: 5 }, 'admin'));
});
