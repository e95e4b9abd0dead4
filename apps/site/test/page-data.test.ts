import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDecimal, sum } from '@sipkadin/budget';
import { sampleContent } from '@sipkadin/edition/sample';
import { writeData } from '@sipkadin/opendata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing, serving } from './published.ts';

const formula = '=1+1 ';
let published: Published;
let site: Site;
let served: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  const content = sampleContent(1, { units: 12 });
  await published.publish({
    ...content,
    names: content.names.map((name) => (name.kind === 'unit' ? { ...name, name: `${formula}${name.name}` } : name)),
  });
  site = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' });
  served = await serving(site);
});
afterAll(async () => {
  await served.close();
  published.remove();
});

interface PageJson {
  edition: { hash: string; number: number; asOf: string; basis: string };
  tables: {
    table: string;
    columns: { name: string; kind: string; unit: string | null }[];
    rows: Record<string, string | number | null>[];
    rowCount: number;
    sums: { column: string; sum: string }[];
  }[];
}

const text = async (address: string) => (await site.answer(address))?.bytes.toString('utf8') ?? '';
const json = async (address: string) => JSON.parse(await text(address)) as PageJson;
const edition = () => published.editions.latest('19.71', 2026 as never);

describe('the data files of an edition', () => {
  it('are served with ranges, their checksum as ETag, and are there as soon as they are made', async () => {
    const opened = edition();
    if (opened === undefined) throw new Error('nothing is published');
    const address = '/unduh/2026/1/data/lines.parquet';
    // No connection is open while they are made: that takes longer than one is kept.
    expect([(await site.answer(address))?.status, await text('/data')]).toEqual([404, expect.not.stringContaining('lines.parquet')]);
    const asked: string[] = [];
    const makeData = ({ hash }: { hash: string }) => void asked.push(hash);
    const making = await builtSite({ editions: published.editions, defaultGovernment: '19.71', makeData });
    const [wanted, unknown] = [await making.answer(address), await making.answer('/unduh/2026/1/data/none.txt')];
    expect([wanted?.status, wanted?.headers.includes('Retry-After'), unknown?.status, asked]).toEqual([503, true, 404, [opened.hash]]);
    writeData(opened);
    expect((await making.answer(address))?.status).toBe(200);
    const whole = await served.get(address);
    const sums = new Map(
      (await served.get('/unduh/2026/1/data/SHA256SUMS')).text.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    expect([whole.status, whole.headers.etag]).toEqual([200, `"${sums.get('lines.parquet')}"`]);
    expect(createHash('sha256').update(whole.body).digest('hex')).toBe(sums.get('lines.parquet'));
    expect(whole.headers['content-disposition']).toContain('19-71_2026_terbitan1_lines.parquet');
    const part = await served.get(address, { range: 'bytes=0-3' });
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, 'PAR1', `bytes 0-3/${whole.body.length}`]);
    expect((await served.get(address, { 'if-none-match': String(whole.headers.etag) })).status).toBe(304);
    for (const name of ['edition.zip', 'tables.xlsx', 'index.json', 'units.csv', 'lines.csv'])
      expect([name, (await served.get(`/unduh/2026/1/data/${name}`)).status]).toEqual([name, 200]);
    // The address that the lines have in editions of format 3.
    expect((await served.get('/unduh/2026/1/lines.csv')).headers.etag).toBe(`"${sums.get('lines.csv')}"`);
    const list = globSync(join(opened.dir, '../../../.data/19.71/2026/1-*/SHA256SUMS'))[0] ?? '';
    const right = readFileSync(list);
    writeFileSync(
      list,
      Buffer.from(
        right.toString('latin1').replace(/^./, (first) => (first === '0' ? '1' : '0')),
        'latin1',
      ),
    );
    expect((await served.get('/unduh/2026/1/data/SHA256SUMS')).status).toBe(503);
    writeFileSync(list, right);
    expect((await served.get('/unduh/2026/1/data/SHA256SUMS')).status).toBe(200);
    for (const name of ['../19.71/2026/1/manifest.json', 'none.csv', '.new-1/units.csv'])
      expect([name, (await served.get(`/unduh/2026/1/data/${name}`)).status === 200]).toEqual([name, false]);
  });
});

it('the catalogs list the data files, and the Fiscal Data Package leads to each of its tables', async () => {
  const opened = edition();
  if (opened !== undefined) writeData(opened);
  const [dataset] = JSON.parse(await text('/data.json')).dataset;
  const listed = dataset.distribution.map(({ downloadURL }: { downloadURL?: string }) => downloadURL);
  expect(listed).toEqual(
    expect.arrayContaining(['/unduh/2026/1/data/lines.parquet', '/unduh/2026/1/data/units.csv', '/unduh/2026/1/data/lines.csv']),
  );
  const address = '/unduh/2026/1/data/datapackage.json';
  const { resources } = JSON.parse(await text(address));
  expect(resources.length).toBeGreaterThan(8);
  for (const { path, bytes } of resources)
    expect([path, (await site.answer(new URL(path, `http://x${address}`).pathname))?.bytes.length]).toEqual([path, bytes]);
  expect(await text('/en/data')).toContain(address);
});

