import { type Code, monthEnd } from '@sipkadin/budget';
import { forecastOf } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';
import { kept } from '../kept.ts';
import { amountText } from '../monitor-dto.ts';
import { type Period, periodAsked } from '../period-asked.ts';

/** What the year is expected to come to, from the reports up to the end of a month; of one OPD or all. null: nothing to forecast from. */
export async function yearEndForecast(
  { ledger: { read }, now, government }: Pick<DeskContext, 'ledger' | 'now'> & Pick<GovernmentGrant, 'government'>,
  { year: asked, month, unit }: Pick<Period, 'year'> & { month: number; unit?: Code | undefined },
) {
  const { year } = await periodAsked(read, { government, year: asked, now });
  return kept(read, government, `forecast|${government}|${year}|${month}|${unit ?? ''}`, async (read) => {
    const forecast = await forecastOf(read, { government, year, day: monthEnd(year, month), unit });
    if (forecast === null) return null;
    const { value, band, budget, lastYearMiss, lastYear } = forecast.whole;
    return {
      // All reports of the year are in: nothing is left to be expected.
      isFinal: forecast.months.length === 0,
      ...{ value: amountText(value), budget: amountText(budget), lastYearMiss, lastYear, simulated: forecast.simulated },
      band: band === null ? null : { low: amountText(band.low), high: amountText(band.high) },
      months: forecast.months.map(({ day, value: middle, low, high }) => ({
        ...{ day, middle: amountText(middle), low: amountText(low), high: amountText(high) },
      })),
    };
  });
}
