import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSigningKey, type SigningKey } from '@sipkadin/edition';
import type { SampleSize } from '@sipkadin/edition/sample';
import type { Site } from '@sipkadin/site';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, openContext, violations } from '../browser.ts';
import { walkKeys } from './key-walk.ts';
import { layoutShift, tinyText } from './layout.ts';
import { markup, publishSite, siteOf, withYearBefore } from './published-site.ts';
import { makeDataFiles, tenQuestions, walk, yearBefore } from './ten-questions.ts';
import { unmarkedNames } from './unmarked-names.ts';

let browser: Browser;
/** Each is kept over all tests: a new one costs more than most of what is looked at in it. */
let scripted: Page;
let plain: Page;
const complaints: string[] = [];
let server: Server;
let key: SigningKey;
let honest: Site;
/** What is served at the moment. */
let site: Site;
let base: string;
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-site-e2e-'));

const published = (name: string, note?: string, size?: SampleSize) => publishSite(join(folder, name), key, note, size);

beforeAll(async () => {
  key = loadSigningKey(join(folder, 'keys', 'signing.pem'));
  honest = await published('editions');
  site = honest;
  server = createServer((request, response) => {
    if (!site.handler(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await launchBrowser();
  const open = async (javaScriptEnabled: boolean) => {
    const context = await openContext(browser, { javaScriptEnabled });
    await complaintsOf(context, complaints);
    return context.newPage();
  };
  scripted = await open(true);
  plain = await open(false);
});

afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function visit(page: Page, path: string, viewport: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(base + path);
}

const pages = [
  '/',
  '/opd',
  '/opd/dinas-kesehatan',
  '/opd/dinas-perhubungan',
  '/opd/dinas-kesehatan/1.02.01.2.08.0002',
  '/opd/dinas-kesehatan/unit/uptd-rsud-depati-hamzah',
  '/topik',
  '/topik/jalan',
  '/belanja',
  '/belanja/urusan',
  '/belanja/5.1.02',
  '/pendapatan',
  '/pembiayaan',
  '/terbitan',
  '/terbitan/1',
  '/banding-tahun',
  '/perubahan',
  '/opd/dinas-kesehatan/tahun',
  '/terbitan/1/perubahan',
  '/asal?ukuran=realisasi&opd=dinas-kesehatan&rekening=5.1.02',
  '/istilah',
  '/panduan?langkah=3',
  '/tentang',
  '/data',
  '/data/api',
  '/periksa',
  '/tanya/angka?opd=dinas-kesehatan',
  '/dokumen',
  '/pemda',
  '/banding',
  '/jelajah',
  '/bagikan',
  '/sematan/kurva',
  '/cari?cari=jalan%20antariksa',
];
const phone = { width: 360, height: 740 };
const desk = { width: 1440, height: 900 };

/** Made of the same parts as others in the list: their layout is checked, their markup is that of the others. */
const alike = ['/opd/dinas-perhubungan', '/belanja/urusan', '/pendapatan', '/terbitan', '/tentang'];
const mostSeen = [
  '/',
  '/opd',
  '/opd/dinas-kesehatan',
  '/belanja',
  '/terbitan/1',
  '/asal?ukuran=realisasi&opd=dinas-kesehatan&rekening=5.1.02',
];

describe('everyone can read it', () => {
  test.each(pages)(
    '%s breaks no rule of accessibility, has no tiny text, does not move while it loads and does not scroll sideways',
    async (path) => {
      const page = scripted;
      await visit(page, path, phone);
      const shift = await layoutShift(page);
      if (!alike.includes(path)) expect(await violations(page)).toEqual([]);
      expect(await tinyText(page)).toEqual([]);
      // Its cells are plain without headings of columns above them.
      if (path === '/dokumen')
        expect(
          await page
            .locator('thead')
            .first()
            .evaluate((head) => head.clientHeight),
        ).toBeLessThanOrEqual(1);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      expect(shift).toBeLessThanOrEqual(0.02);
      if (!mostSeen.includes(path)) return;
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page)).toEqual([]);
    },
  );
});

describe('above the fold', () => {
  test.each(['/belanja', '/asal?ukuran=rencana&opd=satuan-polisi-pamong-praja&rekening=5'])(
    '%s: tables with amounts fit on a phone',
    async (path) => {
      const page = scripted;
      await visit(page, path, phone);
      const sizes = await page
        .locator('.scroll:has([class^="narrow-"])')
        .evaluateAll((all) => all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
      expect(sizes.length).toBeGreaterThan(0);
      expect(sizes.filter((over) => over > 0)).toEqual([]);
    },
  );

  test('a phone shows the stamp, the sentence, the amount, the bar and three questions with their answers', async () => {
    const page = scripted;
    await visit(page, '/', phone);
    const bottom = async (selector: string, index = 0) => {
      const box = await page.locator(selector).nth(index).boundingBox();
      return box === null ? Number.POSITIVE_INFINITY : box.y + box.height;
    };
    expect(await bottom('.stamp')).toBeLessThan(740);
    expect(await bottom('h1')).toBeLessThan(740);
    expect(await page.locator('h1').innerText()).toMatch(/^Dari tiap Rp100 belanja yang direncanakan, Rp\d+ sudah dibayarkan$/);
    expect(await bottom('.display')).toBeLessThan(740);
    expect(await bottom('.bar-big .bar')).toBeLessThan(740);
    expect(await page.locator('.home-questions li').count()).toBe(3);
    expect(await bottom('.home-questions li', 2)).toBeLessThanOrEqual(740);
  });

  test('a desk shows the sentence beside the curve', async () => {
    const page = scripted;
    await visit(page, '/', desk);
    const [sentence, curve] = [await page.locator('h1').boundingBox(), await page.locator('.curve').boundingBox()];
    expect(curve && curve.y + curve.height).toBeLessThan(900);
    expect(curve && sentence && curve.x > sentence.x + sentence.width).toBe(true);
  });
});

describe('without JavaScript', () => {
  test.each(['/', '/opd', '/opd/dinas-kesehatan', '/belanja', '/jelajah?menurut=bulan'])('%s shows its figures', async (path) => {
    const page = plain;
    await visit(page, path, desk);
    expect(await page.locator('main').innerText()).toMatch(/Rp[\d\u00a0]/);
    expect(await page.locator('.amount').count()).toBeGreaterThan(8);
  });

  test('a term explains itself where it is clicked, and leads to the glossary, which can be searched', async () => {
    const page = plain;
    await visit(page, '/', phone);
    const meaning = page.getByText('APBD seperti pertama kali disahkan').or(page.getByText('APBD yang disusun ulang'));
    expect(await meaning.isVisible()).toBe(false);
    await page.locator('.stamp .term').first().click();
    expect(await meaning.isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Semua istilah' }).click();
    await page.getByLabel('Cari istilah').fill('kurva');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    expect(await page.locator('.terms dt:visible').allInnerTexts()).toEqual(['Target kas, kurva S']);
  });

  test('the list of OPD can be sorted and searched', async () => {
    const page = plain;
    await visit(page, '/opd', desk);
    await page.getByLabel('Urutkan').selectOption('-anggaran');
    await page.getByLabel('Cari nama OPD').fill('kecamatan');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page.waitForURL('**/opd?cari=kecamatan&urut=-anggaran');
    expect(await page.getByRole('status').innerText()).toContain('7 dari 34 OPD');
  });
});

describe('with JavaScript', () => {
  test('the page that checks recomputes the edition, remembers the log, and refuses a history that was rewritten with the key', async () => {
    const page = scripted;
    // Every visit recomputes all of the edition, of which one OPD has all that is checked.
    const one = { units: 1 };
    site = await published('checked', '', one);
    // What the browser remembers of the log of another test's site.
    await visit(page, '/istilah', phone);
    await page.evaluate(() => localStorage.clear());
    const outcome = async (expected: string) => {
      await visit(page, '/periksa', phone);
      await page.locator(`#periksa[data-outcome=${expected}]`).waitFor();
      return page.locator('#periksa').innerText();
    };
    expect(await outcome('good')).toMatch(/Cocok dengan yang diterbitkan: \d+ berkas/);
    expect(await violations(page)).toEqual([]);
    // The operator, who has the key, publishes another first edition in place of the first, with a log that fits it.
    site = await published('rewritten', 'lain', one);
    const text = await outcome('bad');
    expect(text).toContain('Tidak cocok dengan yang diterbitkan');
    expect(text).toContain('Kunjungan terakhir Anda: tidak');
    // A new visitor has nothing to compare with.
    await page.evaluate(() => localStorage.clear());
    expect(await outcome('good')).toContain('Kunjungan pertama');
    const root = join(folder, 'rewritten');
    await walkKeys({ page, base, root, key, serve: (publicKey) => void (site = siteOf(root, publicKey)) });
    site = honest;
  });

  test('a choice on the exploring page takes effect at once: chart, title, address and the link to the other language follow, and Back returns', async () => {
    const page = scripted;
    await visit(page, '/jelajah', desk);
    const first = await page.title();
    await page.locator('select[name=menurut]').selectOption('bulan');
    await page.locator('.curve').waitFor();
    await page.locator('select[name=opd]').selectOption('dinas-kesehatan');
    await page.locator('option[value=dinas-kesehatan][selected]').waitFor({ state: 'attached' });
    expect(new URL(page.url()).search).toBe('?menurut=bulan&opd=dinas-kesehatan');
    expect(await page.title()).not.toBe(first);
    expect(await page.locator('.language').getAttribute('href')).toBe('/en/jelajah?menurut=bulan&opd=dinas-kesehatan');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('opd');
    await page.getByText('Lihat tabel').click();
    expect(await page.getByRole('row').count()).toBe(13);
    expect(await violations(page)).toEqual([]);
    await page.goBack();
    await page.locator('option[value=""][selected]').waitFor({ state: 'attached' });
    await page.goBack();
    await page.locator('.bullets').waitFor();
    expect([new URL(page.url()).pathname + new URL(page.url()).search, await page.title()]).toEqual(['/jelajah', first]);
  });

  test('where the answer cannot be fetched, the browser goes to the address itself', async () => {
    const page = scripted;
    await visit(page, '/jelajah', desk);
    const isFetched = (url: URL) => url.search === '?menurut=urusan';
    await page.route(isFetched, (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
    await page.locator('select[name=menurut]').selectOption('urusan');
    await page.locator('option[value=urusan][selected]').waitFor({ state: 'attached' });
    expect(await page.locator('.bullets li').count()).toBeGreaterThan(5);
    await page.unroute(isFetched);
    // The failed fetch is reported on the console.
    complaints.splice(0);
  });

  test('headings sort a table by value, with parts beneath their whole, and a third press restores its order', async () => {
    const page = scripted;
    await visit(page, '/belanja', desk);
    const table = page.locator('table').filter({ hasText: 'Belanja Operasi' });
    const rows = () =>
      table.locator('tbody tr').evaluateAll((all) =>
        all.map(({ children: [head, budget] }) => ({
          depth: Number(/lvl(\d)/.exec(head?.className ?? '')?.[1] ?? 0),
          budget: Number(
            budget
              ?.querySelector('.amount')
              ?.getAttribute('title')
              ?.replace(/:.*|[^\d,]/g, '')
              .replace(',', '.'),
          ),
        })),
      );
    const before = await rows();
    const button = table.getByRole('button', { name: /^Anggaran/ });
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    const kinds = (await rows()).filter(({ depth }) => depth === 1).map(({ budget }) => budget);
    expect(kinds.length).toBeGreaterThan(2);
    expect(kinds).toEqual(kinds.toSorted((a, b) => b - a));
    const sorted = await rows();
    expect(sorted[0]).toEqual(before[0]);
    expect(sorted.toSorted((a, b) => a.budget - b.budget)).toEqual(before.toSorted((a, b) => a.budget - b.budget));
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await rows()).toEqual(before);
    expect(await table.locator('th[aria-sort]').count()).toBe(0);
  });
});

describe('the field in every header', () => {
  test('answers as one types with what the page without script says, by keyboard, and texts stay text', async () => {
    const page = scripted;
    await visit(page, '/', phone);
    const field = page.getByRole('combobox', { name: 'Tanya tentang uang kota' });
    await page.getByRole('searchbox', { name: 'Tanya tentang uang kota' }).focus();
    await field.fill('berapa untuk dinas kesehatan?');
    const answer = page.getByRole('option').first();
    await expect.poll(() => answer.innerText()).toMatch(/^Dinas Kesehatan: dianggarkan Rp/);
    expect(await violations(page)).toEqual([]);
    const said = (await answer.innerText()).split('\n')[0];
    await plain.goto(`${base}/cari?cari=berapa%20untuk%20dinas%20kesehatan%3F`);
    expect(await plain.locator('h1').innerText()).toBe(said);
    await field.press('ArrowDown');
    expect(await answer.getAttribute('aria-selected')).toBe('true');
    await field.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await field.fill('talang kutip');
    await expect.poll(() => answer.innerText()).toContain(markup);
    expect(await page.locator('#ask-answers img').count()).toBe(0);
    await field.fill('');
    await field.pressSequentially('dinas perhubungan');
    await expect.poll(() => answer.innerText()).toMatch(/^Dinas Perhubungan/);
    await field.press('ArrowDown');
    await field.press('Enter');
    await page.waitForURL('**/opd/dinas-perhubungan');
  });

  test('asks the server without script', async () => {
    await visit(plain, '/opd', phone);
    await plain.getByRole('searchbox', { name: 'Tanya tentang uang kota' }).fill('PUPR');
    await plain.getByRole('button', { name: 'Cari', exact: true }).click();
    await plain.waitForURL('**/cari?cari=PUPR');
    expect(await plain.locator('h1').innerText()).toMatch(/^Dinas Pekerjaan Umum dan Penataan Ruang/);
  });
});

describe('ten questions of residents are answered within three taps from the home page of a phone', () => {
  beforeAll(async () => {
    site = await withYearBefore(join(folder, 'editions'), join(folder, 'two-years'), yearBefore(), key);
    makeDataFiles(join(folder, 'two-years'));
    await plain.setViewportSize(phone);
  });
  afterAll(() => {
    site = honest;
  });
  test.each(tenQuestions)('$question', async ({ taps, answers }) => {
    const { count, text } = await walk(plain, base, taps);
    expect(count).toBeLessThanOrEqual(3);
    for (const answer of answers) expect(text).toMatch(answer);
  });
});

test('on English pages a reading voice speaks Indonesian names as Indonesian', async () => {
  expect(await unmarkedNames(plain, base)).toEqual([]);
});

describe('from a sentence to a cell', () => {
  test('two steps lead from the amount on the home page to its lines', async () => {
    const page = scripted;
    await visit(page, '/', desk);
    await page.locator('.display a').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Dari mana Rp[\d.]+(,\d\d)?\?$/);
    await page.getByRole('link', { name: 'Dinas Kesehatan', exact: true }).click();
    await page.getByRole('heading', { name: 'Baris satu per satu' }).waitFor();
    expect(await page.locator('table code.cell').first().innerText()).toMatch(/^(.+!)?[A-Z]+\d+$/);
  });
});

// Last: it is about every page that was opened above.
test('no page broke its content security policy or reported an error', () => {
  expect(complaints).toEqual([]);
});
