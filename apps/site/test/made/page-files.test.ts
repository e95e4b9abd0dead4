import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import type { Editions, PublicEditions } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Site } from '../../src/site.ts';
import { builtSite, type Published, publishing } from '../published.ts';

const content = sampleContent(7, { units: 2 });
const built = join(import.meta.dirname, '../../dist');
/** All reports of this year have come; those of the newest are late on some of the days below. */
const ofEarlierYear = '/belanja?tahun=2025';
const pages = ['/opd', ofEarlierYear, '/en/opd?tahun=2025', '/?tahun=2026&terbitan=1&grafik=bagikan.png'];

let published: Published;
let folder: string;
let now: string;
let sites: Site[] = [];

beforeAll(async () => {
  published = publishing();
  await published.publish({ ...content, year: fiscalYear(2025), asOf: isoDate('2025-12-31') });
  await published.publish(content);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipkadin-pages-'));
  now = '2026-11-23T03:00:00.000Z';
  return () => {
    for (const site of sites) site.stop();
    sites = [];
    rmSync(folder, { recursive: true });
  };
});
afterAll(() => published.remove());

/** The site as a process has it that has just started. */
async function started(given: { editions?: Editions; siteAddress?: string; pagesFolder?: string } = {}): Promise<Site> {
  const site = await builtSite({
    ...{ editions: published.reopen(), defaultGovernment: '19.71', now: () => now, pagesFolder: folder, prepareAfter: 3_600_000 },
    ...given,
  });
  sites.push(site);
  return site;
}

const files = () =>
  readdirSync(folder)
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
    .filter((path) => !path.includes('.'));

/** Asks for pages until all of them are kept as files. */
async function kept(asked: readonly string[]): Promise<void> {
  const site = await started();
  for (const page of asked) expect((await site.answer(page))?.status, page).toBe(200);
  await expect.poll(() => files().length, { timeout: 10_000 }).toBe(asked.length);
}

/** Editions that count how often one is opened: a page that is made opens at least one. */
function counting(): { editions: Editions; opened: () => number } {
  const editions = published.reopen();
  let opened = 0;
  const counted = (at: PublicEditions): PublicEditions => ({
    ...at,
    latest: (...which) => {
      opened++;
      return at.latest(...which);
    },
  });
  return { editions: { ...editions, snapshot: () => counted(editions.snapshot()) }, opened: () => opened };
}

/** Whether a process that has just started has this page from its file. */
async function isFromFile(page: string, site: Awaited<ReturnType<typeof started>>, opened: () => number): Promise<boolean> {
  const before = opened();
  expect((await site.answer(page))?.status, page).toBe(200);
  return opened() === before;
}

test('a process that has just started answers from pages that another one made, with the same bytes and headers as when it makes them', async () => {
  await kept(pages);
  const { editions, opened } = counting();
  const site = await started({ editions });
  const fresh = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now: () => now });
  for (const page of pages) {
    for (const acceptEncoding of ['br', 'gzip', undefined]) {
      const [one, other] = [await site.answer(page, { acceptEncoding }), await fresh.answer(page, { acceptEncoding })];
      expect(one?.bytes, page).toEqual(other?.bytes);
      expect(one?.headers.toSorted(), page).toEqual(other?.headers.toSorted());
    }
  }
  expect(opened()).toBe(0);
});

test('a page in which a byte was changed, or that was cut off, is made anew', async () => {
  const page = '/opd';
  await kept([page]);
  const [path = ''] = files();
  const content = readFileSync(path);
  const changed = [content.subarray(0, -1), Buffer.alloc(0)];
  for (const at of [0, 70, content.length - 1]) {
    const other = Buffer.from(content);
    other[at] = (other[at] ?? 0) ^ 1;
    changed.push(other);
  }
  for (const bytes of changed) {
    writeFileSync(path, bytes);
    const { editions, opened } = counting();
    expect(await isFromFile(page, await started({ editions }), opened)).toBe(false);
    await expect.poll(() => readFileSync(path).equals(content), { timeout: 10_000 }).toBe(true);
  }
});

test('a page is made anew on the day on which it says something else: when a report is late, and then each day', async () => {
  await kept(['/opd', ofEarlierYear]);
  const { editions, opened } = counting();
  const days = [
    { day: '2026-12-10', kept: true },
    { day: '2026-12-11', kept: false },
    { day: '2026-12-12', kept: false },
    { day: '2026-11-24', kept: false },
  ];
  for (const { day, kept: isKept } of days) {
    now = `${day}T03:00:00.000Z`;
    const site = await started({ editions });
    expect(await isFromFile('/opd', site, opened), day).toBe(isKept);
    const text = (await site.answer('/opd'))?.bytes.toString() ?? '';
    expect(text.includes('terlambat'), day).toBe(day > '2026-12-10');
    expect(await isFromFile(ofEarlierYear, site, opened), day).toBe(true);
    await expect.poll(async () => isFromFile('/opd', await started({ editions }), opened), { timeout: 10_000 }).toBe(true);
  }
});

test('pages of another address, or made by another program, are not used', async () => {
  await kept([ofEarlierYear]);
  const elsewhere = await started({ siteAddress: 'https://kota.example.go.id' });
  expect((await elsewhere.answer(ofEarlierYear))?.bytes.toString()).toContain('https://kota.example.go.id');
  const other = join(built, 'another-program.js');
  copyFileSync(join(built, 'site.js'), other);
  writeFileSync(other, '\n', { flag: 'a' });
  try {
    const { createSite } = (await import(/* @vite-ignore */ other)) as typeof import('../../src/site.ts');
    const { editions, opened } = counting();
    const site = createSite({ editions, defaultGovernment: '19.71', now: () => now, pagesFolder: folder, prepareAfter: 3_600_000 });
    sites.push(site);
    expect(await isFromFile(ofEarlierYear, site, opened)).toBe(false);
  } finally {
    rmSync(other);
  }
});

test('after a publication its pages are made anew and those of another year are not; a page of the edition before, shown while the newest cannot be read, is not kept', async () => {
  await kept(['/opd', ofEarlierYear]);
  const first = published.editions.open('19.71', fiscalYear(2026), 1);
  await published.publish({ ...content, number: 2, note: 'Koreksi.', previous: { number: 1, hash: first?.hash ?? '' } });
  const manifest = join(published.root, '19.71/2026/2/manifest.json');
  const whole = readFileSync(manifest);
  writeFileSync(manifest, '{}');
  const { editions, opened } = counting();
  const site = await started({ editions });
  expect(await isFromFile(ofEarlierYear, site, opened)).toBe(true);
  expect((await site.answer('/belanja'))?.bytes.toString()).toContain('Yang ditampilkan terbitan 1.');
  // Made after it and kept: what is written is written in turn.
  expect((await site.answer('/pendapatan?tahun=2025'))?.status).toBe(200);
  await expect.poll(() => files().length, { timeout: 10_000 }).toBe(3);
  writeFileSync(manifest, whole);
  const later = await started();
  for (const page of ['/opd', '/belanja']) {
    const text = (await later.answer(page))?.bytes.toString();
    expect(text, page).toContain('terbitan 2');
    expect(text, page).not.toContain('Yang ditampilkan terbitan 1.');
  }
});
