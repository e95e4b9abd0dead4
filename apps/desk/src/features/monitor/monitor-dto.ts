import { type Sen, toDecimal } from '@sipkadin/budget';
import type { Standing, StandingMonth, UnitStanding, versionsOf } from '@sipkadin/monitor';

/** What the screens receive: amounts as exact rupiah text, null kept; gaps in tenths of a point. */
export function figuresDto({ budget, realization, plan }: Standing['total']) {
  return { budget: amountText(budget), realization: amountText(realization), plan: amountText(plan) };
}

/** What is held against the plan, and what is left out because it has none. */
export function comparableDto({ amounts, without, withoutTreasury, paid, tooLittle }: Standing['comparable']) {
  return { ...figuresDto(amounts), without, withoutTreasury, paid: toDecimal(paid), tooLittle };
}

export function monthsDto(months: readonly StandingMonth[]) {
  return months.map(({ month, asOf, realization, compared, plan, planToDay }) => ({
    ...{ month, asOf, realization: amountText(realization), compared: amountText(compared) },
    ...{ plan: amountText(plan), planToDay: amountText(planToDay) },
  }));
}

export function unitDto({ code, figures, months, asOf, planDay, reporting, gap, status }: UnitStanding) {
  return { code, asOf, planDay, reporting, status, gap: tenths(gap), ...figuresDto(figures), months: monthsDto(months) };
}

export function versionDto({ version, knownSince, budget }: Awaited<ReturnType<typeof versionsOf>>[number]) {
  return { version, knownSince, budget: amountText(budget) };
}

/** A gap has a few digits; JSON has no bigint. */
export function tenths(gap: bigint | null): number | null {
  return gap === null ? null : Number(gap);
}

/** Exact rupiah; null kept. */
export function amountText(amount: Sen | null): string | null {
  return amount === null ? null : toDecimal(amount);
}
