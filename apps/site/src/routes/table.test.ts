import { fiscalYear } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { canonical, languageTwin, readAddress, yearTwin } from './address.ts';
import { type Paths, paths } from './paths.ts';
import { table } from './table.ts';

const plain = { base: '', language: 'id', government: undefined, year: undefined, edition: undefined } as const;

function all(p: Paths): Record<string, string> {
  return {
    home: p.home(),
    manifest: p.manifest(),
    worker: p.worker(),
    favicon: p.favicon(),
    ask: p.ask({ cari: 'jalan rusak' }),
    askIndex: p.askIndex({ year: fiscalYear(2025), edition: 3, index: '0123456789abcdef-1' }),
    askLatest: p.askLatest({ year: fiscalYear(2025) }),
    units: p.units(),
    unitsSorted: p.units({ urut: '-anggaran', cari: 'dinas & badan' }),
    topics: p.topics(),
    topic: p.topic({ topic: 'sampah-lingkungan' }),
    unit: p.unit({ unit: 'dinas-kesehatan' }),
    subUnit: p.subUnit({ unit: 'dinas-kesehatan', subUnit: 'rsud-depati-hamzah' }),
    activity: p.activity({ unit: 'dinas-kesehatan', activity: '1.02.02.2.01.0004' }),
    spending: p.spending(),
    functions: p.functions(),
    funds: p.funds(),
    account: p.account({ account: '5.1.02' }),
    revenue: p.revenue(),
    financing: p.financing(),
    editionChanges: p.editionChanges({ edition: 3, ukuran: 'realisasi', sebab: 'koreksi', halaman: 2 }),
    editionCsv: p.editionCsv({ year: fiscalYear(2025), edition: 3 }),
    editions: p.editions(),
    edition: p.edition({ edition: 3 }),
    origin: p.origin({
      measure: 'realization',
      unit: 'dinas-kesehatan',
      subUnit: 'rsud-depati-hamzah',
      activity: '1.02.02',
      account: '5.1',
      fund: '1.1',
      part: 'opd',
      page: 2,
    }),
    glossary: p.glossary({ cari: 'pagu' }),
    guide: p.guide({ langkah: 2 }),
    about: p.about(),
    data: p.data(),
    governments: p.governments({ cari: 'buru' }),
    regions: p.regions({ data: '2024', belanja: '10' }),
    regionList: p.regionList({ provinsi: '19' }),
    region: p.region({ region: '32.73', dengan: '19.71' }),
    similarRegions: p.similarRegions({ region: '19.71', data: '2024' }),
    regionsCsv: p.regionsCsv({ file: 'anggaran-2023.csv' }),
    referenceList: p.referenceList(),
    register: p.register(),
    referenceFile: p.referenceFile({ edition: 2, file: 'years.csv' }),
    explore: p.explore({ menurut: 'bulan' }),
    check: p.check(),
    documents: p.documents(),
    answers: p.answers({ halaman: 2 }),
    handOver: p.handOver({ opd: 'dinas-kesehatan', kegiatan: '1.02.02' }),
    log: p.log({ log: 'tile/entries/000.p/7' }),
    download: p.download({ year: fiscalYear(2025), edition: 3, file: 'lines/dinas-kesehatan.json' }),
    asset: p.asset({ asset: 'entry.js' }),
    share: p.share(),
    embed: p.embed({ embed: 'kurva' }),
    unitEmbed: p.unitEmbed({ unit: 'dinas-kesehatan' }),
    topicEmbed: p.topicEmbed({ topic: 'jalan' }),
    oembed: p.oembed(),
    apiPage: p.apiPage(),
    openApi: p.openApi(),
    apiAnswer: p.apiAnswer({ answer: 'units', year: 2025, edition: 3 }),
    apiUnit: p.apiUnit({ unit: 'dinas-kesehatan' }),
    apiUnknown: p.apiUnknown(),
    ckan: p.ckan({ year: fiscalYear(2025), edition: 3 }),
    fiscal: p.fiscal({ year: fiscalYear(2025), edition: 3 }),
    dcatUs: p.dcatUs(),
    dcat: p.dcat(),
    editionsFeed: p.editionsFeed(),
    correctionsFeed: p.correctionsFeed(),
    robots: p.robots(),
    sitemap: p.sitemap(),
    sitemapPart: p.sitemapPart({ sitemap: '2.xml' }),
    api: p.api(),
    key: p.key(),
    unitYears: p.unitYears({ unit: 'dinas-kesehatan' }),
    versionChanges: p.versionChanges({ dari: 'murni', ke: 'pergeseran-1', menurut: 'jenis', halaman: 2 }),
    versionsCsv: p.versionsCsv({ year: fiscalYear(2025), edition: 3 }),
    yearsOnSameDay: p.yearsOnSameDay({ lawan: 2023, bulan: 6 }),
  };
}

