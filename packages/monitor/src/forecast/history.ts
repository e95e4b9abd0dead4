import { type FiscalYear, fiscalYear, type IsoDate } from '@sipkadin/budget';
import { getGovernment, lastStepOfYears, ledgerOf, type Reading, years } from '@sipkadin/ledger';
import { type Forecaster, forecastBy, learn } from './forecaster.ts';
import { provinceSeries } from './provinces.ts';
import { wholeMonths, type YearSeries } from './series.ts';
import { yearsOf } from './trials.ts';
import { type YearAmounts, yearAmounts } from './year-amounts.ts';

/** What the years before one teach about it. */
export interface History {
  /** The years of this government that are over and whose 31 December was reported, in order. */
  years: FiscalYear[];
  /** OPD and treasury items together; from provinces where the government has no such year. */
  spending: Forecaster;
  /** null: no year that is over. */
  revenue: Forecaster | null;
  /** Eight provinces: what a whole government is measured by where it has too few years itself. */
  provinces: Forecaster;
  /** Series of the years above. */
  series: { spending: YearSeries[]; revenue: YearSeries[] };
  /** What would have been forecast of the last of these years from those before it; null: there is only one, or none. */
  lastYear: { year: FiscalYear; spending: Forecaster } | null;
  simulated: boolean;
}

const remembered = new WeakMap<Reading, Map<string, { sequence: number; history: Promise<History> }>>();

/**
 * @param groupedOn the day on which OPD belong together as they are taken here; absent: the end of each year. Remembered until something of these years changes, which is
 * seldom; many screens ask.
 */
export async function historyBefore(reading: Reading, government: string, before: FiscalYear, groupedOn?: IsoDate): Promise<History> {
  // One history for all questions to the ledger.
  const read = ledgerOf(reading);
  const { reportDay, successions } = await getGovernment(read, government);
  const sequence = await lastStepOfYears(read, { government, before });
  const ofLedger = remembered.get(read) ?? new Map<string, { sequence: number; history: Promise<History> }>();
  remembered.set(read, ofLedger);
  const inForce = successions.filter(({ from }) => groupedOn === undefined || from <= groupedOn);
  const key = `${government}|${before}|${reportDay}|${JSON.stringify(inForce)}`;
  const known = ofLedger.get(key);
  if (known?.sequence === sequence) return known.history;
  const history = loadHistory(read, { government, before, reportDay, groupedOn });
  ofLedger.set(key, { sequence, history });
  history.catch(() => ofLedger.delete(key));
  return history;
}

/** Spending of every OPD, and the treasury items, of the years that are over. */
export async function pastSeries(read: Reading, government: string): Promise<YearSeries[]> {
  return (await historyBefore(read, government, fiscalYear(2099))).series.spending;
}

/** At most so many years back: what was long ago says little of how an OPD spends now. */
const mostYears = 6;

interface HistoryQuery {
  government: string;
  before: FiscalYear;
  reportDay: number;
  groupedOn: IsoDate | undefined;
}

async function loadHistory(read: Reading, { government, before, reportDay, groupedOn }: HistoryQuery): Promise<History> {
  const past = (await years(read, government)).filter((year) => year < before).slice(-mostYears);
  const loaded: YearAmounts[] = [];
  for (const year of past) loaded.push(await yearAmounts(read, { government, year, reportDay, groupedOn }));
  return historyOf(loaded);
}

/** @param loaded years that are over, in order */
export function historyOf(loaded: readonly YearAmounts[]): History {
  const isOver = ({ final }: YearSeries) => final !== null;
  const spending = loaded.flatMap(({ units, treasury }) => [...units, ...(treasury === null ? [] : [treasury])].filter(isOver));
  const revenue = loaded.flatMap((year) => (year.revenue === null ? [] : [year.revenue].filter(isOver)));
  const known = yearsOf(spending).map(fiscalYear);
  const provinces = learn(provinceSeries());
  const last = known.at(-1);
  return {
    ...{ years: known, provinces, series: { spending, revenue } },
    spending: spending.length === 0 ? provinces : learn(spending),
    revenue: revenue.length === 0 ? null : learn(revenue),
    lastYear: last === undefined || known.length < 2 ? null : { year: last, spending: learn(spending.filter(({ year }) => year < last)) },
    simulated: loaded.some(({ year, simulated }) => simulated && known.includes(year)),
  };
}

/**
 * How far the forecast of last year made after the same number of whole months was off, in tenths of a point of the budget, either
 * direction; null where last year cannot be forecast from the years before it.
 * @param keys of the series that are added up: one OPD, or all of a government
 */
export function lastYearMiss({ lastYear, series }: History, keys: ReadonlySet<string>, months: number): number | null {
  if (lastYear === null) return null;
  let [estimated, actual, budget] = [0, 0, 0];
  for (const one of series.spending) {
    if (one.year !== lastYear.year || !keys.has(one.key)) continue;
    const position = one.positions.find((at) => wholeMonths(at) === months);
    const forecast = position === undefined ? null : forecastBy(lastYear.spending, one, position);
    if (position === undefined || forecast === null || position.budget === null) continue;
    estimated += forecast.value;
    actual += Number(one.final);
    budget += Number(position.budget);
  }
  return budget <= 0 ? null : Math.round((Math.abs(estimated - actual) / budget) * 1000);
}
