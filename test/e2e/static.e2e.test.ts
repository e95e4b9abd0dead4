import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { fiscalYear } from '@sipkadin/budget';
import {
  announce,
  type LogEntry,
  loadSigningKey,
  openEditions,
  type SigningKey,
  verifyEdition,
  writeEdition,
  writeLog,
} from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { createSite } from '@sipkadin/site';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Exported, exportSite } from '../../apps/server/src/static/export-site.ts';
import { keptPagesFile } from '../../apps/server/src/static/kept-pages.ts';
import { relativeHtml } from '../../apps/server/src/static/relative-html.ts';
import { complaintsOf, launchBrowser, openContext } from '../browser.ts';
import { serveObjects, servePlain } from './plain-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-static-e2e-'));
const root = join(folder, 'editions');
const target = join(folder, 'copy');
/** In the names and the note of what is not public. */
const canary = 'burung-kenari';
let key: SigningKey;
let browser: Browser;
let served: Awaited<ReturnType<typeof servePlain>>;
let exported: Exported;
/** Announced at the end. */
let unannounced: LogEntry;
const log: LogEntry[] = [];

function siteOf(editions = openEditions(root), basePath = '') {
  return createSite({
    ...{ editions, basePath, defaultGovernment: '19.71', publicKey: key.publicKeyPem, siteAddress: 'https://anggaran.example.go.id' },
    now: () => '2026-11-23T03:00:00.000Z',
  });
}

interface Asked {
  signal?: AbortSignal;
  base?: string;
  pages?: 'all' | 'latest';
}

function exportTo(to: string, { signal = new AbortController().signal, base = '', pages = 'all' }: Asked = {}): Promise<Exported> {
  const editions = openEditions(root);
  return exportSite({ site: siteOf(editions, base), editions, root, base, defaultGovernment: '19.71', pages }, to, signal, () => {});
}

function filesIn(of: string): string[] {
  return readdirSync(of, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [relative(of, join(entry.parentPath, entry.name))] : []))
    .toSorted();
}

/** Follows the links of the pages of a copy. @param base path of the site @returns those that lead nowhere, and how many there are */
function linksOf(
  copy: string,
  { base = '', only = () => true }: { base?: string; only?: (file: string) => boolean } = {},
): { broken: string[]; links: number } {
  const files = new Set(filesIn(copy));
  const ids = new Map<string, Set<string>>();
  const idsOf = (file: string) => {
    const known =
      ids.get(file) ?? new Set([...readFileSync(join(copy, file), 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? ''));
    ids.set(file, known);
    return known;
  };
  const broken: string[] = [];
  let links = 0;
  for (const file of files) {
    if (!file.endsWith('.html') || !only(file)) continue;
    for (const [, value = ''] of readFileSync(join(copy, file), 'utf8').matchAll(/ (?:href|src|action|data-index|data-key)="([^"]*)"/g)) {
      const [address = '', fragment] = value.replaceAll('&amp;', '&').split('#');
      if (address.startsWith('https:')) continue;
      const path = decodeURIComponent(address.split('?')[0] ?? '');
      const to = path === '' ? file : file.endsWith('404.html') ? path.slice(base.length + 1) : join(dirname(file), path);
      links++;
      if (!files.has(to)) broken.push(`${file}: ${value}`);
      else if (fragment !== undefined && fragment !== '' && !idsOf(to).has(fragment)) broken.push(`${file}: ${value} has no such place`);
    }
  }
  return { broken, links };
}

