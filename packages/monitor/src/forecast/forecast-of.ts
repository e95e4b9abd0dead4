import { type Code, type FiscalYear, type IsoDate, type Month, monthEnd, type Sen } from '@sipkadin/budget';
import { getGovernment, type Reading } from '@sipkadin/ledger';
import { type History, historyBefore, lastYearMiss } from './history.ts';
import { inSen, type Outcome, outcomeOf } from './outcome.ts';
import { type Position, wholeMonths, type YearSeries } from './series.ts';
import { type SilpaForecast, silpaOf, type WholeForecast, wholeOf } from './whole.ts';
import { treasuryKey, yearAmounts } from './year-amounts.ts';

/** What the year of one OPD is expected to come to, without treasury items. */
export interface UnitForecast {
  /** OPD; '' where only a summary of the government was reported. */
  code: Code;
  realized: Sen;
  /** The last day that its reports cover, in months; 0: it never reported. */
  months: number;
  budget: Sen | null;
  outcome: Outcome;
  /** Years of its own that are over. */
  years: number;
  /** How far the forecast of last year after as many whole months was off, tenths of a point; null: last year cannot be compared. */
  lastYearMiss: number | null;
}

/** The expected position at the end of a month that is not over yet; the band is measured at the year's end alone. */
export interface ForecastMonth {
  month: Month;
  day: IsoDate;
  value: Sen;
  low: Sen | null;
  high: Sen | null;
}

export interface Scenario {
  /** pace: the last three months go on; pattern: the rest of the year as in earlier years. */
  kind: 'pace' | 'pattern';
  value: Sen;
}

export interface Forecast {
  year: FiscalYear;
  /** All spending, treasury items included. */
  whole: WholeForecast & { lastYearMiss: number | null; lastYear: FiscalYear | null };
  silpa: SilpaForecast | null;
  scenarios: Scenario[];
  months: ForecastMonth[];
  units: UnitForecast[];
  /** Treasury items (PPKD); null: none. */
  treasury: UnitForecast | null;
  /** Years of this government that it was learnt from; none: from eight provinces (DJPK, 2023 to 2025). */
  years: FiscalYear[];
  /** The figures of this year or of the years learnt from are simulated. */
  simulated: boolean;
}

/**
 * What a year is expected to come to, from the verified reports up to a day.
 * @param query `unit`: only this OPD; then `whole` and `months` are its own, and there is no SiLPA
 * @returns null where nothing is known of the year
 */
export async function forecastOf(
  read: Reading,
  { government, year, day, unit }: { government: string; year: FiscalYear; day: IsoDate; unit?: Code | undefined },
): Promise<Forecast | null> {
  const history = await historyBefore(read, government, year, day);
  const { reportDay } = await getGovernment(read, government);
  const amounts = await yearAmounts(read, { government, year, day, reportDay });
  const units = unit === undefined ? amounts.units : amounts.units.filter(({ key }) => key === unit);
  const treasury = unit === undefined ? amounts.treasury : null;
  const all = [...units, ...(treasury === null ? [] : [treasury])];
  if (all.length === 0) return null;
  const hasBand = history.years.length > 0;
  const parts = all.map((series) => ({ series, outcome: outcomeOf(history.spending, series, hasBand) }));
  const described = parts.map(({ series, outcome }) => describe(history, series, outcome));
  const sum = wholeOf(history, parts);
  const [only] = parts;
  const whole = unit === undefined || only === undefined ? sum : ofOne(sum, only.outcome);
  return {
    year,
    whole: {
      ...whole,
      lastYearMiss: lastYearMiss(history, new Set(all.map(({ key }) => key)), whole.months),
      lastYear: history.lastYear?.year ?? null,
    },
    silpa: unit === undefined ? silpaOf(history, whole, amounts.revenue, amounts.financing) : null,
    scenarios: scenarios(history, all),
    months: path(history, parts, whole, year),
    units: described.filter(({ code }) => code !== treasuryKey),
    treasury: described.find(({ code }) => code === treasuryKey) ?? null,
    years: history.years,
    simulated: amounts.simulated || history.simulated,
  };
}

