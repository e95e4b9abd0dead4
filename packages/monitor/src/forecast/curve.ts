import { wholeMonths, type YearSeries } from './series.ts';

/**
 * How many years of a series' own weigh as much as all the others together: with two years of history its own rhythm counts half.
 * A ratio of two amounts is a plain number here; no money is added up in it.
 */
const ownYearsForHalf = 2;

/** What the training years say of the rhythm of a year; see `learnRhythm`. */
export interface Rhythm {
  /** Share of the year's realization that was there after `months` months: 0 at 0, 1 at 12. null: no series to learn from. */
  shareAt(key: string, months: number): number | null;
  /** Share of that one year; null where the series has no such year. */
  shareOfYear(key: string, year: number, months: number): number | null;
  /** Realization of the year over the budget in force after `months` whole months. null: no series with a budget. */
  absorptionAt(key: string, months: number): number | null;
}

/** Means by month, 0 to 12; null where no year had that month. */
type Curve = readonly (number | null)[];

interface Learned {
  years: number;
  shares: Curve;
  absorption: Curve;
}

/**
 * Learns from years that are over: the mean share by month of all series, and of each series its own, of which more is believed the
 * more years it has (shrinkage). A year whose realization is not above zero says nothing.
 */
export function learnRhythm(training: readonly YearSeries[]): Rhythm {
  const usable = training.filter(({ final }) => final !== null && final > 0n);
  const all = learn(usable);
  const own = new Map([...Map.groupBy(usable, ({ key }) => key)].map(([key, years]) => [key, learn(years)]));
  const ofYear = new Map(usable.map((series) => [`${series.key}|${series.year}`, learn([series])]));
  const shrunk = (key: string, at: (learned: Learned) => number | null): number | null => {
    const pooled = at(all);
    const mine = own.get(key);
    const value = mine === undefined ? null : at(mine);
    if (pooled === null || value === null || mine === undefined) return value ?? pooled;
    const weight = mine.years / (mine.years + ownYearsForHalf);
    return weight * value + (1 - weight) * pooled;
  };
  return {
    shareAt: (key, months) => shrunk(key, ({ shares }) => between(shares, months)),
    shareOfYear: (key, year, months) => between(ofYear.get(`${key}|${year}`)?.shares ?? [], months),
    absorptionAt: (key, months) => shrunk(key, ({ absorption }) => absorption[months] ?? null),
  };
}

function learn(series: readonly YearSeries[]): Learned {
  const shares: number[][] = Array.from({ length: 13 }, () => []);
  const absorption: number[][] = Array.from({ length: 13 }, () => []);
  for (const { positions, final } of series) {
    const whole = Number(final);
    for (const position of positions) {
      const month = wholeMonths(position);
      // Within a month the share of its end is not known.
      if (position.months - month < 1e-6) shares[month]?.push(Number(position.realized) / whole);
      if (position.budget !== null && position.budget > 0n) absorption[month]?.push(whole / Number(position.budget));
    }
  }
  const curve = shares.map(mean);
  curve[0] = series.length === 0 ? null : 0;
  curve[12] = series.length === 0 ? null : 1;
  return { years: series.length, shares: curve, absorption: absorption.map(mean) };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A curve at a time between two months of it, as a straight line from the last known before to the first known after. */
function between(curve: Curve, months: number): number | null {
  const low = curve.findLastIndex((value, month) => value !== null && month <= months + 1e-9);
  const high = curve.findIndex((value, month) => value !== null && month >= months - 1e-9);
  const [before, after] = [curve[low], curve[high]];
  if (before === undefined || after === undefined || before === null || after === null) return null;
  return high === low ? before : before + ((after - before) * (months - low)) / (high - low);
}
