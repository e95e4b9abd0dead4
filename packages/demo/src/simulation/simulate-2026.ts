import { fiscalYear, isoDate, monthEnd } from '@sipkadin/budget';
import { spendCurve } from './curves.ts';
import { divideAmongSubUnits } from './divide.ts';
import { seeded } from './random.ts';
import { budgetOf, rupiah, slots } from './slots.ts';
import { along, inOrder, type SimulatedLine, type SimulatedYear } from './year.ts';

/** Plafond of the KUA-PPAS 2026 (revenue 768.54, spending 795.63 billion), split over jenis by us. In million rupiah. */
const plafond2026: Record<string, bigint> = {
  '4.1.01': 158_200n,
  '4.1.02': 72_100n,
  '4.1.03': 7_000n,
  '4.1.04': 13_500n,
  '4.2.01': 452_340n,
  '4.2.02': 57_000n,
  '4.3.03': 8_400n,
  '5.1.01': 455_000n,
  '5.1.02': 262_400n,
  '5.1.05': 24_500n,
  '5.1.06': 1_200n,
  '5.2.02': 14_100n,
  '5.2.03': 17_600n,
  '5.2.04': 13_300n,
  '5.2.05': 5_400n,
  '5.2.06': 130n,
  '5.3.01': 2_000n,
  '6.1.01': 27_090n,
};

/** How each unit spends in 2026; see `habits2026`. */
interface Habit {
  /** Thousandths of a month behind the usual curve; below zero: ahead of it. */
  lag: number;
  /** Thousandths of the budget, salaries apart, that it is on the way to spend by the end of the year. */
  drive: number;
}

/** As different as the OPD of a city are: some ahead of their plan, most a little behind, a few far behind. */
const habits2026: Readonly<Record<string, Habit>> = {
  pupr: { lag: 1_100, drive: 560 },
  perkim: { lag: 1_500, drive: 480 },
  dispora: { lag: 1_100, drive: 600 },
  pariwisata: { lag: 1_300, drive: 740 },
  koperasi: { lag: 900, drive: 790 },
  pangan: { lag: 800, drive: 830 },
  dlh: { lag: 600, drive: 880 },
  dinkes: { lag: 500, drive: 900 },
  rsud: { lag: 100, drive: 990 },
  disdik: { lag: 250, drive: 930 },
  dishub: { lag: 450, drive: 900 },
  bpbd: { lag: 700, drive: 820 },
  satpol: { lag: 300, drive: 940 },
  p3akb: { lag: 550, drive: 870 },
  dpmptsp: { lag: 200, drive: 950 },
  pustaka: { lag: 350, drive: 920 },
  dukcapil: { lag: -400, drive: 1_060 },
  kominfo: { lag: -350, drive: 1_045 },
  setwan: { lag: -300, drive: 1_040 },
  bkpsdmd: { lag: -200, drive: 1_000 },
  inspektorat: { lag: -100, drive: 985 },
  setda: { lag: 100, drive: 965 },
  bakeuda: { lag: 400, drive: 900 },
  bappeda: { lag: 150, drive: 955 },
  kesbangpol: { lag: 500, drive: 880 },
  dinsos: { lag: 50, drive: 970 },
  bukitintan: { lag: 0, drive: 990 },
  tamansari: { lag: -250, drive: 1_015 },
  pangkalbalam: { lag: 650, drive: 850 },
  rangkui: { lag: 200, drive: 945 },
  gerunggang: { lag: -50, drive: 1_000 },
  gabek: { lag: 750, drive: 800 },
  girimaya: { lag: 300, drive: 930 },
  damkar: { lag: 0, drive: 1_000 },
  perikanan: { lag: 300, drive: 920 },
};

/** Units that brought no cash plan in 2026. */
export const withoutPlan2026: readonly string[] = ['kesbangpol'];

/** Accounts of a unit that were paid above their budget, in thousandths of it at the end of October. */
const overspent2026: readonly { unit: string; account: string; spent: number }[] = [
  { unit: 'setda', account: '5.1.02.02.01.0061', spent: 1_080 },
  { unit: 'rsud', account: '5.1.02.02.01.0028', spent: 1_035 },
  { unit: 'dlh', account: '5.1.02.01.01.0004', spent: 1_120 },
];

/** 2026 until 31 October, wholly invented under the published plafond: some ahead, some behind, two late, one silent, one over. */
export function simulate2026(seed = 20_26): SimulatedYear {
  const random = seeded(seed);
  const totals = new Map(Object.entries(plafond2026).map(([jenis, millions]) => [jenis, millions * 1_000_000_00n]));
  const lines: SimulatedLine[] = [];
  for (const [slot, amount] of budgetOf(slots(random), totals)) {
    const isSpending = slot.account.startsWith('5');
    const staff = slot.account.startsWith('5.1.01');
    const habit = habits2026[slot.unit.key] ?? { lag: 300, drive: 920 };
    // Salaries are paid on their day whatever else an OPD is late with.
    const lag = !isSpending ? random(180) : staff ? Math.round(habit.lag / 5) : habit.lag + random(240) - 120;
    const curve = spendCurve(slot.account, lag);
    let drive = isSpending ? habit.drive + random(100) - 50 : 930 + random(120);
    if (staff) drive = 965 + random(35);
    const over = overspent2026.find(({ unit, account }) => unit === slot.unit.key && account === slot.account);
    if (over !== undefined) drive = Math.ceil((over.spent * 1_000) / (curve[9] ?? 1));
    if (slot.account.startsWith('6')) drive = 1000;
    // Over its budget by the end of October, and by the same share everywhere.
    if (slot.unit.key === 'damkar') drive = Math.ceil((1_012 * 1_000) / (curve[9] ?? 1));
    const final = ((amount * BigInt(drive)) / 1000n / rupiah) * rupiah;
    lines.push({ ...slot, budget: new Map([['murni', amount]]), realized: along(final, curve, 10) });
  }
  const model = lines.find((line) => line.unit.key === 'dishub' && line.account === '5.1.02.04.01.0003');
  if (!model) throw new Error('no line to spend without a budget');
  // Paid on an account that has no budget: a breach that must be visible, not lost in a division by zero.
  const unbudgeted = Array.from({ length: 10 }, (_, month) => (month < 6 ? 0n : 46_250_000_00n));
  lines.push({ ...model, account: '5.1.02.02.04.0036', budget: new Map([['murni', 0n]]), realized: unbudgeted });
  const dates = Array.from({ length: 10 }, (_, month) => monthEnd(2026, month + 1));
  return {
    year: fiscalYear(2026),
    versions: ['murni'],
    dates,
    lines: inOrder(divideAmongSubUnits(lines)),
    reported: new Map([
      ['satpol', 8],
      ['girimaya', 9],
      ['perikanan', 0],
    ]),
    late: [
      { unit: 'koperasi', month: 3, on: isoDate('2026-04-27') },
      { unit: 'pariwisata', month: 5, on: isoDate('2026-06-22') },
      { unit: 'dispora', month: 7, on: isoDate('2026-08-14') },
      { unit: 'pariwisata', month: 8, on: isoDate('2026-09-21') },
      { unit: 'dispora', month: 9, on: isoDate('2026-10-16') },
    ],
  };
}
