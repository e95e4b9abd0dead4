import type { Language } from '@sipkadin/budget';
import { dash, type ForecastPoint, formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui';
import type { Answers } from '../../../web/client.ts';
import { sen } from '../figures.ts';
import { monitorWords } from '../words.ts';

/** What the year is expected to come to; null: nothing to forecast from; undefined: not loaded yet. */
export type YearEnd = Answers['monitor']['forecast'] | undefined;

/** The expected share of the budget; of a government without a budget the amount. */
export function forecastShare(forecast: YearEnd, language: Language): string {
  if (forecast === null || forecast === undefined) return dash;
  const [value, budget] = [sen(forecast.value), sen(forecast.budget)];
  return budget === null ? formatShort(value ?? 0n, language) : formatRatio(value, budget, language);
}

/** The band, what is left of the budget, and how far the same way was off last year. */
export function forecastNotes(forecast: YearEnd, language: Language): string[] {
  const { forecast: w } = monitorWords[language].overview;
  if (forecast === undefined) return [];
  if (forecast === null) return [w.none];
  if (forecast.isFinal) return [w.final];
  const { band, lastYearMiss, lastYear } = forecast;
  const [value, budget] = [sen(forecast.value), sen(forecast.budget)];
  const share = (amount: string | null) => formatRatio(sen(amount), budget, language);
  const left = value === null || budget === null ? null : budget - value;
  return [
    band === null || budget === null ? w.noBand : w.band(share(band.low), share(band.high)),
    left === null ? '' : left < 0n ? w.beyond(formatShort(-left, language)) : w.left(formatShort(left, language)),
    lastYearMiss === null || lastYear === null
      ? ''
      : w.miss(formatPointsSize(BigInt(Math.round(lastYearMiss)), language), String(lastYear)),
  ];
}

/** As the curve draws and names it; undefined where there is nothing to draw. */
export function forecastOnCurve(forecast: YearEnd, language: Language): { points: ForecastPoint[]; note: string } | undefined {
  if (forecast === null || forecast === undefined || forecast.isFinal) return undefined;
  const { forecast: w } = monitorWords[language].overview;
  const points = forecast.months.map(({ day, middle, low, high }) => ({ day, middle: sen(middle) ?? 0n, low: sen(low), high: sen(high) }));
  const [band] = forecast.band === null ? [] : forecastNotes(forecast, language);
  return { points, note: [`${w.title} ${forecastShare(forecast, language)}`, ...(band === undefined ? [] : [band])].join(', ') };
}
