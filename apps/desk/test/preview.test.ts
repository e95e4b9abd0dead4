import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEditions } from '@sipkadin/edition';
import { addGovernment } from '@sipkadin/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { city, confirmed, type Deployment, deploy, templateFile, type Visitor } from './deployment.ts';

let place: Deployment;
let clerk: Visitor;
let verifier: Visitor;
let publisher: Visitor;
beforeAll(async () => {
  place = await deploy();
  clerk = await place.person('clerk', 'operator');
  verifier = await place.person('verifier', 'verifier');
  publisher = await place.person('publisher', 'publisher');
});
afterAll(() => place.close());

const year = { government: city, year: 2026 };
const pages = `/api/kerja/pratinjau/${city}/2026`;
/** An amount that no public answer may have before it is published. */
const canary = '7531008642';

async function verified(name: string, body: string): Promise<string> {
  const { id } = await clerk.send(name, body);
  await place.desk.idle();
  expect(await clerk.mutate('uploads.submit', { id })).toMatchObject({ status: 200 });
  expect(await verifier.mutate('review.verify', { id, ...confirmed })).toMatchObject({ status: 200 });
  return id;
}
const spent = (rupiah: string, asOf: string) => templateFile({ kind: 'realisasi', asOf, amounts: [['5.1.01.01.001.00001', rupiah]] });

async function look(path: string, { headers } = publisher) {
  const answer = await fetch(`${place.origin}${pages}${path}`, { headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
const isIn = async (path: string, text: RegExp) => text.test((await look(path)).text);
const folders = () => readdirSync(place.folder).filter((name) => name.startsWith('preview-'));

/** Every page, download and answer that the home page leads to, below an address; of those that differ in choices alone, two. */
async function crawl(address: string, get: (path: string) => Promise<{ status: number; headers: Headers; text: string }>) {
  const seen = new Map<string, Awaited<ReturnType<typeof get>>>();
  const forms = new Map<string, number>();
  const waiting = ['/?tahun=2026'];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const { pathname, searchParams } = new URL(path, 'http://preview.invalid');
    const form = `${pathname}?${[...searchParams.keys()].toSorted().join('&')}`;
    const before = forms.get(form) ?? 0;
    if (seen.has(path) || before === 2) continue;
    forms.set(form, before + 1);
    const answer = await get(path);
    seen.set(path, answer);
    for (const [, link = ''] of answer.text.matchAll(/ href="([^"#]+)/g)) {
      const plain = link.replaceAll('&amp;', '&');
      if (plain.startsWith(`${address}/`)) waiting.push(plain.slice(address.length));
    }
  }
  return seen;
}

test('the public pages are shown as they would be, to a publisher alone, and no public address answers with them', async () => {
  expect(await publisher.mutate('preview.open', year)).toMatchObject({ status: 409, code: 'nothing-verified' });
  expect((await look('/')).headers.get('location')).toBe(`/kerja/terbitan?pemda=${city}&pratinjau=nothing-verified`);
  await verified('anggaran.csv', templateFile({ kind: 'anggaran', amounts: [['5.1.01.01.001.00001', canary]] }));

  const { data } = await publisher.mutate('preview.open', year);
  expect(data).toMatchObject({
    ...{ number: 1, address: pages },
    changes: {
      before: null,
      after: { number: 1, version: 'murni', basis: null },
      accounts: [
        { code: '5', measure: 'budget', before: null, after: `${canary}.00` },
        { code: '5', measure: 'realization', before: null, after: null },
      ],
      units: [{ name: 'Dinas Pendidikan', measure: 'budget', before: null, after: `${canary}.00` }],
      added: ['anggaran.csv'],
    },
  });
  const seen = await crawl(pages, look);
  expect([...seen.values()].filter(({ status }) => status !== 200)).toEqual([]);
  const html = [...seen].filter(([, { headers }]) => headers.get('content-type')?.startsWith('text/html'));
  expect(html.length).toBeGreaterThan(30);
  expect(
    html.filter(([, { text }]) => !text.includes('class="draft"') || !/Pratinjau, belum terbit|Preview, not published/.test(text)),
  ).toEqual([]);
  // Links stay inside, but for the way back.
  const outside = html.flatMap(([, { text }]) =>
    [...text.matchAll(/ (?:href|src|action|data-api|data-page)="(\/[^"]*)/g)].map(([, link]) => link),
  );
  expect(new Set(outside.filter((link) => link?.startsWith(`${pages}/`) !== true))).toEqual(new Set(['/kerja/terbitan']));
  for (const [path, { headers }] of seen)
    expect([headers.get('cache-control'), headers.get('etag'), headers.get('access-control-allow-origin')], path).toEqual([
      'no-store',
      null,
      null,
    ]);
  expect([...seen.values()].filter(({ text }) => text.includes(canary) || text.includes('7.531.008.642')).length).toBeGreaterThan(10);
  expect(await isIn('/tidak-ada', /Pratinjau, belum terbit/)).toBe(true);

  // Without the right there is nothing of it: neither here nor among what is public.
  await place.ledger.transact((tx) => addGovernment(tx, { code: '81.04', name: 'Kabupaten Buru' }, 'test'));
  const others = [
    clerk,
    verifier,
    await place.person('mayor', 'leadership'),
    await place.person('elsewhere', { role: 'publisher', government: '81.04' }),
  ];
  for (const [at, path] of [...seen.keys()].entries()) {
    expect((await fetch(`${place.origin}${pages}${path}`)).status).toBe(401);
    for (const one of at % 10 === 0 ? others : [])
      expect(await look(path, one)).toMatchObject({ status: 403, text: expect.not.stringContaining(canary) });
  }
  const publicSite = await publicPages();
  for (const path of [...seen.keys(), pages, `${pages}/`]) {
    const answer = await publicSite(path);
    expect(/7\.?531\.?008\.?642|Pratinjau/.test(answer), path).toBe(false);
  }
  expect(openEditions(place.editionsRoot).governments()).toEqual([]);
});

async function publicSide() {
  const url = new URL('../../site/dist/site.js', import.meta.url).href;
  const { createSite } = (await import(/* @vite-ignore */ url)) as typeof import('../../site/src/site.ts');
  return createSite({ editions: openEditions(place.editionsRoot), defaultGovernment: city });
}

/** What the public site answers to an address. */
async function publicPages(): Promise<(path: string) => Promise<string>> {
  const site = await publicSide();
  return async (path) => String((await site.answer(path))?.bytes ?? '');
}

/** What the public site answers to an assistant's questions. */
async function assistant(questions: readonly (readonly [tool: string, given: object])[]): Promise<string[]> {
  const site = await publicSide();
  const server = createServer((request, response) => void site.handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answers: string[] = [];
  for (const [name, given] of questions) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } });
    const headers = { 'Content-Type': 'application/json' };
    answers.push(await (await fetch(`http://127.0.0.1:${port}/mcp`, { method: 'POST', headers, body })).text());
  }
  server.close();
  return answers;
}

