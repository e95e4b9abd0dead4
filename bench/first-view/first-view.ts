/**
 * How soon the largest content of a public page is seen on a slow phone (LCP), against the same figures on a page that React and recharts
 * draw in the browser. The connection is a slow 4G one, the processor is slowed down four times, and every turn begins with empty caches.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../test/browser.ts';
import { servingSample } from '../public.ts';

export interface FirstView {
  path: string;
  /** Medians in milliseconds. */
  ours: number;
  baseline: number;
}

/** What browsers' tools call slow 4G: a round trip of 150 ms, 1.6 Mbit/s down and 0.75 up. */
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const slowdown = 4;

/** Ours and the baseline in turn, so that a neighbour's load falls on both. */
export async function firstViews(paths: string[], turns = 7): Promise<FirstView[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-first-view-'));
  const ours = await servingSample();
  let browser: Browser | undefined;
  let baseline: Server | undefined;
  try {
    const figures = await (await fetch(new URL('/api/publik/byUnit', ours.address))).text();
    baseline = await servingBaseline(folder, figures);
    const address = baseline.address();
    const baselineUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    browser = await launchBrowser();
    const found: FirstView[] = [];
    for (const path of paths) {
      const times: [number, number][] = [];
      for (let turn = 0; turn < turns; turn++)
        times.push([await largestContent(browser, new URL(path, ours.address).href), await largestContent(browser, baselineUrl)]);
      found.push({ path, ours: median(times.map(([own]) => own)), baseline: median(times.map(([, other]) => other)) });
    }
    return found;
  } finally {
    await browser?.close();
    baseline?.close();
    ours.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

/** @returns milliseconds from the beginning of the navigation to the largest content that was painted, three seconds after all is loaded */
async function largestContent(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url, { waitUntil: 'networkidle' });
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = 0;
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) last = startTime;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => resolve(last), 1000);
      }),
  );
  await context.close();
  return time;
}

/** Built as the project's own pages are, compressed, with an address for its figures. */
async function servingBaseline(folder: string, figures: string): Promise<Server> {
  await build({
    root: import.meta.dirname,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: join(import.meta.dirname, 'baseline-page.tsx') } },
  });
  const [script = ''] = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
  const html = `<!doctype html><html lang="id"><head><meta name="viewport" content="width=device-width"><title>APBD</title><script type="module" src="/page.js"></script></head><body><div id="root"></div></body></html>`;
  const answers = new Map(
    [
      ['/', 'text/html; charset=utf-8', html],
      ['/page.js', 'text/javascript', readFileSync(join(folder, 'assets', script), 'utf8')],
      ['/figures.json', 'application/json', figures],
    ].map(([path = '', type = '', text = '']) => [path, { type, body: gzipSync(text, { level: 9 }) }]),
  );
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': answer.type, 'Content-Encoding': 'gzip' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
