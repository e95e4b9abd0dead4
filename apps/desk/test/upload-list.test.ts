import { receiveUpload } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
});
afterAll(() => place.close());

interface Page {
  total: number;
  uploads: { fileName: string }[];
}
const page = async (filter: object = {}) => (await clerk.query('uploads.list', { government: city, ...filter })).data as Page;
const names = async (filter: object) => (await page(filter)).uploads.map(({ fileName }) => fileName);

test('is narrowed by state, OPD, kind, month and name, and counts what the filter leaves', async () => {
  const amounts = [['5.1.01.01.001.00001', '7']] as const;
  await clerk.send('Anggaran Pendidikan.csv', templateFile({ kind: 'anggaran', amounts }));
  await clerk.send('maret 100%.csv', templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-03-31', amounts }));
  await clerk.send('april.csv', templateFile({ kind: 'realisasi', unit: units.health, asOf: '2026-04-15', amounts }));
  await place.desk.idle();
  expect(await page()).toMatchObject({ total: 3 });
  expect(await names({ oldestFirst: true })).toEqual(['Anggaran Pendidikan.csv', 'maret 100%.csv', 'april.csv']);
  expect(await names({ unit: units.health })).toEqual(['april.csv', 'maret 100%.csv']);
  expect(await names({ kind: 'budget' })).toEqual(['Anggaran Pendidikan.csv']);
  expect(await names({ month: '2026-04' })).toEqual(['april.csv']);
  expect(await names({ month: '2026-04', kind: 'budget' })).toEqual([]);
  expect(await names({ search: 'PENDIDIKAN' })).toEqual(['Anggaran Pendidikan.csv']);
  // What is a wildcard in SQL is a letter here.
  expect(await names({ search: '%csv' })).toEqual([]);
  expect(await names({ search: '100%' })).toEqual(['maret 100%.csv']);
  expect(await names({ state: 'draft', search: '.csv' })).toHaveLength(3);
  expect(await page({ state: 'superseded' })).toMatchObject({ total: 0, uploads: [] });
  expect(await clerk.query('uploads.list', { government: city, month: '2026-13' })).toMatchObject({ code: 'bad-input' });
});

test('counts beyond one page, and what waits for a person is counted by state', async () => {
  await place.ledger.transact(async (tx) => {
    for (let index = 0; index < 230; index++)
      await receiveUpload(tx, { government: city, fileName: `${index}.csv`, hash: `${index}`, bytes: 1, actor: 'other', queued: false });
  });
  const first = await page();
  expect([first.total, first.uploads.length]).toEqual([233, 50]);
  expect((await page({ page: 4 })).uploads).toHaveLength(33);
  expect(await page({ state: 'received' })).toMatchObject({ total: 230 });
  expect((await clerk.query('uploads.tasks', { government: city })).data).toEqual({
    ...{ asked: 0, returned: 0, draft: 3, blocked: 0, submitted: 0, verified: 0 },
  });
  const { id } = await clerk.send(
    'salah.csv',
    templateFile({
      kind: 'anggaran',
      amounts: [
        ['5.1.01.01.001.00001', '1'],
        ['5.1.02.01.001.00001', 'x'],
      ],
    }),
  );
  await place.desk.idle();
  expect((await clerk.query('uploads.tasks', { government: city })).data).toMatchObject({ draft: 3, blocked: 1 });
  await clerk.mutate('uploads.discard', { id });
  expect((await clerk.query('uploads.tasks', { government: city })).data).toMatchObject({ draft: 3, blocked: 0 });
});

test('the same bytes under another name lead to the file that is there, by its name', async () => {
  const file = templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '7']] });
  const answer = await fetch(`${place.origin}/api/kerja/unggah?government=${city}`, {
    method: 'POST',
    headers: { ...clerk.headers, 'content-type': 'application/octet-stream', 'x-nama-berkas': 'salinan.csv' },
    body: file,
  });
  expect(await answer.json()).toEqual({ id: 'u000001', sameAs: true, earlierName: 'Anggaran Pendidikan.csv' });
});