test('it is built once for a state, held against the newest edition, and gone once that state is published', async () => {
  const [built] = folders();
  await publisher.mutate('preview.open', year);
  expect(folders()).toEqual([built]);
  await publisher.mutate('publication.publish', year);
  await expect.poll(folders).toEqual([]);
  expect(await publisher.mutate('preview.open', year)).toMatchObject({ status: 409, code: 'nothing-new' });
  expect((await look('/opd')).headers.get('location')).toBe(`/kerja/terbitan?pemda=${city}&pratinjau=nothing-new`);

  await verified('maret.csv', spent('1000', '2026-03-31'));
  expect(await publisher.mutate('preview.open', year)).toMatchObject({ data: { number: 2 } });
  const [second] = folders();
  const id = await verified('april.csv', spent('1500', '2026-04-30'));
  // A page that is opened next shows the state of now, and the older one is removed.
  expect(await isIn('/opd?tahun=2026', /30.Apr.2026/)).toBe(true);
  await expect.poll(folders).toEqual([expect.not.stringMatching(second ?? '')]);
  expect(await publisher.mutate('preview.open', year)).toMatchObject({
    data: {
      number: 2,
      changes: {
        before: { number: 1, version: 'murni', basis: null },
        after: { number: 2, basis: 'lra', asOf: '2026-04-30' },
        accounts: [
          { code: '5', measure: 'budget', before: `${canary}.00`, after: `${canary}.00` },
          { code: '5', measure: 'realization', before: null, after: '1500.00' },
        ],
        units: [{ measure: 'realization', before: null, after: '1500.00' }],
        ...{ works: [], added: ['maret.csv', 'april.csv'], gone: [] },
      },
    },
  });
  // The list of editions has both, and the earlier one is as it was published.
  expect(await isIn('/terbitan?tahun=2026', /2 terbitan/)).toBe(true);
  expect(await isIn('/?tahun=2026', /1\.500/)).toBe(true);
  expect(await isIn('/?tahun=2026&terbitan=1', /1\.500/)).toBe(false);
  // An assistant is told what is published: the budget, and neither an amount nor a file of what only the preview has.
  const id5 = { id: 'rekening:5' };
  const [budget = '', ...others] = await assistant([
    ...[['figure', { ...id5, measure: 'budget' }] as const, ['figure', { ...id5, measure: 'realization' }] as const],
    ...[['explain', id5] as const, ['editions', { government: city }] as const, ['search', { question: 'gaji' }] as const],
  ]);
  expect(budget).toContain(`${canary}00`);
  expect(others.filter((answer) => /150000\\"|1\.500|maret\.csv|april\.csv|edition\\":2/.test(answer))).toEqual([]);
  await verifier.mutate('review.withdraw', { id, reason: 'Berkas yang salah' });
  expect(await isIn('/opd?tahun=2026', /30.Apr.2026/)).toBe(false);
});

test('each person has their own, and two are kept at most', async () => {
  for (const name of ['second', 'third']) {
    const other = await place.person(name, 'publisher');
    expect(await other.mutate('preview.open', year)).toMatchObject({ status: 200 });
    await expect.poll(() => folders().length).toBe(2);
  }
});
