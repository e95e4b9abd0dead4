import { ancestor, type BudgetVersion, type IsoDate, isoDate, monthEnd, type Sen, sum } from '@sipkadin/budget';
import { allocate } from './allocate.ts';
import { bundles, receipts } from './bundles.ts';
import { activitiesOf, type DemoUnit, officialTotals, units } from './catalogue.ts';
import { planCurve, spendCurve } from './curves.ts';
import { type Random, seeded } from './random.ts';

/** One line of the simulated year, codes as printed in fiscal year 2025. */
export interface SimulatedLine {
  unit: DemoUnit;
  /** '' for revenue and financing. */
  activity: string;
  account: string;
  fund: string;
  /** Amount in each version; absent where the version does not have the line. */
  budget: Map<BudgetVersion, Sen>;
  /** Cumulative realization at each of the year's report dates. */
  realized: Sen[];
}

export interface SimulatedYear {
  year: number;
  /** In the order of adoption. */
  versions: BudgetVersion[];
  /** As-of dates of the monthly reports. */
  dates: IsoDate[];
  lines: SimulatedLine[];
  /** Key of a unit that stopped reporting → how many months it reported. */
  reported: ReadonlyMap<string, number>;
}

interface Slot {
  unit: DemoUnit;
  activity: string;
  account: string;
  fund: string;
  weight: bigint;
}

const thousand = 100_000n;
const rupiah = 100n;

/** Where money could go: every account of every sub kegiatan, weighted; and where it comes from. */
function slots(random: Random): Slot[] {
  const found: Slot[] = [];
  for (const unit of units) {
    for (const activity of activitiesOf(unit)) {
      for (const { account, weight, fund } of bundles[activity.bundle] ?? []) {
        const size = account.startsWith('5.1.01') && activity.bundle === 'gaji' ? unit.staff * 10 : unit.size;
        const noise = 700 + random(600);
        found.push({
          unit,
          activity: activity.code,
          account,
          fund: fund ?? (unit.size > 90 ? '1.2.01.08' : '1.1'),
          weight: BigInt(weight * activity.weight * size * noise),
        });
      }
    }
  }
  for (const [key, account, weight] of receipts) {
    const unit = units.find((candidate) => candidate.key === key);
    if (!unit) throw new Error(`no unit ${key}`);
    found.push({ unit, activity: '', account, fund: '', weight: BigInt(weight * (900 + random(200))) });
  }
  return found;
}

function byJenis<T extends { account: string }>(items: readonly T[]): Map<string, T[]> {
  return Map.groupBy(items, (item) => ancestor(item.account, 3));
}

/** Spreads each jenis's total over its slots. */
function budgetOf(slotList: readonly Slot[], totals: ReadonlyMap<string, Sen>): Map<Slot, Sen> {
  const amounts = new Map<Slot, Sen>();
  const groups = byJenis(slotList);
  for (const [jenis, total] of totals) {
    const group = groups.get(jenis);
    if (!group) {
      if (total === 0n) continue;
      throw new Error(`no account for ${jenis}`);
    }
    const parts = allocate(
      total,
      group.map((slot) => slot.weight),
      thousand,
    );
    for (const [index, slot] of group.entries()) amounts.set(slot, parts[index] ?? 0n);
  }
  return amounts;
}

/** Cumulative amounts towards a year-end figure, whole rupiah until the last date. */
function along(final: Sen, curve: readonly number[], months: number): Sen[] {
  return Array.from({ length: months }, (_, month) => {
    const share = curve[month] ?? 1000;
    return share === 1000 ? final : ((final * BigInt(share)) / 1000n / rupiah) * rupiah;
  });
}

/** Official kelompok without a jenis stand for the one jenis the simulation uses. */
const leafJenis: Record<string, string> = { '4.3': '4.3.03', '5.3': '5.3.01', '6.1': '6.1.01' };

function officialByJenis(measure: 'budget' | 'realization'): Map<string, Sen> {
  const totals = new Map<string, Sen>();
  for (const row of officialTotals(2025)) {
    const jenis = row.code.split('.').length === 3 ? row.code : leafJenis[row.code];
    const amount = measure === 'budget' ? row.budget : row.realization;
    if (jenis !== undefined && amount !== undefined) totals.set(jenis, amount);
  }
  return totals;
}