describe('the tables of a page as files', () => {
  it('are linked from every page that has any, and are there in each form', async () => {
    const addresses = ['/', '/en/', '/opd', '/belanja', '/asal?ukuran=realisasi&rekening=5', '/perubahan', '/banding-tahun', '/istilah'];
    let linked = 0;
    for (const address of addresses) {
      const links = [...(await text(address)).matchAll(/href="([^"]+\.(?:csv|xlsx|json)(?:\?[^"]*)?)">(?:CSV|Excel|JSON)</g)];
      for (const [, href = ''] of links) {
        const answer = await site.answer(href.replaceAll('&amp;', '&'));
        expect([href, answer?.status]).toEqual([href, 200]);
        linked++;
      }
    }
    expect(linked).toBe(18);
  });

  it('have the exact figures of the edition, with unit, basis, day, edition, row count and control sums', async () => {
    const { edition: facts, tables } = await json('/opd.json');
    expect(facts).toMatchObject({ hash: edition()?.hash, number: 1, asOf: '2026-10-31', basis: 'sp2d' });
    const [units] = tables;
    const own =
      edition()
        ?.units()
        .filter(({ code }) => code !== '') ?? [];
    const spent = sum(
      own.map((unit) => (parseDecimal(unit.realization ?? '0') ?? 0n) - (parseDecimal(unit.treasury.realization ?? '0') ?? 0n)),
    );
    expect(units?.rowCount).toBe(own.length);
    expect(units?.columns.find(({ name }) => name === 'realisasi')).toMatchObject({ kind: 'money', unit: 'Rp' });
    expect(parseDecimal(units?.sums.find(({ column }) => column === 'realisasi')?.sum ?? '')).toBe(spent);
    expect(units?.rows[0]).toMatchObject({ hash_terbitan: edition()?.hash, simulasi: 'ya', dasar: 'sp2d', versi: 'perubahan' });
    const table = (await json('/belanja.json')).tables.find(({ columns }) => columns[0]?.name === 'kode');
    const accounts = new Map(
      edition()
        ?.summary()
        .accounts.map((account) => [account.code, account]),
    );
    expect(table?.rows.length).toBeGreaterThan(5);
    for (const row of table?.rows ?? []) {
      const account = accounts.get(String(row['kode']));
      expect([row['kode'], row['anggaran'], row['realisasi']]).toEqual([row['kode'], account?.budget, account?.realization]);
    }
  });

  it('are whole where the page shows a part of its rows', async () => {
    const slug =
      edition()
        ?.units()
        .find(({ name }) => name.includes('Pendidikan'))?.slug ?? '';
    const { tables } = await json(`/asal.json?ukuran=realisasi&opd=${slug}&halaman=2`);
    const lines =
      edition()
        ?.lines(slug)
        ?.filter(({ measure }) => measure === 'realization') ?? [];
    const nodes = edition()?.unit(slug)?.nodes.length;
    expect((await json(`/opd/${slug}.json`)).tables.find(({ table }) => table === 'activities')?.rowCount).toBe(nodes);
    expect((await text(`/opd/${slug}.csv`)).trim().split('\n')).toHaveLength((nodes ?? 0) + 1);
    expect(tables.find(({ table }) => table === 'lines')?.rowCount).toBe(lines.filter(({ account }) => account.startsWith('5')).length);
  });

  it('hold a formula in a name as text', async () => {
    const csv = await text('/opd.csv');
    expect(csv).toContain("\n'=1+1 Dinas");
    expect(csv).not.toMatch(/^=/m);
  });

  it('say of an edition that is not published that it is none', async () => {
    const draft = { at: '2026-11-23T03:00:00.000Z', back: '/kerja' } as const;
    const options = { editions: published.editions, defaultGovernment: '19.71', now: () => draft.at, draft };
    const [head = '', first = ''] = (await (await builtSite(options)).answer('/opd.csv'))?.bytes.toString('utf8').split('\n') ?? [];
    expect([head.endsWith(',draf'), first.endsWith(',ya')]).toEqual([true, true]);
    expect((await text('/opd.csv')).split('\n')[0]).not.toContain('draf');
  });

  it('are found under the address of a page alone', async () => {
    for (const address of ['/tidak-ada.csv', '/opd.csv.csv', '/opd/tidak-ada.json', '/istilah.xlsx', '/kunci.pem.csv'])
      expect([address, (await site.answer(address))?.status ?? 404]).toEqual([address, 404]);
    expect(await text('/opd.csv?cari=x&halaman=3')).toBe(await text('/opd.csv'));
  });
});
