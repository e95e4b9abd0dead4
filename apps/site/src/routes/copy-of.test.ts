import { expect, test } from 'vitest';
import { copyOf, linkTo } from './copy-of.ts';

test.each([
  ['/', 'index.html', '/'],
  ['/en/', 'en/index.html', '/en/'],
  ['/?tahun=2025', '~tahun=2025.html', '/?tahun=2025'],
  ['/opd#menu', 'opd.html', '/opd'],
  [
    '/opd/dinas-a/1.02.02?tahun=2025&terbitan=3',
    'opd/dinas-a/1.02.02~tahun=2025&terbitan=3.html',
    '/opd/dinas-a/1.02.02?tahun=2025&terbitan=3',
  ],
  ['/opd?terbitan=3&urut=nama&tahun=2025', 'opd~tahun=2025&urut=nama&terbitan=3.html', '/opd?tahun=2025&urut=nama&terbitan=3'],
  ['/en/p/81.04/belanja', 'en/p/81.04/belanja.html', '/en/p/81.04/belanja'],
  ['/p/81.04/unduh/2025/1/lines/a.json', 'p/81.04/unduh/2025/1/lines/a.json', '/p/81.04/unduh/2025/1/lines/a.json'],
  ['/log/tile/0/000.p/7', 'log/tile/0/000.p/7', '/log/tile/0/000.p/7'],
  ['/cari/2025', 'cari/2025.json', '/cari/2025'],
  ['/cari/2025/3/0123456789abcdef-1', 'cari/2025/3/0123456789abcdef-1.json', '/cari/2025/3/0123456789abcdef-1'],
  ['/terbitan/2025/3/perubahan.csv', 'terbitan/2025/3/perubahan.csv', '/terbitan/2025/3/perubahan.csv'],
  ['/banding?tahun=2025&data=2023', 'banding~data=2023.html', '/banding?data=2023'],
  ['/p/81.04/banding/19.71/mirip?terbitan=2', 'banding/19.71/mirip.html', '/banding/19.71/mirip'],
  ['/en/opd.csv?terbitan=3&tahun=2025', 'en/opd~tahun=2025&terbitan=3.csv', '/en/opd.csv?tahun=2025&terbitan=3'],
  ['/index.xlsx', 'index.xlsx', '/index.xlsx'],
  ['/opd/dinas-a/1.02.02.json', 'opd/dinas-a/1.02.02.json', '/opd/dinas-a/1.02.02.json'],
  ['/umpan/terbitan.xml', 'umpan/terbitan.xml', '/umpan/terbitan.xml'],
  ['/api/public/summary', 'api/public/summary.json', '/api/public/summary'],
  ['/data.jsonld', 'data.jsonld', '/data.jsonld'],
  ['/katalog/2025/3/ckan.json', 'katalog/2025/3/ckan.json', '/katalog/2025/3/ckan.json'],
  ['/unduh/2025/3/data/lines.parquet', 'unduh/2025/3~data/lines.parquet', '/unduh/2025/3/data/lines.parquet'],
  ['/pekerja.js', 'pekerja.js', '/pekerja.js'],
  ['/sitemap.xml', 'sitemap.xml', '/sitemap.xml'],
  ['/?grafik=bagikan.png', 'index.png', '/?grafik=bagikan.png'],
  ['/en/opd/dinas-a?tahun=2025&grafik=bagikan.png', 'en/opd/dinas-a~tahun=2025.png', '/en/opd/dinas-a?tahun=2025&grafik=bagikan.png'],
])('the copy has %s in %s', (address, file, of) => {
  expect(copyOf(address, '')).toEqual({ file, address: of, query: '' });
  expect(copyOf(`/kota${address}`, '/kota')).toEqual({ file, address: `/kota${of}`, query: '' });
});

test.each([
  ['/asal?ukuran=realisasi&rekening=5', 'asal.html?ukuran=realisasi&rekening=5'],
  ['/en/p/81.04/asal?rekening=5', 'en/asal.html?rekening=5'],
  ['/opd?urut=nama&grafik=kurva.svg', 'perlu-server.html?urut=nama&grafik=kurva.svg'],
  ['/belanja?terbitan=1&grafik=bagikan.png', 'perlu-server.html?terbitan=1&grafik=bagikan.png'],
  ['/istilah?grafik=bagikan.png', 'perlu-server.html?grafik=bagikan.png'],
  ['/terbitan/2/perubahan?ukuran=realisasi&halaman=2', 'perlu-server.html?ukuran=realisasi&halaman=2'],
  ['/asal.csv?rekening=5', 'asal.html?rekening=5'],
  ['/api/publik/summary?input=1', 'perlu-server.html?input=1'],
  ['/en/banding/19.71?dengan=32.73', 'en/perlu-server.html?dengan=32.73'],
])('%s needs the server, and %s says so', (address, link) => {
  const copy = copyOf(address, '');
  expect(copy?.address).toBeUndefined();
  expect(copy && linkTo(copy, '')).toBe(link);
});

test('texts are searched for on the page of answers', () => {
  const copy = copyOf('/en/istilah?tahun=2025&cari=pagu%20kas&terbitan=2', '');
  expect(copy?.address).toBe('/en/cari?tahun=2025&terbitan=2');
  expect(copy && linkTo(copy, '../')).toBe('../en/cari~tahun=2025&terbitan=2.html?cari=pagu%20kas');
});

test('an address elsewhere is none of the copy', () => {
  expect(copyOf('https://example.go.id/', '')).toBeUndefined();
  expect(copyOf('/lain/opd', '/kota')).toBeUndefined();
});
