import { fiscalYear } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing } from './published.ts';

const now = () => '2026-11-23T03:00:00.000Z';
const origin = 'https://kota.example.go.id';
const base = '/keuangan';
/** What no uploaded text may do to a file that programs read: end an element, become a link, or hold what XML cannot. */
const hostile = `Dinas "A" </script><script>alert(1)</script>]]>&amp;\u0007\u202e\u2028\ud800 Z`;

let published: Published;
let site: Site;
let bare: Site;

beforeAll(async () => {
  published = publishing();
  const content = sampleContent();
  const government = { ...content.government, name: hostile };
  const first = await published.publish({ ...content, government });
  await published.publish({
    ...{ ...content, government, number: 2, publishedAt: '2026-11-21T02:00:00.000Z', note: hostile },
    previous: { number: 1, hash: first.hash },
    correction: { kind: 'return', of: 1, content: 1 },
  });
  await published.publish({ ...content, year: fiscalYear(2025), number: 1, previous: null });
  site = await builtSite({ editions: published.editions, defaultGovernment: '19.71', siteAddress: origin, basePath: base, now });
  bare = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now });
});

afterAll(() => published.remove());

async function answer(from: Site, address: string): Promise<{ status: number; type: string; text: string }> {
  const given = await from.answer(address);
  if (given === undefined) throw new Error(`the site has no ${address}`);
  return { status: given.status, type: given.headers[given.headers.indexOf('Content-Type') + 1] ?? '', text: given.bytes.toString('utf8') };
}

interface Seen {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** Elements in the order of their ends. @throws where the text is not well-formed XML */
function readXml(text: string): Seen[] {
  const parser = new SaxesParser();
  const [open, seen]: [Seen[], Seen[]] = [[], []];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => void open.push({ name, attributes, text: '' }));
  parser.on('text', (part) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += part;
  });
  parser.on('closetag', () => {
    const last = open.pop();
    if (last !== undefined) seen.push(last);
  });
  parser.write(text).close();
  return seen;
}

