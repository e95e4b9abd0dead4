import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Editions } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing, serving } from './published.ts';

let published: Published;
let built: Site;
let site: Awaited<ReturnType<typeof serving>>;
/** The comparison and the home page without figures of others. */
let before: Awaited<ReturnType<typeof site.get>>[];
const errors: unknown[] = [];

beforeAll(async () => {
  published = publishing();
  await published.publish(sampleContent(5, { units: 2 }));
  const now = () => '2026-11-23T03:00:00.000Z';
  built = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now, onError: (error) => errors.push(error) });
  site = await serving(built);
  before = [await site.get('/banding'), await site.get('/')];
  await published.publishReference();
  built.refresh();
});

afterAll(async () => {
  await site.close();
  published.remove();
});

const words = (text: string) =>
  text
    .replace(/^.*?<main/s, '<main')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ');

test('is in the menu of every page once figures of others are published, and is no page before', async () => {
  expect(before.map(({ status }) => status)).toEqual([404, 200]);
  expect(before[1]?.text).not.toContain('/banding"');
  for (const path of ['/', '/belanja', '/en/opd']) expect((await site.get(path)).text, path).toMatch(/<a href="(?:\/en)?\/banding">/);
});

// From the cells of DJPK's table and Dukcapil's list, by a calculator: five shares in percent, spending by resident in rupiah.
test.each([
  ['19.71', '44.62,17.28,18.41,1.98,4.98,,4002212.44', ['44,6%', '17,3%', '18,4%', '2,0%', '5,0%', 'Rp4,00 juta']],
  ['32.73', '40.19,10.54,46.72,7.91,4.56,,2779134.12', ['40,2%', '10,5%', '46,7%', '7,9%', '4,6%', 'Rp2,78 juta']],
  ['81.04', '46.06,13.40,4.93,1.52,0.16,,5674767.19', ['46,1%', '13,4%', '4,9%', '1,5%', '0,2%', 'Rp5,67 juta']],
])('five shares and spending by resident of %s are those of its cells, on its page and in the CSV', async (code, row, titles) => {
  const csv = await site.get('/unduh/banding/anggaran-2023.csv');
  const line = csv.text.split('\n').find((one) => one.startsWith(`${code},`));
  expect(line).toContain(`,${row},`);
  const page = words((await site.get(`/banding/${code}`)).text);
  for (const title of titles) expect(page).toContain(title);
});

test('a place counts those that are larger, among the similar and among all of the kind', async () => {
  const page = words((await site.get('/banding')).text);
  expect(page).toContain('Yang mirip: 36 kota dengan belanja Rp727,3 miliar sampai Rp1,21 triliun (±25%)');
  expect(page).toContain('Gaji mengambil 44,6%, 1,7 poin di atas yang mirip');
  expect(page).toContain('Terbesar ke-29 dari 93 kota · ke-15 dari 37 yang mirip · nilai tengah yang mirip 42,9%');
  const lines = (await site.get('/unduh/banding/anggaran-2023.csv')).text.trim().split('\n').slice(1);
  const shares = lines.map((line) => line.split(',')).filter((cells) => cells[2] === 'kota');
  expect(shares.filter((cells) => Number(cells[5]) >= 44.62).length).toBe(29);
  expect(shares.map((cells) => Number(cells[5])).toSorted((a, b) => a - b)[46]).toBe(40.43);
});

test('with fewer than five similar regions nothing is called higher or lower, and the heading says why', async () => {
  const { text } = await site.get('/banding/32.73?belanja=10&penduduk=25');
  const heading = /<h1[^>]*>(.*?)<\/h1>/.exec(text)?.[1];
  expect(heading).toMatch(
    /^Kota .* dibanding kota lain: (?:tidak ada yang mirip|hanya [1-4] yang mirip, terlalu sedikit untuk disimpulkan)$/,
  );
  expect(words(text)).not.toMatch(/poin (?:di atas|di bawah) yang mirip/);
  expect(words((await site.get('/en/banding/32.73?belanja=10&penduduk=25')).text)).toMatch(/none is similar|too few to conclude from/);
});

test('strips and lines of years are files too, which rest on the reference edition and have the values of the table', async () => {
  const { text } = await site.get('/banding?dengan=32.73');
  for (const id of ['personnel', 'resident', 'tahun'])
    for (const form of ['png', 'svg', 'csv']) expect(text).toContain(`grafik=${id}.${form}`);
  const csv = (await site.get('/banding?dengan=32.73&grafik=personnel.csv')).text.split('\n');
  expect(csv[0]).toBe('kode,nama,nilai,satuan,mirip,tahun,data,data_per,terbitan_acuan');
  expect(csv.find((line) => line.startsWith('19.71,'))).toMatch(/^19\.71,.*,44\.62,persen,,2023,anggaran,[\d-]*,1$/);
  expect(csv.filter((line) => line.includes(',persen,ya,'))).toHaveLength(36);
  const picture = await site.get('/banding?dengan=32.73&grafik=personnel.svg');
  expect(picture.text).toContain('44,6%');
  expect(picture.text).toContain('Terbitan acuan 1');
  expect(picture.text).not.toContain('Bukan angka resmi');
  // Every dot: 92 other cities; the key has two more.
  expect([...picture.text.matchAll(/<circle/g)]).toHaveLength(92 + 2);
  const years = (await site.get('/en/banding?grafik=tahun.csv')).text.split('\n');
  expect(years.filter((line) => line.includes(',2023,'))).toHaveLength(5);
  expect((await site.get('/banding?grafik=tahun.svg')).text).toContain('<polyline');
});

