import { ancestor, type BudgetVersion, fiscalYear, isoDate, monthEnd, type Sen, sum } from '@sipkadin/budget';
import { officialTotals } from '../lists/catalogue.ts';
import { allocate } from './allocate.ts';
import { spendCurve } from './curves.ts';
import { divideAmongSubUnits } from './divide.ts';
import { type Random, seeded } from './random.ts';
import { budgetOf, lags, rupiah, slots, thousand } from './slots.ts';
import { along, inOrder, type SimulatedLine, type SimulatedYear } from './year.ts';

/** The one jenis that the simulation uses for each official kelompok without a jenis. */
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
  return {
    year: fiscalYear(2025),
    versions: ['murni', 'perubahan'],
    dates,
    lines: inOrder(divideAmongSubUnits(lines)),
    reported: new Map(),
  };
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