describe('catalogs', () => {
  test('data.json has what DCAT-US 1.1 asks of a dataset, whole addresses and the newest edition of each year', async () => {
    const { status, type, text } = await answer(site, `${base}/data.json`);
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    const catalog = JSON.parse(text);
    expect(catalog).toMatchObject({
      '@id': `${origin}${base}/data.json`,
      '@type': 'dcat:Catalog',
      conformsTo: expect.stringMatching(/v1\.1\/schema$/),
    });
    expect(catalog.dataset.map(({ identifier }: { identifier: string }) => identifier)).toEqual(['apbd-19.71-2026', 'apbd-19.71-2025']);
    for (const dataset of catalog.dataset) {
      for (const name of ['title', 'description', 'identifier', 'landingPage']) expect(dataset[name], name).toMatch(/\S/);
      expect(dataset).toMatchObject({ '@type': 'dcat:Dataset', accessLevel: 'public', publisher: { name: expect.stringMatching(/\S/) } });
      expect(dataset.keyword.length).toBeGreaterThan(0);
      expect(dataset.temporal).toMatch(/^\d{4}-01-01\/\d{4}-12-31$/);
      expect(dataset.accrualPeriodicity).toMatch(/^R\/P\d+M$/);
      expect(dataset.modified).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      const addresses = [
        dataset.landingPage,
        dataset.describedBy,
        ...dataset.distribution.map((one: Record<string, string>) => one['downloadURL'] ?? one['accessURL']),
      ];
      for (const address of addresses) {
        expect(address).toMatch(/^https:\/\/kota\.example\.go\.id\/keuangan\//);
        expect((await answer(site, address.slice(origin.length))).status, address).toBe(200);
      }
    }
    const [files] = catalog.dataset[0].distribution.filter(({ title }: { title: string }) => title === 'names.json');
    expect(files.downloadURL).toBe(`${origin}${base}/unduh/2026/2/names.json`);
  });

  test('the linked data names the same files with their checksums', async () => {
    const { type, text } = await answer(site, `${base}/data.jsonld`);
    expect(type).toBe('application/ld+json; charset=utf-8');
    const [dataset] = JSON.parse(text)['dcat:dataset'];
    const { files } = JSON.parse((await answer(site, `${base}/unduh/2026/2/manifest.json`)).text);
    for (const distribution of dataset['dcat:distribution']) {
      const file = files.find(({ path }: { path: string }) => path === distribution['dct:title']);
      expect(distribution['spdx:checksum']['spdx:checksumValue']['@value']).toBe(file.sha256);
      expect(distribution['dcat:byteSize']['@value']).toBe(String(file.bytes));
    }
  });

  test('the package for CKAN has a name, tags and metadata that CKAN takes', async () => {
    const made = JSON.parse((await answer(site, `${base}/katalog/2026/2/ckan.json`)).text);
    expect(made.name).toMatch(/^[a-z0-9_-]{2,100}$/);
    for (const { name } of made.tags) expect(name).toMatch(/^[\p{L}\p{N} ._-]{2,100}$/u);
    const extras = new Map(made.extras.map(({ key, value }: { key: string; value: string }) => [key, value]));
    expect(extras.size).toBe(made.extras.length);
    for (const key of ['konsep', 'definisi', 'klasifikasi', 'ukuran', 'satuan', 'kode_wilayah', 'frekuensi', 'terbitan_sha256'])
      expect(extras.get(key), key).toMatch(/\S/);
    expect((await answer(site, `${base}/katalog/2026/9/ckan.json`)).status).toBe(404);
  });

  test('a site that does not know its own address names paths, and has no list of whole addresses', async () => {
    const [dataset] = JSON.parse((await answer(bare, '/data.json')).text).dataset;
    expect(dataset.landingPage).toBe('/data');
    expect((await answer(bare, '/sitemap.xml')).status).toBe(404);
    expect((await answer(bare, '/robots.txt')).text).not.toContain('Sitemap');
    expect((await answer(bare, '/opd')).text).not.toMatch(/canonical|hreflang="(?:id|x-default)"|ld\+json/);
  });
});

describe('feeds', () => {
  test.each(['terbitan', 'koreksi'])('%s.xml is an Atom feed whose entries have ids that stay, and pages that exist', async (name) => {
    const { status, type, text } = await answer(site, `${base}/umpan/${name}.xml`);
    expect([status, type]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const seen = readXml(text);
    const texts = (wanted: string) => seen.filter((one) => one.name === wanted).map((one) => one.text);
    // RFC 4287: a feed and each entry have exactly one id, title and updated; a feed an author and a link to itself.
    const entries = texts('entry').length;
    // Three editions; one that returns, and two whose files have cells that were read with another value.
    expect(entries).toBe(3);
    expect(texts('title').join(' ').includes('sel dibaca dengan nilai lain')).toBe(name === 'koreksi');
    for (const each of ['id', 'title', 'updated']) expect(texts(each)).toHaveLength(entries + 1);
    for (const moment of [...texts('updated'), ...texts('published')])
      expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
    expect(texts('updated')[0]).toBe('2026-11-21T02:00:00.000Z');
    expect(new Set(texts('id')).size).toBe(entries + 1);
    for (const id of texts('id'))
      expect(id).toMatch(/^(?:urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|ni:\/\/\/sha-256;[\w-]{43})$/);
    expect(texts('author')).toHaveLength(1);
    const links = seen.filter((one) => one.name === 'link');
    expect(links.find(({ attributes }) => attributes['rel'] === 'self')?.attributes['href']).toBe(`${origin}${base}/umpan/${name}.xml`);
    for (const { attributes } of links) expect((await answer(site, attributes['href']?.slice(origin.length) ?? '')).status).toBe(200);
    const other = readXml((await answer(bare, `/umpan/${name}.xml`)).text);
    expect(other.filter((one) => one.name === 'id').map((one) => one.text)).toEqual(texts('id'));
  });
});

describe('for search engines', () => {
  test('the sitemap has every page of the newest editions in both languages, and each one exists', async () => {
    const places = readXml((await answer(site, `${base}/sitemap.xml`)).text)
      .filter(({ name }) => name === 'loc')
      .map(({ text }) => text);
    expect(new Set(places).size).toBe(places.length);
    for (const path of ['/', '/en/', '/opd', '/en/opd/dinas-kesehatan', '/opd?tahun=2025', '/belanja/5.1.02'])
      expect(places, path).toContain(`${origin}${base}${path}`);
    expect(places.filter((one) => one.includes('terbitan='))).toEqual([]);
    const canonical = async (place: string) =>
      /<link rel="canonical" href="([^"]+)">/.exec((await answer(site, place.slice(origin.length))).text)?.[1]?.replaceAll('&amp;', '&');
    for (const place of places.filter((_, at) => at % 25 === 0)) expect(await canonical(place)).toBe(place);
    expect((await answer(site, `${base}/robots.txt`)).text).toContain(`Sitemap: ${origin}${base}/sitemap.xml`);
    // Longer than the rule that bars filtered lists, so that it wins (RFC 9309).
    expect((await answer(site, `${base}/robots.txt`)).text).toContain(`Allow: ${base}/cari?cari=\n`);
    expect((await answer(site, `${base}/cari?cari=puskesmas`)).text).toContain(`<link rel="canonical" href="${origin}${base}/cari">`);
  });

  test('every form of an address names the one under which the page is kept, and its twin in the other language', async () => {
    const forms = ['/opd', '/opd?tahun=2026', '/opd?terbitan=2&utm_source=x', '/p/19.71/opd', '/opd?urut=acak', '/opd?cari=sehat'];
    for (const form of forms) {
      const { text } = await answer(site, `${base}${form}`);
      expect(text, form).toContain(`<link rel="canonical" href="${origin}${base}/opd">`);
      expect(text, form).toContain(`hreflang="en" href="${origin}${base}/en/opd">`);
      expect(text, form).toContain(`hreflang="x-default" href="${origin}${base}/opd">`);
    }
    expect((await answer(site, `${base}/en/opd?terbitan=1`)).text).toContain(`rel="canonical" href="${origin}${base}/en/opd?terbitan=1"`);
  });

  test('structured data is JSON, whatever a name contains', async () => {
    const blocks = async (path: string) =>
      [...(await answer(site, `${base}${path}`)).text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
        ([, json = '']) => JSON.parse(json),
      );
    const [dataset, crumbs] = await blocks('/data');
    expect(dataset).toMatchObject({ '@context': 'https://schema.org', '@type': 'Dataset', creator: { '@type': 'GovernmentOrganization' } });
    expect(dataset.name).toContain('</script>');
    expect(crumbs).toMatchObject({ '@type': 'BreadcrumbList' });
    expect(crumbs.itemListElement[0]).toMatchObject({ position: 1, item: `${origin}${base}/` });
    expect((await blocks('/en/opd/dinas-kesehatan'))[0].itemListElement).toHaveLength(3);
  });
});

test('below a folder, every address that a page, file or feed names lies in the folder', async () => {
  for (const path of ['/', '/data', '/opd', '/terbitan', '/periksa', '/cari', '/en/', '/manifest.webmanifest']) {
    const { text } = await answer(site, `${base}${path}`);
    const addresses = [...text.matchAll(/(?:href|src|action|url|start_url|scope|id)"?[=:]"(\/[^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.length, path).toBeGreaterThan(3);
    expect(
      addresses.filter((address) => address !== base && !address.startsWith(`${base}/`)),
      path,
    ).toEqual([]);
  }
  expect(await site.answer('/opd')).toBeUndefined();
  expect(await site.answer('/keuanganku')).toBeUndefined();
});
