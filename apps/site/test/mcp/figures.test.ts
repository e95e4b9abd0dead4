import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import type { Edition, EditionContent, MonthRow, PublishedLine, UnitRow } from '@sipkadin/edition';
import { sampleContent } from '@sipkadin/edition/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSite, type Published, publishing, serving } from '../published.ts';
import { type Arguments, askingAt, type Value } from './asking.ts';

let published: Published;
let site: Awaited<ReturnType<typeof serving>>;
let asking: Awaited<ReturnType<typeof askingAt>>;
let first: Edition;
const errors: unknown[] = [];
const answered = (name: string, given: Arguments) => asking.answered(name, given);
const refused = (name: string, given: Arguments) => asking.refused(name, given);

/** The sample a year earlier, recorded on another basis. */
function yearBefore(): EditionContent {
  const content = sampleContent(1, { units: 3 });
  const days = content.days.map((day) => ({ ...day, asOf: isoDate(day.asOf.replace('2026', '2025')) }));
  return { ...content, days, year: fiscalYear(2025), asOf: isoDate('2025-10-31'), basis: 'lra' };
}

beforeAll(async () => {
  published = publishing();
  const content = sampleContent(1, { units: 12 });
  first = await published.publish(content);
  await published.publish({ ...sampleContent(1, { units: 3 }), number: 2, previous: { number: 1, hash: first.hash } });
  await published.publish(yearBefore());
  await published.publish({ ...sampleContent(3, { units: 2 }), government: { code: '19.02', name: 'Kabupaten Belitung' } });
  const now = () => '2026-11-23T03:00:00.000Z';
  const built = await builtSite({ editions: published.editions, defaultGovernment: '19.71', now, onError: (error) => errors.push(error) });
  site = await serving(built);
  asking = await askingAt(site.base, 'auto');
  // One folder for each OPD, with a file for each statement.
  lines = readdirSync(join(first.dir, 'lines')).flatMap((unit) =>
    readdirSync(join(first.dir, 'lines', unit)).flatMap((name) =>
      name.endsWith('.json') ? (json(`lines/${unit}/${name}`) as PublishedLine[]).map((line) => [unit, line] as const) : [],
    ),
  );
});
afterAll(async () => {
  await asking.client.close();
  await site.close();
  published.remove();
});

const json = (file: string): unknown => JSON.parse(readFileSync(join(first.dir, file), 'utf8'));
const sen = (text: string | null) => (text === null ? null : String(BigInt(text.replace('.', ''))));
const own = { edition: 1, year: 2026 };

let lines: (readonly [slug: string, line: PublishedLine])[] = [];

/** Sum of the lines on the disk; null where there is none. */
function summed(isOf: (line: PublishedLine, slug: string) => boolean): string | null {
  let sum: bigint | null = null;
  for (const [slug, line] of lines)
    if (isOf(line, slug)) sum = (sum ?? 0n) + BigInt(line.amount.replace('.', '')) * (line.account.startsWith('6.2') ? -1n : 1n);
  return sum === null ? null : String(sum);
}

