import { gzipSync } from 'node:zlib';
import type { Editions, PublicEditions } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedReference } from '../../server/src/commands/files/all-regions/shipped.ts';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing } from './published.ts';

const own = '19.71';
const origin = 'https://anggaran.example.go.id';
const everyCode = shippedReference().regions.map(({ code }) => code);

let published: Published;
let site: Site;
/** Of how many regions there are editions: all of one city's content. */
let codes: string[];
let revision = 0;
let opened: string[];

/** The editions of one city, as if every region of the list had published them. */
function ofEveryRegion(editions: Editions): Editions {
  const within = (at: PublicEditions, known: readonly string[]): PublicEditions => ({
    ...at,
    governments: () => [...known],
    years: (code) => (known.includes(code) ? at.years(own) : []),
    list: (code, year) => (known.includes(code) ? at.list(own, year) : []),
    latest(code, year) {
      opened.push(code);
      return known.includes(code) ? at.latest(own, year) : undefined;
    },
    open: (code, year, number) => (known.includes(code) ? at.open(own, year, number) : undefined),
  });
  return {
    ...within(editions, codes),
    snapshot: () => within(editions.snapshot(), [...codes]),
    refresh: () => revision,
    governments: () => [...codes],
  };
}

beforeAll(async () => {
  published = publishing();
  await published.publish(sampleContent(1, { units: 2 }));
  codes = everyCode.slice(0, -1);
  opened = [];
  const now = () => '2026-11-23T03:00:00.000Z';
  site = await builtSite({ editions: ofEveryRegion(published.editions), defaultGovernment: own, siteAddress: origin, now });
});

afterAll(() => published.remove());

async function text(address: string): Promise<string> {
  const given = await site.answer(address);
  expect([address, given?.status]).toEqual([address, 200]);
  return given?.bytes.toString('utf8') ?? '';
}

const homes = (page: string) => [...(page.split('<section>')[1] ?? '').matchAll(/<a href="\/p\/([\d.]+)\/">/g)].map(([, code]) => code);

describe('with editions of 551 governments', () => {
  test('a page opens the edition of its own government alone, and links to the list instead of naming all', async () => {
    const page = await text('/p/81.04/opd');
    expect(new Set(opened)).toEqual(new Set(['81.04']));
    expect(page).toContain('<a href="/p/81.04/pemda">Lihat 551 pemerintah daerah di situs ini</a>');
    expect(page.match(/href="\/p\/(?!81\.04)/g)).toBeNull();
  });

  test('the list has the provinces and the governments of one of them, in a first view of 14 KB', async () => {
    const page = await text('/pemda?provinsi=33');
    expect(page).toContain('551 pemerintah daerah menerbitkan anggarannya di sini');
    expect(new Set(homes(page))).toEqual(new Set(codes.filter((code) => code.startsWith('33'))));
    expect(gzipSync(page, { level: 9 }).length).toBeLessThan(14 * 1024);
    expect(homes(await text('/pemda'))).not.toContain('33.01');
  });

  test('the list finds governments by a part of their name or by their code, and none for a text without a letter', async () => {
    expect(homes(await text('/pemda?cari=buru'))).toEqual(['81.04', '81.09']);
    expect(homes(await text('/pemda?cari=81.04'))).toEqual(['81.04']);
    expect(homes(await text('/pemda?cari=...'))).toEqual([]);
    expect(homes(await text('/pemda?cari=kabupaten'))).toHaveLength(60);
    expect(await text('/en/pemda?cari=kabupaten')).toContain('Only the first 60 are shown');
  });

  test('the sitemap names a part for each year of a government, which has the pages of that one alone', async () => {
    const parts = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
    expect(parts).toEqual(codes.map((code) => `${origin}/sitemap/${code}-2026.xml`));
    opened = [];
    const pages = [...(await text('/sitemap/81.04-2026.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
    expect(new Set(opened)).toEqual(new Set(['81.04']));
    expect(pages.length).toBeGreaterThan(50);
    expect(pages.filter((page) => !/^https:\/\/anggaran\.example\.go\.id(?:\/en)?\/p\/81\.04\//.test(page))).toEqual([]);
    expect(await text(`/sitemap/${own}-2026.xml`)).toContain(`<loc>${origin}/pemda?provinsi=33</loc>`);
    for (const none of ['99.99-2026.xml', '81.04-2025.xml', '1.xml'])
      expect([none, (await site.answer(`/sitemap/${none}`))?.status]).toEqual([none, 404]);
  });

  test('the catalog has the newest year of each government, with the files that are asked for most', async () => {
    const { dataset } = JSON.parse(await text('/data.json'));
    expect(dataset).toHaveLength(551);
    expect(dataset[7].distribution.map(({ title }: { title: string }) => title)).toEqual(['datapackage.json', 'API']);
  });

  test('when one more publishes, the list and the catalog are made anew, and pages of the others stay', async () => {
    const [before, list, map] = [await site.answer('/p/81.04/opd'), await text('/pemda'), await text('/sitemap.xml')];
    codes = [...everyCode];
    revision++;
    site.refresh();
    expect(await site.answer('/p/81.04/opd')).toBe(before);
    expect([list.includes('551 pemerintah'), (await text('/pemda')).includes('552 pemerintah')]).toEqual([true, true]);
    expect((await text('/sitemap.xml')).length).toBeGreaterThan(map.length);
  });
});
