import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalCode, toDecimal } from '@sipkadin/budget';
import type { Edition, UnitNode } from '@sipkadin/edition';
import { expect, test } from 'vitest';
import type { AskIndex } from '../src/ask/index/ask-index.ts';
import { askIndexOf } from '../src/ask/index/make-index.ts';
import { ask } from '../src/ask/rules/ask.ts';

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
  works: () => [],
  contracts: () => [],
  subUnits: () => [],
  manifest: { year: 2026, asOf: '2026-10-31', audited: false, version: 'murni', versions: ['murni'], basis: 'lra' },
} as unknown as Edition;

/** As a browser gets it. */
const index = JSON.parse(JSON.stringify(askIndexOf(edition))) as AskIndex;

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
  if (answer.kind === 'figure') return `${answer.found.entry.kind} ${answer.found.account?.code ?? answer.found.entry.code}`;
  return answer.kind === 'page' ? `page ${answer.topic}` : answer.kind;
}

test('at least 200 questions in both languages: 95 % get the right first answer, and what is not in the data is never answered', () => {
  expect(questions.length).toBeGreaterThanOrEqual(200);
  const wrong = questions.flatMap(({ question, expected }) =>
    answered(question) === expected ? [] : [`${question}: ${answered(question)}, not ${expected}`],
  );
  expect(wrong).toEqual([]);
});

test('the amount of an answer is the sum of what lies within it', () => {
  const within = (kind: string, code: string) =>
    kind === 'account'
      ? sumOf(accountsWithin(code), accountAmount)
      : kind === 'unit'
        ? ofUnit(opd.find((unit) => unit.code === code)?.slug ?? '')
        : sumOf(subsWithin(code), amountOf);
  for (const { question, expected } of questions) {
    const answer = ask(index, question);
    if (answer.kind !== 'figure') continue;
    const [kind = '', code = ''] = expected.split(' ');
    expect(answer.found.money.budget, question).toBe(within(kind, code));
    expect(answer.found.money.realization, question).toBe(within(kind, code) / 2n);
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
  for (const text of [...hostile, ...hostile.map((one) => `jalan ${one} kesehatan`), 'jalan '.repeat(2000), '٢٠٢٥', 'ＰＵＰＲ'])
    expect(['figure', 'page', 'none', 'empty'], text.slice(0, 40)).toContain(ask(index, text).kind);
  // Another way of writing the same letters.
  expect(answered('ＰＵＰＲ')).toBe('unit 1.03.0.00.0.00.01.0000');
});
