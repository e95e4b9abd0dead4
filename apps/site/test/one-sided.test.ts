import { isoDate } from '@sipkadin/budget';
import type { EditionContent } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite, type Published, publishing, serving } from './published.ts';

const hospital = '1.02.0.00.0.00.01.0001';
const errors: unknown[] = [];
let published: Published;
let served: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  published = publishing();
  const { further: _, ...whole } = sampleContent(5);
  await published.publish({ ...whole, ...paidAlone(whole), government: { code: '81.04', name: 'Kabupaten Buru' } });
  await published.publish({ ...whole, ...budgetAlone(whole), government: { code: '35.29', name: 'Kabupaten Sumenep' } });
  const none = {
    names: [],
    sources: [],
    lines: [],
    months: [],
    days: [],
    progress: [],
    official: [],
    basis: null,
    version: null,
    note: 'Keliru',
  };
  const first = await published.publish(sampleContent(5, { units: 1 }));
  await published.publish({
    ...{ ...whole, ...none, number: 2, asOf: isoDate('2026-01-01'), publishedAt: '2026-11-14T02:30:00.000Z' },
    previous: { number: 1, hash: first.hash },
    correction: { kind: 'withdrawal', of: 1, content: null },
  });
  served = await serving(
    await builtSite({
      editions: published.editions,
      defaultGovernment: '81.04',
      now: () => '2026-11-23T03:00:00.000Z',
      onError: (error) => errors.push(error),
    }),
  );
});

afterAll(async () => {
  await served.close();
  published.remove();
});

/** An edition with payments and no budget, in which a hospital reported January alone and its OPD later months. */
function paidAlone({ lines, months, sources, official, days }: EditionContent): Partial<EditionContent> {
  return {
    version: null,
    days: days.filter(({ unit, month }) => unit !== hospital || month === 1),
    lines: lines.filter(({ measure }) => measure === 'realization'),
    months: months.filter(({ measure }) => measure !== 'plan'),
    sources: sources.filter(({ kind }) => kind === 'realization' || kind === 'register').map((source) => ({ ...source, version: null })),
    official: official.filter(({ measure }) => measure === 'realization'),
  };
}

function budgetAlone({ lines, sources, official }: EditionContent): Partial<EditionContent> {
  return {
    basis: null,
    lines: lines.filter(({ measure }) => measure === 'budget'),
    months: [],
    progress: [],
    days: [],
    sources: sources.filter(({ kind }) => kind === 'budget'),
    official: official.filter(({ measure }) => measure === 'budget'),
  };
}

const pages = [
  '/',
  '/opd',
  '/topik',
  '/panduan?langkah=2',
  '/panduan?langkah=5',
  '/topik/kesehatan',
  '/opd?urut=nama',
  '/opd/dinas-kesehatan',
  '/opd/badan-keuangan-daerah',
  '/opd/dinas-kesehatan/1.02.01',
  '/belanja',
  '/belanja/urusan',
  '/belanja/sumber-dana',
  '/belanja/5.1.02',
  '/pendapatan',
  '/pembiayaan',
  '/terbitan',
  '/terbitan/1',
  '/banding-tahun',
  '/perubahan',
  '/perubahan?menurut=jenis',
  '/terbitan/1/perubahan',
  '/asal?ukuran=realisasi&rekening=5',
  '/asal?ukuran=anggaran&rekening=5',
  '/data',
  '/jelajah',
  '/bagikan',
  '/bagikan?isi=opd-dinas-kesehatan',
  '/sematan/anggaran',
  '/sematan/kurva',
  '/sematan/per-seratus-ribu',
  '/sematan/opd/dinas-kesehatan',
  '/sematan/topik/kesehatan',
  '/jelajah?menurut=bulan',
  '/jelajah?menurut=rekening&opd=dinas-kesehatan',
];
const governments = { paid: '', budget: '/p/35.29', none: '/p/19.71' } as const;

/** The texts of a page and its title, without the facts that are on every page. */
async function said(path: string): Promise<string[]> {
  const { status, text } = await served.get(path);
  expect(status, path).toBe(200);
  expect(errors).toEqual([]);
  const head = [/<title>(.*?)<\/title>/s.exec(text)?.[1], /<meta name="description" content="([^"]*)"/.exec(text)?.[1]];
  const body = /<main[^>]*>(.*?)<section class="label-data"/s.exec(text)?.[1] ?? /<main[^>]*>(.*)<\/main>/s.exec(text)?.[1];
  expect(body).toBeDefined();
  return [...head, ...(body ?? '').split(/<[^>]*>/)].flatMap((one) => {
    const text = one?.trim() ?? '';
    return text === '' || noClaim.some((names) => names.test(text)) ? [] : [text];
  });
}

