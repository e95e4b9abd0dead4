import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, loadSigningKey, openEdition, openEditions, writeEdition } from '@sipkadin/edition';
import { writeData } from '@sipkadin/opendata';
import { createSite, type Site } from '@sipkadin/site';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partsOf } from '../attack/copy-files.ts';
import { launchBrowser } from '../browser.ts';
import { hostileContent, hostileTexts, markOf } from './hostile-texts.ts';

// Every text that is uploaded or written at the desk, through every form of answer, each read by a parser of its form: HTML and XML by
// the browser's own. The assistants' answers are in apps/site/test/mcp/hostile.test.ts, the infographic in packages/print/test.

const folder = mkdtempSync(join(tmpdir(), 'sipkadin-hostile-'));
const origin = 'https://kota.example.go.id';
let site: Site;
let browser: Browser;
let page: Page;
let dataFolder: string;
let addresses: readonly string[];

beforeAll(async () => {
  const key = loadSigningKey(join(folder, 'key.pem'));
  const root = join(folder, 'editions');
  const content = hostileContent();
  const { dir, hash } = await writeEdition(root, content, key);
  dataFolder = writeData(openEdition(dir, hash));
  await announce(root, content.government.code, content.year, content.number, hash);
  site = createSite({
    ...{ editions: openEditions(root), defaultGovernment: content.government.code, publicKey: key.publicKeyPem, siteAddress: origin },
    now: () => '2026-11-23T03:00:00.000Z',
  });
  addresses = [
    ...fewOfEachRoute([...site.addresses()].map(({ address }) => address)),
    '/cari?cari=dinas',
    '/asal?ukuran=realisasi&rekening=5.1.02',
  ];
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Hundreds are of one route, made of the same parts; files have a route in common, and other names. Each OPD has a hostile text of its own. */
function fewOfEachRoute(all: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return all.filter((one) => {
    const path = one.split('?')[0] ?? '';
    if (path.startsWith('/en/') || /^\/(?:opd\/[^/]+|sematan\/opd\/[^/]+|api\/public\/\w+|cari\/.+)$/.test(one))
      return !path.startsWith('/en/');
    const kind = `${site.routeOf(path)} ${path.startsWith('/unduh/') ? path.replace(/.*\//, '') : ''}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return (counts.get(kind) ?? 0) <= 2;
  });
}

interface Read {
  /** What a program that opens the answer would run, follow or calculate. */
  faults: readonly string[];
  /** Every text in it, as its parser has it. */
  texts: readonly string[];
}

/** What the browser makes of markup. A link may lead to the site's own addresses and to those of the state. */
function markup(text: string, type: 'text/html' | 'application/xml'): Promise<Read> {
  return page.evaluate(
    ([given, as]) => {
      const parsed = new DOMParser().parseFromString(given, as);
      const elements = [...parsed.querySelectorAll('*')];
      const attributes = elements.flatMap((element) => [...element.attributes].map(({ name, value }) => ({ element, name, value })));
      const scripts = elements.filter(({ localName }) => localName === 'script') as HTMLScriptElement[];
      const data = scripts.filter((script) => script.getAttribute('type') === 'application/ld+json');
      const runs = scripts.filter((script) => !data.includes(script) && script.getAttribute('src')?.startsWith('/aset/') !== true);
      const faults = [
        ...elements.filter(({ localName }) => localName === 'parsererror').map(() => 'cannot be parsed'),
        ...runs.map((script) => `runs ${script.outerHTML.slice(0, 80)}`),
        ...attributes.filter(({ name }) => name.startsWith('on') || name.startsWith('data-jahat')).map(({ name }) => `has ${name}`),
        ...attributes.flatMap(({ name, value }) =>
          /^(?:href|src|action|formaction|xlink:href)$/.test(name) && /^\s*(?:javascript|vbscript):/i.test(value) ? [value] : [],
        ),
      ];
      for (const script of data) JSON.parse(script.textContent ?? '');
      return {
        faults,
        texts: [
          ...elements.flatMap(({ childNodes }) => [...childNodes].map(({ nodeValue }) => nodeValue ?? '')),
          ...attributes.map(({ value }) => value),
        ],
      };
    },
    [text, type] as const,
  );
}

/** Cells of a CSV by RFC 4180. A spreadsheet calculates what begins with one of these, unless it is a number. */
function csv(text: string): Read {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r?\n|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
  return { faults: cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-\d+(?:\.\d+)?$/.test(cell)), texts: cells };
}

async function xlsx(bytes: Buffer): Promise<Read> {
  const parts = partsOf(bytes).map(({ name, bytes: part }) => ({ name, text: part.toString('utf8') }));
  const read = await page.evaluate(
    (given) =>
      given.map(({ name, text }) => {
        const parsed = new DOMParser().parseFromString(text, 'application/xml');
        const forbidden = ['parsererror', 'f', 'hyperlink', 'hyperlinks', 'definedName', 'externalReference', 'oleObject', 'ddeLink'];
        const elements = [...parsed.querySelectorAll('*')];
        const found = elements.filter((one) => forbidden.includes(one.localName) || one.getAttribute('TargetMode') === 'External');
        const sheets = elements.filter(({ localName }) => localName === 'sheet').map((one) => one.getAttribute('name') ?? '');
        return {
          faults: [
            ...found.map((one) => `${name} has ${one.outerHTML.slice(0, 80)}`),
            ...sheets.filter((one) => one.length > 31 || /[[\]:*?/\\]|^'|'$/.test(one)),
          ],
          texts: elements.filter(({ localName }) => localName === 't').map(({ textContent }) => textContent ?? ''),
        };
      }),
    parts.filter(({ name }) => /\.(?:xml|rels)$/.test(name)),
  );
  const others = parts.filter(({ name }) => !/\.(?:xml|rels)$/.test(name)).map(({ name }) => `has ${name}`);
  return { faults: [...others, ...read.flatMap(({ faults }) => faults)], texts: read.flatMap(({ texts }) => texts) };
}

function json(text: string): Read {
  const texts: string[] = [];
  JSON.parse(text, (name, value: unknown) => {
    texts.push(name);
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return { faults: [], texts };
}

/** A picture has what draws it, and no text, profile or time beside that. */
function png(bytes: Buffer): Read {
  const kinds: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) kinds.push(bytes.toString('latin1', at + 4, at + 8));
  return { faults: kinds.filter((kind) => !['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'pHYs', 'sRGB'].includes(kind)), texts: [] };
}

async function answer(address: string): Promise<Buffer> {
  const found = await site.answer(address);
  return found?.status === 200 ? found.bytes : Buffer.alloc(0);
}

const tablesOf = (form: string) =>
  addresses.filter((one) => /^\/[a-z0-9/.-]*$/.test(one) && !/\.[a-z]+$/.test(one)).map((one) => `${one === '/' ? '/index' : one}.${form}`);

/** Whether all hostile texts come out, some because names are cut short, or none because no uploaded text does. */
type Expected = 'all' | 'some' | 'none';
type Exit = readonly [name: string, expected: Expected, read: () => Promise<{ at: string; read: Read }[]>];
const each = async (found: readonly string[], read: (bytes: Buffer) => Read | Promise<Read>) => {
  const all: { at: string; read: Read }[] = [];
  for (const at of found) {
    const bytes = await answer(at);
    if (bytes.length > 0) all.push({ at, read: await read(bytes) });
  }
  return all;
};
const text = (read: (given: string) => Read | Promise<Read>) => (bytes: Buffer) => read(bytes.toString('utf8'));
const html = text((given) => markup(given, 'text/html'));
const xml = text((given) => markup(given, 'application/xml'));
const having = (pattern: RegExp) => addresses.filter((one) => pattern.test(one));
const units = () => having(/^\/opd\/[^/?]+$/);
const oembed = (form: string) => units().map((one) => `/oembed?format=${form}&url=${encodeURIComponent(`${origin}${one}`)}`);

const exits: readonly Exit[] = [
  [
    'pages',
    'all',
    () =>
      each(
        addresses.filter((one) => !/\.[a-z]+$|^\/(?:unduh|cari\/|api|aset|log|katalog|sematan)/.test(one)),
        html,
      ),
  ],
  ['embeds', 'all', () => each(having(/^\/sematan\/opd\//), html)],
  ['tables as CSV', 'all', () => each(tablesOf('csv'), text(csv))],
  [
    'tables as .xlsx',
    'all',
    () =>
      each(
        tablesOf('xlsx').filter((one) => !one.startsWith('/opd/')),
        xlsx,
      ),
  ],
  ['tables as JSON', 'all', () => each(tablesOf('json'), text(json))],
  [
    'charts as SVG',
    'all',
    () =>
      each(
        units().map((one) => `${one}?grafik=menurut-jenis.svg`),
        xml,
      ),
  ],
  [
    'share images',
    'none',
    () =>
      each(
        units()
          .slice(0, 3)
          .map((one) => `${one}?grafik=bagikan.png`),
        png,
      ),
  ],
  ['feeds', 'all', () => each(['/umpan/terbitan.xml', '/umpan/koreksi.xml'], xml)],
  ['sitemap', 'some', () => each(['/sitemap.xml', ...having(/^\/sitemap\//)], xml)],
  [
    'oEmbed as JSON',
    'all',
    () =>
      each(oembed('json'), async (bytes) => {
        const frame = JSON.parse(bytes.toString('utf8')) as { html: string };
        const [given, framed] = [json(bytes.toString('utf8')), await markup(frame.html, 'text/html')];
        return { faults: [...given.faults, ...framed.faults], texts: given.texts };
      }),
  ],
  ['oEmbed as XML', 'all', () => each(oembed('xml'), xml)],
  ['index of searches', 'all', () => each(having(/^\/cari\/\d+\/\d+\//), text(json))],
  ['catalogues', 'none', () => each(['/data.json', '/data.jsonld', ...having(/^\/katalog\//)], text(json))],
  ['answers for apps', 'all', () => each(having(/^\/api\/public\//), text(json))],
  ['files of the edition as CSV', 'all', () => each(having(/^\/unduh\/.*\.csv$/), text(csv))],
  ['files of the edition as JSON', 'all', () => each(having(/^\/unduh\/.*\/(?:names|units|contracts|notes|sources)\.json$/), text(json))],
];

test.each(exits)('%s have uploaded texts as text alone', async (_name, expected, read) => {
  const found = await read();
  expect(found.length).toBeGreaterThan(0);
  expect(found.flatMap(({ at, read: { faults } }) => faults.map((fault) => `${at}: ${fault}`))).toEqual([]);
  const texts = found
    .flatMap(({ read: one }) => one.texts)
    .join('\n')
    .toLowerCase();
  const absent = hostileTexts.filter((_, at) => !texts.includes(markOf(at)));
  if (expected === 'some') expect(absent.length).toBeLessThan(hostileTexts.length / 2);
  else expect(absent).toEqual(expected === 'all' ? [] : hostileTexts);
});

test('the data file of all tables has uploaded texts as text alone', async () => {
  const { faults, texts } = await xlsx(readFileSync(join(dataFolder, 'tables.xlsx')));
  expect(faults).toEqual([]);
  expect(hostileTexts.filter((_, at) => !texts.join('\n').includes(markOf(at)))).toEqual([]);
});

test('each parser sees what it looks for', async () => {
  const bad = '<p onclick="x()"><a href="javascript:x()">a</a></p><script>x()</script>';
  expect((await markup(bad, 'text/html')).faults).toHaveLength(3);
  expect((await markup('<a><b></a>', 'application/xml')).faults).toContain('cannot be parsed');
  expect(csv('a,=1+1\n"@SUM(1)",-2\n').faults).toEqual(['=1+1', '@SUM(1)']);
  const chunk = Buffer.concat([Buffer.alloc(8), Buffer.from([0, 0, 0, 0]), Buffer.from('tEXt'), Buffer.alloc(4)]);
  expect(png(chunk).faults).toEqual(['tEXt']);
});
