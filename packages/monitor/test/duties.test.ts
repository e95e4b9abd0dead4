import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear, isoDate, settings } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { dutiesOf } from '../src/duties/duties.ts';
import { isKept, shareOf } from '../src/duties/mandatory-shares.ts';

const shares = settings.mandatoryShares.initial;
const rule = (name: string) => shares.find((one) => one.name.en === name) ?? expect.fail(name);
const row = (account: string, amount: bigint, bidang = '1.02') => ({ measure: 'budget', account, bidang, amount }) as const;

test('a share is of its accounts, of spending without those that are left out', () => {
  const rows = [row('5.1.01', 40n), row('5.1.02', 30n, '1.01'), row('5.2.02', 20n), row('5.4.02', 10n), row('4.1.01', 999n)];
  expect(shareOf(rule('Personnel'), rows, 'budget')).toEqual({ part: 40n, whole: 100n });
  expect(shareOf(rule('Public-service infrastructure'), rows, 'budget')).toEqual({ part: 20n, whole: 90n });
  expect(shareOf(rule('Education'), rows, 'budget')).toEqual({ part: 30n, whole: 100n });
  expect(shareOf(rule('Personnel'), rows, 'realization')).toBeNull();
  // A summary by jenis names no functions: the share of one is not zero but unknown.
  expect(shareOf(rule('Education'), [row('5.1.01', 40n, '')], 'budget')).toBeNull();
});

const real = join(import.meta.dirname, '../../../../shared/data/pangkalpinang_lra_2025_12des.csv');

test.skipIf(!existsSync(real))('shares of the city’s own table are those of a sum made without this program', () => {
  const table = readFileSync(real, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const budgets = table.flatMap(([code = '', ...cells]) => (/^5\.\d\.\d\d$/.test(code) ? [{ code, rupiah: Number(cells.at(-2)) }] : []));
  const sum = (of: RegExp) => budgets.reduce((all, { code, rupiah }) => (of.test(code) ? all + rupiah : all), 0);
  const rows = budgets.map(({ code, rupiah }) => row(code, BigInt(Math.round(rupiah * 100))));
  for (const [key, part, whole] of [
    ['Personnel', sum(/^5\.1\.01/), sum(/^5/)],
    ['Public-service infrastructure', sum(/^5\.2/), sum(/^5\.[123]/)],
  ] as const) {
    const share = shareOf(rule(key), rows, 'budget');
    expect(budgets.length).toBeGreaterThan(8);
    expect(Number(share?.part) / Number(share?.whole)).toBeCloseTo(part / whole, 9);
  }
});

test('a budget is held against a limit only where the files have all that the share needs, from its year on', () => {
  const personnel = { ...rule('Personnel'), missing: { id: '', en: '' } };
  expect(isKept(rule('Personnel'), { part: 50n, whole: 100n }, 2027)).toBeNull();
  expect(isKept(personnel, { part: 50n, whole: 100n }, 2026)).toBeNull();
  expect([30n, 31n].map((part) => isKept(personnel, { part, whole: 100n }, 2027))).toEqual([true, false]);
  expect([39n, 40n].map((part) => isKept({ ...personnel, limit: 'least', percent: 40 }, { part, whole: 100n }, 2027))).toEqual([
    false,
    true,
  ]);
  expect([null, { part: 0n, whole: 0n }].map((budget) => isKept(personnel, budget, 2027))).toEqual([null, null]);
});

test('duties with a day are in its order; an LRA answers each of its periods', () => {
  const duties = dutiesOf(fiscalYear(2026), settings.duties.initial);
  const days = duties.flatMap(({ dues }) => dues);
  expect(days).toEqual(days.toSorted());
  expect(duties.findIndex(({ dues }) => dues.length === 0)).toBe(days.length);
  const halfYear = duties.find(({ rule: { name } }) => name.en === 'First half-year report and prognosis');
  expect(halfYear).toMatchObject({ dues: ['2026-07-31'], periods: ['2026-06-30'], lra: [6] });
  expect(duties.find(({ rule: { name } }) => name.en === 'Financial statements (LKPD)')?.dues).toEqual(['2027-03-31']);
  expect(duties.find(({ rule: { covers } }) => covers === 'months')?.periods).toContain(isoDate('2026-02-28'));
  for (const { rule: own, lra, periods } of duties) expect(lra).toHaveLength(own.answer === 'lra' ? periods.length : 0);
});

test('a duty after each of its periods has a day of each', () => {
  const [first = expect.fail()] = settings.duties.initial;
  const quarterly = { ...first, due: 'after', month: null, day: null, days: 30, covers: 'quarters' } as const;
  const [duty] = dutiesOf(fiscalYear(2026), [quarterly]);
  expect(duty?.dues).toEqual(['2026-04-30', '2026-07-30', '2026-10-30', '2027-01-30']);
});
