import { type BudgetVersion, type FiscalYear, type IsoDate, type Sen, sum } from '@sipkadin/budget';
import { type DemoUnit, units } from '../lists/catalogue.ts';
import { planCurve } from './curves.ts';
import { seeded } from './random.ts';
import { rupiah, thousand } from './slots.ts';

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
  year: FiscalYear;
  /** In the order of adoption. */
  versions: BudgetVersion[];
  /** As-of dates of the monthly reports. */
  dates: IsoDate[];
  lines: SimulatedLine[];
  /** Key of a unit that stopped reporting → how many months it reported. */
  reported: ReadonlyMap<string, number>;
  /** Key of a unit → months that it did not report, although it reported later ones. */
  silent?: ReadonlyMap<string, readonly number[]>;
  /** Reports of one unit that came by themselves, after the file of all the others. */
  late?: readonly { unit: string; month: number; on: IsoDate }[];
}

/** Cumulative amounts towards a year-end figure, whole rupiah until the last date. */
export function along(final: Sen, curve: readonly number[], months: number): Sen[] {
  return Array.from({ length: months }, (_, month) => {
    const share = curve[month] ?? 1000;
    return share === 1000 ? final : ((final * BigInt(share)) / 1000n / rupiah) * rupiah;
  });
}

/** By unit, activity and account, as finance staff print them. */
export function inOrder(lines: readonly SimulatedLine[]): SimulatedLine[] {
  const key = ({ unit, activity, account, fund }: SimulatedLine) => [unit.code, activity, account, fund].join('|');
  return lines
    .map(({ unit, activity, account, fund, budget, realized }) => ({ unit, activity, account, fund, budget, realized }))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
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
  // Sub-units that were divided off have numbers of their own, so that those of their OPD stay as they were.
  const ofParts = seeded(year.year + 1);
  const groups = Map.groupBy(
    year.lines.filter((line) => line.activity !== ''),
    (line) => `${line.unit.code}|${line.activity}`,
  );
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    if (!first) return [];
    const budget = sum(lines.map((line) => line.budget.get(year.versions.at(-1) ?? 'murni') ?? 0n));
    const lead = 200 + (units.includes(first.unit) ? random : ofParts)(900);
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
