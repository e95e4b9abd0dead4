import { type FiscalYear, monthEnd, type Sen, toDecimal } from '@sipkadin/budget';
import { unitNames } from '@sipkadin/ledger';
import { type Forecast, forecastOf, methodWords, type Outcome, reasons, standingOf, type UnitForecast } from '@sipkadin/monitor';
import type { GovernmentGrant } from '../../rights/authorize.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { kept } from '../monitor/kept.ts';
import { monthsDto } from '../monitor/monitor-dto.ts';
import { periodAsked } from '../monitor/period-asked.ts';

/**
 * What a year's spending is expected to come to, from verified reports: the whole, each OPD, and the surplus that follows. It starts
 * from the last month that enough OPD have reported, as the overview does; later reports of single OPD are not in it.
 */
export async function forecastYear(
  { ledger: { read }, now, government }: Pick<DeskContext, 'ledger' | 'now'> & Pick<GovernmentGrant, 'government'>,
  asked: { year?: FiscalYear | undefined },
) {
  const { year, years, today } = await periodAsked(read, { government, year: asked.year, now });
  return kept(read, government, `forecast|${government}|${year}|${today}`, async (read) => {
    const standing = await standingOf(read, { government, year, today });
    const { begun } = standing;
    const end = monthEnd(year, begun === null ? 12 : standing.month);
    const forecast = await forecastOf(read, { government, year, day: today < end ? today : end });
    const names = await unitNames(read, { government, year });
    return {
      ...{ year, years, version: standing.version, basis: standing.basis, asOf: standing.asOf, simulated: standing.simulated },
      ...{ begun, months: monthsDto(standing.months) },
      forecast: forecast === null ? null : forecastDto(forecast, (code) => names.get(code) ?? code),
    };
  });
}

/** Amounts as exact rupiah text; null kept. */
function forecastDto({ whole, silpa, scenarios, months, units, treasury, years, simulated }: Forecast, nameOf: (code: string) => string) {
  return {
    ...{ years, simulated, whole: wholeDto(whole) },
    silpa: silpa && {
      ...{ value: toDecimal(silpa.value), revenue: toDecimal(silpa.revenue), spending: toDecimal(silpa.spending) },
      ...{ netFinancing: toDecimal(silpa.netFinancing), isFinancingOfBudget: silpa.isFinancingOfBudget, band: bandDto(silpa.band) },
    },
    scenarios: scenarios.map(({ kind, value }) => ({ kind, value: toDecimal(value) })),
    months: months.map(({ day, value, low, high }) => ({
      day,
      middle: toDecimal(value),
      low: toDecimal(low ?? value),
      high: toDecimal(high ?? value),
    })),
    units: units.map((unit) => ({ ...unitDto(unit), name: nameOf(unit.code) })),
    treasury: treasury && unitDto(treasury),
  };
}

function wholeDto({ value, band, realized, budget, without, lastYear, lastYearMiss }: Forecast['whole']) {
  return {
    ...{ value: toDecimal(value), realized: toDecimal(realized), budget: text(budget), lastYear, lastYearMiss },
    ...{ band: bandDto(band), bandFrom: band?.from ?? null, without: without.length },
  };
}

function unitDto({ code, realized, months, budget, outcome, lastYearMiss }: UnitForecast) {
  return { code, months, realized: toDecimal(realized), budget: text(budget), outcome: outcomeDto(outcome), lastYearMiss };
}

function outcomeDto(outcome: Outcome) {
  if (outcome.kind === 'none') return { kind: outcome.kind, why: reasons[outcome.reason] };
  if (outcome.kind === 'final') return { kind: outcome.kind, value: toDecimal(outcome.value) };
  const { kind, method, value, band, bandMissing, isAboveBudget } = outcome;
  const why = bandMissing === null ? null : reasons[bandMissing];
  return { kind, method, name: methodWords[method], value: toDecimal(value), band: bandDto(band), why, isAboveBudget };
}

function bandDto(band: { low: Sen; high: Sen } | null) {
  return band && { low: toDecimal(band.low), high: toDecimal(band.high) };
}

function text(amount: Sen | null): string | null {
  return amount === null ? null : toDecimal(amount);
}
