import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalCode, isoDate, parseDecimal, regionByCode, toDecimal } from '@sipkadin/budget';
import type { Edition, Reference, UnitNode } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describe as describeAnswer } from '../src/ask/answer/describe.ts';
import { countsOn } from '../src/ask/answer/late.ts';
import type { AskIndex } from '../src/ask/index/ask-index.ts';
import { knownOf } from '../src/ask/index/entries.ts';
import { askIndexOf } from '../src/ask/index/make-index.ts';
import { ask } from '../src/ask/rules/ask.ts';
import { askEn } from '../src/ask/words.en.ts';
import { askId } from '../src/ask/words.id.ts';
import { answerRoutes } from '../src/routes/answer-routes.ts';
import { paths } from '../src/routes/paths.ts';
import type { Site } from '../src/site.ts';
import { builtSite, type Published, publishing } from './published.ts';

/*
 * The lists of the simulated city are real names of OPD, activities and accounts. Every sub kegiatan here has an amount that follows
 * from its place in the list, and one account, so that the right answer to a question is known without the program that is tested.
 */
const lists = join(import.meta.dirname, '..', '..', '..', 'packages', 'demo', 'src', 'lists');

/** Rows of a list: its first column, and another; cells may be quoted. */
function rows(name: string, other = 1): [string, string][] {
  const lines = readFileSync(join(lists, name), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    return [cells[0] ?? '', cells[other] ?? ''];
  });
}

const opd = rows('units.csv').flatMap(([slug, code]) => (code.endsWith('.0000') ? [{ slug, code, name: nameOf(slug) }] : []));
function nameOf(slug: string): string {
  const [, name = ''] = rows('units.csv', 2).find(([key]) => key === slug) ?? [];
  return name;
}
const activities = rows('activities.csv').filter(([code]) => !code.startsWith('X'));
const accounts = rows('accounts.csv').map(([code, name]) => [canonicalCode('account', code) ?? code, name] as const);

/** The OPD that has an activity: whose code names its bidang, the first such. */
const ownerOf = (activity: string) => {
  const bidang = activity.split('.').slice(0, 2).join('.');
  return opd.find(({ code }) => code.startsWith(`${bidang}.`) || code.includes(`.${bidang}.`));
};

const amountOf = (code: string) => BigInt(1000 + activities.findIndex(([own]) => own === code)) * 1_000_000_00n;
const accountAmount = (code: string) => BigInt(1000 + accounts.findIndex(([own]) => own === code)) * 3_000_000_00n;
const figures = (budget: bigint) => ({ budget: toDecimal(budget), realization: toDecimal(budget / 2n), plan: null });
const isSub = ([code]: readonly [string, string]) => code.split('.').length === 6;
const sumOf = (codes: readonly string[], amount: (code: string) => bigint) => codes.reduce((all, code) => all + amount(code), 0n);
const subsWithin = (code: string) => activities.filter(isSub).flatMap(([own]) => (own.startsWith(`${code}.`) || own === code ? [own] : []));
const accountsWithin = (code: string) => accounts.flatMap(([own]) => (own === code || own.startsWith(`${code}.`) ? [own] : []));

const node = (kind: UnitNode['kind'], code: string, name: string, budget: bigint): UnitNode => ({
  ...{ kind, code, name, printed: code, depth: 0, progress: null, lines: 1 },
  ...figures(budget),
});

function nodesOf(slug: string): UnitNode[] {
  const own = activities.filter(([code]) => ownerOf(code)?.slug === slug);
  const kindOf = (code: string) => (({ 3: 'program', 5: 'kegiatan' }) as const)[code.split('.').length as 3 | 5] ?? 'sub';
  return [
    ...own.map(([code, name]) => node(kindOf(code), code, name, sumOf(subsWithin(code), amountOf))),
    // All accounts lie in one OPD: what is asked of an account here is of the whole government.
    ...(slug === 'bakeuda' ? accounts.map(([code, name]) => node('account', code, name, accountAmount(code))) : []),
  ];
}

const ofUnit = (slug: string) =>
  sumOf(
    activities.filter(isSub).flatMap(([code]) => (ownerOf(code)?.slug === slug ? [code] : [])),
    amountOf,
  );
const above = [...new Set(accounts.flatMap(([code]) => [1, 2, 3].map((depth) => code.split('.').slice(0, depth).join('.'))))];

