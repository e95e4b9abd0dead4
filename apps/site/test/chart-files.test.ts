import { parseDecimal } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { formatRupiah } from '@sipkadin/ui';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite, inRowsOfMonths, type Published, publishing, serving } from './published.ts';

let published: Published;
let site: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  await published.publish(inRowsOfMonths(sampleContent()));
  site = await serving(
    await builtSite({ editions: published.editions, defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' }),
  );
});

afterAll(async () => {
  await site.close();
  published.remove();
});

const pages = [
  '/',
  '/en/',
  '/opd',
  '/opd?urut=-anggaran',
  '/opd/dinas-kesehatan',
  '/belanja',
  '/belanja/urusan',
  '/belanja/sumber-dana',
  '/belanja/5.1.02',
  '/perubahan',
  '/pendapatan',
  '/topik',
  '/jelajah?menurut=rekening',
  '/jelajah?menurut=bulan&opd=dinas-kesehatan',
];

const decoded = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#x27;', "'");
const linksOf = (html: string, form: string) =>
  [...html.matchAll(new RegExp(`href="([^"]+grafik=[a-z-]+\\.${form})"`, 'g'))].map(([, href = '']) => decoded(href));
const plain = (html: string) => decoded(html.replaceAll(/<style>.*?<\/style>/gs, '').replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ');

/** An amount as the description of a rounded one, or as text. */
const shows = (html: string, amount: string) => html.includes(`"${amount}`) || html.includes(`>${amount}<`);

/** Fields of a line of CSV; quoted ones may hold commas. */
const fields = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare);

describe.each(pages)('%s', (path) => {
  test('each chart has a CSV of exact amounts, all of which the page shows, and a picture with the same names and figures', async () => {
    const { text: html } = await site.get(path);
    const [tables, pictures] = [linksOf(html, 'csv'), linksOf(html, 'svg')];
    expect(tables.length).toBeGreaterThan(0);
    expect(pictures).toHaveLength(tables.length);
    const text = plain(html);
    const language = path.startsWith('/en') ? 'en' : 'id';
    for (const [at, address] of tables.entries()) {
      const csv = await site.get(address);
      expect([address, csv.status, csv.headers['content-type']]).toEqual([address, 200, 'text/csv; charset=utf-8']);
      const [head = [], ...rows] = csv.text.trimEnd().split('\n').map(fields);
      expect(head.slice(-4)).toEqual(['tahun', 'terbitan', 'data_per', 'simulasi']);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row).toHaveLength(head.length);
        expect(row.slice(-4)).toEqual(['2026', '1', '2026-10-31', 'ya']);
        for (const [column, value] of row.entries()) {
          const name = head[column] ?? '';
          if (name === 'nama') expect(text).toContain(value);
          // The plan of a list is its mark alone; the curve's table has each month's.
          if (!['anggaran', 'realisasi', 'realisasi_kumulatif', 'jumlah'].includes(name) || value === '') continue;
          const amount = parseDecimal(value);
          expect(amount, `${address} ${name} ${value}`).toBeDefined();
          if (name !== 'anggaran' || !head.includes('bulan'))
            expect(shows(decoded(html), formatRupiah(amount ?? 0n, language)), `${address} ${name} ${value}`).toBe(true);
        }
      }
      const picture = await site.get(pictures[at] ?? '');
      expect([pictures[at], picture.status, picture.headers['content-type']]).toEqual([pictures[at], 200, 'image/svg+xml']);
      const drawn = [...picture.text.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, one = '']) => decoded(one));
      const written = drawn.join(' ');
      expect(written).toMatch(/data per 31|data as of/i);
      expect(written).toContain(language === 'id' ? 'Bukan angka resmi' : 'Not official');
      const figures = drawn.filter((one) => /^−?Rp[\d.,]+(\u00a0\w+)?$/.test(one));
      for (const figure of figures) expect(text).toContain(figure.replaceAll('\u00a0', ' '));
      if (!head.includes('bulan')) expect(figures.length).toBeGreaterThan(0);
    }
  });
});

test('a picture is also a PNG; one that the page does not have is not found, without a rendering for each name', async () => {
  const png = await site.get('/?grafik=kurva.png');
  expect([png.status, png.headers['content-type'], png.body.subarray(1, 4).toString()]).toEqual([200, 'image/png', 'PNG']);
  expect(png.body.readUInt32BE(16)).toBe(1200);
  for (const name of ['tidak-ada.svg', 'kurva.pdf', 'kurva', '../kurva.svg', 'kurva.svg%00', `${'a'.repeat(90)}.svg`])
    expect([name, (await site.get(`/?grafik=${name}`)).status]).toEqual([name, 404]);
  expect((await site.get('/opd?cari=dinas&grafik=opd.csv')).status).toBe(404);
  expect((await site.get('/tentang?grafik=kurva.svg')).status).toBe(404);
  expect((await site.get('/?grafik=')).headers['content-type']).toBe('text/html; charset=utf-8');
});

test('the address of a file keeps year, edition and order of its page, and links of the page lead to pages', async () => {
  const { text } = await site.get('/en/opd?urut=-anggaran');
  expect(linksOf(text, 'png')).toContain('/en/opd?urut=-anggaran&grafik=opd.png');
  expect(text).toContain('href="/opd?urut=-anggaran"');
});
