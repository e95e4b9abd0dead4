import { fiscalYear } from '@sipkadin/budget';
import { openEditions } from '@sipkadin/edition';
import { setGovernment } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAll } from '../../../packages/workflow/src/index.ts';
import { city, confirmed, type Deployment, deploy, templateFile, units, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let publisher: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier', 'publisher');
  publisher = await place.person('publisher', 'publisher');
});
afterAll(() => place.close());

const year = { government: city, year: 2026 };
const hostile = '=cmd <script>alert(1)</script>';

function worksFile(kind: string, columns: string[], ...rows: string[][]): string {
  const head = [
    ...[
      ['Format', 'SIP KADIN 1'],
      ['Jenis data', kind],
      ['Kode pemda', city],
    ],
    ...[['Tahun anggaran', '2026'], ...(kind === 'target fisik' ? [] : [['Per tanggal', '2026-03-31']])],
  ];
  const codes = ['Kode unit', 'Nama unit', 'Kode sub kegiatan', 'Nama sub kegiatan'];
  const of = [units.education, 'Dinas Pendidikan', '1.01.01.2.01.0001', 'Penyusunan dokumen'];
  return [...head, [], [...codes, ...columns], ...rows.map((row) => [...of, ...row])].map((row) => row.join(';')).join('\n');
}
const contractFile = (value: string) =>
  worksFile(
    'kontrak',
    [
      'Nomor kontrak',
      'Tanggal kontrak',
      'Pekerjaan',
      'HPS',
      'Nilai kontrak',
      'Penyedia',
      'Tanggal mulai',
      'Tanggal selesai',
      'Adendum',
      'Sudah dibayar',
    ],
    ['600/01/2026', '05/03/2026', `Rehabilitasi ${hostile}`, '1250', value, 'PT. Jaya Timah', '', '', '', '100'],
    ['600/02/2026', '', 'Konsultan', '', '45', 'Rina Marlina', '', '', '', ''],
  );
const obstacleFile = (isPublic: string) =>
  worksFile(
    'kendala',
    [
      'Kode penyebab',
      'Kendala',
      'Tindak lanjut',
      'Yang dapat menyelesaikan',
      'Tanggal janji',
      'Jabatan penanggung jawab',
      'Boleh dipublikasikan',
    ],
    ['Lahan', `Sertifikat belum balik nama ${hostile}`, 'Rapat dengan BPN', 'Sekda', '2026-05-15', 'Kepala Bidang', isPublic],
    ['Cuaca', 'Hanya untuk rapat', '', '', '', 'Kepala Dinas', 'tidak'],
  );

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const targetFile = worksFile('target fisik', months, ['0', '5', '10,5', ...months.slice(3).map(() => '')]);

async function verified(name: string, body: string): Promise<string> {
  const { id } = await clerk.send(name, body);
  await place.desk.idle();
  expect(await clerk.mutate('uploads.submit', { id }), name).toMatchObject({ status: 200 });
  expect(await verifier.mutate('review.verify', { id, ...confirmed }), name).toMatchObject({ status: 200 });
  return id;
}
const state = async (id: string) => ((await publisher.query('uploads.get', { id })).data as { state: string }).state;
const waiting = async () =>
  ((await publisher.query('publication.waiting', { government: city })).data as { uploads: { id: string }[] }).uploads;
const edition = () => {
  const latest = openEditions(place.editionsRoot).latest(city, fiscalYear(2026));
  if (latest === undefined) throw new Error('nothing is public');
  return latest;
};
const verify = () => verifyAll({ ledger: place.ledger, editionsRoot: place.editionsRoot, publicKeyPem: place.signingKey.publicKeyPem });

test('contracts, targets and what an OPD says of its obstacles are published by a third person, and withdrawn with their edition', async () => {
  await verified('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '1000']] }));
  await publisher.mutate('publication.publish', year);
  expect([edition().contracts(), edition().notes(), edition().works()]).toEqual([[], [], []]);
  expect(await publisher.mutate('publication.publish', year)).toMatchObject({ code: 'nothing-new' });

  const contracts = await verified('kontrak.csv', contractFile('1198'));
  const secret = await verified('kendala rapat.csv', obstacleFile('tidak'));
  const targets = await verified('target.csv', targetFile);
  // An obstacle that may not be public waits for no edition.
  expect((await waiting()).map(({ id }) => id).toSorted()).toEqual([contracts, targets].toSorted());
  const obstacles = await verified('kendala.csv', obstacleFile('ya'));
  expect((await waiting()).map(({ id }) => id)).toContain(obstacles);
  expect(await publisher.mutate('preview.open', year)).toMatchObject({
    data: {
      changes: {
        units: [],
        works: [
          { what: 'contracts', before: 0, after: 2 },
          { what: 'targets', before: 0, after: 3 },
          { what: 'notes', before: 0, after: 1 },
        ],
        ...{ added: ['kontrak.csv', 'target.csv', 'kendala.csv'], gone: [] },
      },
    },
  });
  // Whoever verified a file does not publish it.
  expect(await verifier.mutate('publication.publish', year)).toMatchObject({ code: 'own-publication' });
  await place.ledger.transact((tx) =>
    setGovernment(tx, city, { population: { people: 236_420, year: 2025, source: 'Dukcapil' } }, 'owner'),
  );
  expect(await publisher.mutate('publication.publish', year)).toMatchObject({ data: { number: 2 } });
  expect([await state(contracts), await state(obstacles), await state(targets), await state(secret)]).toEqual([
    ...['published', 'published', 'published'],
    'verified',
  ]);
  expect(edition().manifest).toMatchObject({
    format: 'sipkadin-edition/4',
    population: { people: 236_420, year: 2025, source: 'Dukcapil' },
  });
  expect(edition().contracts()).toMatchObject([
    { number: '600/01/2026', object: `Rehabilitasi ${hostile}`, provider: 'PT. Jaya Timah', value: '1198.00', paid: '100.00' },
    { number: '600/02/2026', provider: 'Perorangan', value: '45.00', paid: null },
  ]);
  expect(edition().notes()).toMatchObject([
    {
      ...{ unit: units.education, activity: '1.01.01.2.01.0001', cause: 'land', what: `Sertifikat belum balik nama ${hostile}` },
      ...{ unblocker: 'Sekda', promisedOn: '2026-05-15', owner: 'Kepala Bidang', asOf: '2026-03-31', row: 8 },
    },
  ]);
  expect(edition().targets()).toMatchObject([{ month: 1, hundredths: 0 }, { month: 2 }, { month: 3, hundredths: 1050 }]);
  expect(
    new Set(
      edition()
        .works()
        .map(({ kind }) => kind),
    ),
  ).toEqual(new Set(['contract', 'obstacle', 'target']));
  expect(JSON.stringify([...edition().manifest.files.map(({ path }) => String(edition().raw(path)))])).not.toMatch(
    /Hanya untuk rapat|Marlina/,
  );
  expect(await verify()).toMatchObject({ ok: true, problems: [] });

  const newer = await verified('kontrak baru.csv', contractFile('1199'));
  await publisher.mutate('publication.publish', year);
  expect(edition().contracts()[0]?.value).toBe('1199.00');
  const order = { ...year, number: 3, reason: 'Nilai kontrak keliru' };
  expect(await publisher.mutate('publication.withdraw', order)).toMatchObject({ data: { number: 4 } });
  expect(edition().contracts()[0]?.value).toBe('1198.00');
  expect([await state(newer), await state(contracts)]).toEqual(['withdrawn', 'published']);
  expect(await verify()).toMatchObject({ ok: true, problems: [], seen: { editions: 4 } });
});
