import { fiscalYear } from '@sipkadin/budget';
import { expect, test } from 'vitest';
import { bunching } from '../src/look/bunching.ts';
import { decemberShare, decemberShares } from '../src/look/december.ts';
import { outdatedPlans } from '../src/look/outdated-plans.ts';
import { unbudgeted } from '../src/look/unbudgeted.ts';

const [a, b] = ['1.01.0.00.0.00.01.0000', '1.02.0.00.0.00.01.0000'];

test('spending without budget is named by OPD and jenis; an OPD whose budget is not there is left out', () => {
  const row = { version: null, statement: 's1', account: '5.2.02.01.01.0001' } as const;
  const budget = { ...row, measure: 'budget', version: 'murni', statement: 's0' } as const;
  const paid = { ...row, measure: 'realization' } as const;
  const rows = [
    { ...budget, unit: a, account: '5.1.02.01', amount: 500n },
    // The earlier version had it; the one that counts has not.
    { ...budget, version: 'murni', unit: a, amount: 70n },
    { ...budget, version: 'perubahan', unit: a, account: '5.1.02.01', amount: 500n },
    { ...paid, unit: a, amount: 40n },
    { ...paid, unit: a.replace(/0000$/, '0001'), amount: 2n, statement: 's2' },
    { ...paid, unit: a, account: '5.1.02.01', amount: 900n },
    { ...paid, unit: a, account: '5.4.02.01', amount: 5n },
    { ...paid, unit: b, amount: 40n },
  ] as const;
  expect(unbudgeted(rows, 'perubahan')).toEqual([
    { unit: a, account: '5.2.02', realization: 42n, isTreasury: false, statements: ['s1', 's2'] },
    { unit: a, account: '5.4.02', realization: 5n, isTreasury: true, statements: ['s1'] },
  ]);
  expect(unbudgeted([], null)).toEqual([]);
});

test('contracts crowd under a limit where at least five are under it and three times as many as above', () => {
  const of = (...values: (bigint | null)[]) =>
    bunching(
      values.map((value) => ({ value })),
      200n,
    );
  expect(of(200n, 200n, 199n, 185n, 180n, 179n, null)).toMatchObject({ over: 0, isCrowded: true });
  expect(of(200n, 200n, 199n, 185n, 180n).under.map(({ value }) => value)).toEqual([200n, 200n, 199n, 185n, 180n]);
  expect(of(200n, 200n, 199n, 185n, 201n)).toMatchObject({ over: 1, isCrowded: false });
  expect(of(200n, 200n, 199n, 185n, 190n, 201n, 220n)).toMatchObject({ over: 2, isCrowded: false });
  expect(of(...Array<bigint>(6).fill(195n), 201n, 220n, 221n)).toMatchObject({ over: 2, isCrowded: true });
});

test('December’s share is held against the OPD’s own years before it, and needs two', () => {
  expect(decemberShare({ november: 75n, december: 100n })).toBe(250n);
  expect([decemberShare({ november: null, december: 100n }), decemberShare({ november: 0n, december: 0n })]).toEqual([null, null]);
  const year = (at: number, november: bigint) => ({ year: fiscalYear(at), november, december: 100n });
  const history = new Map([
    [a, [year(2023, 90n), year(2024, 80n), year(2025, 74n)]],
    [b, [year(2023, 90n), year(2024, 80n), year(2025, 76n)]],
    ['new', [year(2024, 90n), year(2025, 10n)]],
  ]);
  expect(decemberShares(history, fiscalYear(2025))).toEqual({
    judged: 2,
    found: [{ unit: a, year: 2025, share: 260n, before: 150n, years: [2023, 2024] }],
  });
});

test('a plan is outdated where the budget was revised after it; no plan at all is not', () => {
  const statement = (id: string, version: 'murni' | 'perubahan') => ({ id, version }) as never;
  const plans = new Map([
    [a, statement('p1', 'murni')],
    [b, statement('p2', 'perubahan')],
  ]);
  const effective = { version: 'perubahan', budget: () => statement('b1', 'perubahan'), plan: (unit: string) => plans.get(unit) } as const;
  expect(outdatedPlans(effective, [a, a.replace(/0000$/, '0001'), b, 'none.0000'])).toEqual([
    { unit: a, budget: 'perubahan', plan: 'murni', statements: { budget: 'b1', plan: 'p1' } },
  ]);
  expect(outdatedPlans({ ...effective, version: null }, [a])).toEqual([]);
});
