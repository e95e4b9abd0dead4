import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { city, confirmed, type Deployment, deploy, templateFile, units } from './deployment.ts';

const canaries = [
  '19800101 200501 1 001',
  '1971014509870003',
  '01.234.567.8-901.000',
  '0812-7788-9900',
  'siti.aminah@example.test',
  '145-30-00123',
];
const people = `Honor NIP ${canaries[0]} NIK ${canaries[1]} NPWP ${canaries[2]} HP ${canaries[3]} ${canaries[4]} Rek. BSB ${canaries[5]}`;

/** A register with personal data in every cell of free text. */
const register = [
  [people],
  [
    'Kode SKPD',
    'Nama SKPD',
    'Kode Sub Kegiatan',
    'Kode Rekening',
    'Nama Rekening',
    'Nomor Dokumen',
    'Tanggal Dokumen',
    'Keterangan',
    'Nama Pegawai',
    'NIP Pegawai',
    'Nilai Realisasi',
  ],
  [
    units.health,
    people,
    '1.02.01.2.01.0001',
    '5.1.02.01.01.0024',
    people,
    people,
    '7 Januari 2026',
    people,
    people,
    people,
    '1000',
    people,
  ],
  ['', people, '', '', people, '', '', people, people, people, '', people],
]
  .map((row) => row.join(';'))
  .join('\n');

describe('a file with personal data', () => {
  let place: Deployment;
  let id = '';
  beforeAll(async () => {
    place = await deploy();
    await place.ledger.transact(async (tx) => (await import('@sipkadin/ledger')).setGovernment(tx, city, { basis: 'spj' }, 'test'));
  });
  afterAll(() => place.close());

  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile());
  const original = async (who: { headers: Record<string, string> }, of: string) => {
    const answer = await fetch(`${place.origin}/api/kerja/berkas/${of}`, { headers: who.headers });
    return answer.ok ? (await answer.text()).length : ((await answer.json()) as { error: { code: string } }).error.code;
  };

  test('leaves none of it in the ledger, in spooled files, or in editions', async () => {
    const clerk = await place.person('clerk', 'operator');
    const checker = await place.person('checker', 'verifier');
    const issuer = await place.person('issuer', 'publisher');
    ({ id } = await clerk.send(`register spj 2026 Hendra Gunawan ${people}.csv`, register));
    await place.desk.idle();
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
    expect(await checker.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
    expect(await issuer.mutate('publication.publish', { government: city, year: 2026 })).toMatchObject({ status: 200 });
    const kept = join(place.folder, 'uploads');
    const everywhere = files(place.folder).filter((path) => !path.startsWith(kept));
    expect(everywhere.length).toBeGreaterThan(10);
    const leaks = everywhere.flatMap((path) => {
      const bytes = readFileSync(path);
      return canaries.filter((canary) => bytes.includes(canary)).map((canary) => `${path}: ${canary}`);
    });
    expect(leaks).toEqual([]);
    // A name that no form gives away is in no edition either; staff know the file by it.
    const published = everywhere.filter((path) => path.startsWith(place.editionsRoot));
    expect(published.length).toBeGreaterThan(5);
    expect(published.filter((path) => readFileSync(path).includes('Hendra'))).toEqual([]);
    expect(published.some((path) => readFileSync(path).includes('register spj 2026.csv'))).toBe(true);
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ fileName: expect.stringContaining('Hendra Gunawan') });
    // The original bytes are kept, as evidence.
    expect(files(kept).some((path) => readFileSync(path).includes(canaries[0] ?? ''))).toBe(true);
  });

  test('is open to its uploader, to verifiers and auditors, and to nobody else', async () => {
    const everybody = await Promise.all(
      (['verifier', 'auditor', 'operator', 'publisher', 'leadership', 'admin'] as const).map(async (role) => {
        const person = await place.person(`one-${role}`, role);
        return [role, await original(person, id)] as const;
      }),
    );
    expect(Object.fromEntries(everybody)).toEqual({
      ...{ verifier: register.length, auditor: register.length },
      ...{ operator: 'personal-data', publisher: 'personal-data', leadership: 'not-found', admin: 'personal-data' },
    });
    const publisher = await place.person('publisher', 'publisher');
    expect((await publisher.query('uploads.get', { id })).data).toMatchObject({ original: { restricted: true, open: false } });
  });

  test('does not restrict files without personal data', async () => {
    const clerk = await place.person('careful', 'operator');
    const publisher = await place.person('reader', 'publisher');
    const body = templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', '5']] });
    const sent = await clerk.send('anggaran.csv', body);
    await place.desk.idle();
    expect(await original(clerk, sent.id)).toBe(body.length);
    expect(await original(publisher, sent.id)).toBe(body.length);
  });
});
