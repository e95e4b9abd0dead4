import { statementKinds, worksKinds } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { city, deploy, units } from './deployment.ts';

const filledIn = {
  budget: '1.234.567,89',
  'cash-plan': '1,50;2;3;4;5;6;7;8;9;10;11;12',
  realization: '1.234.567,89',
  register: '19/SP2D/2026;05/03/2026;1.234.567,89',
  progress: '61,25%',
} as const;

const kinds = [...statementKinds, ...worksKinds];
const ownColumns = {
  contract: '600/1/2026;05/03/2026;Jalan;;1.000,50;CV Karya;;;;',
  obstacle: 'lahan;Sertifikat;;Sekda;2026-11-15;Kepala Bidang;ya',
  target: '0;0;5;10;20;30;40;50;60;70;90;100',
} as const;

function rowOf(kind: (typeof kinds)[number]): string {
  const codes = '1.02.2.14.0.00.01.0000;Dinas Kesehatan;1.02.01.2.01.0001;Dokumen';
  if (kind === 'contract' || kind === 'obstacle' || kind === 'target') return `${codes};${ownColumns[kind]}`;
  return `${codes};5.1.02.01.001.00024;ATK;;;${filledIn[kind]}`;
}

const heads: readonly [label: RegExp, value: string][] = [
  [/^(Versi anggaran);?.*$/m, 'murni'],
  [/^(Basis realisasi);?.*$/m, 'sp2d'],
  [/^(Dari tanggal);?.*$/m, '2026-01-01'],
  [/^(Per tanggal);?.*$/m, '2026-10-31'],
];

test('every form that the desk hands out is read when it comes back filled in', async () => {
  const place = await deploy();
  try {
    const operator = await place.person('dewi', 'operator');
    const ask = (query: string, headers = operator.headers) => fetch(`${place.origin}/api/kerja/formulir/${city}?${query}`, { headers });
    for (const kind of kinds) {
      const workbook = await ask(`jenis=${kind}`);
      expect(workbook.headers.get('content-disposition')).toMatch(/filename="formulir-[a-z-]+\.xlsx"/);
      expect(
        Buffer.from(await workbook.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      const form = await (await ask(`jenis=${kind}&bentuk=csv`)).text();
      const head = heads.reduce((text, [label, value]) => text.replace(label, `$1;${value}`), form);
      await operator.send(`${kind}.csv`, `${head}${rowOf(kind)}\r\n`);
    }
    await place.desk.idle();
    const uploads = (
      (await operator.query('uploads.list', { government: city })).data as { uploads: { fileName: string; state: string }[] }
    ).uploads;
    expect(uploads.map(({ fileName, state }) => `${fileName} ${state}`).toSorted()).toEqual(
      kinds.map((kind) => `${kind}.csv draft`).toSorted(),
    );
    expect((await ask('jenis=gaji')).status).toBe(400);
    const leader = await place.person('sari', 'leadership');
    expect((await ask('jenis=budget', leader.headers)).status).toBe(403);
  } finally {
    await place.close();
  }
});

test('contracts go from a filled-in form through two people to the page of their OPD, and wait for the next edition', async () => {
  const place = await deploy();
  try {
    const clerk = await place.person('dewi', { role: 'operator', unit: units.health });
    const narrow = await place.person('budi', { role: 'operator', unit: units.education });
    const verifier = await place.person('rina', 'verifier');
    const publisher = await place.person('sari', 'publisher');
    const text = (kind: string, columns: string, row: string) =>
      `Format;SIP KADIN 1\nJenis data;${kind}\nTahun anggaran;2026\nPer tanggal;2026-01-31\n\nKode unit;Nama unit;Kode sub kegiatan;Nama sub kegiatan;${columns}\n${units.health};Dinas Kesehatan;;;${row}\n`;
    const columns =
      'Nomor kontrak;Tanggal kontrak;Pekerjaan;HPS;Nilai kontrak;Penyedia;Tanggal mulai;Tanggal selesai;Adendum;Sudah dibayar';
    const file = text('kontrak', columns, '600/1;05/01/2026;Jalan;;1.000,50;Siti Aminah;;;;');
    const other = await narrow.send('kontrak lain.csv', `${file}\n`);
    const { id } = await clerk.send('kontrak.csv', file);
    await place.desk.idle();
    expect(await narrow.mutate('uploads.submit', { id: other.id })).toMatchObject({ code: 'other-unit' });
    expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
    expect((await verifier.query('review.works', { id })).data).toMatchObject({
      counts: { contracts: 1, obstacles: 0, targets: 0 },
      contracts: [{ object: 'Jalan', value: '1000.50', paid: null, provider: 'Perorangan', sheet: 'kontrak.csv', row: 7 }],
    });
    expect(await verifier.mutate('review.verify', { id })).toMatchObject({ status: 200 });
    expect((await clerk.query('uploads.get', { id })).data).toMatchObject({ state: 'verified', works: [{ kind: 'contract', rows: 1 }] });
    const page = await publisher.query('monitor.unit', { government: city, unit: units.health, year: 2026 });
    expect(page.data).toMatchObject({ contracts: [{ object: 'Jalan', state: 'running', upload: id }], obstacles: [] });
    expect((await publisher.query('uploads.tasks', { government: city })).data).toMatchObject({ verified: 1 });
    expect((await publisher.query('publication.waiting', { government: city })).data).toMatchObject({ uploads: [{ id }] });
    expect(JSON.stringify([page.data, (await verifier.query('uploads.get', { id })).data])).not.toContain('Aminah');
  } finally {
    await place.close();
  }
});
