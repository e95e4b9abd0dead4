import type { UnitNode } from '@sipkadin/edition';
import { expect, test } from 'vitest';
import type { TopicRule } from './rules.ts';
import { spendingCells, sumOf } from './sums.ts';

const why = { id: '', en: '' };

function node(depth: number, kind: UnitNode['kind'], code: string, budget: string | null, realization: string | null = null): UnitNode {
  return { kind, depth, code, printed: code, name: code, budget, realization, plan: null, progress: null, lines: 1 };
}

const nodes = [
  node(0, 'account', '4.1.02', '900.00'),
  node(0, 'account', '5.1.01', '7.00'),
  node(0, 'program', '1.03.10', '100.00', '40.00'),
  node(1, 'kegiatan', '1.03.10.2.01', '100.00', '40.00'),
  node(2, 'sub', '1.03.10.2.01.0005', '70.00', '40.00'),
  node(3, 'account', '5.2.04.01.001.00003', '70.00', '30.00'),
  node(3, 'account', '5.1.01.01.001.00001', null, '10.00'),
  node(2, 'sub', '1.03.10.2.01.0009', '30.00'),
  node(0, 'program', '7.01.05', '20.00', '5.00'),
  node(1, 'kegiatan', '7.01.05.2.01', '20.00', '5.00'),
  node(2, 'sub', '7.01.05.2.01.0001', '20.00', '5.00'),
  node(3, 'account', '5.2.04.01.001.00003', '12.00', '5.00'),
  node(3, 'account', '5.1.02.01.001.00024', '8.00'),
];

const sen = (budget: bigint | null, realization: bigint | null) => ({ budget, realization, plan: null });

test('spending is cut into parts that do not overlap, down to what an activity has beyond its accounts', () => {
  const cells = spendingCells('pupr', { nodes });
  expect(cells.map(({ activity, account, money }) => [activity, account, money.budget, money.realization])).toEqual([
    ['', '5.1.01', 700n, null],
    ['1.03.10.2.01.0005', '5.2.04.01.001.00003', 7000n, 3000n],
    ['1.03.10.2.01.0005', '5.1.01.01.001.00001', null, 1000n],
    ['1.03.10.2.01.0009', '', 3000n, null],
    ['7.01.05.2.01.0001', '5.2.04.01.001.00003', 1200n, 500n],
    ['7.01.05.2.01.0001', '5.1.02.01.001.00024', 800n, null],
  ]);
});

test('a line that fulfils two rules counts once, and what is not detailed enough is stated beside the sum', () => {
  const rules: TopicRule[] = [
    { activity: '1.03.10', why },
    { account: '5.2.04.01', why },
  ];
  const { parts, whole, undecided } = sumOf(spendingCells('pupr', { nodes }), rules);
  expect(whole).toEqual(sen(11_200n, 4500n));
  expect(parts.map(({ activity, account, money, isExact }) => [activity, account, money.budget, isExact])).toEqual([
    ['1.03.10.2.01', undefined, 10_000n, true],
    ['7.01.05.2.01.0001', '5.2.04.01', 1200n, true],
  ]);
  // Pay without an activity: it may be of the roads programme.
  expect(undecided).toEqual(sen(700n, null));
});

test('a rule by account alone decides without activities; an activity without accounts stays undecided', () => {
  const { parts, whole, undecided } = sumOf(spendingCells('pupr', { nodes }), [{ account: '5.1.01', why }]);
  expect(whole).toEqual(sen(700n, 1000n));
  expect(parts.map(({ activity, isExact }) => [activity, isExact])).toEqual([[undefined, true]]);
  expect(undecided).toEqual(sen(3000n, null));
});
