import {
  type Bands,
  bandAt,
  type Comparable,
  comparableOf,
  dayInJakarta,
  daysBetween,
  defaultBands,
  type IsoDate,
  judge,
  monthEnd,
  monthOf,
  type Reporting,
  type ReportingStatus,
  reportingOf,
  reportingStatus,
  type Status,
  yearOf,
} from '@sipkadin/budget';
import type { Figures, UnitRow } from '@sipkadin/edition';
import { formatDate } from '@sipkadin/ui';
import type { Context } from './context.ts';
import { type Money, money } from './money.ts';

/** The rule by which the edition was judged; of format 1, which has none of its own, the usual one. */
export function bandsOf({ edition: { manifest } }: Pick<Context, 'edition'>): Bands {
  return manifest.bands ?? defaultBands;
}

/** Status of amounts up to a day, by the rule of the edition; while no budget of the year is known, nothing can be above it. */
export function statusOf(context: Context, amounts: Money, asOf: IsoDate | null): Status {
  if (context.edition.manifest.version === null && amounts.realization !== null) return 'no-plan';
  return judge(amounts, bandAt(bandsOf(context), asOf ?? context.edition.manifest.asOf));
}

/** What is said of the day as of which reports are late: today in the latest edition, that of its publication in an earlier one. */
function onDayJudged<T>({ edition, isNewest, onDay }: Pick<Context, 'edition' | 'isNewest' | 'onDay'>, of: (day: IsoDate) => T): T {
  return isNewest ? onDay(of) : of(dayInJakarta(edition.manifest.publishedAt));
}

/** Days from the one that the figures are as of to the one as of which reports are late. */
export function daysSinceFigures(context: Context): number {
  return onDayJudged(context, (day) => daysBetween(context.edition.manifest.asOf, day));
}

/** Whether this year's realization has come in time. */
export function reportingNow(context: Context): Reporting {
  const { basis, asOf, year } = context.edition.manifest;
  const { reportDay } = bandsOf(context);
  return onDayJudged(context, (today) => reportingOf(basis === null ? null : asOf, { year, today, reportDay }));
}

/** Whether an OPD has reported in time: as of today in the latest edition, as of its publication in an earlier one. */
export function unitReporting(context: Context, unit: UnitRow): ReportingStatus {
  return context.isNewest ? context.onDay((day) => reportingOn(context, unit, day)) : unit.status;
}

function reportingOn(context: Context, { lastAsOf }: UnitRow, on: IsoDate): ReportingStatus {
  const { year, asOf } = context.edition.manifest;
  return reportingStatus(lastAsOf, { year, until: asOf, on, reportDay: bandsOf(context).reportDay });
}

/** How many OPD are late with their report, and how many have not reported this year at all. */
export function reportingCounts(context: Context): { late: number; silent: number } {
  const { edition } = context;
  if (edition.manifest.basis === null) return { late: 0, silent: 0 };
  const all = edition.units().filter(({ code }) => code !== '');
  const countIn = (statuses: readonly ReportingStatus[]) => {
    const count = (wanted: ReportingStatus) => statuses.filter((one) => one === wanted).length;
    return { late: count('late'), silent: count('silent') };
  };
  if (!context.isNewest) return countIn(all.map(({ status }) => status));
  return context.onDay((day) => countIn(all.map((unit) => reportingOn(context, unit, day))));
}

/** Whether an OPD's spending has treasury items, which are not its own work. */
export function hasTreasury({ treasury }: Pick<UnitRow, 'treasury'>): boolean {
  return treasury.budget !== null || treasury.realization !== null;
}

/** Spending of an OPD without treasury items: what it works with itself, and what it is judged by. */
export function withoutTreasury(unit: Figures & Pick<UnitRow, 'treasury'>): Money {
  const [whole, treasury] = [money(unit), money(unit.treasury)];
  const less = (of: keyof Money) => {
    const [amount, part] = [whole[of], treasury[of]];
    return amount === null ? null : amount - (part ?? 0n);
  };
  return { budget: less('budget'), realization: less('realization'), plan: less('plan') };
}

/** What an OPD's page states: its own spending without treasury items; an OPD with nothing but treasury items has those. */
export function shownSpending(unit: Figures & Pick<UnitRow, 'treasury'>): { amounts: Money; isWithoutTreasury: boolean } {
  const own = withoutTreasury(unit);
  const isWithoutTreasury = hasTreasury(unit) && ((own.budget ?? 0n) !== 0n || (own.realization ?? 0n) !== 0n);
  return { amounts: isWithoutTreasury ? own : money(unit), isWithoutTreasury };
}

/** What of all spending can be held against the plans of the OPD and of the treasury items. */
export function comparableSpending({ edition }: Pick<Context, 'edition'>, spending: Money): Comparable {
  return comparableOf(
    spending,
    edition.units().map((unit) => ({ own: withoutTreasury(unit), treasury: money(unit.treasury) })),
  );
}

/** Names the plan up to a day; within a month it is counted by day, and says so. */
export function planWords({ ui, language }: Pick<Context, 'ui' | 'language'>, day: IsoDate): string {
  const isMonthEnd = day === monthEnd(yearOf(day), monthOf(day));
  return (isMonthEnd ? ui.planUntil : ui.planByDay)(formatDate(day, language, 'short'));
}
