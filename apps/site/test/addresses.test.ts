import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { fiscalYear } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listings } from '../src/routes/addresses.ts';
import { table } from '../src/routes/table.ts';
import type { Site } from '../src/site.ts';
import { builtSite, inRowsOfMonths, type Published, publishing, serving } from './published.ts';

const now = () => '2026-11-23T03:00:00.000Z';
let published: Published;
let built: Site;
let site: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  await published.publish(inRowsOfMonths(sampleContent()));
  built = await builtSite({ editions: published.editions, defaultGovernment: '19.71', publicKey: 'PEM', now });
  site = await serving(built);
});

afterAll(async () => {
  await site.close();
  published.remove();
});

test('the table of versions is listed of an edition that has sub kegiatan in two, and is there', async () => {
  const { versionsCsv } = listings;
  const edition = published.editions.latest('19.71', fiscalYear(2026));
  if (typeof versionsCsv === 'string' || edition === undefined) throw new Error('it has no addresses');
  const listed = (changed: Partial<typeof edition>) => versionsCsv.of({ edition: { ...edition, ...changed } } as never);
  expect(listed({})).toEqual([{ year: 2026, edition: 1 }]);
  expect((await site.get('/perubahan/2026/1/sub-kegiatan.csv')).status).toBe(200);
  expect(listed({ manifest: { ...edition.manifest, versions: ['murni'] } })).toEqual([]);
  const withoutActivities: typeof edition.unit = (slug) => {
    const unit = edition.unit(slug);
    return unit && { ...unit, nodes: unit.nodes.filter(({ kind }) => kind !== 'sub') };
  };
  expect(listed({ unit: withoutActivities })).toEqual([]);
});