describe('figures', () => {
  test('fifty figures are those of the files of the edition', async () => {
    const units = json('units.json') as UnitRow[];
    const months = json('months.json') as MonthRow[];
    const education = units.find(({ slug }) => slug === 'dinas-pendidikan-dan-kebudayaan');
    const hospital = (json('subunits.json') as { slug: string; code: string }[]).find(({ code }) => code.endsWith('.0001'));
    const isIn = (code: string, above: string) => code === above || code.startsWith(`${above}.`);
    const of = (measure: string, version: string | null) => (line: PublishedLine) => line.measure === measure && line.version === version;
    const [budget, murni, paid] = [of('budget', 'perubahan'), of('budget', 'murni'), of('realization', null)];
    const questions: [Arguments, string | null][] = [];
    for (const { slug } of units) {
      const isSpending = (line: PublishedLine, from: string) => from === slug && line.account.startsWith('5');
      questions.push([{ id: `opd:${slug}`, measure: 'budget' }, summed((line, from) => isSpending(line, from) && budget(line))]);
      questions.push([{ id: `opd:${slug}`, measure: 'realization' }, summed((line, from) => isSpending(line, from) && paid(line))]);
    }
    for (const account of ['4', '5', '6.1', '5.1', '5.2', '5.1.02', '5.1.02.02.001.00060'])
      questions.push(
        [{ id: `rekening:${account}`, measure: 'budget' }, summed((line) => isIn(line.account, account) && budget(line))],
        [{ id: `rekening:${account}`, measure: 'realization' }, summed((line) => isIn(line.account, account) && paid(line))],
        [{ id: `rekening:${account}`, measure: 'budget', version: 'murni' }, summed((line) => isIn(line.account, account) && murni(line))],
      );
    const health = (line: PublishedLine, from: string) => from === 'dinas-kesehatan' && line.account.startsWith('5');
    questions.push(
      // Of financing, what is paid is taken off what is received.
      [{ id: 'rekening:6', measure: 'budget' }, summed((line) => line.account.startsWith('6') && budget(line))],
      [
        { id: 'kegiatan:1.02', measure: 'budget' },
        summed((line) => isIn(line.activity, '1.02') && line.account.startsWith('5') && budget(line)),
      ],
      [{ id: 'dana:1.1', measure: 'realization' }, summed((line) => line.fund === '1.1' && line.account.startsWith('5') && paid(line))],
      [
        { id: 'opd:dinas-kesehatan/kegiatan:1.02.01', measure: 'budget' },
        summed((line, from) => health(line, from) && isIn(line.activity, '1.02.01') && budget(line)),
      ],
      [
        { id: 'opd:dinas-kesehatan/kegiatan:1.02.01', measure: 'budget', version: 'murni' },
        summed((line, from) => health(line, from) && isIn(line.activity, '1.02.01') && murni(line)),
      ],
      [
        { id: 'opd:dinas-kesehatan/rekening:5.1.02', measure: 'realization' },
        summed((line, from) => health(line, from) && isIn(line.account, '5.1.02') && paid(line)),
      ],
      [
        { id: `opd:dinas-kesehatan/unit:${hospital?.slug}`, measure: 'realization' },
        summed((line, from) => health(line, from) && line.unit === hospital?.code && paid(line)),
      ],
      [
        { id: 'opd:dinas-kesehatan/kegiatan:1.02.02/rekening:5.1.02/dana:1.1', measure: 'budget' },
        summed(
          (line, from) =>
            health(line, from) && isIn(line.activity, '1.02.02') && isIn(line.account, '5.1.02') && line.fund === '1.1' && budget(line),
        ),
      ],
      [{ id: 'opd:dinas-pendidikan-dan-kebudayaan', measure: 'plan' }, sen(education?.plan ?? null)],
      [
        { id: 'opd:dinas-pendidikan-dan-kebudayaan', measure: 'progress' },
        education?.progress === null ? null : String(education?.progress),
      ],
    );
    for (const unit of ['*', education?.code ?? ''])
      for (const [measure, field] of [
        ['realization', 'realization'],
        ['plan', 'planToDay'],
      ] as const) {
        const row = months.find((one) => one.unit === unit && one.account === '5' && one.month === 6);
        const id = unit === '*' ? 'rekening:5' : 'opd:dinas-pendidikan-dan-kebudayaan';
        questions.push([{ id, measure, month: 6 }, sen(row?.[field] ?? null)]);
      }
    expect(questions.length).toBeGreaterThanOrEqual(50);
    expect(questions.filter(([, value]) => value !== null).length).toBeGreaterThan(45);
    for (const [given, expected] of questions) {
      const { value, sentence } = await answered('figure', { ...given, ...own });
      expect(value.value, JSON.stringify(given)).toBe(expected);
      expect(value).toMatchObject({ id: given['id'], simulated: true, edition: { hash: first.hash, edition: 1, year: 2026 } });
      expect(sentence).toContain(first.hash);
      if (given['measure'] === 'realization' && expected !== null)
        expect(value).toMatchObject({ basis: 'sp2d', from: '2026-01-01', unit: 'sen' });
      if (given['measure'] === 'budget') expect(value).toMatchObject({ version: given['version'] ?? 'perubahan', asOf: null });
    }
  });

  test('a figure names its day, and parts that count to days of their own', async () => {
    const { value, sentence } = await answered('figure', { id: 'rekening:5', measure: 'realization', ...own, language: 'en' });
    expect(value).toMatchObject({ asOf: '2026-10-31', asOfEarliest: '2026-09-30', text: expect.stringMatching(/^Rp[\d,]+(\.\d\d)?$/) });
    expect(sentence).toContain('Each OPD up to the day of its own report, from 30 September 2026 to 31 October 2026.');
    const month = await answered('figure', { id: 'opd:dinas-kesehatan', measure: 'realization', month: 3, ...own });
    expect(month.value).toMatchObject({ month: 3, asOf: '2026-03-31' });
  });

  test.each([
    [{ id: 'opd:tidak-ada', measure: 'budget' }, 'not-found'],
    [{ id: 'opd:dinas-kesehatan/kegiatan:7.01.01', measure: 'budget' }, 'not-found'],
    [{ id: 'rekening:9', measure: 'budget' }, 'bad-argument'],
    [{ id: 'opd:dinas-kesehatan', measure: 'budget', version: 'pergeseran-3' }, 'not-found'],
    [{ id: 'opd:dinas-kesehatan', measure: 'plan', version: 'murni' }, 'not-found'],
    [{ id: 'opd:dinas-kesehatan', measure: 'budget', month: 3, ...own }, 'not-held'],
    [{ id: 'rekening:5.1', measure: 'realization', month: 3, ...own }, 'not-held'],
    [{ id: 'dana:1.1', measure: 'progress' }, 'not-held'],
    [{ id: 'rekening:5', measure: 'budget', year: 2024 }, 'not-found'],
    [{ id: 'rekening:5', measure: 'budget', edition: 9 }, 'not-found'],
    [{ id: 'rekening:5', measure: 'budget', government: '31.71' }, 'not-found'],
  ])('what an edition does not have is refused and not estimated: %j', async (given, code) => {
    expect(await refused('figure', given)).toEqual([code]);
  });
});

