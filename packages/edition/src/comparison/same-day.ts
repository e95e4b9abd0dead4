import {
  type BudgetVersion,
  type Code,
  type IsoDate,
  latestCommonVersion,
  type Month,
  monthEnd,
  parseDecimal,
  type Sen,
  sameDayIn,
} from '@sipkadin/budget';
import type { MonthRow, UnitRow } from '../edition.ts';
import type { Edition } from '../folder/read.ts';

/** What an OPD had paid (or received) by one day of two years; sen. */
export interface SameDayPair {
  code: Code;
  name: string;
  /** In the address of its page, in the later year; '' where it has none there. */
  slug: string;
  /** The day in the later year. */
  day: IsoDate;
  before: Sen;
  after: Sen;
  /** The part that is treasury items (PPKD); null where an edition does not have them apart, or there are none in either year. */
  treasury: { before: Sen; after: Sen } | null;
  /** Spending budget by the version that both years have; null: not stated. Always null for revenue. */
  budget: { before: Sen | null; after: Sen | null };
}

/** An OPD of which there is no day that both years know. */
export interface NotCompared {
  code: Code;
  name: string;
  /** new: not in the earlier year at all; gone: not in the later one; no-day: reported in neither or only one of them, or on other days. */
  why: 'new' | 'gone' | 'no-day';
}

export interface SameDay {
  /** In order of code. */
  pairs: SameDayPair[];
  notCompared: NotCompared[];
  /** The version by which budgets are compared; undefined: the years have none in common. */
  version: BudgetVersion | undefined;
  /** Sums of the pairs. The budget is null where one of them does not state its own: what all paid is no share of what some may spend. */
  total: Pick<SameDayPair, 'before' | 'after' | 'budget'>;
}

/** The last month of which any OPD reported; undefined: there is no realization. */
export function lastReportedMonth(edition: Edition, akun: '4' | '5'): Month | undefined {
  const reported = edition.months().filter(({ account, realization }) => account === akun && realization !== null);
  return reported.length === 0 ? undefined : Math.max(...reported.map(({ month }) => month));
}

/**
 * Two years on the same day, OPD by OPD: each at the last month, up to the given one, that it reported in both years up to the same
 * day of the year. A report to 12 December is never held against one to 31 December. OPD are the same by their code, whatever their
 * name. Whether the bases of the two years are alike is for the caller to look at.
 * @param akun 5 for spending, 4 for revenue
 * @param until the last month to look at
 */
export function atSameDay(before: Edition, after: Edition, akun: '4' | '5', until: Month): SameDay {
  const version = latestCommonVersion(before.manifest.versions, after.manifest.versions);
  const [earlier, later] = [positionsOf(before, akun), positionsOf(after, akun)];
  const [unitsBefore, unitsAfter] = [byCode(before), byCode(after)];
  const hasTreasury = [before, after].every(
    ({ manifest: { format } }) => format !== 'sipkadin-edition/1' && format !== 'sipkadin-edition/2',
  );
  const result: Omit<SameDay, 'total'> = { pairs: [], notCompared: [], version };
  for (const code of [...new Set([...earlier.keys(), ...later.keys()])].sort()) {
    const unit = unitsAfter.get(code) ?? unitsBefore.get(code);
    const name = unit?.name ?? code;
    const [was, is] = [earlier.get(code), later.get(code)];
    const found = was && is && lastAlike(was, is, { before: before.manifest.year, after: after.manifest.year, until });
    if (found === undefined) {
      const why = !unitsBefore.has(code) ? 'new' : !unitsAfter.has(code) ? 'gone' : 'no-day';
      result.notCompared.push({ code, name, why });
      continue;
    }
    const { row, earlierRow, day } = found;
    result.pairs.push({
      ...{ code, name, day, slug: unitsAfter.get(code)?.slug ?? '' },
      before: amount(earlierRow.realization),
      after: amount(row.realization),
      treasury:
        hasTreasury && (earlierRow.treasury !== undefined || row.treasury !== undefined)
          ? { before: amount(earlierRow.treasury?.realization ?? null), after: amount(row.treasury?.realization ?? null) }
          : null,
      budget: {
        before: akun === '5' ? budgetOf(unitsBefore.get(code), version) : null,
        after: akun === '5' ? budgetOf(unitsAfter.get(code), version) : null,
      },
    });
  }
  return { ...result, total: totalOf(result.pairs) };
}

