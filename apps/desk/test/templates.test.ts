import { statementKinds } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { city, deploy } from './deployment.ts';

const filledIn = {
  budget: '1.234.567,89',
  'cash-plan': '1,50;2;3;4;5;6;7;8;9;10;11;12',
  realization: '1.234.567,89',
  register: '19/SP2D/2026;05/03/2026;1.234.567,89',
  progress: '61,25%',
} as const;

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
    for (const kind of statementKinds) {
      const workbook = await ask(`jenis=${kind}`);
      expect(workbook.headers.get('content-disposition')).toMatch(/filename="formulir-[a-z-]+\.xlsx"/);
      expect(
        Buffer.from(await workbook.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      const form = await (await ask(`jenis=${kind}&bentuk=csv`)).text();
      const head = heads.reduce((text, [label, value]) => text.replace(label, `$1;${value}`), form);
      const codes = '1.02.2.14.0.00.01.0000;Dinas Kesehatan;1.02.01.2.01.0001;Dokumen;5.1.02.01.001.00024;ATK;;';
      await operator.send(`${kind}.csv`, `${head}${codes};${filledIn[kind]}\r\n`);
    }
    await place.desk.idle();
    const uploads = (
      (await operator.query('uploads.list', { government: city })).data as { uploads: { fileName: string; state: string }[] }
    ).uploads;
    expect(uploads.map(({ fileName, state }) => `${fileName} ${state}`).toSorted()).toEqual(
      statementKinds.map((kind) => `${kind}.csv draft`).toSorted(),
    );
    expect((await ask('jenis=gaji')).status).toBe(400);
    const leader = await place.person('sari', 'leadership');
    expect((await ask('jenis=budget', leader.headers)).status).toBe(403);
  } finally {
    await place.close();
  }
});