const budgetOf = (id: string, more: Arguments = {}) => ({ id, measure: 'budget', ...own, ...more });
const paidOf = (id: string, more: Arguments = {}) => ({ id, measure: 'realization', ...own, ...more });
const progressOf = (id: string, month: number) => ({ id, measure: 'progress', month, ...own });
const [health, education] = ['opd:dinas-kesehatan', 'opd:dinas-pendidikan-dan-kebudayaan'];

describe('sums', () => {
  test('separate parts of one edition are added', async () => {
    const all = (json('units.json') as UnitRow[]).filter(({ budget }) => budget !== null);
    const { value, sentence } = await answered('sum', { items: all.map(({ slug }) => budgetOf(`opd:${slug}`)) });
    expect(value.value).toBe(summed((line) => line.account.startsWith('5') && line.measure === 'budget' && line.version === 'perubahan'));
    expect(sentence).toMatch(new RegExp(`Jumlah ${all.length} bagian yang terpisah, anggaran: Rp[\\d.,]+ \\(APBD Perubahan\\)`));
    const paid = await answered('sum', { items: [paidOf(health), paidOf(education)] });
    expect(paid.sentence).toContain('(sampai 31 Oktober 2026, SP2D)');
  });

  test.each<[string, Arguments[], string]>([
    ['budget versions', [budgetOf(health), budgetOf(education, { version: 'murni' })], 'version'],
    ['years', [budgetOf(health), budgetOf(education, { edition: 1, year: 2025 })], 'year'],
    ['bases', [paidOf(health), paidOf(education, { year: 2025 })], 'basis'],
    ['governments', [budgetOf(health), budgetOf(education, { government: '19.02' })], 'government'],
    ['editions', [budgetOf('rekening:5.1'), budgetOf('rekening:5.2', { edition: 2 })], 'edition'],
    ['days', [paidOf(health, { month: 3 }), paidOf(education, { month: 4 })], 'day'],
    ['a late OPD and one in time', [paidOf(health), paidOf('opd:kecamatan-bukit-intan')], 'day'],
    ['budget and realization', [budgetOf(health), paidOf(education)], 'measure'],
    ['percentages', [health, education].map((id) => ({ ...paidOf(id), measure: 'progress' })), 'unit'],
    ['revenue and spending', [budgetOf('rekening:4'), budgetOf('rekening:5')], 'kind'],
    ['financing received and paid', [budgetOf('rekening:6.1'), budgetOf('rekening:6.2')], 'kind'],
    ['a program and its kegiatan', [budgetOf(`${health}/kegiatan:1.02.01`), budgetOf(`${health}/kegiatan:1.02.01.2.02`)], 'overlap'],
    ['an OPD and its sub-unit', [budgetOf(health), budgetOf(`${health}/unit:uptd-rsud-depati-hamzah`)], 'overlap'],
    ['an OPD and a function', [budgetOf(education), budgetOf('kegiatan:1.02')], 'overlap'],
    ['an OPD and a fund', [budgetOf(health), budgetOf('dana:1.1')], 'overlap'],
    ['an account and one below', [budgetOf('rekening:5.1'), budgetOf('rekening:5.1.02')], 'overlap'],
    ['the same twice', [budgetOf(health), budgetOf(health)], 'overlap'],
    ['one without data', [paidOf(education), paidOf('opd:dinas-perhubungan')], 'no-data'],
  ])('are refused across %s', async (_what, items, code) => {
    expect(await refused('sum', { items })).toContain(code);
  });
});