function describe(history: History, series: YearSeries, outcome: Outcome): UnitForecast {
  const now = series.positions.at(-1);
  return {
    ...{ code: series.key, outcome, realized: now?.realized ?? 0n, months: now?.months ?? 0, budget: now?.budget ?? null },
    years: history.series.spending.filter(({ key }) => key === series.key).length,
    lastYearMiss: now === undefined ? null : lastYearMiss(history, new Set([series.key]), wholeMonths(now)),
  };
}

/** The band of one OPD is measured on OPD. */
function ofOne(whole: WholeForecast, outcome: Outcome): WholeForecast {
  if (outcome.kind !== 'forecast') return { ...whole, band: null, bandMissing: outcome.kind === 'none' ? outcome.reason : null };
  return { ...whole, band: outcome.band === null ? null : { ...outcome.band, from: 'own-years' }, bandMissing: outcome.bandMissing };
}

function scenarios({ spending, provinces }: History, all: readonly YearSeries[]): Scenario[] {
  const [pace, pattern] = [
    all.map(({ positions }) => atPace(positions)),
    all.map(({ key, positions }) => {
      const now = positions.at(-1);
      const share = now === undefined ? null : (spending.rhythm.shareAt(key, now.months) ?? provinces.rhythm.shareAt(key, now.months));
      return now === undefined || share === null || share < 0.03 ? null : inSen(Number(now.realized) / share);
    }),
  ];
  const known = (kind: Scenario['kind'], amounts: readonly (Sen | null)[]): Scenario[] => {
    const sums = amounts.flatMap((amount) => amount ?? []);
    // An OPD that never reported has no pace; a sum without many of them would look like less spending.
    return sums.length < amounts.length * 0.9 || sums.length === 0 ? [] : [{ kind, value: sums.reduce((sum, amount) => sum + amount, 0n) }];
  };
  return [...known('pace', pace), ...known('pattern', pattern)];
}

/** The mean of the last three months for every month that is left. */
function atPace(positions: readonly Position[]): Sen | null {
  const now = positions.at(-1);
  if (now === undefined || now.months === 0) return null;
  const from = positions.findLast(({ months }) => months <= now.months - 3 + 1e-9) ?? positions[0];
  if (from === undefined || from.months >= now.months) return null;
  const aMonth = Number(now.realized - from.realized) / (now.months - from.months);
  return now.realized + inSen(aMonth * (12 - now.months));
}

/** From now to the year's end: each series along its usual rhythm to what it is expected to come to. */
function path(
  history: History,
  parts: readonly { series: YearSeries; outcome: Outcome }[],
  whole: WholeForecast,
  year: FiscalYear,
): ForecastMonth[] {
  if (whole.value === whole.realized) return [];
  return Array.from({ length: 12 - whole.months }, (_, index) => whole.months + 1 + index).map((month) => {
    const value = parts.reduce((sum, { series, outcome }) => sum + along(history, series, outcome, month), 0n);
    const passed = Number(value - whole.realized) / Number(whole.value - whole.realized);
    const bound = (end: Sen) => whole.realized + inSen(Number(end - whole.realized) * passed);
    const { band } = whole;
    return {
      month,
      day: monthEnd(year, month),
      value,
      low: band === null ? null : bound(band.low),
      high: band === null ? null : bound(band.high),
    };
  });
}

function along({ spending, provinces }: History, { key, positions }: YearSeries, outcome: Outcome, month: Month): Sen {
  const now = positions.at(-1);
  if (now === undefined) return 0n;
  if (outcome.kind === 'none' || month <= now.months) return now.realized;
  const shareAt = (months: number) => spending.rhythm.shareAt(key, months) ?? provinces.rhythm.shareAt(key, months) ?? months / 12;
  const [at, begin] = [shareAt(month), shareAt(now.months)];
  const passed = month === 12 || begin >= 1 ? 1 : Math.max(0, (at - begin) / (1 - begin));
  return now.realized + inSen(Number(outcome.value - now.realized) * passed);
}
