import { fiscalYear } from '@sipkadin/budget';
import type { Edition, EditionContent } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fc } from '../../../packages/budget/test/seeded.ts';
import type { Route } from '../src/routes/route.ts';
import { table } from '../src/routes/table.ts';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing, serving } from './published.ts';

/** Markup for text, for an attribute with either quote, for a script, for a style, and for a CDATA section. */
const canary = `<img src=x onerror=canary()>"' onload=canary() </script></style></title>]]><svg onload=canary()>`;

/** What a spreadsheet would calculate. */
const formula = '=HYPERLINK("http://canary.example")';

/** The sample with the canary in every text that a file brings. */
function poisoned(): EditionContent {
  const content = sampleContent();
  const { further } = content;
  if (further === undefined) throw new Error('the sample has works');
  return {
    ...content,
    note: canary,
    names: content.names.map((one) => ({
      ...one,
      name: one.kind === 'unit' ? `${one.name} ${canary}` : `${formula} ${one.name} ${canary}`,
    })),
    sources: content.sources.map((one) => ({ ...one, fileName: `${canary} ${one.fileName}` })),
    further: {
      ...further,
      works: further.works.map((one) => ({ ...one, fileName: `${canary} ${one.fileName}` })),
      contracts: further.contracts.map((one) => ({
        ...one,
        object: `${one.object} ${canary}`,
        number: canary,
        amendment: canary,
        sheet: canary,
      })),
      notes: further.notes.map((one) => ({ ...one, what: canary, followUp: canary, unblocker: canary, owner: canary, sheet: canary })),
      corrections: new Map(
        [...further.corrections].map(([id, all]) => [
          id,
          all.map((one) => ({ ...one, old: canary, value: canary, reason: canary, sheet: canary })),
        ]),
      ),
    },
  };
}

let published: Published;
let built: Site;
let site: Awaited<ReturnType<typeof serving>>;
let edition: Edition;
/** Values of path parameters that lead to something. */
let known: Record<string, readonly string[]>;
const errors: unknown[] = [];

beforeAll(async () => {
  published = publishing();
  edition = await published.publish(poisoned());
  known = valuesOf();
  built = await builtSite({
    ...{
      editions: published.editions,
      defaultGovernment: '19.71',
      publicKey: 'PEM',
      siteAddress: 'https://kota.example.go.id',
      now: () => '2026-11-23T03:00:00.000Z',
    },
    onError: (error) => errors.push(error),
  });
  site = await serving(built);
});

afterAll(async () => {
  await site.close();
  published.remove();
});

const routes = Object.entries<Route>(table);

function valuesOf(): Record<string, readonly string[]> {
  const units = edition.units().filter(({ code }) => code !== '');
  const subUnits = edition.subUnits().filter(({ code, opd }) => code !== opd);
  return {
    unit: units.map(({ slug }) => slug),
    subUnit: subUnits.map(({ slug }) => slug),
    activity: units.flatMap(({ slug }) => edition.unit(slug)?.nodes ?? []).flatMap(({ kind, code }) => (kind === 'account' ? [] : [code])),
    account: edition.summary().accounts.map(({ code }) => code),
    edition: ['1'],
    answer: ['units'],
    year: [String(fiscalYear(2026))],
    file: edition.manifest.files.map(({ path }) => path),
    index: [`${edition.hash.slice(0, 16)}-1`],
  };
}

const filled = (path: string, pick: (name: string) => string) =>
  path.replace(/\/\*$/, '/byUnit').replace(/:(\w+)/g, (_, name: string) => pick(name));