test('every public address, where defaults are left out', () => {
  expect(all(paths(table, plain))).toMatchInlineSnapshot(`
    {
      "about": "/tentang",
      "account": "/belanja/5.1.02",
      "activity": "/opd/dinas-kesehatan/1.02.02.2.01.0004",
      "answers": "/tanya?halaman=2",
      "api": "/api/publik",
      "apiAnswer": "/api/public/units?year=2025&edition=3",
      "apiPage": "/data/api",
      "apiUnit": "/api/public/unit/dinas-kesehatan",
      "apiUnknown": "/api/public",
      "ask": "/cari?cari=jalan%20rusak",
      "askIndex": "/cari/2025/3/0123456789abcdef-1",
      "askLatest": "/cari/2025",
      "asset": "/aset/entry.js",
      "check": "/periksa",
      "ckan": "/katalog/2025/3/ckan.json",
      "correctionsFeed": "/umpan/koreksi.xml",
      "data": "/data",
      "dcat": "/data.jsonld",
      "dcatUs": "/data.json",
      "documents": "/dokumen",
      "download": "/unduh/2025/3/lines/dinas-kesehatan.json",
      "edition": "/terbitan/3",
      "editionChanges": "/terbitan/3/perubahan?ukuran=realisasi&sebab=koreksi&halaman=2",
      "editionCsv": "/terbitan/2025/3/perubahan.csv",
      "editions": "/terbitan",
      "editionsFeed": "/umpan/terbitan.xml",
      "embed": "/sematan/kurva",
      "explore": "/jelajah?menurut=bulan",
      "favicon": "/favicon.ico",
      "financing": "/pembiayaan",
      "fiscal": "/unduh/2025/3/data/datapackage.json",
      "functions": "/belanja/urusan",
      "funds": "/belanja/sumber-dana",
      "glossary": "/istilah?cari=pagu",
      "governments": "/pemda?cari=buru",
      "guide": "/panduan?langkah=2",
      "handOver": "/tanya/angka?opd=dinas-kesehatan&kegiatan=1.02.02",
      "home": "/",
      "key": "/kunci.pem",
      "log": "/log/tile/entries/000.p/7",
      "manifest": "/manifest.webmanifest",
      "oembed": "/oembed",
      "openApi": "/api/openapi.json",
      "origin": "/asal?ukuran=realisasi&opd=dinas-kesehatan&sub=rsud-depati-hamzah&kegiatan=1.02.02&rekening=5.1&dana=1.1&pos=opd&halaman=2",
      "referenceFile": "/unduh/acuan/2/years.csv",
      "referenceList": "/unduh/acuan/published.json",
      "region": "/banding/32.73?dengan=19.71",
      "regionList": "/banding/daftar?provinsi=19",
      "regions": "/banding?data=2024&belanja=10",
      "regionsCsv": "/unduh/banding/anggaran-2023.csv",
      "register": "/unduh/register.json",
      "revenue": "/pendapatan",
      "robots": "/robots.txt",
      "share": "/bagikan",
      "similarRegions": "/banding/19.71/mirip?data=2024",
      "sitemap": "/sitemap.xml",
      "sitemapPart": "/sitemap/2.xml",
      "spending": "/belanja",
      "subUnit": "/opd/dinas-kesehatan/unit/rsud-depati-hamzah",
      "topic": "/topik/sampah-lingkungan",
      "topicEmbed": "/sematan/topik/jalan",
      "topics": "/topik",
      "unit": "/opd/dinas-kesehatan",
      "unitEmbed": "/sematan/opd/dinas-kesehatan",
      "unitYears": "/opd/dinas-kesehatan/tahun",
      "units": "/opd",
      "unitsSorted": "/opd?urut=-anggaran&cari=dinas%20%26%20badan",
      "versionChanges": "/perubahan?dari=murni&ke=pergeseran-1&menurut=jenis&halaman=2",
      "versionsCsv": "/perubahan/2025/3/sub-kegiatan.csv",
      "worker": "/pekerja.js",
      "yearsOnSameDay": "/banding-tahun?lawan=2023&bulan=6",
    }
  `);
});