beforeAll(async () => {
  key = loadSigningKey(join(folder, 'keys', 'signing.pem'));
  const content = sampleContent(1, { units: 1 });
  let previous: { number: number; hash: string } | null = null;
  for (const number of [1, 2]) {
    const edition = { ...content, number, previous, note: `terbitan ${number}` };
    const { hash } = await writeEdition(root, edition, key);
    log.push({ government: edition.government.code, year: edition.year, number, hash, key: key.id });
    await writeLog(root, log, key);
    await announce(root, edition.government.code, edition.year, number, hash);
    previous = { number, hash };
  }
  // Written and not announced, as a publication that is not finished.
  const names = content.names.map((one) => ({ ...one, name: `${one.name} ${canary}` }));
  const { hash } = await writeEdition(root, { ...content, number: 3, previous, note: canary, names }, key);
  unannounced = { government: content.government.code, year: content.year, number: 3, hash, key: key.id };
  exported = await exportTo(target);
  served = await servePlain(target);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  served.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every link of every page of the copy leads to a file of it, and every fragment to its place', () => {
  expect(exported.broken).toEqual([]);
  expect(exported.files).toBe(filesIn(target).length);
  const { broken, links } = linksOf(target);
  expect(broken.slice(0, 20)).toEqual([]);
  expect(links).toBeGreaterThan(2000);
});

test('nothing of an edition that is not announced is in any file', () => {
  const files = filesIn(target).filter((file) => !/\.(?:br|gz)$/.test(file));
  expect(files.filter((file) => file.includes('2026/3/') || readFileSync(join(target, file)).includes(canary))).toEqual([]);
  expect(readFileSync(join(root, '19.71/2026/3/manifest.json'), 'utf8')).toContain(canary);
});

test('main pages name their share image, which is a file of the copy and the one of the site; pages of earlier editions name none', async () => {
  const site = siteOf();
  const named = filesIn(target).flatMap((file) => {
    const image = file.endsWith('.html')
      ? /property="og:image" content="([^"]*)"/.exec(readFileSync(join(target, file), 'utf8'))?.[1]
      : undefined;
    return image === undefined ? [] : [[file, image]];
  });
  const unit = 'opd/dinas-pendidikan-dan-kebudayaan';
  for (const page of ['index', 'en/index', 'belanja', 'pendapatan', 'perubahan', 'opd', 'topik', 'topik/sekolah', `en/${unit}`])
    expect(named).toContainEqual([`${page}.html`, `https://anggaran.example.go.id/${page}.png?terbitan=2`]);
  expect(named.filter(([page, image]) => image !== `https://anggaran.example.go.id/${page?.replace('.html', '.png')}?terbitan=2`)).toEqual(
    [],
  );
  const pictures = filesIn(target).filter((file) => file.endsWith('.png') && !file.startsWith('aset/'));
  expect(pictures).toHaveLength(named.length);
  const [ofCopy, ofSite] = [
    readFileSync(join(target, `${unit}.png`)),
    await site.answer(`/${unit}?tahun=2026&terbitan=2&grafik=bagikan.png`),
  ];
  expect(ofSite?.bytes.equals(ofCopy)).toBe(true);
  const sitemap = readFileSync(join(target, 'sitemap.xml'), 'utf8');
  expect(sitemap).toContain(`<loc>https://anggaran.example.go.id/${unit}</loc>`);
  expect(readFileSync(join(target, 'robots.txt'), 'utf8')).toContain('Sitemap: https://anggaran.example.go.id/sitemap.xml');
});

test('forms that send something are replaced by words, and the policy of a page has the hash of its style', () => {
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><style>a{src:url(/aset/f.woff2)}</style></head><body>' +
    '<form method="post" action="/api/tanya"><button>Send</button></form><a href="/en/opd?tahun=2025&amp;terbitan=1#isi">x</a></body></html>';
  const followed: string[] = [];
  const { copy } = createSite({ editions: openEditions(root), defaultGovernment: '19.71' });
  const page = { html, policy: "default-src 'none'; style-src 'sha256-x'; frame-ancestors 'none'", file: 'en/tanya/angka.html' };
  const made = relativeHtml(page, copy, (address) => followed.push(address));
  const hash = createHash('sha256').update('a{src:url(../../aset/f.woff2)}').digest('base64');
  expect(made).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
  expect(made).toContain('<p class="notice">A question cannot be sent from this copy');
  expect(made).not.toContain('<form');
  expect(made).toContain('href="../../en/opd~tahun=2025&amp;terbitan=1.html#isi"');
  expect(followed).toEqual(['/en/opd?tahun=2025&terbitan=1']);
});

