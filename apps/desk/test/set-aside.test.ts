import { listAudit } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
});
afterAll(() => place.close());

const budget = templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '1000']] });
const realized = templateFile({ kind: 'realisasi', amounts: [['5.1.01.01.001.00001', '300']] }).replace(/^Per tanggal.*\n/m, '');

async function send(name: string, body: string): Promise<string> {
  const { id } = await clerk.send(name, body);
  await place.desk.idle();
  return id;
}
const upload = async (id: string) =>
  (await clerk.query('uploads.get', { id })).data as { state: string; answers: object; blocked: boolean };

test('a discarded draft stays in the trail, and its bytes can be uploaded anew', async () => {
  const id = await send('anggaran.csv', budget);
  expect(await clerk.mutate('uploads.discard', { id })).toMatchObject({ status: 200 });
  expect(await upload(id)).toMatchObject({ state: 'discarded' });
  const [record] = await listAudit(place.ledger.read, { upload: id });
  expect(record).toMatchObject({ action: 'upload-discarded', actor: clerk.id });
  for (const step of ['submit', 'discard', 'askAgain'])
    expect(await clerk.mutate(`uploads.${step}`, { id })).toMatchObject({ code: 'wrong-state' });
  const again = await clerk.send('anggaran.csv', budget);
  expect(again).toMatchObject({ status: 201, sameAs: false });
  expect(again.id).not.toBe(id);
  await place.desk.idle();
  expect(await upload(again.id)).toMatchObject({ state: 'draft' });
});

test('a discarded question is not read any more', async () => {
  const id = await send('ditanya.csv', `${realized}\n`);
  await clerk.mutate('uploads.answer', { id, answers: { asOf: '2026-03-31' } });
  await clerk.mutate('uploads.discard', { id });
  await place.desk.idle();
  const { state } = await upload(id);
  // The reading may have come first; then it was the draft that was discarded.
  expect(state).toBe('discarded');
  expect(place.logged).toEqual([]);
});

test('answers are changed: the draft is discarded, and the file asks again', async () => {
  const id = await send('realisasi.csv', realized);
  await clerk.mutate('uploads.answer', { id, answers: { asOf: '2026-03-31' } });
  await place.desk.idle();
  expect(await upload(id)).toMatchObject({ state: 'draft', answers: { asOf: '2026-03-31' } });
  const asking = (await clerk.mutate('uploads.askAgain', { id })).data as { id: string };
  await place.desk.idle();
  expect(await upload(id)).toMatchObject({ state: 'discarded', answers: { asOf: '2026-03-31' } });
  expect(await upload(asking.id)).toMatchObject({ state: 'asked', answers: {} });
  await clerk.mutate('uploads.answer', { id: asking.id, answers: { asOf: '2026-02-28' } });
  await place.desk.idle();
  expect(await upload(asking.id)).toMatchObject({ state: 'draft', answers: { asOf: '2026-02-28' } });
});

test('a draft with a blocking finding says so, in its page and in the list', async () => {
  const id = await send(
    'salah.csv',
    templateFile({
      kind: 'anggaran',
      unit: units.health,
      amounts: [
        ['5.1.01.01.001.00001', '5'],
        ['5.1.02.01.001.00001', 'x'],
      ],
    }),
  );
  expect(await upload(id)).toMatchObject({ state: 'draft', blocked: true });
  const list = ((await clerk.query('uploads.list', { government: city })).data as { uploads: { id: string; blocked: boolean }[] }).uploads;
  expect(list.filter(({ blocked }) => blocked).map((one) => one.id)).toEqual([id]);
});

test('revenue, spending and financing are never one sum', async () => {
  const three = templateFile({
    kind: 'anggaran',
    unit: units.health,
    amounts: [
      ['4.1.01.01.01.0001', '20'],
      ['5.1.01.01.001.00001', '300'],
      ['6.1.01.05.01.0001', '9'],
      ['6.2.02.01.01.0001', '2'],
    ],
  });
  const { totals, report } = (await clerk.query('uploads.get', { id: await send('tiga.csv', three) })).data as {
    totals: Record<string, { akun: string; amount: string }[]>;
    report: { totals: Record<string, string> };
  };
  expect(
    Object.values(totals)
      .flat()
      .map(({ akun, amount }) => [akun, amount]),
  ).toEqual([
    ['4', '20.00'],
    ['5', '300.00'],
    ['6', '7.00'],
  ]);
  expect(report.totals).not.toHaveProperty('budget');
});