/** Whether markup has the canary's as markup of its own. In quoted values it is text: what would end them is escaped. */
const isAlive = (markup: string) => /<img src=x|<svg onload|<[a-z][^<>]*\s(?:onerror|onload)=/i.test(markup.replace(/"[^"]*"/g, '""'));

describe('texts of uploaded files', () => {
  test('are text in every page, picture and answer that a browser takes for markup', async () => {
    const first = (name: string) => known[name]?.[0] ?? 'x';
    const unit = edition.units().find(({ code }) => code === edition.subUnits()[0]?.opd)?.slug ?? first('unit');
    const further = [
      '/cari?cari=kesehatan',
      '/cari?cari=CV%20Karya',
      '/cari?cari=img',
      '/jelajah?menurut=rekening',
      '/asal?ukuran=realisasi&rekening=5.1.02',
    ];
    const addresses = [...routes.map(([, { path }]) => filled(path, (name) => (name === 'unit' ? unit : first(name)))), ...further];
    for (const { slug } of edition.units()) if (slug !== '_kota') addresses.push(`/opd/${slug}`);
    let seen = 0;
    for (const address of [...addresses, ...addresses.map((one) => `/en${one}`)]) {
      const response = await built.answer(address);
      if (response === undefined) continue;
      const type = response.headers[response.headers.indexOf('Content-Type') + 1] ?? '';
      const text = response.bytes.toString('utf8');
      if (/html|svg|xml/.test(type)) expect(isAlive(text), address).toBe(false);
      // As a page, a file without a type of its own would be read by what it seems to be.
      else expect(response.headers.join(), address).toContain('X-Content-Type-Options,nosniff');
      if (text.includes('canary')) seen++;
    }
    expect(seen).toBeGreaterThan(30);
    expect(errors).toEqual([]);
  });

  test('begin no formula in the tables of any page', async () => {
    let seen = 0;
    for (const [, { kind, path }] of routes) {
      if (kind !== 'page') continue;
      const table = await built.answer(`${filled(path, (name) => known[name]?.[0] ?? 'x').replace(/\/$/, '/index')}.csv`);
      if (table?.status !== 200) continue;
      const text = table.bytes.toString('utf8');
      expect(text, path).not.toMatch(/(?:^|[\n,;])"?=/);
      if (text.includes('HYPERLINK')) seen++;
    }
    expect(seen).toBeGreaterThan(2);
  });
});

describe('any address and any header', () => {
  /** Longer than any limit, and what programs stumble over. */
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom(
      '',
      '-',
      '-1',
      '0',
      '1e9',
      'NaN',
      '9'.repeat(400),
      '__proto__',
      'constructor',
      '..',
      '../..',
      '%',
      '%00',
      '\u0000',
      canary,
    ),
    fc.constantFrom(
      'jalan',
      'a '.repeat(60),
      'apa itu '.repeat(20),
      'dinas kesehatan per warga 2025',
      '٢٠٢٥',
      '💰'.repeat(50),
      '\u202e\u2066x',
    ),
  );
  const pathValue = (name: string) => fc.oneof(fc.constantFrom(...(known[name] ?? ['x'])), odd.map(encodeURIComponent));
  const queryNames = ['tahun', 'terbitan', ...new Set(routes.flatMap(([, { query }]) => query)), 'input', 'batch', 'x'];

  const address = fc.constantFrom(...routes).chain(([, { path }]) => {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    return fc
      .tuple(
        fc.tuple(...names.map((name) => fc.constant(name).chain(() => pathValue(name)))),
        fc.array(fc.tuple(fc.constantFrom(...queryNames), odd), { maxLength: 4 }),
        fc.constantFrom('', '/en', '/p/19.71', '/en/p/19.71', '/p/81.04'),
      )
      .map(([given, query, prefix]) => {
        const asked = query.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&');
        return `${prefix}${filled(path, (name) => given[names.indexOf(name)] ?? 'x')}${asked === '' ? '' : `?${asked}`}`;
      });
  });

  test('is answered with a page, a file, a redirect or words that say what is wrong, and never by a fault', async () => {
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(address, async (url) => {
        const response = await built.answer(url);
        statuses.add(response?.status ?? 404);
        expect(response?.status ?? 404, url).toBeLessThan(500);
        const type = response?.headers[response.headers.indexOf('Content-Type') + 1] ?? '';
        if (type.includes('html')) expect(isAlive(response?.bytes.toString('utf8') ?? ''), url).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect([...statuses]).toEqual(expect.arrayContaining([200, 404]));
    expect(errors).toEqual([]);
  });

  test('headers change how an answer is sent, never whether it can be', async () => {
    const value = fc.oneof(
      fc.constantFrom(
        'br;q=0',
        'gzip;q=0, br;q=0',
        '*;q=0',
        'identity;q=0',
        'gzip;q=2',
        ';;;,,,',
        'x'.repeat(4000),
        'W/"x"',
        '*',
        '"',
        'bytes=0-',
        'bytes=9-1',
      ),
      fc
        .string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789 ,;=*"/-()<>')), maxLength: 200 })
        .map((text) => text.trim()),
    );
    const name = fc.constantFrom(
      'accept-encoding',
      'if-none-match',
      'range',
      'if-range',
      'accept-language',
      'accept',
      'cookie',
      'referer',
      'if-modified-since',
    );
    const path = fc.constantFrom(
      '/',
      '/cari?cari=kesehatan',
      '/opd',
      '/unduh/2026/1/summary.json',
      '/terbitan',
      '/kunci.pem',
      '/cari/2026',
    );
    await fc.assert(
      fc.asyncProperty(path, fc.dictionary(name, value, { maxKeys: 4 }), async (at, headers) => {
        const { status } = await site.get(at, headers);
        expect([200, 206, 304, 412, 416], `${at} ${JSON.stringify(headers)}`).toContain(status);
      }),
      { numRuns: 100 },
    );
    expect(errors).toEqual([]);
  });
});
