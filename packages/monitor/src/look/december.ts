import { type Code, divideRounded, type FiscalYear, type Sen } from '@sipkadin/budget';

/** Realization of an OPD at the ends of November and December, cumulative sen; null: that month was not reported. */
export interface YearEnd {
  year: FiscalYear;
  november: Sen | null;
  december: Sen | null;
}

/** An OPD whose December was larger than it used to be. */
export interface DecemberShare {
  unit: Code;
  year: FiscalYear;
  /** Tenths of a percent of the year's spending that were paid in December. */
  share: bigint;
  /** The same over the years before, their mean. */
  before: bigint;
  years: FiscalYear[];
}

/** Tenths of a point above its own mean from which December is named. */
const noticed = 100n;
const fewestYears = 2;

/**
 * Tenths of a percent of a year that were paid in December.
 * @returns null where November or December was not reported, or nothing was spent
 */
export function decemberShare({ november, december }: Pick<YearEnd, 'november' | 'december'>): bigint | null {
  if (november === null || december === null || december <= 0n) return null;
  return divideRounded((december - november) * 1000n, december);
}

/**
 * OPD whose December in the last finished year lies 10 points or more above the mean of their own years before, the furthest first.
 * @param history years of each OPD in order; an OPD with less than two years before it is not judged
 * @returns also how many OPD have a history that is long enough
 */
export function decemberShares(
  history: ReadonlyMap<Code, readonly YearEnd[]>,
  year: FiscalYear,
): { found: DecemberShare[]; judged: number } {
  const judged = [...history].flatMap(([unit, years]) => {
    const known = years.flatMap((one) => {
      const share = decemberShare(one);
      return share === null ? [] : [{ year: one.year, share }];
    });
    const last = known.find((one) => one.year === year);
    const earlier = known.filter((one) => one.year < year);
    if (last === undefined || earlier.length < fewestYears) return [];
    const before = divideRounded(
      earlier.reduce((sum, { share }) => sum + share, 0n),
      BigInt(earlier.length),
    );
    return [{ unit, year, share: last.share, before, years: earlier.map((one) => one.year) }];
  });
  const found = judged.filter(({ share, before }) => share - before >= noticed);
  return {
    found: found.sort((a, b) => Number(b.share - b.before - (a.share - a.before)) || (a.unit < b.unit ? -1 : 1)),
    judged: judged.length,
  };
}