/** Words that presume a budget, or payments. A text may have them if it says that they are missing. */
const ofBudget =
  /\b(?:pagu|anggaran(?:nya)?|rencana(?:nya)?|direncanakan|serapan|diharapkan|melebihi|budgets?|planned|plan|limit|absorption|expected)\b/i;
const ofPayments =
  /\b(?:dibayarkan|membayar(?:kan)?|dibelanjakan|realisasi(?:nya)?|serapan|sudah masuk|belum dilaporkan|melapor|tertinggal|paid|spent|realization|absorption|received|reported|behind)\b/i;
const missing = /belum diterbitkan|tidak ada|belum ada|not published|no data|there are no|holds no/i;
const untrue = (texts: readonly string[], words: RegExp) => texts.filter((text) => words.test(text) && !missing.test(text));
/** Texts about files and names of accounts: they claim nothing about what was planned or paid. */
const noClaim = [
  /^(?:Diterima|Received|The way of a figure: .*|\S+\.xlsx)$/,
  /^Belanja Bantuan Sosial Uang yang Direncanakan kepada Individu$|^Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya/,
];
const both = (path: string) => [path, `/en${path}`];

describe('a year of which only payments are published', () => {
  test.each(pages.flatMap(both))('%s mentions no budget', async (path) => {
    const texts = await said(path);
    expect(untrue(texts, ofBudget)).toEqual([]);
    const body = (await served.get(path)).text.split('<main')[1];
    expect(body).not.toMatch(path.includes('terbitan') ? /bar-(?:over|limit|tick)/ : /bar-(?:over|limit|tick)|class="status/);
  });

  test.each([
    ['/belanja', 'Sudah dibayarkan Rp', 'belanjanya belum diterbitkan'],
    ['/en/belanja', 'paid', 'planned is not published yet'],
    ['/pendapatan', 'Sudah masuk Rp', 'yang diharapkan belum diterbitkan'],
    ['/en/pendapatan', 'received', 'expected is not published yet'],
    ['/opd', '33 OPD dan berapa yang sudah', 'dibayarkan'],
    ['/en/opd', '33 departments and what each has', 'paid'],
    ['/belanja/5.1.02', 'sudah', 'dibayarkan'],
  ])('%s says what was paid', async (path, ...words) => {
    const heading = /<h1>(.*?)<\/h1>/s.exec((await served.get(path)).text)?.[1];
    for (const word of words) expect(heading).toContain(word);
  });

  test('an OPD whose sub-unit reports separately names the day of each', async () => {
    expect((await served.get('/opd/dinas-kesehatan')).text).toMatch(
      /melapor terpisah; tiap bagian dihitung per tanggalnya sendiri: UPTD RSUD Depati Hamzah s\.d\. 31\sJanuari\s\d{4}; Dinas Kesehatan s\.d\. /,
    );
    expect((await served.get('/opd/badan-keuangan-daerah')).text).not.toContain('melapor terpisah');
  });

  test('departments come by what they paid, and the course is in rupiah', async () => {
    const shares = [...(await served.get('/opd')).text.matchAll(/bullet-detail">(\d+),\d%/g)].map(([, whole]) => Number(whole));
    expect(shares.length).toBeGreaterThan(20);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    const home = (await served.get('/')).text;
    expect(home).toContain('OPD yang paling banyak membayar');
    expect(/<svg class="curve".*?<\/svg>/s.exec(home)?.[0]).not.toContain('%</text>');
    expect(home).toMatch(/Sampai 31.Oktober.2026, Rp[\d,]+.miliar sudah dibayarkan/);
  });
});

describe('a year of which only the budget is published', () => {
  test.each(
    pages.filter((path) => !path.includes('bulan')).flatMap((path) => [`${governments.budget}${path}`, `/en${governments.budget}${path}`]),
  )('%s speaks of no payments', async (path) => {
    const texts = await said(path);
    expect(untrue(texts, ofPayments)).toEqual([]);
  });
});

describe('a year of which nothing is left', () => {
  test.each(
    ['/', '/opd', '/belanja', '/belanja/urusan', '/belanja/sumber-dana', '/pendapatan', '/pembiayaan', '/jelajah'].flatMap((path) => [
      `${governments.none}${path}`,
      `/en${governments.none}${path}`,
    ]),
  )('%s states neither, and heads no empty list', async (path) => {
    const texts = await said(path);
    expect([...untrue(texts, ofBudget), ...untrue(texts, ofPayments)]).toEqual([]);
    expect((await served.get(path)).text).not.toMatch(/<(ol|ul|tbody)[^>]*><\/\1>|Rp0/);
  });
});