/** Units that spend slower or faster than the others, in thousandths of a month. */
const lags: Record<string, number> = { pupr: 700, perkim: 800, dispora: 600, dukcapil: 0, kominfo: 0, damkar: 0 };

/**
 * 2025: every jenis adds up to the city's own figures, to the sen: the budget after changes (perubahan), and
 * the realization as of 12 December. What lies beneath (units, months, the murni) is invented.
 */
export function simulate2025(seed = 19_71): SimulatedYear {
  const random = seeded(seed);
  const slotList = slots(random);
  const changed = budgetOf(slotList, officialByJenis('budget'));
  const lines: (SimulatedLine & { appetite: bigint; from: number })[] = [];
  for (const [slot, amount] of changed) {
    const spending = slot.account.startsWith('5');
    const added = spending && slot.account.startsWith('5.1.02') && random(100) < 6;
    const before = ((amount * BigInt(spending ? 880 + random(180) : 960 + random(50))) / 1000n / thousand) * thousand;
    const budget = new Map<BudgetVersion, Sen>();
    if (!added) budget.set('murni', before);
    budget.set('perubahan', amount);
    const drive = BigInt(600 + random(400) - Math.floor((lags[slot.unit.key] ?? 200) / 4));
    lines.push({ ...slot, budget, realized: [], appetite: amount * drive, from: added ? 9 : 0 });
  }
  const dropped = dropTwo(lines, random);
  balanceMurni(lines);
  const finals = new Map<SimulatedLine, Sen>(dropped);
  for (const [jenis, total] of officialByJenis('realization')) {
    const group = lines.filter((line) => ancestor(line.account, 3) === jenis && !finals.has(line));
    const spent = sum([...dropped].filter(([line]) => ancestor(line.account, 3) === jenis).map(([, amount]) => amount));
    if (group.length === 0) continue;
    const caps = group.map((line) => (line.account.startsWith('5') ? (line.budget.get('perubahan') ?? 0n) : undefined));
    const parts = allocate(
      total - spent,
      group.map((line) => line.appetite),
      rupiah,
      caps,
    );
    for (const [index, line] of group.entries()) finals.set(line, parts[index] ?? 0n);
  }
  for (const [index, line] of lines.entries()) {
    const curve = [...spendCurve(line.account, lags[line.unit.key] ?? random(300), line.from)];
    // Money that came back: a cumulative figure that falls.
    if (index % 211 === 40 && line.account.startsWith('5.1.02')) curve[8] = Math.max(0, (curve[7] ?? 0) - 20);
    const final = finals.get(line) ?? 0n;
    line.realized = dropped.has(line) ? Array.from({ length: 12 }, (_, month) => (month < 4 ? 0n : final)) : along(final, curve, 12);
  }
  const dates = Array.from({ length: 12 }, (_, month) => (month === 11 ? isoDate(2025, 12, 12) : monthEnd(2025, month + 1)));
  return { year: 2025, versions: ['murni', 'perubahan'], dates, lines: inOrder(lines), reported: new Map() };
}

