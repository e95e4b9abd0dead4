import { join } from 'node:path';
import { openEdition } from '@sipkadin/edition';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

async function verified(name: string, file: string): Promise<{ id: string; findings: string[] }> {
  const { id } = await clerk.send(name, file);
  await place.desk.idle();
  expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  const { data } = await verifier.query('uploads.get', { id });
  expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
  const { findings } = (data as { report: { findings: { code: string; message: { id: string } }[] } }).report;
  return { id, findings: findings.map(({ code, message }) => `${code} ${message.id}`) };
}

test('a budget by OPD, then the report of one OPD with another total: named to the verifier, the publisher and the public', async () => {
  const byOpd = await verified(
    'pagu_per_dinas_murni_2026.csv',
    [
      'KODE SKPD,NAMA SKPD,PAGU',
      `${units.education},Dinas Pendidikan,7000000`,
      `${units.health},Dinas Kesehatan,3000000`,
      ',JUMLAH,10000000',
    ].join('\n'),
  );
  expect(byOpd.findings.filter((text) => text.includes('differs'))).toEqual([]);
  const detail = await verified('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.02.01.001.00001', '6900000']] }));
  expect(detail.findings.filter((text) => text.startsWith('coarser-differs'))).toEqual([
    expect.stringContaining(`${units.education} 5: Rp6.900.000`),
  ]);

  const { data } = await publisher.query('publication.differences', { government: city, year: 2026 });
  expect(data).toMatchObject({
    all: 1,
    rows: [
      {
        ...{ unit: units.education, unitName: 'Dinas Pendidikan', akun: '5', measure: 'budget', version: 'murni' },
        stated: { upload: byOpd.id, fileName: 'pagu_per_dinas_murni_2026.csv', amount: '7000000.00', place: { row: 2, column: 'C' } },
        counted: { upload: detail.id, fileName: 'anggaran.csv', amount: '6900000.00' },
      },
    ],
  });

  const { data: edition } = await publisher.mutate('publication.publish', { government: city, year: 2026 });
  const published = openEdition(join(place.editionsRoot, city, '2026', '1'), (edition as { hash: string }).hash);
  expect(published.reconciliation()).toMatchObject([
    { measure: 'budget', unit: '', account: '5', official: '10000000.00', computed: '9900000.00', equal: false },
    {
      what: { id: 'Dinas Pendidikan: Belanja Daerah (5): anggaran' },
      ...{ measure: 'budget', unit: units.education, account: '5', official: '7000000.00', computed: '6900000.00', equal: false },
    },
  ]);

  // A version that one OPD alone has: the publisher is told what the total would then be made of.
  expect(data).toMatchObject({ partVersion: null });
  await verified(
    'anggaran_perubahan.csv',
    templateFile({ kind: 'anggaran', amounts: [['5.1.02.01.001.00001', '7500000']] }).replace(';murni', ';perubahan'),
  );
  const { data: later } = await publisher.query('publication.differences', { government: city, year: 2026 });
  expect((later as { partVersion: unknown }).partVersion).toEqual({
    ...{ version: 'perubahan', having: 1, total: '7500000.00' },
    without: [{ unit: units.health, name: 'Dinas Kesehatan', version: 'murni', budget: '3000000.00' }],
  });
});