test('compressed files hold the same bytes, the sums are those of the files, and an edition in the copy is whole', () => {
  const lines = readFileSync(join(target, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  for (const [at, line] of lines.entries()) {
    const file = line.slice(66);
    const bytes = readFileSync(join(target, file));
    expect(createHash('sha256').update(bytes).digest('hex'), file).toBe(line.slice(0, 64));
    if (at % 10 !== 0 || !/\.html\.\w+$/.test(file)) continue;
    const whole = readFileSync(join(target, file.replace(/\.\w+$/, '')));
    expect((file.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes)).equals(whole), file).toBe(true);
  }
  expect(verifyEdition(join(target, 'unduh/2026/2'), key.publicKeyPem)).toEqual([]);
});

test('a copy that is broken off leaves the earlier one, and a folder with something else in it is not touched', async () => {
  const files = filesIn(target);
  await expect(exportTo(target, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
  expect(filesIn(target)).toEqual(files);
  expect(readdirSync(folder).toSorted()).toEqual(['copy', 'editions', 'keys']);
  const foreign = join(folder, 'foreign');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'letter.txt'), 'mine');
  await expect(exportTo(foreign)).rejects.toThrow('holds something that is no static copy');
  expect(readdirSync(foreign)).toEqual(['letter.txt']);
});

test('served as plain files it is walked like the site: languages, choices, search, the check, pinned addresses, without a complaint', async () => {
  const complaints: string[] = [];
  const context = await openContext(browser, { viewport: { width: 360, height: 740 }, locale: 'id-ID' });
  await complaintsOf(context, complaints);
  const page = await context.newPage();
  const heading = () => page.locator('h1').innerText();
  for (const address of [
    '/',
    '/opd',
    '/opd/dinas-pendidikan-dan-kebudayaan',
    '/belanja',
    '/belanja/5.1.02',
    '/pendapatan',
    '/terbitan/1',
    '/data',
    '/istilah',
    '/tentang',
  ]) {
    await page.goto(served.base + address);
    expect(await page.locator('main').count(), address).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), address).toBe(0);
  }
  await page.goto(`${served.base}/opd/dinas-pendidikan-dan-kebudayaan`);
  const indonesian = await heading();
  await page.locator('a.language').click();
  await page.waitForURL('**/en/opd/dinas-pendidikan-dan-kebudayaan.html');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await heading()).not.toBe(indonesian);
  await page.goto(`${served.base}/belanja?terbitan=1`);
  expect(await page.locator('.stamp').first().innerText()).toContain('terbitan 1');
  // The newest edition has its pages at the short addresses; its pinned address leads there too.
  await page.goto(`${served.base}/belanja?terbitan=2`);
  expect(await page.locator('.stamp').first().innerText()).toContain('terbitan 2');
  await page.goto(`${served.base}/jelajah.html?menurut=bulan`);
  // A script leads there, after the page is loaded.
  await page.waitForURL('**/jelajah~menurut=bulan.html');
  const byMonth = await heading();
  await page.goto(`${served.base}/jelajah`);
  expect(await heading()).not.toBe(byMonth);
  await page.locator('select[name=menurut]').selectOption('bulan');
  await page.waitForURL('**/jelajah~menurut=bulan.html');
  await page.locator('h1', { hasText: byMonth }).waitFor();
  await page.goto(`${served.base}/`);
  await page.locator('form.ask input').fill('dinas pendidikan');
  await page.locator('.ask-answers li').first().click();
  await page.waitForURL('**/opd/dinas-pendidikan-dan-kebudayaan.html');
  expect(await heading()).toBe(indonesian);
  await page.goto(`${served.base}/cari?cari=dinas%20pendidikan`);
  await page.locator('.ask-answers li').first().waitFor();
  await page.goto(`${served.base}/asal?ukuran=realisasi&rekening=5`);
  expect(await page.locator('main').innerText()).toContain('salinan');
  await page.goto(`${served.base}/periksa`);
  await page.locator('#periksa[data-outcome=good]').waitFor();
  await page.goto(`${served.base}/en/periksa`);
  await page.locator('#periksa[data-outcome=good]').waitFor();
  // Each check asks once for the next statement about the key, and learns that there is none.
  const noStatement = 'Failed to load resource: the server responded with a status of 404 (Not Found)';
  expect(complaints.splice(0)).toEqual(['/periksa', '/en/periksa'].map((path) => `${served.base}${path}: ${noStatement}`));
  expect((await page.goto(`${served.base}/opd/tidak-ada`))?.status()).toBe(404);
  expect(await page.locator('a.brand').getAttribute('href')).toBe('/index.html');
  await context.close();
});

