import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtSite, type Published, publishing, serving } from './published.ts';

let published: Published;
let site: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  await published.publish(sampleContent());
  site = await serving(
    await builtSite({
      editions: published.editions,
      defaultGovernment: '19.71',
      // With everything that a page has for search engines.
      siteAddress: 'https://keuangan.pangkalpinangkota.go.id',
      now: () => '2026-11-23T03:00:00.000Z',
    }),
  );
});

afterAll(async () => {
  await site.close();
  published.remove();
});

const pages = [
  '/',
  '/opd',
  '/opd/dinas-kesehatan',
  '/opd/dinas-perhubungan',
  '/topik',
  '/topik/jalan',
  '/topik/1.03',
  '/opd/dinas-kesehatan/unit/uptd-rsud-depati-hamzah',
  '/opd/dinas-kesehatan/1.02.01.2.08.0002',
  '/belanja',
  '/belanja/urusan',
  '/belanja/sumber-dana',
  '/belanja/5.1.02',
  '/pendapatan',
  '/pembiayaan',
  '/terbitan',
  '/terbitan/1',
  '/asal',
  '/asal?ukuran=realisasi&rekening=5',
  '/cari',
  '/cari?cari=dinas%20kesehatan',
  '/banding-tahun',
  '/data/api',
  '/perubahan',
  '/perubahan?menurut=jenis',
  '/opd/dinas-kesehatan/tahun',
  '/terbitan/1/perubahan',
  '/istilah',
  '/istilah?cari=kas',
  '/panduan',
  '/panduan?langkah=3',
  '/panduan?langkah=5',
  '/tentang',
  '/data',
  '/periksa',
  '/tanya',
  '/tanya/angka',
  '/tanya/angka?opd=dinas-kesehatan',
  '/dokumen',
  '/jelajah',
  '/bagikan?isi=topik-jalan',
  '/jelajah?menurut=bulan',
  '/jelajah?menurut=bulan&opd=dinas-kesehatan',
];

test.each([...pages, '/opd/dinas-pendidikan-dan-kebudayaan', '/en/', '/en/opd', '/en/belanja'])(
  '%s: HTML and CSS are at most 14 KB compressed, and 60 KB with all that a browser loads by itself',
  async (path) => {
    const [br, gzip] = [await site.get(path, { 'accept-encoding': 'br' }), await site.get(path, { 'accept-encoding': 'gzip' })];
    expect(gzip.body.length).toBeLessThanOrEqual(14 * 1024);
    const html = gunzipSync(gzip.body).toString();
    // What was searched for is filled in at each request, and only gzip is quick enough for that.
    if (!path.includes('cari=')) {
      expect(br.body.length).toBeLessThanOrEqual(14 * 1024);
      expect(brotliDecompressSync(br.body).toString()).toBe(html);
    }
    expect(html).not.toMatch(/rel="stylesheet"/);
    const loaded = [
      ...html.matchAll(/(?:<script[^>]* src=|<link rel="(?:icon|manifest)"[^>]* href=|<img[^>]* src=)"([^"]+)"|url\((\/aset\/[^)]+)\)/g),
    ];
    let all = gzip.body.length;
    // The worker that keeps pages is registered by the script.
    for (const address of new Set(['/pekerja.js', ...loaded.map(([, attribute, font]) => attribute ?? font ?? '')]))
      all += (await site.get(address, { 'accept-encoding': 'br' })).body.length;
    expect(loaded.length).toBeGreaterThan(3);
    expect(all).toBeLessThanOrEqual(60 * 1024);
  },
);
