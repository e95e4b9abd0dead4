import { type Miss, radiusOverYears } from './conformal.ts';
import { learnRhythm, type Rhythm } from './curve.ts';
import { estimate, type Method } from './methods.ts';
import { isTested, type Ranking, rankMethods } from './ranking.ts';
import { type Position, wholeMonths, type YearSeries } from './series.ts';
import { leaveOneYearOut, missBy, type Trial, yearsOf } from './trials.ts';

/** What years that are over teach about one that is not. */
export interface Forecaster {
  rhythm: Rhythm;
  ranking: Ranking;
  /** Each year forecast from the others by the methods chosen without it. */
  tried: readonly Tried[];
  /** By whole month, 0 to 11: half the width of the band as a share of the budget; null: too few years to say. */
  radius: readonly (number | null)[];
}

export interface Tried extends Miss {
  key: string;
  months: number;
  /** Sen as plain numbers. */
  estimated: number;
  actual: number;
  budget: number;
}

/** @param training years that are over; for a forecast none of them may come after the year that is forecast */
export function learn(training: readonly YearSeries[]): Forecaster {
  const trials = leaveOneYearOut(training);
  const ranking = rankMethods(trials);
  const years = yearsOf(trials);
  const tried = years.flatMap((year) => {
    // With two years the choice made without one of them would rest on no back-test at all.
    const without = years.length > 2 ? rankMethods(trials.filter((trial) => trial.year !== year)) : ranking;
    return trials.filter((trial) => trial.year === year).flatMap((trial) => tryOut(trial, without));
  });
  const byMonth = Map.groupBy(tried, ({ months }) => months);
  const radius = Array.from({ length: 12 }, (_, month) => radiusOverYears(byMonth.get(month) ?? []));
  return { rhythm: learnRhythm(training), ranking, tried, radius };
}

function tryOut(trial: Trial, ranking: Ranking): Tried[] {
  const order = ranking[trial.months] ?? [];
  const method = isTested(order) ? order.find((one) => trial.estimates.has(one)) : undefined;
  const estimated = method === undefined ? undefined : trial.estimates.get(method);
  const miss = estimated === undefined ? null : missBy(estimated, trial);
  if (estimated === undefined || miss === null) return [];
  const { key, year, months, actual, position } = trial;
  return [{ key, year, months, estimated, actual, miss, budget: Number(position.budget) }];
}

export interface Estimated {
  method: Method;
  /** Realization of the whole year, sen as a plain number. */
  value: number;
}

/** By the best method of that month that has something to go by; null where none has. */
export function forecastBy({ rhythm, ranking }: Forecaster, series: { key: string; year: number }, now: Position): Estimated | null {
  for (const method of ranking[Math.min(11, wholeMonths(now))] ?? []) {
    const value = estimate(method, rhythm, series, now);
    if (value !== null) return { method, value };
  }
  return null;
}