test('every public address in English, of another government, an earlier year and a pinned edition', () => {
  expect(
    all(paths(table, { base: '/uang', language: 'en', government: '81.04', year: fiscalYear(2025), edition: 2 })),
  ).toMatchInlineSnapshot(`
    {
      "about": "/uang/en/p/81.04/tentang?tahun=2025&terbitan=2",
      "account": "/uang/en/p/81.04/belanja/5.1.02?tahun=2025&terbitan=2",
      "activity": "/uang/en/p/81.04/opd/dinas-kesehatan/1.02.02.2.01.0004?tahun=2025&terbitan=2",
      "answers": "/uang/en/p/81.04/tanya?tahun=2025&halaman=2&terbitan=2",
      "api": "/uang/api/publik",
      "apiAnswer": "/uang/p/81.04/api/public/units?year=2025&edition=3",
      "apiPage": "/uang/en/p/81.04/data/api?tahun=2025&terbitan=2",
      "apiUnit": "/uang/p/81.04/api/public/unit/dinas-kesehatan",
      "apiUnknown": "/uang/p/81.04/api/public",
      "ask": "/uang/en/p/81.04/cari?tahun=2025&cari=jalan%20rusak&terbitan=2",
      "askIndex": "/uang/p/81.04/cari/2025/3/0123456789abcdef-1",
      "askLatest": "/uang/p/81.04/cari/2025",
      "asset": "/uang/aset/entry.js",
      "check": "/uang/en/p/81.04/periksa?tahun=2025&terbitan=2",
      "ckan": "/uang/p/81.04/katalog/2025/3/ckan.json",
      "correctionsFeed": "/uang/p/81.04/umpan/koreksi.xml",
      "data": "/uang/en/p/81.04/data?tahun=2025&terbitan=2",
      "dcat": "/uang/data.jsonld",
      "dcatUs": "/uang/data.json",
      "documents": "/uang/en/p/81.04/dokumen?tahun=2025&terbitan=2",
      "download": "/uang/p/81.04/unduh/2025/3/lines/dinas-kesehatan.json",
      "edition": "/uang/en/p/81.04/terbitan/3?tahun=2025",
      "editionChanges": "/uang/en/p/81.04/terbitan/3/perubahan?tahun=2025&ukuran=realisasi&sebab=koreksi&halaman=2",
      "editionCsv": "/uang/p/81.04/terbitan/2025/3/perubahan.csv",
      "editions": "/uang/en/p/81.04/terbitan?tahun=2025&terbitan=2",
      "editionsFeed": "/uang/p/81.04/umpan/terbitan.xml",
      "embed": "/uang/en/p/81.04/sematan/kurva?tahun=2025&terbitan=2",
      "explore": "/uang/en/p/81.04/jelajah?tahun=2025&menurut=bulan&terbitan=2",
      "favicon": "/uang/favicon.ico",
      "financing": "/uang/en/p/81.04/pembiayaan?tahun=2025&terbitan=2",
      "fiscal": "/uang/p/81.04/unduh/2025/3/data/datapackage.json",
      "functions": "/uang/en/p/81.04/belanja/urusan?tahun=2025&terbitan=2",
      "funds": "/uang/en/p/81.04/belanja/sumber-dana?tahun=2025&terbitan=2",
      "glossary": "/uang/en/p/81.04/istilah?tahun=2025&cari=pagu&terbitan=2",
      "governments": "/uang/en/p/81.04/pemda?tahun=2025&cari=buru&terbitan=2",
      "guide": "/uang/en/p/81.04/panduan?tahun=2025&langkah=2&terbitan=2",
      "handOver": "/uang/en/p/81.04/tanya/angka?tahun=2025&opd=dinas-kesehatan&kegiatan=1.02.02&terbitan=2",
      "home": "/uang/en/p/81.04/?tahun=2025&terbitan=2",
      "key": "/uang/kunci.pem",
      "log": "/uang/log/tile/entries/000.p/7",
      "manifest": "/uang/manifest.webmanifest",
      "oembed": "/uang/oembed",
      "openApi": "/uang/api/openapi.json",
      "origin": "/uang/en/p/81.04/asal?tahun=2025&ukuran=realisasi&opd=dinas-kesehatan&sub=rsud-depati-hamzah&kegiatan=1.02.02&rekening=5.1&dana=1.1&pos=opd&halaman=2&terbitan=2",
      "referenceFile": "/uang/unduh/acuan/2/years.csv",
      "referenceList": "/uang/unduh/acuan/published.json",
      "region": "/uang/en/p/81.04/banding/32.73?tahun=2025&dengan=19.71&terbitan=2",
      "regionList": "/uang/en/p/81.04/banding/daftar?tahun=2025&provinsi=19&terbitan=2",
      "regions": "/uang/en/p/81.04/banding?tahun=2025&data=2024&belanja=10&terbitan=2",
      "regionsCsv": "/uang/unduh/banding/anggaran-2023.csv",
      "register": "/uang/p/81.04/unduh/register.json",
      "revenue": "/uang/en/p/81.04/pendapatan?tahun=2025&terbitan=2",
      "robots": "/uang/robots.txt",
      "share": "/uang/en/p/81.04/bagikan?tahun=2025&terbitan=2",
      "similarRegions": "/uang/en/p/81.04/banding/19.71/mirip?tahun=2025&data=2024&terbitan=2",
      "sitemap": "/uang/sitemap.xml",
      "sitemapPart": "/uang/sitemap/2.xml",
      "spending": "/uang/en/p/81.04/belanja?tahun=2025&terbitan=2",
      "subUnit": "/uang/en/p/81.04/opd/dinas-kesehatan/unit/rsud-depati-hamzah?tahun=2025&terbitan=2",
      "topic": "/uang/en/p/81.04/topik/sampah-lingkungan?tahun=2025&terbitan=2",
      "topicEmbed": "/uang/en/p/81.04/sematan/topik/jalan?tahun=2025&terbitan=2",
      "topics": "/uang/en/p/81.04/topik?tahun=2025&terbitan=2",
      "unit": "/uang/en/p/81.04/opd/dinas-kesehatan?tahun=2025&terbitan=2",
      "unitEmbed": "/uang/en/p/81.04/sematan/opd/dinas-kesehatan?tahun=2025&terbitan=2",
      "unitYears": "/uang/en/p/81.04/opd/dinas-kesehatan/tahun?tahun=2025&terbitan=2",
      "units": "/uang/en/p/81.04/opd?tahun=2025&terbitan=2",
      "unitsSorted": "/uang/en/p/81.04/opd?tahun=2025&urut=-anggaran&cari=dinas%20%26%20badan&terbitan=2",
      "versionChanges": "/uang/en/p/81.04/perubahan?tahun=2025&dari=murni&ke=pergeseran-1&menurut=jenis&halaman=2&terbitan=2",
      "versionsCsv": "/uang/p/81.04/perubahan/2025/3/sub-kegiatan.csv",
      "worker": "/uang/pekerja.js",
      "yearsOnSameDay": "/uang/en/p/81.04/banding-tahun?tahun=2025&lawan=2023&bulan=6&terbitan=2",
    }
  `);
});