test('a list of changes names an OPD that only the edition before has, and links to pages that are there', async () => {
  const own = publishing();
  const first = await own.publish(sampleContent(1, { units: 2 }));
  await own.publish({ ...sampleContent(1, { units: 1 }), number: 2, previous: { number: 1, hash: first.hash } });
  const [, gone] = first.units();
  const served = await serving(await builtSite({ editions: own.editions, defaultGovernment: '19.71', now }));
  const { text } = await served.get('/terbitan/2/perubahan?ukuran=anggaran');
  expect(text).toContain(`>${gone?.name}<`);
  const links = new Set(
    [...text.matchAll(/ href="(\/(?:opd|belanja|terbitan)[^"#]*)/g)].map(([, link = '']) => link.replaceAll('&amp;', '&')),
  );
  expect(links.size).toBeGreaterThan(3);
  for (const link of links) expect((await served.get(link)).status, link).toBe(200);
  await served.close();
  own.remove();
});

describe('odd addresses', () => {
  test('unknown values are replaced by the default with a notice; unknown parameters are ignored', async () => {
    expect((await site.get('/opd?urut=acak')).text).toContain('bukan pilihan untuk');
    expect((await site.get('/?tahun=1999')).text).toContain('Tahun yang diminta tidak ada; yang ditampilkan tahun 2026');
    expect((await site.get('/?terbitan=99')).text).toContain('Terbitan yang diminta tidak ada; yang ditampilkan terbitan 1');
    expect((await site.get('/jelajah?menurut=x')).text).toContain('bukan pilihan');
    expect((await site.get('/?utm_source=a&fbclid=b')).body.equals((await site.get('/')).body)).toBe(true);
  });

  test('a page beyond the last leads to the last, and one that is no number to the first', async () => {
    const lines = '/asal?ukuran=realisasi&rekening=5';
    const { text } = await site.get(lines);
    const rows = Number(/–50 dari ([\d.]+)/.exec(text)?.[1]?.replaceAll('.', ''));
    const last = Math.ceil(rows / 50);
    expect(last).toBeGreaterThan(1);
    for (const beyond of [last + 1, 999_999]) {
      const { status, headers, body } = await site.get(`${lines}&halaman=${beyond}`);
      expect([status, headers.location, headers['cache-control'], body.length]).toEqual([302, `${lines}&halaman=${last}`, 'no-store', 0]);
    }
    expect((await site.get(`${lines}&halaman=${last}`)).status).toBe(200);
    for (const odd of ['0', 'dua', '1e9', '1']) expect((await site.get(`${lines}&halaman=${odd}`)).text, odd).toBe(text);
  });

  test('values that a page does not know give one page, however many are tried', async () => {
    const kinds = {
      year: (at: number) => `/belanja?tahun=${1000 + at}`,
      edition: (at: number) => `/belanja?terbitan=${50 + at}`,
      order: (at: number) => `/opd?urut=x${at}`,
      unit: (at: number) => `/asal?opd=x${at}`,
      account: (at: number) => `/asal?rekening=9.${at}`,
      activity: (at: number) => `/asal?kegiatan=9.${at}`,
      view: (at: number) => `/jelajah?menurut=x${at}`,
      api: (at: number) => `/api/publik/byUnit?input=${encodeURIComponent(JSON.stringify({ other: at }))}`,
    };
    for (const [kind, address] of Object.entries(kinds)) {
      const made = await Promise.all([1, 2, 3].map((at) => built.answer(address(at))));
      expect(made[0]?.status, kind).toBe(200);
      // The same object: it was made once.
      expect(
        made.every((one) => one === made[0]),
        kind,
      ).toBe(true);
    }
  });

  test('a search prints its own text, although searches with the same rows share a page', async () => {
    const texts = ['tidak ada & <b>', "d'Orsay", 'xyzzy', '"cari="'];
    for (const [at, text] of [...texts, ...texts].entries()) {
      const {
        status,
        headers,
        text: html,
      } = await site.get(`/opd?cari=${encodeURIComponent(text)}&urut=nama`, at % 2 === 0 ? {} : { 'accept-encoding': 'identity' });
      expect([status, headers.etag]).toEqual([200, undefined]);
      const escaped = text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#x27;');
      expect(html.includes(`name="cari" value="${escaped}"`), text).toBe(true);
      expect(html.includes(`href="/en/opd?urut=nama&amp;cari=${encodeURIComponent(text).replaceAll("'", '%27')}"`), text).toBe(true);
      expect(texts.filter((other) => other !== text && html.includes(other))).toEqual([]);
    }
    const packed = await site.get('/opd?cari=kecamatan', { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe((await site.get('/opd?cari=KECAMATAN')).text.replaceAll('KECAMATAN', 'kecamatan'));
  });

  test('text from the address is escaped', async () => {
    const { text } = await site.get(`/opd?cari=${encodeURIComponent('<script>alert(1)</script>"><img src=x>')}`);
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('<img');
  });

  test.each([
    '/opd/tidak-ada',
    '/opd/dinas-kesehatan/9.99.99',
    '/belanja/9',
    '/belanja/4',
    '/terbitan/99',
    '/p/81.04/',
    '/unduh/2026/1/lain.json',
    '/unduh/2026/9/summary.json',
    '/unduh/1999/1/summary.json',
    '/aset/none.js',
  ])('%s returns a 404 page', async (path) => {
    const { status, headers } = await site.get(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each([
    '/kerja',
    '/api/kerja',
    '/health',
    '/unduh/2026/1/../../../etc/passwd',
    '/unduh/2026/1/..%2f..',
    `/${'a'.repeat(1100)}`,
    '/opd/%00',
  ])('%s is not handled by the site', async (path) => {
    expect((await site.get(path)).text).toBe('not the site');
  });

  test('other methods than GET and HEAD are refused', async () => {
    for (const path of ['/', '/opd', '/unduh/2026/1/summary.json']) {
      const { status, headers } = await site.get(path, {}, 'POST');
      expect([status, headers.allow], path).toEqual([405, 'GET, HEAD']);
    }
    expect((await site.get('/kerja', {}, 'POST')).text).toBe('not the site');
    expect((await site.get(`/opd?cari=${'a'.repeat(1100)}`)).status).toBe(414);
  });

  test('the public key is served where one is configured', async () => {
    expect((await site.get('/kunci.pem')).text).toBe('PEM');
    expect((await site.get('/terbitan/1')).text).toContain('href="/kunci.pem"');
    const without = await serving(await builtSite({ editions: published.editions, defaultGovernment: '19.71', now }));
    expect((await without.get('/kunci.pem')).status).toBe(404);
    expect((await without.get('/terbitan/1')).text).not.toContain('href="/kunci.pem"');
    await without.close();
  });

  test('a government without editions has a home page that explains it', async () => {
    const own = publishing();
    const served = await serving(await builtSite({ editions: own.editions, defaultGovernment: '19.71', now }));
    const { status, text } = await served.get('/');
    expect(status).toBe(200);
    expect(text).toContain('Belum ada terbitan untuk');
    expect((await served.get('/opd')).status).toBe(404);
    await served.close();
    own.remove();
  });
});

describe('downloads', () => {
  test('a damaged file is not sent under its good ETag, however large, also where it was sent whole before', async () => {
    const own = publishing();
    await own.publish(inRowsOfMonths(sampleContent()));
    const faults: unknown[] = [];
    const options = { editions: own.editions, defaultGovernment: '19.71', now, onError: (error: unknown) => faults.push(error) };
    const served = await serving(await builtSite(options));
    for (const [file, encoding] of [
      ['statements/anggaran-kas-perubahan-simulasi.csv', 'identity'],
      ['statements/anggaran-kas-perubahan-simulasi.csv', 'br'],
      ['summary.json', 'identity'],
      ['sources.json', 'gzip'],
    ] as const) {
      const address = `/unduh/2026/1/${file}`;
      const [whole, other] = [{ 'accept-encoding': encoding }, { 'accept-encoding': encoding === 'gzip' ? 'identity' : 'gzip' }];
      const good = await served.get(address, whole);
      expect([good.status, good.headers['content-encoding'] ?? 'identity'], file).toEqual([200, encoding]);
      const path = join(own.root, '19.71', '2026', '1', `${file}${{ identity: '', br: '.br', gzip: '.gz' }[encoding]}`);
      const bytes = readFileSync(path);
      const middle = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      chmodSync(path, 0o644);
      writeFileSync(path, bytes);
      for (const headers of [whole, { ...whole, range: 'bytes=0-9' }]) {
        const damaged = await served.get(address, headers);
        expect([damaged.status, damaged.headers['cache-control'], damaged.headers.etag], file).toEqual([
          503,
          'no-store',
          expect.not.stringContaining(String(good.headers.etag)),
        ]);
      }
      expect((await served.get(address, other)).status, file).toBe(200);
      expect(faults.splice(0), file).toMatchObject([{ code: 'damaged' }, { code: 'damaged' }]);
    }
    await served.close();
    own.remove();
  });

  test('files are served byte for byte, compressed as they were published, and may be cached for ever', async () => {
    const plain = await site.get('/unduh/2026/1/summary.json');
    const packed = await site.get('/unduh/2026/1/summary.json', { 'accept-encoding': 'br' });
    const listed = published.editions.latest('19.71', fiscalYear(2026))?.manifest.files.find(({ path }) => path === 'summary.json');
    expect(createHash('sha256').update(plain.body).digest('hex')).toBe(listed?.sha256);
    expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true);
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.headers['content-disposition']).toContain('19-71_2026_terbitan1_summary.json');
    expect((await site.get('/unduh/2026/1/summary.json', { 'if-none-match': String(plain.headers.etag) })).status).toBe(304);
    for (const name of ['manifest.json', 'manifest.sig', 'public-key.pem', 'SHA256SUMS', 'lines/dinas-kesehatan/s000003.json']) {
      expect((await site.get(`/unduh/2026/1/${name}`)).status, name).toBe(200);
    }
  });

  test('Range and If-Range work in every encoding', async () => {
    const path = '/unduh/2026/1/statements/anggaran-kas-perubahan-simulasi.csv';
    const whole = await site.get(path);
    expect(whole.body.length).toBeGreaterThan(100_000);
    expect(whole.headers['accept-ranges']).toBe('bytes');
    const etag = String(whole.headers.etag);
    const part = await site.get(path, { range: 'bytes=1000-1999', 'if-range': etag });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 1000-1999/${whole.body.length}`]);
    expect(part.body.equals(whole.body.subarray(1000, 2000))).toBe(true);
    expect((await site.get(path, { range: 'bytes=1000-', 'if-range': '"other"' })).status).toBe(200);
    expect((await site.get(path, { range: `bytes=${whole.body.length}-` })).status).toBe(416);
    const packed = await site.get(path, { 'accept-encoding': 'br' });
    const packedPart = await site.get(path, { 'accept-encoding': 'br', range: 'bytes=0-99', 'if-range': String(packed.headers.etag) });
    expect([packedPart.status, packedPart.headers['content-encoding']]).toEqual([206, 'br']);
    expect(packedPart.body.equals(packed.body.subarray(0, 100))).toBe(true);
    expect(packed.headers.etag).not.toBe(etag);
  });

  test('If-None-Match and refused encodings are respected', async () => {
    const path = '/unduh/2026/1/statements/anggaran-kas-perubahan-simulasi.csv';
    const head = await site.get(path, { 'accept-encoding': 'br;q=0, gzip' }, 'HEAD');
    expect([head.status, head.headers['content-encoding'], head.body.length]).toEqual([200, 'gzip', 0]);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
    const etag = String(head.headers.etag);
    const again = await site.get(path, { 'accept-encoding': 'gzip', 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    expect((await site.get(path, { 'if-none-match': etag })).status).toBe(200);
  });
});

describe('HTTP caching', () => {
  test('repeats the same bytes, answers If-None-Match with 304 and HEAD without a body', async () => {
    const first = await site.get('/belanja', { 'accept-encoding': 'br' });
    const second = await site.get('/belanja', { 'accept-encoding': 'br' });
    expect(second.body.equals(first.body)).toBe(true);
    expect(first.headers.vary).toBe('Accept-Encoding');
    const etag = String(first.headers.etag);
    expect((await site.get('/belanja', { 'accept-encoding': 'br', 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    expect((await site.get('/belanja', { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200);
    const head = await site.get('/belanja', {}, 'HEAD');
    expect(head.body).toHaveLength(0);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
  });

  test('an encoding refused by q=0 is not used', async () => {
    expect((await site.get('/belanja', { 'accept-encoding': 'br;q=0, gzip' })).headers['content-encoding']).toBe('gzip');
    expect((await site.get('/belanja', { 'accept-encoding': 'br; q=0.0, gzip;q=0' })).headers['content-encoding']).toBeUndefined();
    expect((await site.get('/belanja', { 'accept-encoding': 'zebra' })).headers['content-encoding']).toBeUndefined();
    expect((await site.get('/belanja')).headers['content-encoding']).toBeUndefined();
    expect((await site.get('/belanja', { 'accept-encoding': 'gzip, deflate, br, zstd' })).headers['content-encoding']).toBe('br');
    expect((await site.get('/belanja', { 'accept-encoding': '*;q=0.5, br;q=0' })).headers['content-encoding']).toBe('gzip');
    expect((await site.get('/belanja', { 'accept-encoding': 'GZIP ; q=1' })).headers['content-encoding']).toBe('gzip');
  });
});

test('listed addresses are answered, none is listed twice, and every route is listed or named as one that is not', async () => {
  const listed = [...built.addresses()];
  const routes = new Set(listed.map(({ route }) => route));
  const unlisted = Object.entries(listings).flatMap(([route, of]) => (typeof of === 'string' ? [route] : []));
  expect(unlisted.toSorted()).toEqual(['api', 'apiUnknown', 'log', 'oembed', 'origin', 'sitemap', 'sitemapPart']);
  // Without figures of other regions there are no pages of them, without data files no description of them, and of one government no list.
  const withoutRegions = [
    'governments',
    'regions',
    'regionList',
    'region',
    'similarRegions',
    'regionsCsv',
    'referenceFile',
    'referenceList',
    'register',
    'fiscal',
  ];
  expect(Object.keys(table).filter((route) => !routes.has(route as never))).toEqual(
    expect.arrayContaining([...unlisted, ...withoutRegions]),
  );
  expect(routes.size + unlisted.length + withoutRegions.length).toBe(Object.keys(table).length);
  const some = [...Map.groupBy(listed, ({ route }) => route).values()].flatMap((of) => [...of.slice(0, 10), ...of.slice(-2)]);
  for (const { address } of some) expect((await built.answer(address))?.status, address).toBe(200);
  expect(new Set(listed.map(({ address }) => address)).size).toBe(listed.length);
});