const rsud = '1.02.0.00.0.00.01.0001';
/** Each with an amount of its own. */
const subUnits = [
  [rsud, 'UPTD RSUD Depati Hamzah'],
  ['1.02.0.00.0.00.01.0002', 'Puskesmas Gerunggang'],
  ['1.02.0.00.0.00.01.0003', 'Puskesmas Pangkal Balam'],
  ['7.01.0.00.0.00.06.0001', 'Kelurahan Air Itam'],
  ['7.01.0.00.0.00.06.0002', 'Kelurahan Pasar Padi'],
  ['7.01.0.00.0.00.06.0003', 'Kelurahan Air Salemba'],
  ['7.01.0.00.0.00.06.0004', 'Kelurahan Masjid Jamik'],
  ['1.02.0.00.0.00.01.0004', 'UPTD Laboratorium Kesehatan Semabung Baru'],
  ['1.02.0.00.0.00.01.0005', 'UPTD Gudang Farmasi Semabung Baru'],
].map(([code = '', name = ''], at) => ({ code, name, opd: code.replace(/\d{4}$/, '0000'), budget: BigInt(at + 1) * 5_000_000_00n }));
const nameOfAccount = (code: string) => accounts.find(([own]) => own === code)?.[1] ?? '';
const medicine = ['5.1.02.01.001.00037'];

const contracts = rows('contracts.csv', 4).map(([slug, object], at) => ({
  ...{ source: 'w', unit: opd.find((unit) => unit.slug === slug)?.code ?? '', activity: '', sheet: '', row: at, object },
  ...{ provider: (rows('contracts.csv', 6)[at]?.[1] ?? '').replace(' (simulasi)', ''), value: `${at + 1}000000.00`, paid: null },
}));

/** As much of an edition as questions are answered from. */
const edition = {
  units: () =>
    opd.map((unit) => ({
      ...{ ...unit, ...figures(ofUnit(unit.slug)), treasury: { budget: null, realization: null, plan: null } },
      ...{ versions: {}, status: 'reported', lastAsOf: '2026-10-31' },
    })),
  unit: (slug: string) => ({ unit: { name: slug }, accounts: [], nodes: nodesOf(slug) }),
  summary: () => ({
    accounts: above.map((code) => ({ code, name: code, versions: {}, ...figures(sumOf(accountsWithin(code), accountAmount)) })),
  }),
  functions: () => rows('bidang.csv').map(([code, name]) => ({ code, name, ...figures(sumOf(subsWithin(code), amountOf)) })),
  funds: () => rows('funds.csv').map(([code, name]) => ({ code, name, ...figures(700n) })),
  names: () => [],
  works: () => [{ id: 'w', asOf: '2026-10-31' }],
  contracts: () => contracts,
  subUnits: () => subUnits.map(({ budget, ...unit }) => ({ ...unit, slug: unit.code, lastAsOf: null, ...figures(budget) })),
  subUnit: (slug: string) => ({
    ...{ unit: { name: slug }, accounts: [] },
    nodes: slug === rsud ? medicine.map((code) => node('account', code, nameOfAccount(code), 77_00n)) : [],
  }),
  manifest: {
    government: { code: '19.71', name: 'Kota Pangkalpinang' },
    ...{ year: 2026, asOf: '2026-10-31', audited: false, version: 'perubahan', versions: ['murni', 'perubahan'], basis: 'lra' },
    population: { people: 200_000, year: 2025, source: 'Dukcapil' },
  },
} as unknown as Edition;

const allRegions = Array.from({ length: 8600 }, (_, at) => {
  const [province, part] = [11 + Math.floor(at / 100), at % 100];
  return regionByCode(part === 0 ? String(province) : `${province}.${String(part).padStart(2, '0')}`);
}).filter((region) => region !== undefined);

/** Every region of the country, with an amount that follows from its place in the list; the table lacks one. */
const reference = {
  hash: 'r',
  content: {
    sources: [{ kind: 'budgets', publisher: 'DJPK', fileName: 'x', fileHash: '', day: '2023-05-12' }],
    regions: allRegions,
    budgets: {
      year: 2023,
      of: new Map(
        allRegions
          .filter(({ code }) => code !== '31.71')
          .map(({ code }, at) => [code, new Map([['5.1.01', BigInt(at + 1) * 1_000_000_000_00n]])]),
      ),
    },
  },
} as unknown as Reference;

