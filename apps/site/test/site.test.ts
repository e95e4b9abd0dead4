import { createHash } from 'node:crypto';
import { fiscalYear, isWithin, parseDecimal } from '@sipkadin/budget';
import type { EditionContent, PublishedLine } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { formatRatio } from '@sipkadin/ui';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topics } from '../src/pages/topics/rules.ts';
import { topicSum } from '../src/pages/topics/sums.ts';
import { paths } from '../src/routes/paths.ts';
import { type RouteName, table } from '../src/routes/table.ts';
import type { Site } from '../src/site.ts';
import { builtSite, inRowsOfMonths, type Published, publishing, serving } from './published.ts';

const now = () => '2026-11-23T03:00:00.000Z';
let published: Published;
let built: Site;
let site: Awaited<ReturnType<typeof serving>>;
const errors: unknown[] = [];
let content: EditionContent;

beforeAll(async () => {
  published = publishing();
  content = inRowsOfMonths(sampleContent());
  await published.publish(content);
  await published.publishReference();
  built = await builtSite({
    ...{
      editions: published.editions,
      defaultGovernment: '19.71',
      publicKey: 'PEM',
      siteAddress: 'https://keuangan.pangkalpinangkota.go.id',
      now,
    },
    onError: (error) => errors.push(error),
  });
  site = await serving(built);
});

afterAll(async () => {
  await site.close();
  published.remove();
});

/** A sub-unit, and an activity that the sub-unit has a part of. */
const hospital = '/opd/dinas-kesehatan/unit/uptd-rsud-depati-hamzah';
const service = '/opd/dinas-kesehatan/1.02.01.2.08.0002';

const pages = [
  '/',
  '/opd',
  '/opd/dinas-kesehatan',
  '/opd/dinas-perhubungan',
  '/topik',
  '/topik/jalan',
  '/topik/1.03',
  hospital,
  service,
  '/belanja',
  '/belanja/urusan',
  '/belanja/sumber-dana',
  '/belanja/5.1.02',
  '/pendapatan',
  '/pembiayaan',
  '/terbitan',
  '/terbitan/1',
  '/asal',
  '/asal?ukuran=realisasi&rekening=5',
  '/cari',
  '/cari?cari=dinas%20kesehatan',
  '/banding-tahun',
  '/perubahan',
  '/perubahan?menurut=jenis',
  '/opd/dinas-kesehatan/tahun',
  '/terbitan/1/perubahan',
  '/istilah',
  '/istilah?cari=kas',
  '/panduan',
  '/panduan?langkah=3',
  '/panduan?langkah=5',
  '/tentang',
  '/data',
  '/periksa',
  '/tanya',
  '/tanya/angka',
  '/tanya/angka?opd=dinas-kesehatan',
  '/dokumen',
  '/banding',
  '/jelajah',
  '/bagikan',
  '/bagikan?isi=opd-dinas-kesehatan',
  '/sematan/anggaran',
  '/sematan/kurva',
  '/sematan/per-seratus-ribu',
  '/sematan/opd/dinas-kesehatan',
  '/sematan/topik/kesehatan',
  '/jelajah?menurut=bulan&opd=dinas-kesehatan',
];