test('from a store of objects, links, search, the check and choices work; short addresses do not', async () => {
  const store = await serveObjects(target);
  const context = await openContext(browser, { viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const unit = '/opd/dinas-pendidikan-dan-kebudayaan.html';
  for (const address of ['/', '/belanja.html', unit, '/en/index.html', '/opd~terbitan=1.html', '/topik/sekolah.html', '/data.html']) {
    expect((await page.goto(store.base + address))?.status(), address).toBe(200);
    expect(await page.locator('main').count(), address).toBe(1);
  }
  await page.goto(`${store.base}/cari.html?cari=dinas%20pendidikan`);
  await page.locator('.ask-answers li').first().waitFor();
  await page.goto(`${store.base}/opd.html?terbitan=1`);
  await page.waitForURL('**/opd~terbitan=1.html');
  await page.goto(`${store.base}/periksa.html`);
  await page.locator('#periksa[data-outcome=good]').waitFor();
  expect((await fetch(`${store.base}/belanja.png?terbitan=2`)).headers.get('Content-Type')).toBe('image/png');
  // The page for errors has its looks and leads home.
  expect((await page.goto(`${store.base}/belanja`))?.status()).toBe(403);
  await page.locator('a.brand').click();
  await page.waitForURL('**/index.html');
  await context.close();
  store.close();
});

test('opened from a folder on a disk, pages have their looks and their links lead on', async () => {
  const context = await openContext(browser, { viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(target, 'index.html')).href);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('header .top') ?? document.body).display)).not.toBe('block');
  await page.locator('#menu a[href="belanja.html"]').click();
  await page.waitForURL('**/belanja.html');
  expect(await page.locator('main h1').count()).toBe(1);
  await page.locator('main a[href^="belanja/"]').first().click();
  await page.waitForURL('**/belanja/*.html');
  await page.locator('a.brand').click();
  await page.waitForURL('**/index.html');
  await context.close();
});

test('after a publication, pages of earlier editions are kept and not drawn again; drawn anew, all files are the same and stay', async () => {
  // Of the first two editions, for the tests below.
  cpSync(target, join(folder, 'other'), { recursive: true });
  await writeLog(root, [...log, unannounced], key);
  await announce(root, unannounced.government, fiscalYear(unannounced.year), unannounced.number, unannounced.hash);
  const [page, damaged] = ['opd~terbitan=1.html', 'belanja~terbitan=1.html'].map((file) => join(target, file)) as [string, string];
  const before = statSync(page);
  writeFileSync(damaged, 'damaged');
  const { kept, broken } = await exportTo(target);
  expect(broken).toEqual([]);
  // The third edition names its OPD otherwise, so that pages of them lead to other pages of the year and are drawn again.
  expect(kept).toBeGreaterThan(60);
  expect(statSync(page).ino).toBe(before.ino);
  const earlier = join(folder, 'earlier');
  cpSync(target, earlier, { recursive: true });
  writeFileSync(join(target, 'belanja.html'), 'damaged');
  // Without the list of pages that can be kept, every page is drawn.
  rmSync(join(target, keptPagesFile));
  const files = filesIn(earlier);
  expect(await exportTo(target)).toMatchObject({ kept: 0, files: files.length, changed: 2, broken: [] });
  expect(statSync(page).ino).toBe(before.ino);
  expect(filesIn(target)).toEqual(files);
  expect(files.filter((file) => !readFileSync(join(target, file)).equals(readFileSync(join(earlier, file))))).toEqual([]);
});

