import { conformalRadius } from './conformal.ts';
import { type Forecaster, forecastBy, learn } from './forecaster.ts';
import { type Method, methods } from './methods.ts';
import type { YearSeries } from './series.ts';
import { missBy, type Trial, trialsOf, yearsOf } from './trials.ts';
import { sumMisses } from './whole.ts';

/** Sums of one group of forecasts of years that are over. */
export interface Score {
  count: number;
  /** Mean miss in points of the budget, either direction. */
  points: number;
  /** Mean miss in percent of what the year came to, either direction. */
  percent: number;
}

export type Scores = ReadonlyMap<Method | 'chosen', Score>;

export interface BackTest {
  years: number[];
  /** Of the chosen method and of each method alone: in all, by year, and by month (1 to 11). */
  all: Scores;
  byYear: ReadonlyMap<number, Scores>;
  byMonth: ReadonlyMap<number, Scores>;
  /** How many forecasts had a band, and how many of these bands held what came. */
  coverage: { held: number; of: number };
  /** The same of all series of a year added up. */
  sums: { chosen: number; pace: number; count: number; held: number; of: number };
  /** Before the first report: mean miss in points of the chosen method, and of taking the budget for what will be spent. */
  start: { chosen: number; budget: number; count: number; held: number; of: number };
}

interface Sum {
  points: number;
  percent: number;
  count: number;
}

/**
 * Forecasts every year of the series after each month of it.
 * @param from earlier: from the years before it alone, as a forecast is made (the first year has none); others: from all other
 * years, as coverage is measured where years are few
 */
export function backTest(series: readonly YearSeries[], from: 'earlier' | 'others'): BackTest {
  const sums = new Map<string, Sum>();
  const coverage = { held: 0, of: 0 };
  const whole = { chosen: 0, pace: 0, count: 0, held: 0, of: 0 };
  const start = { chosen: 0, budget: 0, count: 0, held: 0, of: 0 };
  const tested: number[] = [];
  for (const year of yearsOf(series)) {
    const training = series.filter((one) => (from === 'earlier' ? one.year < year : one.year !== year));
    if (training.length === 0) continue;
    tested.push(year);
    const forecaster = learn(training);
    const trials = series.filter((one) => one.year === year).flatMap((one) => trialsOf(forecaster.rhythm, one));
    const forecasts = trials.flatMap((trial): Forecasted[] => {
      const chosen = forecastBy(forecaster, trial, trial.position);
      const miss = chosen === null ? null : missBy(chosen.value, trial);
      return chosen === null || miss === null ? [] : [{ trial, value: chosen.value, miss }];
    });
    for (const { trial, value, miss } of forecasts) {
      const radius = forecaster.radius[trial.months] ?? null;
      const into = trial.months === 0 ? start : coverage;
      if (radius !== null) {
        into.of++;
        if (Math.abs(miss) <= radius) into.held++;
      }
      if (trial.months === 0) {
        start.count++;
        start.chosen += Math.abs(miss) * 100;
        start.budget += Math.abs(missBy(Number(trial.position.budget), trial) ?? 0) * 100;
        continue;
      }
      for (const [method, estimated] of [...trial.estimates, ['chosen', value] as const])
        for (const group of [`${year}`, 'all', `m${trial.months}`]) add(sums, `${group}|${method}`, estimated, trial);
    }
    addSums(whole, forecasts, forecaster);
  }
  const group = (name: string): Scores =>
    new Map(
      ([...methods, 'chosen'] as const).flatMap((method) => {
        const sum = sums.get(`${name}|${method}`);
        return sum === undefined ? [] : [[method, { ...sum, points: sum.points / sum.count, percent: sum.percent / sum.count }]];
      }),
    );
  return {
    ...{ years: tested, coverage, all: group('all') },
    byYear: new Map(tested.map((year) => [year, group(String(year))])),
    byMonth: new Map(Array.from({ length: 11 }, (_, index) => [index + 1, group(`m${index + 1}`)])),
    sums: { ...whole, chosen: whole.chosen / whole.count, pace: whole.pace / whole.count },
    start: { ...start, chosen: start.chosen / start.count, budget: start.budget / start.count },
  };
}

interface Forecasted {
  trial: Trial;
  value: number;
  miss: number;
}

/** Adds the misses of one year's sums, month by month. */
function addSums(whole: BackTest['sums'], forecasts: readonly Forecasted[], forecaster: Forecaster): void {
  for (let months = 1; months <= 11; months++) {
    const ofMonth = forecasts.filter(({ trial }) => trial.months === months);
    const total = (pick: (one: Forecasted) => number) => ofMonth.reduce((sum, one) => sum + pick(one), 0);
    const budget = total(({ trial }) => Number(trial.position.budget));
    if (ofMonth.length === 0 || budget <= 0) continue;
    const miss = total(({ value, trial }) => value - trial.actual) / budget;
    whole.count++;
    whole.chosen += Math.abs(miss) * 100;
    whole.pace += (Math.abs(total(({ trial }) => (trial.estimates.get('pace') ?? 0) - trial.actual)) / budget) * 100;
    const radius = conformalRadius(sumMisses(forecaster.tried, months));
    if (radius === null) continue;
    whole.of++;
    if (Math.abs(miss) <= radius) whole.held++;
  }
}

function add(sums: Map<string, Sum>, key: string, value: number, trial: Trial): void {
  const miss = missBy(value, trial);
  if (miss === null) return;
  const sum = sums.get(key) ?? { points: 0, percent: 0, count: 0 };
  sum.points += Math.abs(miss) * 100;
  sum.percent += (Math.abs(value - trial.actual) / trial.actual) * 100;
  sum.count++;
  sums.set(key, sum);
}