describe('comparisons', () => {
  test('say difference and share, and whether one is a part of the other', async () => {
    const { value } = await answered('compare', { first: paidOf(health), second: budgetOf(health) });
    const [paid, budget] = [value['first'], value['second']] as Value[];
    expect(value['difference']).toBe(String(BigInt(paid?.value ?? '') - BigInt(budget?.value ?? '')));
    expect(value).toMatchObject({ share: '66,3%', isPart: true });
    const part = await answered('compare', { first: budgetOf(health), second: budgetOf('rekening:5') });
    expect(part.value['isPart']).toBe(true);
    const other = await answered('compare', { first: budgetOf(health), second: budgetOf(education) });
    expect(other.value['isPart']).toBe(false);
    // Two percentages differ by points, and none is a share of the other.
    const unitOf = { ...budgetOf(education), measure: 'progress' };
    const points = await answered('compare', { first: unitOf, second: unitOf });
    expect(points.value).toMatchObject({ share: null, differenceText: expect.stringMatching(/poin$/) });
    // The same budget version of two years.
    const years = await answered('compare', { first: budgetOf(health), second: budgetOf(health, { year: 2025 }) });
    expect((years.value['second'] as Value).edition.year).toBe(2025);
  });

  test.each<[string, Arguments, Arguments, string]>([
    ['versions', budgetOf(health), budgetOf(health, { version: 'murni' }), 'version'],
    ['bases', paidOf(health), paidOf(health, { year: 2025 }), 'basis'],
    ['governments', budgetOf('rekening:5'), budgetOf('rekening:5', { government: '19.02' }), 'government'],
    ['days', paidOf(health, { month: 3 }), paidOf(health, { month: 4 }), 'day'],
    ['months of progress', progressOf(education, 6), progressOf(education, 9), 'day'],
    ['units', paidOf(health), { ...paidOf(health), measure: 'progress' }, 'unit'],
    ['measures of different things', paidOf(health), budgetOf(education), 'measure'],
    ['a figure and no data', budgetOf(health), budgetOf('opd:dinas-kesehatan/rekening:5.1.03'), 'no-data'],
  ])('are refused across %s', async (_what, one, other, code) => {
    expect(await refused('compare', { first: one, second: other })).toContain(code);
  });
});

