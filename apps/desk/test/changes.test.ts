import { finding } from '@sipkadin/budget';
import type { Viewer } from '@sipkadin/ledger';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withFileNames } from '../src/features/uploads/reading/other-reports.ts';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let publisher: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
  publisher = await place.person('publisher', 'publisher');
});
afterAll(() => place.close());

interface Detail {
  statements: { id: string }[];
}

async function upload(
  name: string,
  asOf: string,
  amounts: readonly (readonly [string, string])[],
): Promise<{ id: string; statement: string }> {
  const { id } = await clerk.send(name, templateFile({ kind: 'realisasi', asOf, amounts }));
  await place.desk.idle();
  const { data } = await clerk.query('uploads.get', { id });
  return { id, statement: (data as Detail).statements[0]?.id ?? '' };
}

async function verify(id: string) {
  expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
}

test('January, then a changed January: the page and the workbook show exactly the planted changes', async () => {
  const first = await upload('januari.csv', '2026-01-31', [
    ['5.1.01.01.001.00001', '1000'],
    ['5.1.02.01.001.00001', '500,50'],
    ['5.2.02.05.001.00001', '70'],
  ]);
  expect((await verifier.query('changes.of', { id: first.statement })).data).toMatchObject({
    against: 'working',
    before: null,
    counts: { added: 3, changed: 0, gone: 0, falling: 0 },
  });
  await verify(first.id);
  expect(await publisher.mutate('publication.publish', { government: city, year: 2026 })).toMatchObject({ data: { number: 1 } });

  const second = await upload('januari-perbaikan.csv', '2026-01-31', [
    ['5.1.01.01.001.00001', '1000'],
    ['5.1.02.01.001.00001', '400,25'],
    ['5.1.02.02.001.00001', '9'],
  ]);
  const { data } = await verifier.query('changes.of', { id: second.statement });
  expect(data).toMatchObject({
    against: 'published',
    before: { edition: 1, asOf: '2026-01-31' },
    counts: { added: 1, changed: 1, gone: 1, same: 1, falling: 2 },
    parts: [{ akun: '5', before: '1570.50', after: '1409.25', difference: '-161.25' }],
    differing: 3,
    keys: [
      { account: '5.1.02.01.001.00001', unitName: 'Dinas Pendidikan', before: '500.50', after: '400.25', difference: '-100.25' },
      { account: '5.2.02.05.001.00001', before: '70.00', after: null, place: null },
      { account: '5.1.02.02.001.00001', before: null, after: '9.00', difference: '9.00' },
    ],
  });

  const answer = await fetch(`${place.origin}/api/kerja/perubahan/${second.statement}?terhadap=published`, { headers: verifier.headers });
  const sheets = await readXlsx(Buffer.from(await answer.arrayBuffer()));
  const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
  expect(
    rows('Baris')
      .slice(1)
      .map((row) => [row[4], row[8], row[9], row[10]]),
  ).toEqual([
    ['5.1.02.01.001.00001', 500.5, 400.25, -100.25],
    ['5.2.02.05.001.00001', 70, null, -70],
    ['5.1.02.02.001.00001', null, 9, 9],
  ]);
  expect(rows('OPD')[1]).toEqual(['5', units.education, 'Dinas Pendidikan', 1570.5, 1409.25, -161.25]);

  await verify(second.id);
  expect((await verifier.query('changes.of', { id: second.statement, against: 'working' })).data).toMatchObject({ differing: 3 });
  const february = await upload('februari.csv', '2026-02-28', [
    ['5.1.01.01.001.00001', '999'],
    ['5.1.02.01.001.00001', '800'],
    ['5.1.02.02.001.00001', '9'],
  ]);
  expect((await clerk.query('changes.of', { id: february.statement, against: 'previous' })).data).toMatchObject({
    before: { asOf: '2026-01-31' },
    counts: { changed: 2, same: 1, falling: 1 },
  });
});

test('a finding about a finer report names its file, and not to a person who may not know it', async () => {
  const { statement } = await upload('rinci.csv', '2026-04-30', [['5.1.01.01.001.00001', '2']]);
  const findings = [finding('finer-differs', { value: `${units.education} 5: 1.00`, expected: `${statement}: 2.00` })];
  const seen = async (codes: Viewer['units']) =>
    (await withFileNames(place.ledger.read, findings, { person: 'someone', units: codes })).map(({ expected }) => expected);
  expect([await seen(null), await seen(new Set())]).toEqual([['rinci.csv: 2.00'], ['2.00']]);
});

test('a person who may not see the upload gets neither page nor workbook', async () => {
  const { statement } = await upload('maret.csv', '2026-03-31', [['5.1.01.01.001.00001', '1']]);
  const other = await place.person('other', { role: 'operator', unit: units.health });
  expect(await other.query('changes.of', { id: statement })).toMatchObject({ status: 404 });
  const get = (query: string, headers = other.headers) => fetch(`${place.origin}/api/kerja/perubahan/${statement}${query}`, { headers });
  expect((await get('?terhadap=working')).status).toBe(404);
  expect((await get('?terhadap=semua', verifier.headers)).status).toBe(404);
  expect((await get('?terhadap=working', {})).status).toBe(401);
});

test('two versions in one file are two budgets: stored, shown, verified, compared and published', async () => {
  const row = (stage: string, account: string, amount: string) =>
    [stage, '2027', units.education, 'Dinas Pendidikan', '1.01.02.2.01.0001', 'Rehabilitasi', account, 'Belanja', amount].join(';');
  const file = [
    'TAHAPAN;TAHUN;KODE SKPD;NAMA SKPD;KODE SUB KEGIATAN;NAMA SUB KEGIATAN;KODE REKENING;NAMA REKENING;PAGU',
    row('APBD Murni', '5.1.01.01.001.00001', '1.000,00'),
    row('APBD Murni', '5.2.02.05.001.00001', '70,00'),
    row('APBD Perubahan', '5.1.01.01.001.00001', '1.200,00'),
  ].join('\n');
  const { id } = await clerk.send('dua tahapan.csv', file);
  await place.desk.idle();
  expect((await clerk.query('uploads.get', { id })).data).toMatchObject({
    report: { questions: [{ key: 'version', choices: [{ value: 'murni' }, { value: 'perubahan' }, { value: '*' }] }] },
  });
  expect(await clerk.mutate('uploads.answer', { id, answers: { version: '*' } })).toMatchObject({ status: 200 });
  await place.desk.idle();
  const { data } = await clerk.query('uploads.get', { id });
  const { statements, totals } = data as {
    statements: { id: string; version: string; lines: number }[];
    totals: Record<string, { akun: string; amount: string }[]>;
  };
  expect(statements.map(({ id: statement, version, lines }) => [version, lines, totals[statement]?.map(({ amount }) => amount)])).toEqual([
    ['murni', 2, ['1070.00']],
    ['perubahan', 1, ['1200.00']],
  ]);
  await verify(id);
  expect(await publisher.mutate('publication.publish', { government: city, year: 2027 })).toMatchObject({ data: { number: 1 } });
  expect((await verifier.query('changes.of', { id: statements[1]?.id ?? '', against: 'previous' })).data).toMatchObject({
    before: { version: 'murni' },
    parts: [{ akun: '5', before: '1070.00', after: '1200.00' }],
  });
});