test('a copy that is older than what the browser saw is said to be behind, and not to be changed', async () => {
  const context = await openContext(browser, { locale: 'id-ID' });
  const page = await context.newPage();
  const remarks = async () => {
    await page.goto(`${served.base}/periksa`);
    await page.locator('#periksa[data-outcome=good]').waitFor();
    return page.locator('[data-step=kept]').innerText();
  };
  expect(await remarks()).toContain('Kunjungan pertama');
  // A copy of the second edition, from before the third.
  served.show(join(folder, 'other'));
  expect(await remarks()).toContain('lebih lama daripada yang pernah Anda lihat');
  expect(await page.locator('[data-step=kept]').innerText()).toContain('bukan tanda perubahan');
  served.show(target);
  expect(await remarks()).not.toContain('lebih lama');
  await context.close();
});

test('a copy of the newest editions below a path: earlier pages stay as they are, links to those that are not there say so, and it is read offline', async () => {
  const www = join(folder, 'www');
  const copy = join(www, 'kota');
  // Holds pages of the first edition; those of the second were at the short addresses.
  cpSync(join(folder, 'other'), copy, { recursive: true });
  const isOf = (file: string, edition: number) => new RegExp(`~.*terbitan=${edition}\\.`).test(file);
  const before = filesIn(copy).filter((file) => isOf(file, 1));
  const page = readFileSync(join(copy, 'opd~terbitan=1.html'));
  const { kept, broken } = await exportTo(copy, { base: '/kota', pages: 'latest' });
  expect(broken).toEqual([]);
  expect(kept).toBeGreaterThan(100);
  const files = filesIn(copy);
  expect(files.filter((file) => isOf(file, 1))).toEqual(before);
  expect(readFileSync(join(copy, 'opd~terbitan=1.html')).equals(page)).toBe(true);
  expect(files.filter((file) => isOf(file, 2))).toEqual([]);
  expect(verifyEdition(join(copy, 'unduh/2026/2'), key.publicKeyPem)).toEqual([]);
  expect(linksOf(copy, { base: '/kota', only: (file) => !isOf(file, 1) }).broken.slice(0, 20)).toEqual([]);
  const home = readFileSync(join(copy, 'index.html'), 'utf8');
  expect(home).toContain('property="og:image" content="https://anggaran.example.go.id/kota/index.png?terbitan=3"');
  const below = await servePlain(www, '/kota');
  const context = await openContext(browser, { viewport: { width: 360, height: 740 }, locale: 'id-ID' });
  const tab = await context.newPage();
  await tab.goto(`${below.base}/kota/`);
  await tab.waitForFunction(async () => {
    const [name] = (await caches.keys()).filter((one) => one.includes('halaman'));
    return name !== undefined && navigator.serviceWorker.controller !== null && (await (await caches.open(name)).keys()).length > 0;
  });
  await tab.locator('#menu a[href="belanja.html"]').click();
  await tab.waitForURL('**/kota/belanja.html');
  await tab.goto(`${below.base}/kota/cari?cari=dinas%20pendidikan`);
  await tab.locator('.ask-answers li').first().waitFor();
  await tab.goto(`${below.base}/kota/periksa`);
  await tab.locator('#periksa[data-outcome=good]').waitFor();
  expect((await tab.goto(`${below.base}/kota/opd/tidak-ada`))?.status()).toBe(404);
  expect(await tab.locator('a.brand').getAttribute('href')).toBe('/kota/index.html');
  expect(below.asked.filter((address) => !address.startsWith('/kota/'))).toEqual([]);
  below.close();
  await tab.goto(`${below.base}/kota/belanja.html`);
  expect(await tab.locator('main > .stale').first().innerText()).toMatch(/^Offline\. Halaman ini terakhir dilihat/);
  await context.close();
});