test('an OPD’s notes and contracts stand on its page and on that of their activity, as plain text, and what is told of it by name', async () => {
  const [note] = content.further?.notes ?? [];
  const [edition] = [published.editions.latest('19.71', fiscalYear(2026))];
  const unit = edition?.units().find(({ code }) => code === note?.unit);
  const markup = /<script(?! type="(?:module" src="\/aset\/|application\/ld\+json">\{"@context":"[^<]*<\/script>))/;
  for (const path of [`/opd/${unit?.slug}`, `/opd/${unit?.slug}/${note?.activity}`, `/en/opd/${unit?.slug}`]) {
    const { status, text } = await site.get(path);
    expect(status, path).toBe(200);
    expect(markup.test(text), path).toBe(false);
    for (const told of [
      'Sertifikat belum balik nama =cmd|calc;=1+1 &lt;script&gt;',
      'Kepala Bidang Bina Marga',
      'obstacle.xlsx',
      'CV Karya Bangka',
    ])
      expect(text.includes(told), `${path} ${told}`).toBe(true);
    // The sum names what it is of; the day is that of the report.
    expect(/2 kontrak bernilai Rp1,24.miliar; Rp359,6.juta|2 contracts worth Rp1\.24.billion; Rp359\.6.million/.test(text), path).toBe(
      true,
    );
    expect(/31.Oktober.2026|31.October.2026/.test(text), path).toBe(true);
  }
  const other = edition?.units().find(({ code, slug }) => code !== note?.unit && slug !== '_kota');
  expect(/Penjelasan OPD/.test((await site.get(`/opd/${other?.slug}`)).text)).toBe(false);
  const sources = (await site.get('/terbitan/1')).text;
  expect(sources.includes(`${edition?.units().find(({ code }) => code === note?.unit)?.name}`)).toBe(true);
  expect(/1 dari 1 jumlah tidak cocok/.test(sources)).toBe(true);
  expect(/Sheet1 V12: tertulis 1\.000, dibaca 10\.000/.test(sources)).toBe(true);
});

describe('every page', () => {
  test.each([...pages, ...pages.map((page) => `/en${page}`)])(
    '%s renders completely, in its language, and states that its figures are simulated',
    async (path) => {
      const { status, headers, text } = await site.get(path);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(text).toContain(`<html lang="${path.startsWith('/en') ? 'en' : 'id'}">`);
      expect(text.match(/<h1/g)).toHaveLength(1);
      expect(text).toContain('class="simulated"');
      expect(text).not.toMatch(/undefined|\[object|NaN|Infinity|>null</);
      expect(text).not.toMatch(/Rp /);
      expect(errors).toEqual([]);
    },
  );

  test('the content security policy allows the style of the page by hash, scripts of the site alone and no frame', async () => {
    const { headers, text } = await site.get('/');
    const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    const scripts = [...text.matchAll(/<script.*?<\/script>/gs)].map(([tag]) => tag);
    expect(scripts).toEqual(
      ['ask', 'page'].map(
        (entry) => expect.stringMatching(`^<script type="module" src="/aset/entry-${entry}-[\\w-]+\\.js"></script>$`) as string,
      ),
    );
    expect(text).not.toMatch(/ style="| on[a-z]+="/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('the table of routes', () => {
  const state = { base: '', language: 'id', government: undefined, year: undefined, edition: undefined } as const;

  test('every route answers with one of its media types, the same without HTTP as with it', async () => {
    const detail = published.editions.latest('19.71', fiscalYear(2026))?.unit('dinas-kesehatan');
    const assets = /href="\/aset\/([^"]+)"/.exec((await site.get('/')).text)?.[1] ?? '';
    const values = {
      ...{
        unit: 'dinas-kesehatan',
        topic: 'jalan',
        embed: 'kurva',
        subUnit: hospital.split('/').at(-1) ?? '',
        activity: detail?.nodes[0]?.code ?? '',
        account: '5.1.02',
        edition: 1,
        year: fiscalYear(2026),
        region: '19.71',
      },
      ...{ file: 'summary.json', answer: 'summary', asset: assets, log: 'checkpoint', measure: 'budget' as const },
      index: /data-index="[^"]*\/([^"/]+)"/.exec((await site.get('/')).text)?.[1] ?? '',
    };
    const files: Partial<Record<RouteName, string>> = { regionsCsv: 'anggaran-2023.csv', referenceFile: 'years.csv' };
    const links = paths(table, state);
    for (const name of Object.keys(table) as RouteName[]) {
      const link = links[name] as (of: typeof values) => string;
      const of = { ...values, file: files[name] ?? values.file };
      // These are there for long lists, for data files, for several governments, for a register and for unknown addresses alone; their own tests have them.
      if (['sitemapPart', 'fiscal', 'governments', 'register', 'apiUnknown'].includes(name)) continue;
      const further: Partial<Record<RouteName, string>> = { api: '/byUnit', oembed: '?url=https://keuangan.pangkalpinangkota.go.id/' };
      const address = `${link(of)}${further[name] ?? ''}`;
      const response = await built.answer(address, { acceptEncoding: 'br' });
      expect(response?.status, address).toBe(200);
      const at = response?.headers.indexOf('Content-Type') ?? -1;
      expect(table[name].media, address).toContain(response?.headers[at + 1]);
      const overHttp = await site.get(address, { 'accept-encoding': 'br' });
      expect([overHttp.status, overHttp.body.equals(response?.bytes ?? Buffer.alloc(0))], address).toEqual([200, true]);
    }
    expect(await built.answer('/kerja')).toBeUndefined();
  });
});

describe('figures', () => {
  test('every linked amount leads to lines that add up to exactly that amount', async () => {
    const found = new Map<string, string>();
    for (const path of [
      '/',
      '/opd',
      '/opd/dinas-kesehatan',
      '/opd/badan-keuangan-daerah',
      ...topics.map(({ slug }) => `/topik/${slug}`),
      hospital,
      service,
      '/belanja',
      '/belanja/urusan',
      '/belanja/sumber-dana',
      '/pendapatan',
      '/pembiayaan',
      '/jelajah?menurut=rekening',
      '/cari?cari=kesehatan',
      '/cari?cari=kecamatan',
      '/cari?cari=gaji',
    ]) {
      const { text } = await site.get(path);
      for (const [, href = '', title = ''] of text.matchAll(/<a class="amount" href="([^"]+)" title="([^"]+?): /g))
        found.set(href.replaceAll('&amp;', '&'), title);
    }
    expect(found.size).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const [href, amount] of found) {
      const { text } = await site.get(href);
      const stated = /<strong>(−?Rp[^<]*)<\/strong>/.exec(text)?.[1];
      // A zero may have no lines; the page then states that there are none.
      if (stated !== amount && !(amount === 'Rp0' && stated === undefined)) wrong.push(`${href}: ${amount} ≠ ${stated}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a topic is the sum of the lines that fulfil one of its rules, each counted once', () => {
    const edition = published.editions.latest('19.71', fiscalYear(2026));
    if (edition === undefined) throw new Error('nothing is published');
    const { version } = edition.manifest;
    const lines = edition.units().flatMap(({ slug }) => edition.lines(slug) ?? []);
    for (const topic of topics) {
      const fulfils = (line: PublishedLine) =>
        line.account.startsWith('5') &&
        topic.rules.some((rule) =>
          rule.activity === undefined ? isWithin(line.account, rule.account) : isWithin(line.activity, rule.activity),
        );
      const of = (measure: string) =>
        lines.filter((line) => line.measure === measure && (measure === 'realization' || line.version === version) && fulfils(line));
      const { whole, parts } = topicSum(edition, topic);
      for (const measure of ['budget', 'realization'] as const) {
        const sum = of(measure).reduce((all, { amount }) => all + (parseDecimal(amount) ?? 0n), 0n);
        expect(whole[measure] ?? 0n, `${topic.slug} ${measure}`).toBe(sum);
        expect(parts.reduce((all, part) => all + (part.money[measure] ?? 0n), 0n)).toBe(sum);
      }
    }
  });

  test('sub-units and the named rest of their OPD add up to it, to the sen', async () => {
    const { text } = await site.get('/opd/dinas-kesehatan');
    const [, list = ''] = /<section id="sub-unit">(.*?)<\/section>/s.exec(text) ?? [];
    const edition = published.editions.latest('19.71', fiscalYear(2026));
    const opd = edition?.unit('dinas-kesehatan')?.unit;
    for (const [ukuran, total] of [
      ['anggaran', opd?.budget],
      ['realisasi', opd?.realization],
    ] as const) {
      const amounts = [...list.matchAll(new RegExp(`href="/asal\\?ukuran=${ukuran}&amp;[^"]*" title="Rp([^:]+):`, 'g'))].map(
        ([, amount = '']) => parseDecimal(amount.replaceAll('.', '').replace(',', '.')),
      );
      expect(amounts.length).toBe(2);
      expect(amounts.reduce((all: bigint, amount) => all + (amount ?? 0n), 0n)).toBe(parseDecimal(total ?? ''));
    }
    expect(list).toMatch(/Dinas Kesehatan, di luar sub unitnya/);
    // A sub-unit has no page within another OPD.
    expect((await site.get(hospital.replace('dinas-kesehatan', 'dinas-perhubungan'))).status).toBe(404);
  });

  test('an origin names file, sheet, cell, dates, statement and edition', async () => {
    const { text } = await site.get('/asal?ukuran=realisasi&opd=dinas-kesehatan&rekening=5.1');
    const line = content.lines.find(
      ({ measure, unit, account }) => measure === 'realization' && unit.startsWith('1.02.0.00.0.00.01.') && account.startsWith('5.1'),
    );
    const source = content.sources.find(({ id }) => id === line?.source);
    expect(text).toContain(`${line?.sheet}!${line?.column}${line?.row}`);
    expect(text).toContain(source?.fileName);
    expect(text).toContain(source?.fileHash);
    expect(text).toContain(source?.id);
    expect(text).toContain(published.editions.latest('19.71', fiscalYear(2026))?.hash);
  });

  test('an address that names no account never adds revenue, spending and financing into one sum', async () => {
    for (const query of ['', '?ukuran=anggaran', '?rekening=9.9.9']) {
      const { status, text } = await site.get(`/asal${query}`);
      expect(status).toBe(200);
      expect(text.includes('class="formula"')).toBe(false);
    }
    // One OPD that only spends: the akun follows from its lines, and is named.
    const { text: spent } = await site.get('/asal?opd=dinas-kesehatan');
    expect(spent.replace(/<[^>]+>/g, '').includes('Dinas Kesehatan · Belanja')).toBe(true);
    const { text } = await site.get('/asal?ukuran=anggaran');
    expect(text.includes('Pendapatan, belanja, dan pembiayaan tidak dijumlahkan')).toBe(true);
    expect([...text.matchAll(/href="\/asal\?ukuran=anggaran&amp;rekening=(\d)"/g)].map(([, akun]) => akun)).toEqual(['4', '5', '6']);
  });

  test("a plan's origin has one entry for each uploaded row, with its months and the day it counts to", async () => {
    const { text } = await site.get('/asal?ukuran=rencana&opd=dinas-kesehatan&rekening=5.1.02.01.001.00024');
    const plan = content.lines.filter(
      ({ measure, unit, account, month }) =>
        measure === 'plan' && unit.startsWith('1.02.0.00.0.00.01.') && account === '5.1.02.01.001.00024' && Number(month) <= 10,
    );
    const rows = new Set(plan.map(({ row }) => row));
    expect(plan.length).toBe(rows.size * 10);
    const unit = published.editions.latest('19.71', fiscalYear(2026))?.unit('dinas-kesehatan');
    expect(unit?.unit.lastAsOf).toBe('2026-10-31');
    expect(text).toContain('Rencana kas s.d. 31\u00a0Oktober\u00a02026');
    expect(text).toContain(`Σ ${plan.length} sel dalam ${rows.size} baris, 1 berkas = `);
    const shown = [...text.matchAll(/<code class="cell">([^<]+)<\/code><span class="months"> ([^<]+)</g)];
    expect(shown.map(([, cells, months]) => [cells, months])).toEqual([...rows].map((row) => [`Sheet1!I${row}–R${row}`, 'Jan–Okt']));
  });

  test('zero, no data and not reported look different', async () => {
    const { text } = await site.get('/opd');
    const silent =
      /<li><span class="bullet-name"><a href="\/opd\/[^"]+">[^<]+<\/a><\/span><span class="bullet-value">– <span class="sr">belum dilaporkan<\/span>.*?<\/li>/s.exec(
        text,
      )?.[0];
    expect(silent).toContain('class="bar hatch"');
    expect(silent).toContain('Belum dilaporkan');
    const { text: funds } = await site.get('/opd/dinas-perhubungan');
    expect(funds).toContain('Itu bukan berarti Rp0');
    const { text: table } = await site.get('/jelajah?menurut=bulan');
    expect(table).toContain('belum dilaporkan');
  });

  test('the gap of the whole is that of what has a plan, and the rest is named', async () => {
    const edition = published.editions.latest('19.71', fiscalYear(2026));
    const sen = (text: string | null) => (text === null ? undefined : parseDecimal(text));
    // Each OPD without its treasury items, and these as parts of their own.
    const parts = (edition?.units() ?? []).flatMap(({ treasury, ...whole }) => {
      const [paid, plan] = [sen(whole.realization), sen(whole.plan)];
      const [itemsPaid, itemsPlan] = [sen(treasury.realization), sen(treasury.plan)];
      return [
        {
          paid: paid === undefined ? undefined : paid - (itemsPaid ?? 0n),
          plan: plan === undefined ? undefined : plan - (itemsPlan ?? 0n),
        },
        { paid: itemsPaid, plan: itemsPlan },
      ];
    });
    const compared = parts.flatMap(({ paid, plan }) => (paid === undefined || plan === undefined ? [] : [paid - plan]));
    const left = parts.filter(({ paid, plan }) => paid !== undefined && paid !== 0n && plan === undefined);
    const budget = parseDecimal(edition?.summary().accounts.find(({ code }) => code === '5')?.budget ?? '') ?? 0n;
    const gap = Number(compared.reduce((all, one) => all + one, 0n) * 1000n) / Number(budget);
    expect(left).toHaveLength(2);
    const { text } = await site.get('/');
    expect(text).toContain('1 OPD dan pos PPKD tanpa rencana kas: Rp');
    // What is compared, as a share of the same budget as the gap.
    const paid = parts.reduce((all, one) => all + (one.plan === undefined ? 0n : (one.paid ?? 0n)), 0n);
    expect(text.replaceAll('\u00a0', ' ')).toContain(`Tanpa itu, ${formatRatio(paid, budget, 'id')} dari seluruh anggaran`);
    const shown = /terhadap rencana kas sampai [^:]+: ([−+]?)([\d,]+) poin/.exec(text.replaceAll('\u00a0', ' ')) ?? [];
    expect(Math.abs(Number(`${shown[1] === '−' ? '-' : ''}${shown[2]?.replace(',', '.')}`) * 10 - gap)).toBeLessThanOrEqual(0.51);
    // The table of the course on Jelajah has the same gap in its last month.
    const { text: explored } = await site.get('/jelajah?menurut=bulan');
    const october = /Oktober<.*?<\/tr>/s.exec(explored)?.[0].replaceAll('\u00a0', ' ') ?? '';
    expect(october).toContain(`${shown[1]}${shown[2]} poin`);
  });

  test('where an OPD is called behind, its published note stands beside it, or that it has none', async () => {
    for (const path of ['/', '/opd']) {
      const { text } = await site.get(path);
      const rows = text.split('<li>').filter((row) => row.includes('class="behind"'));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => !/class="why">(Kata OPD: |OPD belum menerbitkan penjelasan)/.test(row))).toEqual([]);
    }
  });

  test('OPD can be sorted and searched, and treasury items are listed separately', async () => {
    const order = async (path: string) =>
      [...((await site.get(path)).text.split('Pos bendahara')[0]?.matchAll(/bullet-name"><a href="\/opd\/([^"?]+)/g) ?? [])].map(
        ([, slug]) => slug,
      );
    expect((await order('/opd')).length).toBe(34);
    expect(await order('/opd?urut=nama')).toEqual([...(await order('/opd?urut=nama'))].toSorted((a = '', b = '') => a.localeCompare(b)));
    expect(await order('/opd?cari=kecamatan')).toHaveLength(7);
    expect((await order('/opd?urut=-anggaran'))[0]).toBe('dinas-pendidikan-dan-kebudayaan');
    expect((await site.get('/opd')).text).toContain('Pos bendahara umum daerah');
  });
});
