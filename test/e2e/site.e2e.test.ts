import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, openEditions, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { createSite } from '@sipkadin/site';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, launchBrowser, violations } from '../browser.ts';

let browser: Browser;
/** Each is kept over all tests: a new one costs more than most of what is looked at in it. */
let scripted: Page;
let plain: Page;
const complaints: string[] = [];
let server: Server;
let base: string;
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-site-e2e-'));

beforeAll(async () => {
  const root = join(folder, 'editions');
  const content = sampleContent();
  const { hash } = await writeEdition(root, content, loadSigningKey(join(folder, 'keys', 'signing.pem')));
  await announce(root, content.government.code, content.year, content.number, hash);
  const site = createSite({ editions: openEditions(root), defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' });
  server = createServer((request, response) => {
    if (!site.handler(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await launchBrowser();
  const open = async (javaScriptEnabled: boolean) => {
    const context = await browser.newContext({ javaScriptEnabled });
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
  '/tentang',
  '/data',
  '/jelajah',
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
  test.each(pages)('%s breaks no rule of accessibility, has no tiny text and does not scroll sideways', async (path) => {
    const page = scripted;
    await visit(page, path, phone);
    if (!alike.includes(path)) expect(await violations(page)).toEqual([]);
    expect(await tinyText(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    if (!mostSeen.includes(path)) return;
    await page.setViewportSize(desk);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
  });
});

/** Under 14 px; 12 px is allowed within charts. */
function tinyText(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter(
        (element) =>
          !element.closest('[aria-hidden]') && Number.parseFloat(getComputedStyle(element).fontSize) < (element.closest('svg') ? 12 : 14),
      )
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}

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
  test('exploring adds a chart, keeps its table, and the address follows', async () => {
    const page = scripted;
    await visit(page, '/jelajah', desk);
    await page.locator('.recharts-bar-rectangle').first().waitFor();
    await page.locator('select[name=menurut]').selectOption('bulan');
    await page.locator('.recharts-line-curve').first().waitFor();
    await page.locator('select[name=opd]').selectOption('dinas-kesehatan');
    await page.waitForURL('**/jelajah?menurut=bulan&opd=dinas-kesehatan');
    await page.getByText('Lihat tabel').click();
    expect(await page.getByRole('row').count()).toBe(13);
    expect(await violations(page)).toEqual([]);
  });
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
