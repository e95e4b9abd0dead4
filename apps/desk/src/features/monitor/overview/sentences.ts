import { daysBetween, type IsoDate, type Language, monthEnd, monthOf, planShare, type Sen, versionName } from '@sipkadin/budget';
import type { CurveMark } from '@sipkadin/ui';
import { formatCount, formatDate, formatMonth, formatPoints, formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui/format';
import { type Figures, points, type Summary, sen, type UnitFigures } from '../figures.ts';
import { monitorWords } from '../words.ts';

/** Days after which the figures are called old: a month's report is due in the next one. */
const oldAfter = 45;

type Day = Pick<Summary, 'year' | 'month' | 'asOf' | 'latest'>;
type YearEnd = Pick<Summary, 'year' | 'month' | 'latest' | 'isAnyDue' | 'isDecemberDue'>;

/**
 * The heading of the leadership screen: the day, the share of the budget that is spent, and the rupiah to come back to the plan.
 * @param compared what of it is held against the plan
 * @param gap tenths of a point; null: there is no plan to compare with
 */
export function verdict(
  { budget, realization }: Figures,
  compared: Figures,
  gap: bigint | null,
  data: Pick<Day, 'asOf' | 'month' | 'year'>,
  language: Language,
): string {
  const { leadership: w } = monitorWords[language];
  if (budget === null || budget === 0n) return w.verdictNoBudget;
  if (realization === null) return w.verdictNoRealization;
  const day = dayOrMonth(data, language);
  const share = formatRatio(realization, budget, language);
  const behind = behindOf(compared);
  if (gap === null || behind === null) return w.verdictNoPlan(day, share);
  if (behind === 0n) return w.verdictEven(day, share);
  const size = formatShort(behind > 0n ? behind : -behind, language);
  return behind > 0n ? w.verdictBehind(day, share, size) : w.verdictAhead(day, share, size);
}

/** Rupiah to come back to the plan; below zero: ahead of it. null: not compared. */
export function behindOf({ realization, plan }: Figures): Sen | null {
  return plan === null || realization === null ? null : plan - realization;
}

/** "Oktober" for figures up to a month's end, "12 Oktober 2026" for those of a day within it. */
function dayOrMonth({ asOf, month, year }: Pick<Day, 'asOf' | 'month' | 'year'>, language: Language): string {
  return asOf === null || asOf === monthEnd(year, month) ? formatMonth(month, language) : formatDate(asOf, language);
}

/** Title of the list of whom to call: what the first few hold of all that is missing to the plans. */
export function callTitle({ behind, besides, shortfall, compared }: Summary['calls'], language: Language): string {
  const { calls: w } = monitorWords[language].overview;
  const held = behind.reduce((sum, { amount }) => sum + (sen(amount) ?? 0n), 0n);
  const all = sen(shortfall) ?? 0n;
  if (behind.length === 0 && besides.length === 0) return compared === 0 ? w.titleNoneCompared : w.titleNone;
  if (behind.length === 0) return w.titleBesides(formatCount(besides.length, language));
  return w.title(formatCount(behind.length, language), formatShort(held, language), formatShort(all, language));
}

/** The same day of the year before, or why it is not compared. */
export function lastYearNote({ lastYear, asOf, year }: Pick<Summary, 'lastYear' | 'asOf' | 'year'>, language: Language): string {
  const { kpi } = monitorWords[language].leadership;
  if (asOf === null) return '';
  if (lastYear === null) return kpi.noLastYear(String(year - 1));
  const { asOf: known, isSameDay, realization, budget, isComplete, reported, of } = lastYear;
  const share = formatRatio(sen(realization), sen(budget), language);
  const day = formatDate(known, language, 'short');
  const note = isSameDay
    ? kpi.lastYear(day, share)
    : kpi.lastYearOther(formatDate(asOf, language, 'short').replace(String(year), String(year - 1)), day, share);
  return isComplete ? note : `${note}, ${kpi.lastYearOf(formatCount(reported, language), formatCount(of, language))}`;
}

/** The versions that changed the budget within its year, as marks of the curve. */
export function versionMarks({ versions, year }: Pick<Summary, 'versions' | 'year'>, language: Language): CurveMark[] {
  return versions.flatMap((version, index) => {
    const text = index === 0 ? null : versionMark(version, versions[index - 1], year, language);
    return text === null ? [] : [{ day: version.knownSince, text }];
  });
}

/** Names what is not held against the plan because it has none. null: nothing is left out, or there is no plan at all. */
export function unplannedNote(
  { without, withoutTreasury, paid, tooLittle, plan }: Summary['comparable'],
  language: Language,
): string | null {
  const { leadership: w } = monitorWords[language];
  if (tooLittle) return w.planTooLittle(formatCount(planShare, language));
  if (plan === null || (without === 0 && !withoutTreasury)) return null;
  return w.unplanned(without === 0 ? null : formatCount(without, language), withoutTreasury, formatShort(sen(paid) ?? 0n, language));
}

/** What of realization is compared with the plan, as a part of the whole budget. '' where it is all of it, or nothing is compared. */
export function comparedNote({ comparable, total, gap }: Pick<Summary, 'comparable' | 'total' | 'gap'>, language: Language): string {
  if (gap === null || comparable.realization === total.realization) return '';
  return monitorWords[language].overview.curveCompared(formatRatio(sen(comparable.realization), sen(total.budget), language));
}

/** Names the OPD whose plan is known for the day of their report alone. null: none. */
export function plansOfDayNote(units: readonly Pick<Summary['units'][number], 'planDay'>[], language: Language): string | null {
  const count = units.filter(({ planDay }) => planDay !== null).length;
  return count === 0 ? null : monitorWords[language].leadership.plansOfDay(formatCount(count, language));
}

/** What became of the promises that were not kept, and how many are still running. */
export function promiseNotes({ late, moved, dropped, running }: Summary['promises'], language: Language): string[] {
  const { promises: w } = monitorWords[language].overview;
  const counts = [[late, w.late] as const, [moved, w.moved] as const, [dropped, w.dropped] as const, [running, w.running] as const];
  return counts.flatMap(([count, text]) => (count > 0 ? [text(formatCount(count, language))] : []));
}

/** What a version changed of the budget. null: it has been known since before the year, so that it marks no day of it. */
export function versionMark(
  { version, knownSince, budget }: Summary['versions'][number],
  before: Summary['versions'][number] | undefined,
  year: number,
  language: Language,
): string | null {
  if (knownSince < `${year}-01-01` || knownSince > `${year}-12-31`) return null;
  const { overview: w } = monitorWords[language];
  const [was, is] = [sen(before?.budget ?? null), sen(budget)];
  const change = was === null || is === null ? null : is - was;
  const name = versionName(version, language);
  const day = formatDate(knownSince, language, 'short');
  return change === null ? w.version(name, day) : w.versionChange(name, day, `${change > 0n ? '+' : ''}${formatShort(change, language)}`);
}

/** Title of the curve of the year. @param gap tenths of a point; null: there is no plan to compare with */
export function curveTitle(gap: bigint | null, { asOf, month }: Pick<Day, 'asOf' | 'month'>, language: Language): string {
  const { leadership: w } = monitorWords[language];
  if (gap === null || gap === 0n) return w.curvePlain;
  const day = asOf === null ? formatMonth(month, language) : formatDate(asOf, language);
  const size = formatPointsSize(gap, language);
  return gap < 0n ? w.curveBehind(size, day) : w.curveAhead(size, day);
}

/** Title of the bars of budgets: the share of the shown OPD where not all are shown, and the names of those above their budget. */
export function barsTitle(
  shown: readonly Pick<UnitFigures, 'name' | 'budget' | 'status'>[],
  all: readonly Pick<UnitFigures, 'budget'>[],
  language: Language,
): string {
  const { leadership: w } = monitorWords[language];
  const over = shown.filter(({ status }) => status === 'over').map(({ name }) => name);
  const title =
    shown.length < all.length
      ? w.barsLargest(formatCount(shown.length, language), formatRatio(sum(shown), sum(all), language), formatShort(sum(all), language))
      : w.bars;
  return over.length === 0 ? title : `${title}; ${w.barsOver(over.join(', '))}`;
}

const sum = (rows: readonly { budget: Sen | null }[]) => rows.reduce((all, { budget }) => all + (budget ?? 0n), 0n);

/**
 * Says how the day of the figures lies to the latest data and to today. `isWarning`: the month asked for has no report yet, or
 * the figures are more than 45 days old. null where they are the latest and fresh, and where there are none.
 */
export function dataAge(
  data: Day & Pick<Summary, 'years' | 'today' | 'begun'>,
  asked: number | undefined,
  language: Language,
): { text: string; isWarning: boolean } | null {
  const { leadership: w } = monitorWords[language];
  const { asOf, latest, year } = data;
  if (asOf === null || latest === null) return null;
  const monthYear = (month: number) => `${formatMonth(month, language)} ${year}`;
  // The month that has only begun is named apart.
  if (data.begun !== null) return null;
  if (data.month < monthOf(latest))
    return { text: w.earlier(monthYear(data.month), formatDate(latest, language, 'short')), isWarning: false };
  const days = daysBetween(asOf, data.today);
  const texts = [
    asked !== undefined && asked > data.month && w.unreported(monthYear(asked), formatDate(asOf, language, 'short')),
    year === data.years[0] && days > oldAfter && w.stale(formatCount(days, language), formatDate(asOf, language)),
  ].filter((text) => text !== false);
  return texts.length === 0 ? null : { text: texts.join(' '), isWarning: true };
}

/** What is written below the gap: the gap of the month before; empty in January and where it is not known. */
export function gapNotes(data: Day & Pick<Summary, 'months' | 'gapBefore'>, language: Language): string[] {
  const { kpi } = monitorWords[language].leadership;
  const before = points(data.gapBefore);
  return before === null || data.asOf === null ? [] : [kpi.before(dayBefore(data, data.asOf, language), formatPoints(before, language))];
}

/** The month before, or its last day where the figures cover a part of a month: a whole month is then not compared with a month. */
function dayBefore({ months, year }: Pick<Summary, 'months' | 'year'>, asOf: IsoDate, language: Language): string {
  const month = monthOf(asOf) - 1;
  const day = months.find((one) => one.month === month)?.asOf ?? monthEnd(year, month);
  const isWhole = asOf === monthEnd(year, monthOf(asOf)) && day === monthEnd(year, month);
  const name = formatMonth(month, language, 'short');
  return isWhole ? name : `${Number(day.slice(8))} ${name}`;
}

/**
 * How many OPD have no report overdue, and what is missing. Once a year is over and its last report is due, only a report of 31
 * December is one in time for the year's latest figures.
 */
export function reportsInTime(
  data: YearEnd,
  units: readonly Pick<UnitFigures, 'asOf' | 'reporting'>[],
  language: Language,
): { inTime: number; note: string } {
  const { kpi } = monitorWords[language].leadership;
  const count = (status: UnitFigures['reporting']) => units.filter(({ reporting }) => reporting === status).length;
  if (data.isDecemberDue && data.latest !== null && data.month >= monthOf(data.latest)) {
    const inTime = units.filter(({ asOf }) => asOf !== null && asOf >= monthEnd(data.year, 12)).length;
    if (units.length === 0) return { inTime, note: '–' };
    if (inTime === 0) return { inTime, note: kpi.noYearEnd };
    return { inTime, note: inTime === units.length ? kpi.allReported : kpi.withoutYearEnd(formatCount(units.length - inTime, language)) };
  }
  const [inTime, late, silent] = [count('reported'), count('late'), count('silent')];
  if (units.length > 0 && !data.isAnyDue) return { inTime: units.length, note: kpi.noneDue };
  const missing = [late > 0 && kpi.late(formatCount(late, language)), silent > 0 && kpi.silent(formatCount(silent, language))];
  const note = missing.filter((text) => text !== false).join(', ');
  return { inTime, note: units.length === 0 ? '–' : note || kpi.allReported };
}