test('the snapshots above hold every route of the table', () => {
  const known = new Set(Object.keys(all(paths(table, plain))));
  expect(Object.keys(table).filter((name) => !known.has(name))).toEqual([]);
});

test.each([plain, { base: '/uang', language: 'en', government: '81.04', year: fiscalYear(2025), edition: 2 } as const])(
  'every address is read back as the same address',
  (linkState) => {
    for (const [name, url] of Object.entries(all(paths(table, linkState)))) {
      // What their addresses end in is not theirs to choose.
      if (name === 'api' || name === 'apiUnknown') continue;
      const address = readAddress(url, linkState.base);
      if (address === undefined || address === 'too-long') throw new Error(`${name} is not read`);
      expect(address.route).toBe(name === 'unitsSorted' ? 'units' : name);
      expect(canonical(address, linkState.base), name).toBe(url);
    }
  },
);

test('the other language and another year have the same page, where they can have it', () => {
  const twins = (url: string) => {
    const address = readAddress(url, '');
    if (address === undefined || address === 'too-long') throw new Error(`${url} is not read`);
    return [
      languageTwin(address, ''),
      yearTwin(address, fiscalYear(2025), fiscalYear(2026), ''),
      yearTwin(address, fiscalYear(2026), fiscalYear(2026), ''),
    ];
  };
  expect(twins('/opd?tahun=2024&urut=nama&terbitan=2')).toEqual([
    '/en/opd?tahun=2024&urut=nama&terbitan=2',
    '/opd?tahun=2025&urut=nama',
    '/opd?urut=nama',
  ]);
  expect(twins('/en/p/81.04/')).toEqual(['/p/81.04/', '/en/p/81.04/?tahun=2025', '/en/p/81.04/']);
  // Whether the other year knows the OPD or the account is for its edition to say.
  expect(twins('/opd/dinas-kesehatan')).toEqual(['/en/opd/dinas-kesehatan', '/opd/dinas-kesehatan?tahun=2025', '/opd/dinas-kesehatan']);
  for (const url of ['/terbitan/2', '/asal?ukuran=realisasi']) {
    expect(twins(url), url).toEqual([`/en${url}`, undefined, undefined]);
  }
});