function totalOf(pairs: readonly SameDayPair[]): SameDay['total'] {
  const add = (pick: (pair: SameDayPair) => Sen) => pairs.reduce((sum, pair) => sum + pick(pair), 0n);
  const budget = (side: 'before' | 'after') =>
    pairs.length === 0 || pairs.some((pair) => pair.budget[side] === null) ? null : add((pair) => pair.budget[side] ?? 0n);
  return {
    before: add(({ before }) => before),
    after: add(({ after }) => after),
    budget: { before: budget('before'), after: budget('after') },
  };
}

interface Years {
  before: number;
  after: number;
  until: Month;
}

/** The last month, up to `until`, that both years know up to the same day. */
function lastAlike(earlier: ReadonlyMap<Month, MonthRow>, later: ReadonlyMap<Month, MonthRow>, { before, after, until }: Years) {
  for (let month = until; month >= 1; month--) {
    const [earlierRow, row] = [earlier.get(month), later.get(month)];
    if (earlierRow === undefined || row === undefined) continue;
    const day = row.asOf ?? monthEnd(after, month);
    if (isSameDay(earlierRow.asOf ?? monthEnd(before, month), day)) return { earlierRow, row, day };
  }
  return undefined;
}

/** A month's end is the same day as the other year's, though it be the 28th and the 29th. */
function isSameDay(one: IsoDate, other: IsoDate): boolean {
  const [oneYear, otherYear] = [Number(one.slice(0, 4)), Number(other.slice(0, 4))];
  return sameDayIn(otherYear, one) === other || sameDayIn(oneYear, other) === one;
}

/**
 * The edition of the other year whose figures of every OPD are of the same day as in this one, so that all of the two can be compared:
 * kinds of spending too, which editions do not have month by month.
 * @param others editions of the other year, latest first
 */
export function editionOfSameDay(others: readonly Edition[], edition: Edition): Edition | undefined {
  const { asOf, basis } = edition.manifest;
  const days = byCode(edition);
  return others.find((other) => {
    if (basis === null || other.manifest.basis !== basis || !isSameDay(other.manifest.asOf, asOf)) return false;
    const units = other.units();
    return (
      units.length === days.size &&
      units.every(({ code, lastAsOf }) => {
        const own = days.get(code)?.lastAsOf;
        return own === lastAsOf || (typeof own === 'string' && lastAsOf !== null && isSameDay(lastAsOf, own));
      })
    );
  });
}

/** Rows with realization by OPD and month; without the sum over all. */
function positionsOf(edition: Edition, akun: string): Map<Code, Map<Month, MonthRow>> {
  const positions = new Map<Code, Map<Month, MonthRow>>();
  for (const row of edition.months()) {
    if (row.unit === '*' || row.account !== akun) continue;
    const months = positions.get(row.unit) ?? new Map<Month, MonthRow>();
    positions.set(row.unit, months);
    if (row.realization !== null) months.set(row.month, row);
  }
  return positions;
}

const byCode = (edition: Edition) => new Map(edition.units().map((unit) => [unit.code, unit]));

function budgetOf(unit: UnitRow | undefined, version: BudgetVersion | undefined): Sen | null {
  const text = version === undefined ? undefined : unit?.versions[version];
  return text === undefined ? null : amount(text);
}

function amount(text: string | null): Sen {
  const read = text === null ? 0n : parseDecimal(text);
  if (read === undefined) throw new Error(`not an amount: ${String(text).slice(0, 40)}`);
  return read;
}
