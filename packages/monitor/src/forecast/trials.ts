import { learnRhythm, type Rhythm } from './curve.ts';
import { estimate, type Method, methods } from './methods.ts';
import { type Position, wholeMonths, type YearSeries } from './series.ts';

/** One position of a year that is over, and what each method made of it. */
export interface Trial {
  key: string;
  year: number;
  position: Position;
  /** Whole months of the position, 0 to 11. */
  months: number;
  /** What the year came to, in sen as a plain number. */
  actual: number;
  /** Absent: the method had nothing to go by. */
  estimates: ReadonlyMap<Method, number>;
}

/** Forecasts every year from all the others: none is forecast from itself. */
export function leaveOneYearOut(series: readonly YearSeries[]): Trial[] {
  return yearsOf(series).flatMap((year) => {
    const rhythm = learnRhythm(series.filter((other) => other.year !== year));
    return series.filter((one) => one.year === year).flatMap((one) => trialsOf(rhythm, one));
  });
}

export function yearsOf(items: readonly { year: number }[]): number[] {
  return [...new Set(items.map(({ year }) => year))].sort((a, b) => a - b);
}

/** @returns a trial for each position before the end of the year; none where the year is not over or came to nothing */
export function trialsOf(rhythm: Rhythm, { key, year, positions, final }: YearSeries): Trial[] {
  if (final === null || final <= 0n) return [];
  return positions.flatMap((position): Trial[] => {
    const months = wholeMonths(position);
    if (months === 12) return [];
    const estimates = new Map<Method, number>();
    for (const method of methods) {
      const value = estimate(method, rhythm, { key, year }, position);
      if (value !== null) estimates.set(method, value);
    }
    return [{ key, year, position, months, actual: Number(final), estimates }];
  });
}

/**
 * How far an estimate was from what the year came to, as a share of the budget in force at that time; above zero where it was too
 * high. null where there was no budget to measure by.
 */
export function missBy(estimated: number, { actual, position }: Pick<Trial, 'actual' | 'position'>): number | null {
  return position.budget === null || position.budget <= 0n ? null : (estimated - actual) / Number(position.budget);
}
