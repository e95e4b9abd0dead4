import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fiscalYear, isoDate } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { dutiesOf } from '../src/duties/duties.ts';
import { mandatoryShares, shareOf } from '../src/duties/mandatory-shares.ts';

const rule = (key: string) => mandatoryShares.find((one) => one.key === key) ?? expect.fail(key);
const row = (account: string, amount: bigint, bidang = '1.02') => ({ measure: 'budget', account, bidang, amount }) as const;

test('a share is of its accounts, of spending without those that are left out', () => {
  const rows = [row('5.1.01', 40n), row('5.1.02', 30n, '1.01'), row('5.2.02', 20n), row('5.4.02', 10n), row('4.1.01', 999n)];
  expect(shareOf(rule('personnel'), rows, 'budget')).toEqual({ part: 40n, whole: 100n });
  expect(shareOf(rule('infrastructure'), rows, 'budget')).toEqual({ part: 20n, whole: 90n });
  expect(shareOf(rule('education'), rows, 'budget')).toEqual({ part: 30n, whole: 100n });
  expect(shareOf(rule('personnel'), rows, 'realization')).toBeNull();
  // A summary by jenis names no functions: the share of one is not zero but unknown.
  expect(shareOf(rule('education'), [row('5.1.01', 40n, '')], 'budget')).toBeNull();
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
    ['personnel', sum(/^5\.1\.01/), sum(/^5/)],
    ['infrastructure', sum(/^5\.2/), sum(/^5\.[123]/)],
  ] as const) {
    const share = shareOf(rule(key), rows, 'budget');
    expect(budgets.length).toBeGreaterThan(8);
    expect(Number(share?.part) / Number(share?.whole)).toBeCloseTo(part / whole, 9);
  }
});

test('a rule that nobody has checked shows no number', () => {
  for (const { checked, threshold, from } of mandatoryShares) if (checked === 'unchecked') expect([threshold, from]).toEqual([null, null]);
  expect(mandatoryShares.filter(({ checked }) => checked === 'unchecked').map(({ key }) => key)).toEqual(['education']);
});

test('duties with a day are in its order, and each either answers to an LRA or says why there is no export', () => {
  const duties = dutiesOf(fiscalYear(2026));
  const days = duties.flatMap(({ due }) => due ?? []);
  expect(days).toEqual(days.toSorted());
  expect(duties.findIndex(({ due }) => due === null)).toBe(days.length);
  expect(new Set(duties.map(({ key }) => key)).size).toBe(duties.length);
  expect(duties.find(({ key }) => key === 'half-year')).toMatchObject({ due: '2026-07-31', periods: ['2026-06-30'], lra: [6] });
  expect(duties.find(({ key }) => key === 'monthly')?.periods).toContain(isoDate('2026-02-28'));
  for (const { lra, noExport, periods } of duties) {
    expect(lra.length > 0).toBe(noExport === null);
    if (lra.length > 0) expect(lra).toHaveLength(periods.length);
  }
});