/** By unit, activity and account, as finance staff print them. */
function inOrder(lines: readonly SimulatedLine[]): SimulatedLine[] {
  const key = ({ unit, activity, account, fund }: SimulatedLine) => [unit.code, activity, account, fund].join('|');
  return lines
    .map(({ unit, activity, account, fund, budget, realized }) => ({ unit, activity, account, fund, budget, realized }))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Two lines that the perubahan no longer has; one of them had been paid from already. */
function dropTwo(lines: (SimulatedLine & { appetite: bigint; from: number })[], random: Random): Map<SimulatedLine, Sen> {
  const kept = new Map<SimulatedLine, Sen>();
  for (const [key, paid] of [
    ['dispora', 18_500_000_00n],
    ['kesbangpol', 0n],
  ] as const) {
    const model = lines.find((line) => line.unit.key === key && line.account === '5.1.02.04.01.0003');
    if (!model) throw new Error(`no line to drop in ${key}`);
    const line = {
      ...model,
      account: '5.1.02.02.05.0009',
      budget: new Map<BudgetVersion, Sen>([['murni', BigInt(40 + random(40)) * 1_000_000_00n]]),
      realized: [],
      appetite: 0n,
    };
    lines.push(line);
    kept.set(line, paid);
  }
  return kept;
}

/** An adopted budget ends at zero: what murni spending lacks in revenue is taken from last year's surplus. */
function balanceMurni(lines: readonly SimulatedLine[]): void {
  const total = (akun: string) => sum(lines.filter((line) => line.account.startsWith(akun)).map((line) => line.budget.get('murni') ?? 0n));
  const gap = total('5') - total('4') - total('6');
  const treasury = lines.find((line) => line.account.startsWith('6.1.01') && line.unit.key === 'bakeuda');
  const before = treasury?.budget.get('murni') ?? 0n;
  if (!treasury || before + gap < 0n) throw new Error('murni cannot be balanced');
  treasury.budget.set('murni', before + gap);
}

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

/** Thousandths of the budget that a unit is on the way to spend by the end of the year. */
const drives2026: Record<string, number> = { pupr: 520, perkim: 430, dispora: 560, dukcapil: 990, kominfo: 980, setwan: 960 };

/** 2026 until 31 October, wholly invented under the published plafond: some ahead, some behind, two late, one silent, one over. */
export function simulate2026(seed = 20_26): SimulatedYear {
  const random = seeded(seed);
  const totals = new Map(Object.entries(plafond2026).map(([jenis, millions]) => [jenis, millions * 1_000_000_00n]));
  const lines: SimulatedLine[] = [];
  for (const [slot, amount] of budgetOf(slots(random), totals)) {
    const curve = spendCurve(slot.account, lags[slot.unit.key] ?? random(300));
    const staff = slot.account.startsWith('5.1.01');
    let drive = slot.account.startsWith('5') ? (drives2026[slot.unit.key] ?? 800 + random(150)) : 930 + random(120);
    if (staff) drive = 940 + random(40);
    if (slot.account.startsWith('6')) drive = 1000;
    // Over its budget by the end of October, and by the same share everywhere.
    if (slot.unit.key === 'damkar') drive = Math.ceil((1_012 * 1_000) / (curve[9] ?? 1));
    const final = ((amount * BigInt(drive)) / 1000n / rupiah) * rupiah;
    lines.push({ ...slot, budget: new Map([['murni', amount]]), realized: along(final, curve, 10) });
  }
  const model = lines.find((line) => line.unit.key === 'dishub' && line.account === '5.1.02.04.01.0003');
  if (!model) throw new Error('no line to spend without a budget');
  // Paid on an account that has no budget: a breach that must stand out, not vanish in a division by zero.
  const unbudgeted = Array.from({ length: 10 }, (_, month) => (month < 6 ? 0n : 46_250_000_00n));
  lines.push({ ...model, account: '5.1.02.02.04.0036', budget: new Map([['murni', 0n]]), realized: unbudgeted });
  const dates = Array.from({ length: 10 }, (_, month) => monthEnd(2026, month + 1));
  return {
    year: 2026,
    versions: ['murni'],
    dates,
    lines: inOrder(lines),
    reported: new Map([
      ['satpol', 8],
      ['girimaya', 9],
      ['perikanan', 0],
    ]),
  };
}

/** The version's cash plan of a line: twelve amounts that add up to its budget. */
export function cashPlan(line: SimulatedLine, version: BudgetVersion): Sen[] {
  const budget = line.budget.get(version) ?? 0n;
  let before = 0n;
  return planCurve(line.account).map((share) => {
    const until = share === 1000 ? budget : ((budget * BigInt(share)) / 1000n / thousand) * thousand;
    const month = until - before;
    before = until;
    return month;
  });
}

/**
 * Physical progress of each sub kegiatan at each report date, in hundredths of a percent. Works run ahead of
 * the money, so it lies a little above the share paid. Never falls.
 */
export function progress(year: SimulatedYear): { unit: DemoUnit; activity: string; done: number[] }[] {
  const random = seeded(year.year);
  const groups = Map.groupBy(
    year.lines.filter((line) => line.activity !== ''),
    (line) => `${line.unit.code}|${line.activity}`,
  );
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    if (!first) return [];
    const budget = sum(lines.map((line) => line.budget.get(year.versions.at(-1) ?? 'murni') ?? 0n));
    const lead = 200 + random(900);
    let last = 0;
    const done = year.dates.map((_, month) => {
      const paid = sum(lines.map((line) => line.realized[month] ?? 0n));
      const share = budget === 0n ? 0 : Number((paid * 10_000n) / budget);
      last = Math.max(last, Math.min(10_000, share === 0 ? 0 : share + lead));
      return last;
    });
    return [{ unit: first.unit, activity: first.activity, done }];
  });
}
