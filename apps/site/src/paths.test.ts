import { expect, test } from 'vitest';
import { type Paths, paths } from './paths.ts';
import { canonical, readAddress } from './route.ts';

const plain = { base: '', language: 'id', government: undefined, year: undefined, edition: undefined } as const;

function all(p: Paths): Record<string, string> {
  return {
    home: p.home(),
    units: p.units(),
    unitsSorted: p.units({ urut: '-anggaran', cari: 'dinas & badan' }),
    unit: p.unit('dinas-kesehatan'),
    activity: p.activity('dinas-kesehatan', '1.02.02.2.01.0004'),
    spending: p.spending(),
    functions: p.functions(),
    funds: p.funds(),
    account: p.account('5.1.02'),
    revenue: p.revenue(),
    financing: p.financing(),
    editions: p.editions(),
    edition: p.edition(3),
    origin: p.origin({
      measure: 'realization',
      unit: 'dinas-kesehatan',
      activity: '1.02.02',
      account: '5.1',
      fund: '1.1',
      part: 'opd',
      page: 2,
    }),
    glossary: p.glossary(),
    term: p.glossary('silpa'),
    about: p.about(),
    data: p.data(),
    explore: p.explore({ menurut: 'bulan' }),
    download: p.download(2025, 3, 'lines/dinas-kesehatan.json'),
    asset: p.asset('entry.js'),
    api: p.api(),
    key: p.key(),
  };
}

test('every public address, where defaults are left out', () => {
  expect(all(paths(plain))).toMatchInlineSnapshot(`
    {
      "about": "/tentang",
      "account": "/belanja/5.1.02",
      "activity": "/opd/dinas-kesehatan/1.02.02.2.01.0004",
      "api": "/api/publik",
      "asset": "/aset/entry.js",
      "data": "/data",
      "download": "/unduh/2025/3/lines/dinas-kesehatan.json",
      "edition": "/terbitan/3",
      "editions": "/terbitan",
      "explore": "/jelajah?menurut=bulan",
      "financing": "/pembiayaan",
      "functions": "/belanja/urusan",
      "funds": "/belanja/sumber-dana",
      "glossary": "/istilah",
      "home": "/",
      "key": "/kunci.pem",
      "origin": "/asal?ukuran=realisasi&opd=dinas-kesehatan&kegiatan=1.02.02&rekening=5.1&dana=1.1&pos=opd&halaman=2",
      "revenue": "/pendapatan",
      "spending": "/belanja",
      "term": "/istilah#silpa",
      "unit": "/opd/dinas-kesehatan",
      "units": "/opd",
      "unitsSorted": "/opd?urut=-anggaran&cari=dinas%20%26%20badan",
    }
  `);
});

test('every public address in English, of another government, an earlier year and a pinned edition', () => {
  expect(all(paths({ base: '/uang', language: 'en', government: '81.04', year: 2025, edition: 2 }))).toMatchInlineSnapshot(`
    {
      "about": "/uang/en/p/81.04/tentang?tahun=2025&terbitan=2",
      "account": "/uang/en/p/81.04/belanja/5.1.02?tahun=2025&terbitan=2",
      "activity": "/uang/en/p/81.04/opd/dinas-kesehatan/1.02.02.2.01.0004?tahun=2025&terbitan=2",
      "api": "/uang/api/publik",
      "asset": "/uang/aset/entry.js",
      "data": "/uang/en/p/81.04/data?tahun=2025&terbitan=2",
      "download": "/uang/p/81.04/unduh/2025/3/lines/dinas-kesehatan.json",
      "edition": "/uang/en/p/81.04/terbitan/3?tahun=2025",
      "editions": "/uang/en/p/81.04/terbitan?tahun=2025&terbitan=2",
      "explore": "/uang/en/p/81.04/jelajah?tahun=2025&menurut=bulan&terbitan=2",
      "financing": "/uang/en/p/81.04/pembiayaan?tahun=2025&terbitan=2",
      "functions": "/uang/en/p/81.04/belanja/urusan?tahun=2025&terbitan=2",
      "funds": "/uang/en/p/81.04/belanja/sumber-dana?tahun=2025&terbitan=2",
      "glossary": "/uang/en/p/81.04/istilah?tahun=2025&terbitan=2",
      "home": "/uang/en/p/81.04/?tahun=2025&terbitan=2",
      "key": "/uang/kunci.pem",
      "origin": "/uang/en/p/81.04/asal?tahun=2025&ukuran=realisasi&opd=dinas-kesehatan&kegiatan=1.02.02&rekening=5.1&dana=1.1&pos=opd&halaman=2&terbitan=2",
      "revenue": "/uang/en/p/81.04/pendapatan?tahun=2025&terbitan=2",
      "spending": "/uang/en/p/81.04/belanja?tahun=2025&terbitan=2",
      "term": "/uang/en/p/81.04/istilah?tahun=2025&terbitan=2#silpa",
      "unit": "/uang/en/p/81.04/opd/dinas-kesehatan?tahun=2025&terbitan=2",
      "units": "/uang/en/p/81.04/opd?tahun=2025&terbitan=2",
      "unitsSorted": "/uang/en/p/81.04/opd?tahun=2025&urut=-anggaran&cari=dinas%20%26%20badan&terbitan=2",
    }
  `);
});

test.each([plain, { base: '/uang', language: 'en', government: '81.04', year: 2025, edition: 2 } as const])(
  'every address of a page is read back as the same address',
  (standing) => {
    for (const [name, url] of Object.entries(all(paths(standing)))) {
      if (['asset', 'api', 'key'].includes(name)) continue;
      const address = readAddress(url.replace(/#.*/, ''), standing.base);
      expect(address?.route, name).toBeDefined();
      expect(`${standing.base}${address && canonical(address)}`, name).toBe(url.replace(/#.*/, ''));
    }
  },
);

test.each([
  '/kerja',
  '/opd/../etc/passwd',
  '/opd/%2e%2e/x',
  '/unduh/2025/1/../../keys',
  '/belanja/__proto__',
  '/constructor',
  '/toString',
  '/opd/DINAS',
  '/terbitan/0',
  '/terbitan/01',
  `/opd/${'a'.repeat(2000)}`,
  '/opd/a\u0000b',
])('%s is no page', (url) => {
  expect(readAddress(url, '')?.route).toBeUndefined();
});

test('unknown parameters and overlong values have no say in the address', () => {
  const address = readAddress(`/opd?utm_source=x&urut=nama&cari=${'a'.repeat(101)}&tahun=2025`, '');
  expect(address && canonical(address)).toBe('/opd?tahun=2025&urut=nama');
});