/** As a browser gets it. */
const index = JSON.parse(JSON.stringify(askIndexOf(edition, reference))) as AskIndex;

const questions = readFileSync(join(import.meta.dirname, 'ask-questions.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [expected = '', all = ''] = line.split(';');
    return all.split('|').map((question) => ({ question, expected }));
  });

function answered(question: string): string {
  const answer = ask(index, question);
  const each = answer.isPerResident ? ' each' : '';
  if (answer.kind === 'figure') {
    const { entry, account, places } = answer.found;
    if (entry.kind === 'contract' || entry.kind === 'company') return `${entry.kind} ${entry.name}`;
    if (account !== undefined) return `${entry.kind} ${account.code} in ${entry.code}`;
    return places === undefined ? `${entry.kind} ${entry.code}${each}` : `${entry.kind} x${places}`;
  }
  if (answer.kind === 'several') return 'several';
  if (answer.kind === 'region') return `region ${answer.regions.map(({ code }) => code).join('+')}${answer.isWhole ? '' : ' other'}`;
  if (answer.kind === 'none') return answer.why === 'words' ? 'none' : `none ${answer.why}`;
  return answer.kind === 'page' ? `page ${answer.topic}` : answer.kind === 'term' ? `term ${answer.slug}` : answer.kind;
}

/** Texts that are no questions. */
const hostile = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  '\u0000\u202e',
  '%',
  '"',
  '💰',
  'a'.repeat(5000),
];

test('at least 300 questions in both languages: each gets its answer, and what is not in the data is said to be missing', () => {
  expect(questions.length).toBeGreaterThanOrEqual(300);
  const wrong = questions.flatMap(({ question, expected }) =>
    answered(question) === expected ? [] : [`${question}: ${answered(question)}, not ${expected}`],
  );
  const missing = questions.filter(({ expected }) => expected.startsWith('none')).length;
  process.stdout.write(
    `${questions.length} questions: ${questions.length - missing - wrong.length} right, ${missing} said not known, ${wrong.length} wrong
`,
  );
  expect(wrong).toEqual([]);
});

describe('the same question on the server without script, and by the code and the index of the browser', () => {
  const now = () => '2026-11-23T03:00:00.000Z';
  let published: Published;
  let site: Site;
  beforeAll(async () => {
    published = publishing();
    await published.publish(sampleContent());
    await published.publishReference();
    site = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now });
  });
  afterAll(() => published.remove());

  const textOf = async (address: string) => (await site.answer(address))?.bytes.toString('utf8') ?? '';

  test('an answer to a question with several years says which one it is about', async () => {
    expect(await textOf('/cari?cari=gaji+2025+dan+2026')).toContain(
      'Anda menyebut beberapa tahun; jawaban di bawah ini hanya tentang 2026.',
    );
    expect(await textOf('/cari?cari=2025+dibanding+2026')).not.toContain('beberapa tahun;');
  });

  test('a question about another region has its own figure with year, day and source, a link to its comparison, and none of this edition', async () => {
    const page = await textOf('/cari?cari=anggaran+kota+bandung+2026');
    // 2,591,763 residents of Dukcapil's list, and Rp2,779,134.12 each of the table: by a calculator.
    expect(plainText(/<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1]).replaceAll('\u00a0', ' ')).toBe(
      'Kota Bandung: belanja Rp7,20 triliun dalam APBD 2023 (anggaran murni, bukan realisasi; tabel DJPK, Kementerian Keuangan, keadaan 12 Mei 2023).',
    );
    expect(page).toContain('href="/banding/32.73"');
    expect(page).toContain('href="/banding?dengan=32.73"');
    expect(page).toContain('Anda menyebut 2026; anggaran di tabel ini dari 2023.');
    expect(page).not.toContain('jawaban di bawah ini tentang 2026');
    expect(page).not.toContain('/asal?');
    expect(await textOf('/en/cari?cari=bandung')).toMatch(/2 regions have that name\..*Kabupaten Bandung.*Kota Bandung/s);
    expect(await textOf('/cari?cari=gaji+guru+kota+bandung')).toContain('Yang Anda tanyakan tentang Kota Bandung tidak dijawab di sini.');
  });

  test('has the same answer, to the amount and the links', async () => {
    const asked = [...questions.map(({ question }) => question), ...hostile];
    for (const language of ['id', 'en'] as const) {
      const prefix = language === 'id' ? '' : '/en';
      const address = /data-index="([^"]+)"/.exec(await textOf(`${prefix}/cari`))?.[1] ?? '';
      const own = JSON.parse(await textOf(address)) as AskIndex;
      const links = paths(answerRoutes, { base: '', language, government: undefined, year: undefined, edition: undefined });
      const counts = countsOn(own, isoDate('2026-11-23'));
      const speaking = { w: (language === 'id' ? askId : askEn).ask, language, paths: links, counts };
      // Every other one in each language. Of longer ones, and of nothing, the address has nothing.
      for (const question of asked.filter((text, at) => (at % 2 === 0) === (language === 'id') && text.length <= 100 && text !== '')) {
        const page = await textOf(`${prefix}/cari?cari=${encodeURIComponent(question)}`);
        const described = describeAnswer(knownOf(own), ask(own, question), speaking, question);
        expect(plainText(/<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1]), question).toBe(described.title);
        for (const { href } of [...described.links, ...described.topics, ...(described.list?.rows ?? [])])
          expect(page.includes(`href="${href.replaceAll('&', '&amp;')}"`), `${question} ${href}`).toBe(true);
      }
    }
  });
});

