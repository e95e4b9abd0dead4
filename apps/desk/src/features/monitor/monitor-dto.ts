import { type Sen, toDecimal } from '@sipkadin/budget';
import type { Standing, StandingMonth, UnitStanding } from '@sipkadin/monitor';

/** What the screens receive: amounts as exact rupiah text, null kept; gaps in tenths of a point. */
export function figuresDto({ budget, realization, plan }: Standing['total']) {
  return { budget: text(budget), realization: text(realization), plan: text(plan) };
}

export function monthsDto(months: readonly StandingMonth[]) {
  return months.map(({ month, asOf, realization, plan, planToDay }) => ({
    ...{ month, asOf, realization: text(realization), plan: text(plan), planToDay: text(planToDay) },
  }));
}

export function unitDto({ code, figures, months, asOf, reporting, gap, status }: UnitStanding) {
  return { code, asOf, reporting, status, gap: tenths(gap), ...figuresDto(figures), months: monthsDto(months) };
}

/** A gap has a few digits; JSON has no bigint. */
export function tenths(gap: bigint | null): number | null {
  return gap === null ? null : Number(gap);
}

function text(amount: Sen | null): string | null {
  return amount === null ? null : toDecimal(amount);
}