test.each([
  '/kerja',
  '/opd/../etc/passwd',
  '/opd/%2e%2e/x',
  '/unduh/2025/1/../../keys',
  '/unduh/2025/1/a..b',
  '/en/unduh/2025/1/summary.json',
  '/p/81.04/aset/entry.js',
  '/aset/../keys',
  '/belanja/__proto__',
  '/constructor',
  '/toString',
  '/opd/DINAS',
  '/terbitan/0',
  '/terbitan/01',
  `/opd/${'a'.repeat(2000)}`,
  '/opd/a\u0000b',
  '/api/publik/',
])('%s is no address of the site', (url) => {
  expect(readAddress(url, '')).toBeUndefined();
});

test('an address that is longer than any of ours is refused', () => {
  expect(readAddress(`/opd?cari=${'a'.repeat(1100)}`, '')).toBe('too-long');
  expect(readAddress(`/api/publik/byUnit?input=${'a'.repeat(1100)}`, '')).toMatchObject({ route: 'api' });
  expect(readAddress(`/api/publik/byUnit?input=${'a'.repeat(2100)}`, '')).toBe('too-long');
});

test('unknown parameters and overlong values do not change the address', () => {
  const address = readAddress(`/opd?utm_source=x&urut=nama&cari=${'a'.repeat(101)}&tahun=2025`, '');
  if (address === undefined || address === 'too-long') throw new Error('not read');
  expect(canonical(address, '')).toBe('/opd?tahun=2025&urut=nama');
});
