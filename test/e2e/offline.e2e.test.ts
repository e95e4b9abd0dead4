import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, openEditions, writeEdition } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { createSite, type Site } from '@sipkadin/site';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openContext } from '../browser.ts';

let browser: Browser;
let site: Site;
const folder = mkdtempSync(join(tmpdir(), 'sipkadin-offline-e2e-'));

beforeAll(async () => {
  const root = join(folder, 'editions');
  const content = sampleContent(1, { units: 3 });
  const { hash } = await writeEdition(root, content, loadSigningKey(join(folder, 'keys', 'signing.pem')));
  await announce(root, content.government.code, content.year, content.number, hash);
  site = createSite({ editions: openEditions(root), defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the last pages can be read with a mark, others are named as not kept, and the desk is left alone', async () => {
  const server = createServer((request, response) => {
    if (!site.handler(request, response)) response.writeHead(404).end();
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const at = `http://127.0.0.1:${port}`;
  const context = await openContext(browser, { viewport: { width: 360, height: 740 }, locale: 'id-ID' });
  const page = await context.newPage();
  await page.goto(`${at}/`);
  await page.waitForFunction(async () => {
    const [name] = (await caches.keys()).filter((one) => one.includes('halaman'));
    return name !== undefined && navigator.serviceWorker.controller !== null && (await (await caches.open(name)).keys()).length > 0;
  });
  await page.goto(`${at}/opd`);
  expect(await page.getByText('Offline.').count()).toBe(0);
  const heading = await page.locator('h1').innerText();
  server.close();
  server.closeAllConnections();
  await page.goto(`${at}/opd`);
  expect(await page.locator('h1').innerText()).toBe(heading);
  expect(await page.locator('main > .stale').first().innerText()).toMatch(/^Offline\. Halaman ini terakhir dilihat \d+ \S+ \d{4}/);
  expect(await page.locator('.stamp').innerText()).toContain('terbitan 1');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.goto(`${at}/en/belanja`);
  expect(await page.locator('main').innerText()).toContain('has not been opened on this device');
  expect(await page.locator('li a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual(['/opd', '/']);
  const other = await context.newPage();
  await expect(other.goto(`${at}/kerja`)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  await listen(port);
  await page.goto(`${at}/opd`);
  expect(await page.getByText('Offline.').count()).toBe(0);
  await context.close();
  server.close();
  server.closeAllConnections();
});
