import { isoDate } from '@sipkadin/budget';
import type { EditionContent } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtSite, type Published, publishing, serving } from './published.ts';

const errors: unknown[] = [];
let published: Published;
let served: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  const { further: _, ...content } = sampleContent(3, { units: 3 });
  await published.publish(content);
  await published.publish(onePage(content));
  served = await serving(
    await builtSite({
      editions: published.editions,
      defaultGovernment: '19.71',
      now: () => '2026-11-23T03:00:00.000Z',
      onError: (error) => errors.push(error),
    }),
  );
});

afterAll(async () => {
  await served.close();
  published.remove();
});

/** An edition of a one-page budget: no OPD, no realization, no months. */
function onePage(content: EditionContent): EditionContent {
  const amounts: [string, bigint][] = [
    ['4.1.01', 9_000_000_000_00n],
    ['4.2.01', 70_000_000_000_00n],
    ['5.1.01', 60_000_000_000_00n],
    ['5.2.04', 25_000_000_000_00n],
    ['6.1.01', 6_000_000_000_00n],
  ];
  const empty = { unit: '', activity: '', fund: '', month: null, document: null, date: null, sheet: 'APBD', column: 'C' };
  const source = {
    ...content.sources[0],
    id: 's1',
    kind: 'budget',
    version: 'murni',
    basis: null,
    from: null,
    asOf: null,
    simulated: false,
    lines: 5,
  } as const;
  return {
    ...content,
    government: { code: '81.04', name: 'Kabupaten Buru' },
    number: 1,
    asOf: isoDate('2026-01-31'),
    basis: null,
    version: 'murni',
    note: '',
    names: [],
    sources: [source as EditionContent['sources'][number]],
    lines: amounts.map(([account, amount], index) => ({
      ...empty,
      source: 's1',
      measure: 'budget',
      version: 'murni',
      account,
      amount,
      row: index + 5,
    })),
    months: [],
    progress: [],
    official: [],
  };
}

test.each([
  '/',
  '/opd',
  '/belanja',
  '/belanja/5.1.01',
  '/belanja/urusan',
  '/belanja/sumber-dana',
  '/pendapatan',
  '/pembiayaan',
  '/terbitan',
  '/terbitan/1',
  '/banding-tahun',
  '/perubahan',
  '/perubahan?menurut=jenis',
  '/terbitan/1/perubahan',
  '/asal?ukuran=anggaran&rekening=5',
  '/data',
  '/jelajah',
  '/jelajah?menurut=bulan',
])('/p/81.04%s renders without realization, OPD and months', async (path) => {
  const { status, text } = await served.get(`/p/81.04${path}`);
  expect(status).toBe(200);
  expect(text).not.toMatch(/undefined|\[object|NaN|class="simulated"/);
  expect(text).toContain('href="/p/81.04/');
  expect(errors).toEqual([]);
});

test('the home page states the plan and that payments are not published, instead of Rp0', async () => {
  const { text } = await served.get('/p/81.04/');
  expect(text).toContain('Kabupaten Buru merencanakan belanja Rp85\u00a0miliar; yang sudah dibayarkan belum diterbitkan');
  expect(text).not.toMatch(/>Rp0</);
  expect((await served.get('/p/81.04/opd')).text).toContain('belum berisi rincian per OPD');
  expect((await served.get('/p/81.04/belanja/sumber-dana')).text).toContain('Itu bukan nol');
  expect((await served.get('/')).text).toContain('Kabupaten Buru');
});

test('OPD with budgets alone are not called late or silent', async () => {
  const own = publishing();
  const { further: _, ...sample } = sampleContent(3, { units: 4 });
  const kept = new Set(sample.sources.filter(({ kind }) => kind === 'budget').map(({ id }) => id));
  await own.publish({
    ...sample,
    sources: sample.sources.filter(({ id }) => kept.has(id)),
    lines: sample.lines.filter(({ source }) => kept.has(source)),
    months: [],
    progress: [],
    official: [],
  });
  const site = await serving(await builtSite({ editions: own.editions, defaultGovernment: '19.71' }));
  for (const path of ['/', '/opd', '/opd/dinas-kesehatan', '/belanja']) {
    const { status, text } = await site.get(path);
    expect(status, path).toBe(200);
    expect(text.split('<body>')[1]?.split('class="label-data"')[0], path).not.toMatch(/belum dilaporkan|belum melapor|hatch|Terlambat/i);
  }
  await site.close();
  own.remove();
});
