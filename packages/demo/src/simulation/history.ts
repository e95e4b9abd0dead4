import { ancestor, type BudgetVersion, fiscalYear, type IsoDate, monthEnd, type Sen, sum } from '@sipkadin/budget';
import type { DemoUnit } from '../lists/catalogue.ts';
import { type GroupTotals, groupOf, officialYear } from '../lists/official-years.ts';
import { allocate } from './allocate.ts';
import { type Curve, spendCurve } from './curves.ts';
import { type Random, seeded } from './random.ts';
import { bent, provinceCurve } from './rhythm.ts';
import { simulate2025 } from './simulate-2025.ts';
import { rupiah } from './slots.ts';
import { along, inOrder, type SimulatedLine, type SimulatedYear } from './year.ts';

/** What one OPD has of one jenis: the lines of the years before 2025, which are not told apart by activity. */
interface Place {
  unit: DemoUnit;
  account: string;
  /** Its budget in 2025, which says how large it is. */
  size: Sen;
}

/** Share of the last budget that a group came to spend, in thousandths; the rest of spending makes up the total. */
const spentShare: Record<string, bigint> = { '5.1.01': 955n, '5.1.06': 930n, '5.2': 872n };

/** Spending in the revised budget (perubahan) of a year, in million rupiah. 2023 was published; 2021 and 2022 are invented. */
const revised: Record<number, bigint> = { 2021: 976_300n, 2022: 1_062_400n, 2023: 1_154_000n };

/** Surplus of the year before (SiLPA) that 2025 began with, audited; those before it follow from the official totals of the years. */
const surplusOf2024 = 56_773_392_721_90n;

export const historyYears = [2021, 2022, 2023, 2024] as const;

/** Units that brought no cash plan in a year, and the months that a unit did not report. */
export const withoutPlan: Record<number, readonly string[]> = { 2022: ['perikanan'], 2024: ['kesbangpol', 'rangkui'] };
const silentMonths: Record<number, Record<string, readonly number[]>> = {
  2021: { dispora: [4, 5], girimaya: [9] },
  2022: { satpol: [7] },
  2023: { pariwisata: [2, 3] },
  2024: { girimaya: [6, 10] },
};

/**
 * A year from 2021 to 2024. Official, to the sen: the city's totals of budget and realization of the year by group of accounts. The
 * split over OPD, the months and the other version of the budget are invented; the months follow the rhythm of real provinces, those of salaries mostly one of their own.
 */
export function simulateHistory(year: (typeof historyYears)[number], places = placesOf2025()): SimulatedYear {
  const random = seeded(year * 7);
  const official = officialYear(year);
  const totals = budgetTotals(year, official);
  const noise = places.map(({ account }) => BigInt(account.startsWith('5.2') ? 400 + random(1_300) : 820 + random(360)));
  const drift = places.map(() => BigInt(930 + random(140)));
  const budgets = new Map<BudgetVersion, Sen[]>([
    ['murni', spread(places, totals.murni, (index, size) => (size * (noise[index] ?? 0n) * (drift[index] ?? 0n)) / 1000n)],
    ['perubahan', spread(places, totals.perubahan, (index, size) => size * (noise[index] ?? 0n))],
  ]);
  const habit = habits(places);
  const appetite = places.map(({ unit, account }) => {
    const usual = account.startsWith('5.1.01') ? 950 : account.startsWith('5.2') ? 820 : 880;
    return BigInt(usual + (habit.get(unit.key)?.spends ?? 0) + random(80) - 40);
  });
  const changed = budgets.get('perubahan') ?? [];
  const finals = spread(
    places,
    official.realization,
    (index) => (changed[index] ?? 0n) * (appetite[index] ?? 0n),
    (index) => (places[index]?.account.startsWith('5') ? (changed[index] ?? 0n) : undefined),
  );
  const curves = new Map<string, Curve>();
  const lines = places.map(({ unit, account }, index): SimulatedLine => {
    const usual = curves.get(unit.key) ?? bent(provinceCurve(year, random), (habit.get(unit.key)?.late ?? 1000) + random(160) - 80);
    curves.set(unit.key, usual);
    const realized = along(finals[index] ?? 0n, lineCurve(account, usual, random), 12);
    const budget = new Map([...budgets].map(([version, amounts]) => [version, amounts[index] ?? 0n]));
    return { unit, activity: '', account, fund: '', budget, realized };
  });
  lines.push(financing(year, totals, places));
  const dates: IsoDate[] = Array.from({ length: 12 }, (_, month) => monthEnd(year, month + 1));
  return {
    ...{ year: fiscalYear(year), versions: ['murni', 'perubahan'], dates, lines: inOrder(lines), reported: new Map() },
    silent: new Map(Object.entries(silentMonths[year] ?? {})),
  };
}