describe('other tools', () => {
  test('own words lead to ids whose figures are those that were found', async () => {
    for (const question of [
      'dinas kesehatan',
      'gaji dinas kesehatan',
      'pajak',
      'listrik',
      'rsud',
      'urusan pendidikan',
      'health spending',
    ]) {
      const { value } = await answered('search', { question, ...own });
      const [found] = value['results'] as { id: string | null; budget: { sen: string } | null }[];
      if (found?.id === null || found === undefined) throw new Error(`${question} has no id`);
      expect((await answered('figure', budgetOf(found.id))).value.value, question).toBe(found.budget?.sen ?? null);
    }
    // What a page answers as a whole has the id of its figure.
    for (const [question, id] of [
      ['untuk apa uangnya', 'rekening:5'],
      ['dari mana uangnya', 'rekening:4'],
    ] as const)
      expect((await answered('search', { question, ...own })).value).toMatchObject({ isAnswered: true, results: [{ id }] });
    const nothing = await answered('search', { question: 'kapal selam nuklir' });
    expect(nothing.value).toMatchObject({ isAnswered: false, results: [] });
    expect((await answered('search', { question: 'belanja 2025' })).value.edition.year).toBe(2025);
  });

  test('an explanation has what the OPD published, versions, contracts, files and cells', async () => {
    const { value } = await answered('explain', { id: education, ...own, language: 'en' });
    expect(value).toMatchObject({ saysCount: 1, contractCount: 2, says: [{ from: expect.stringContaining('Kendala · 9') }] });
    // As the OPD's page judges it.
    const page = await site.get('/en/opd/dinas-pendidikan-dan-kebudayaan?terbitan=1');
    const { statusName } = value['judged'] as { statusName: string };
    expect(page.text).toContain(statusName);
    expect((value['versions'] as { version: string }[]).map(({ version }) => version)).toEqual(['murni', 'perubahan']);
    expect((value['cells'] as { file: string; row: number }[]).length).toBeGreaterThan(5);
    for (const { sha256 } of value['sources'] as { sha256: string }[]) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an edition is verified from its files, and the list of editions has each hash', async () => {
    const { value } = await answered('verify', { edition: 2 });
    expect(value).toMatchObject({ holds: true, isInLog: true, problems: [] });
    const { value: listed } = await answered('editions', { government: '19.71' });
    const all = listed['editions'] as { year: number; edition: number; hash: string }[];
    expect(all.map(({ year, edition }) => `${year}/${edition}`)).toEqual(['2026/2', '2026/1', '2025/1']);
    expect(all.map(({ hash }) => hash)).toContain(first.hash);
    expect(asking.client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    const { resources } = await asking.client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(['sipkadin://editions', 'sipkadin://glossary']);
    for (const { uri } of resources) {
      const [content] = (await asking.client.readResource({ uri })).contents;
      expect((JSON.parse(content !== undefined && 'text' in content ? content.text : '') as unknown[]).length).toBeGreaterThan(1);
    }
    expect(errors).toEqual([]);
  });

  test('a file that was changed on the disk is found, and no figure is read from it', async () => {
    const path = join(published.root, '19.02', '2026', '1', 'units', 'dinas-kesehatan.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('1', '2'));
    const { value, sentence } = await answered('verify', { government: '19.02' });
    expect(value).toMatchObject({ holds: false, problemCount: 1, problems: [{ code: 'changed', path: 'units/dinas-kesehatan.json' }] });
    expect(sentence).toContain('1 hal tidak cocok');
    expect(await refused('figure', { id: health, measure: 'budget', government: '19.02' })).toEqual(['unreadable']);
    expect(errors).toHaveLength(1);
  });
});