test('the end of a year leaves out the regions that are incomplete, by name, and has no grants', async () => {
  const page = words((await site.get('/banding?data=2025')).text);
  expect(page).toContain('Angka 2025 masih sementara');
  expect(page).toContain('8 daerah (Kabupaten Simeulue, Kabupaten Nias Barat, Kota Tual, Kabupaten Keerom, Kabupaten Mamberamo Raya');
  expect(page).not.toContain('Belanja hibah');
  expect(words((await site.get('/banding/11.09?data=2025')).text)).toContain('Angka 2025 Kabupaten Simeulue di tabel DJPK belum lengkap');
  expect(words((await site.get('/banding?data=2023')).text)).toContain('Belanja terlaksana 107,6%');
  expect(words((await site.get('/banding?data=2024')).text)).toContain('1 daerah (Kabupaten Halmahera Tengah)');
});

test('the city’s own edition is beside DJPK’s figures, never among them', async () => {
  const page = words((await site.get('/banding')).text);
  expect(page).toContain('Angka situs ini dan angka DJPK');
  expect(page).toContain('Tabel DJPK di sini tidak punya angka kota ini untuk 2026.');
  expect(words((await site.get('/banding/32.73')).text)).not.toContain('Angka situs ini');
});

test('pages of regions and share images are made before they are asked for, as files that another process finds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-pages-'));
  const start = (editions: Editions) =>
    builtSite({
      ...{ editions, defaultGovernment: '19.71', now: () => '2026-11-23T03:00:00.000Z' },
      ...{ pagesFolder: folder, prepareAfter: 0 },
    });
  const first = await start(published.editions);
  const expected = (await built.answer('/banding/11'))?.bytes.toString();
  const image = '/?tahun=2026&terbitan=1&grafik=bagikan.png';
  // Begins to make pages ahead.
  first.refresh();
  const files = () => readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)).filter((file) => !file.includes('.')));
  await expect.poll(() => files().length, { timeout: 20_000 }).toBeGreaterThan(1);
  first.stop();
  // The first two that are made: the share image of the home page, and the page of the region with the lowest code.
  const none = () => {
    throw new Error('a page was made');
  };
  const snapshot = () => ({ ...published.editions.snapshot(), latest: none, open: none });
  const second = await start({ ...published.editions, snapshot });
  expect((await second.answer('/banding/11'))?.bytes.toString()).toBe(expected);
  const shown = await second.answer(image, { acceptEncoding: 'br' });
  expect(shown?.headers).toContain('image/png');
  expect(shown?.headers).not.toContain('Content-Encoding');
  second.stop();
  rmSync(folder, { recursive: true });
});

test.each([
  '/banding/99.99',
  '/banding/19.72',
  '/banding/19.71.01',
  '/banding/..%2f',
  '/unduh/banding/anggaran-2022.csv',
  '/unduh/banding/../../x',
  '/unduh/acuan/2/years.csv',
  '/unduh/acuan/1/signing-key.pem',
])('%s is not found', async (path) => {
  expect((await site.get(path)).status).toBe(404);
});

test('what a parameter does not know is said, and the usual is taken; nothing of it is printed', async () => {
  const hostile = [
    'data=1999',
    'data=2029',
    'jenis=<script>',
    'belanja=-1',
    'penduduk=1e9',
    'dengan=99.99',
    'dengan=31.71',
    "belanja=';--",
  ];
  for (const query of hostile) {
    const { status, text } = await site.get(`/banding?${encodeURI(query)}`);
    expect(status, query).toBe(200);
    expect(text, query).toContain('Yang diminta bukan pilihan');
    expect(text, query).not.toContain('<script>');
    expect(words(text), query).toContain('Gaji mengambil 44,6%');
  }
});

test('no page fails, and every page is at most 14 KB compressed, that of a kabupaten among all regions too', async () => {
  for (const path of [
    '/banding?dengan=32.73',
    '/banding/81.04',
    '/banding/81.04/mirip?data=2024',
    '/en/banding/19.01/mirip?jenis=semua&belanja=semua&penduduk=semua',
    '/en/banding/19.01?data=2024&jenis=semua&belanja=semua&penduduk=semua',
    '/banding/daftar',
  ]) {
    const { body, status } = await site.get(path);
    expect(status).toBe(200);
    expect(brotliCompressSync(body).length, path).toBeLessThanOrEqual(14 * 1024);
    expect(gzipSync(body, { level: 9 }).length, path).toBeLessThanOrEqual(14 * 1024);
  }
  expect(errors).toEqual([]);
});
