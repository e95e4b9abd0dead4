import { ancestor } from '@sipkadin/budget';

/** Cumulative share of the year, in thousandths, at the end of each month; the last is 1000. */
export type Curve = readonly number[];

const curves = {
  salaries: [65, 130, 245, 312, 378, 445, 560, 635, 710, 785, 868, 1000],
  goods: [14, 50, 106, 172, 248, 326, 410, 496, 586, 684, 790, 1000],
  works: [0, 4, 30, 74, 138, 212, 298, 392, 496, 606, 744, 1000],
  grants: [0, 40, 150, 240, 390, 450, 550, 690, 750, 810, 900, 1000],
  revenue: [58, 128, 222, 302, 380, 462, 548, 636, 722, 804, 892, 1000],
  financing: [0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000],
} satisfies Record<string, Curve>;

/** Spending lags behind its plan for a while: what the plan of a kind of account looks like. */
const plans = {
  salaries: [70, 140, 260, 330, 400, 470, 590, 665, 740, 815, 890, 1000],
  goods: [20, 60, 120, 190, 270, 350, 435, 520, 610, 705, 810, 1000],
  works: [0, 10, 40, 90, 160, 240, 330, 425, 530, 640, 780, 1000],
  grants: [0, 60, 180, 280, 430, 500, 600, 730, 800, 860, 930, 1000],
  revenue: [60, 135, 225, 305, 390, 475, 560, 645, 730, 815, 900, 1000],
  financing: [0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000],
} satisfies Record<keyof typeof curves, Curve>;

function kindOf(account: string): keyof typeof curves {
  if (account.startsWith('4')) return 'revenue';
  if (account.startsWith('6')) return 'financing';
  if (account.startsWith('5.2')) return 'works';
  const jenis = ancestor(account, 3);
  if (jenis === '5.1.01') return 'salaries';
  return jenis === '5.1.02' ? 'goods' : 'grants';
}

export function planCurve(account: string): Curve {
  return plans[kindOf(account)];
}

/**
 * How an account is spent.
 * @param lag thousandths of a month that the unit runs behind the usual curve; below zero: ahead of it.
 * @param from months that must pass before the first amount (a line that a later budget version brought).
 */
export function spendCurve(account: string, lag: number, from = 0): Curve {
  const usual: Curve = curves[kindOf(account)];
  return usual.map((_, month) => {
    if (month === usual.length - 1) return 1000;
    const [whole, rest] = [Math.floor(lag / 1000), ((lag % 1000) + 1000) % 1000];
    const lagged = Math.floor(((usual[month - whole] ?? 0) * (1000 - rest) + (usual[month - whole - 1] ?? 0) * rest) / 1000);
    return month < from ? 0 : lagged;
  });
}