/** What each OPD had of each jenis in 2025, revenue and spending. */
export function placesOf2025(): Place[] {
  const places = new Map<string, Place>();
  for (const { unit, account, budget } of simulate2025().lines) {
    const jenis = ancestor(account, 3);
    const key = `${unit.key}|${jenis}`;
    // In order of code: an OPD's own lines come before those of its sub-units.
    const place = places.get(key) ?? { unit, account: jenis, size: 0n };
    places.set(key, place);
    place.size += budget.get('perubahan') ?? 0n;
  }
  return [...places.values()].filter(({ account, size }) => !account.startsWith('6') && size > 0n);
}

/** What an OPD keeps doing year after year: how late it spends, and how much of its budget more or less than others. */
function habits(places: readonly Place[]): Map<string, { late: number; spends: number }> {
  const random = seeded(34);
  const keys = [...new Set(places.map(({ unit }) => unit.key))];
  return new Map(keys.map((key) => [key, { late: 770 + random(330), spends: random(100) - 60 }]));
}

function lineCurve(account: string, usual: Curve, random: Random): Curve {
  const own = spendCurve(account, 0);
  // Salaries are paid month by month whoever pays them; what comes in has a rhythm of its own.
  const weight = account.startsWith('4') ? 1 : account.startsWith('5.1.01') ? 0.85 : 0.3;
  const curve = usual.map((share, month) => Math.round(weight * (own[month] ?? 0) + (1 - weight) * share));
  const bentOwn = account.startsWith('5.2') ? [...bent(curve, 1_150)] : curve;
  // Money that came back: a cumulative amount that falls.
  const at = 5 + random(6);
  if (random(60) === 0) bentOwn[at] = Math.max(0, (bentOwn[at - 1] ?? 0) - 15);
  return bentOwn;
}

/** The totals of a version or of realization, split over the places of each group by weight. */
function spread(
  places: readonly Place[],
  totals: GroupTotals,
  weight: (index: number, size: Sen) => bigint,
  cap?: (index: number) => Sen | undefined,
): Sen[] {
  const amounts: Sen[] = places.map(() => 0n);
  for (const [group, total] of totals) {
    const members = [...places.entries()].filter(([, { account }]) => groupOf(account) === group).map(([index]) => index);
    const parts = allocate(
      total,
      members.map((index) => weight(index, places[index]?.size ?? 0n)),
      rupiah,
      cap === undefined ? [] : members.map(cap),
    );
    for (const [at, index] of members.entries()) amounts[index] = parts[at] ?? 0n;
  }
  return amounts;
}

interface BudgetTotals {
  murni: GroupTotals;
  perubahan: GroupTotals;
  /** What the year began with: the surplus of the year before. */
  surplusBefore: Sen;
}

/** Both versions by group: one is the official budget of the year, the other is invented around it; both meet at zero. */
function budgetTotals(year: number, official: { budget: GroupTotals; realization: GroupTotals }): BudgetTotals {
  const surplusBefore = openingSurplus(year);
  const spending = revised[year];
  if (spending === undefined) {
    const murni = new Map(
      [...official.budget].map(([group, amount]) => [group, whole((amount * (group.startsWith('4') ? 975n : 950n)) / 1000n)]),
    );
    return { murni, perubahan: official.budget, surplusBefore };
  }
  const perubahan = new Map<string, Sen>();
  for (const [group, amount] of official.realization) {
    const share = spentShare[group];
    if (share !== undefined) perubahan.set(group, whole((amount * 1000n) / share));
  }
  perubahan.set('5', spending * 1_000_000_00n - sum([...perubahan].map(([, amount]) => amount)));
  const revenue = spending * 1_000_000_00n - surplusBefore;
  const expected = [...official.realization].filter(([group]) => group.startsWith('4'));
  const parts = allocate(
    revenue,
    expected.map(([, amount]) => amount),
    rupiah,
  );
  for (const [index, [group]] of expected.entries()) perubahan.set(group, parts[index] ?? 0n);
  return { murni: official.budget, perubahan, surplusBefore };
}

const whole = (amount: Sen) => (amount / rupiah) * rupiah;
const total = (totals: GroupTotals, akun: string) =>
  sum([...totals].flatMap(([group, amount]) => (group.startsWith(akun) ? [amount] : [])));

/** The surplus that a year began with, reckoned back from that of 2024: revenue less spending of each year between. */
function openingSurplus(year: number): Sen {
  let surplus = surplusOf2024;
  for (let later = 2024; later >= year; later--) {
    const { realization } = officialYear(later);
    surplus -= total(realization, '4') - total(realization, '5');
  }
  return surplus;
}

function financing(year: number, { murni, perubahan, surplusBefore }: BudgetTotals, places: readonly Place[]): SimulatedLine {
  const treasury = places.find(({ unit }) => unit.key === 'bakeuda')?.unit;
  const needed = (totals: GroupTotals) => total(totals, '5') - total(totals, '4');
  if (!treasury || needed(murni) < 0n) throw new Error(`${year} cannot be balanced`);
  const budget = new Map<BudgetVersion, Sen>([
    ['murni', needed(murni)],
    ['perubahan', needed(perubahan)],
  ]);
  const realized = Array.from({ length: 12 }, (_, month) => (month < 4 ? 0n : surplusBefore));
  return { unit: treasury, activity: '', account: '6.1.01', fund: '', budget, realized };
}
