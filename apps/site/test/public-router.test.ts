import { fiscalYear } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtSite, type Published, publishing, serving } from './published.ts';

let published: Published;
let site: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  await published.publish(sampleContent(1, { units: 12 }));
  site = await serving(await builtSite({ editions: published.editions, defaultGovernment: '19.71' }));
});

afterAll(async () => {
  await site.close();
  published.remove();
});

const ask = (name: string, input?: unknown) =>
  site.get(`/api/publik/${name}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`);
const data = (text: string) =>
  (JSON.parse(text) as { result: { data: { basis: Record<string, unknown>; rows: Record<string, string | null>[] } } }).result.data;

test.each([
  ['byUnit', 'units', undefined],
  ['byMonth', 'months', undefined],
  ['byAccount', 'accounts', undefined],
  ['byFunction', 'functions', undefined],
  ['byFund', 'funds', undefined],
  ['byAccount', 'one unit', { unit: 'dinas-kesehatan' }],
  ['byMonth', 'one unit', { unit: 'dinas-kesehatan' }],
])('%s answers with %s, exact amounts as text, and the edition they come from', async (name, _what, input) => {
  const { status, text, headers } = await ask(name, input);
  expect(status).toBe(200);
  const { basis, rows } = data(text);
  expect(basis).toMatchObject({
    year: fiscalYear(2026),
    edition: 1,
    simulated: true,
    hash: published.editions.latest('19.71', fiscalYear(2026))?.hash,
  });
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.budget === null || /^-?\d+\.\d\d$/.test(row.budget ?? '')).toBe(true);
  expect(headers.etag).toBeDefined();
  expect(headers['content-type']).toContain('application/json');
  expect(
    (
      await site.get(`/api/publik/${name}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`, {
        'if-none-match': String(headers.etag),
      })
    ).status,
  ).toBe(304);
});

test('byMonth of one OPD returns the months of that OPD', async () => {
  const detail = published.editions.latest('19.71', fiscalYear(2026))?.unit('dinas-kesehatan');
  const months = published.editions
    .latest('19.71', fiscalYear(2026))
    ?.months()
    .filter(({ unit, account }) => unit === detail?.unit.code && account === '5');
  const { rows } = data((await ask('byMonth', { unit: 'dinas-kesehatan' })).text);
  expect(rows.map(({ realization }) => realization)).toEqual(months?.map(({ realization }) => realization));
});

test.each([
  ['byUnit', { government: '99.99' }, 404],
  ['byUnit', { year: 1 }, 400],
  ['byUnit', { edition: 99 }, 404],
  ['byUnit', { unit: '../../etc' }, 400],
  ['byUnit', 'text', 400],
  ['nothing', undefined, 404],
])('%s of %j is refused with a fixed text', async (name, input, status) => {
  const answer = await ask(name, input);
  expect(answer.status).toBe(status);
  const { error } = JSON.parse(answer.text) as { error: { message: string; data: Record<string, unknown> } };
  expect(['Nothing was published by that name.', 'The request is not understood.']).toContain(error.message);
  expect(Object.keys(error.data).toSorted()).toEqual(['code', 'httpStatus']);
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('refuses other methods, long addresses and large batches', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await site.get('/api/publik/byUnit', {}, method)).status).toBe(405);
  expect((await site.get(`/api/publik/byUnit?input=${'a'.repeat(2100)}`)).status).toBe(414);
  const names = (count: number) => Array.from({ length: count }, () => 'byFund').join(',');
  expect((await site.get(`/api/publik/${names(3)}?batch=1`)).status).toBe(200);
  expect((await site.get(`/api/publik/${names(20)}?batch=1`)).status).toBe(400);
  expect((await site.get('/api/publik/byUnit?input=%7Bnot')).status).toBe(400);
});