/** The text of a heading, in which names may be marked as Indonesian. */
const plainText = (html = '') =>
  html
    .replace(/<\/?span[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" })[name] ?? '');

/** What must be answered, from the lists alone. */
function amountExpected(expected: string): bigint {
  const [kind = '', code = '', inside, place] = expected.split(' ');
  const named = expected.slice(kind.length + 1);
  const valued = (isAsked: (one: (typeof contracts)[number]) => boolean) =>
    contracts.reduce((all, one) => all + (isAsked(one) ? (parseDecimal(one.value) ?? 0n) : 0n), 0n);
  if (kind === 'contract') return valued(({ object }) => object === named);
  if (kind === 'company') return valued(({ provider }) => provider === named);
  if (inside === 'in') return place === rsud ? 77_00n : sumOf(accountsWithin(code), accountAmount);
  if (kind === 'account' || kind === 'akun') return sumOf(accountsWithin(code), accountAmount);
  if (kind === 'unit') return ofUnit(opd.find((unit) => unit.code === code)?.slug ?? '');
  if (kind === 'subUnit')
    return sumOf(
      subUnits.filter((one) => (code === 'x2' ? one.name.startsWith('Puskesmas') : one.code === code)).map((one) => one.code),
      ofSubUnit,
    );
  return sumOf(subsWithin(code), amountOf);
}
const ofSubUnit = (code: string) => subUnits.find((one) => one.code === code)?.budget ?? 0n;

test('the amount of an answer is the sum of what lies within it', () => {
  for (const { question, expected } of questions) {
    const answer = ask(index, question);
    if (answer.kind !== 'figure') continue;
    const amount = amountExpected(expected);
    expect(answer.found.money.budget, question).toBe(amount);
    if (!/^(?:contract|company)/.test(expected)) expect(answer.found.money.realization, question).toBe(amount / 2n);
  }
});

test('an account within an OPD is found by both names together, and counts that OPD alone', () => {
  const answer = ask(index, 'gaji badan keuangan daerah');
  expect(answer).toMatchObject({
    kind: 'figure',
    found: { entry: { kind: 'unit', code: '5.02.0.00.0.00.01.0000' }, account: { code: '5.1.01' } },
  });
  expect(ask(index, 'gaji dinas kesehatan').kind).toBe('none');
});

test('a year is read from the question and names no subject', () => {
  expect(ask(index, 'how much for roads in 2025')).toMatchObject({ kind: 'figure', years: [2025] });
  expect(ask(index, '2025')).toMatchObject({ kind: 'none', years: [2025] });
});

test('no text makes it fail', () => {
  for (const text of [...hostile, ...hostile.map((one) => `jalan ${one} kesehatan`), 'jalan '.repeat(2000), '٢٠٢٥', 'ＰＵＰＲ'])
    expect(['figure', 'page', 'none', 'empty'], text.slice(0, 40)).toContain(ask(index, text).kind);
  // Another way of writing the same letters.
  expect(answered('ＰＵＰＲ')).toBe('unit 1.03.0.00.0.00.01.0000');
});
