import { type Code, type Month, monthOf, netInto, opdOf } from '@sipkadin/budget';
import type { EditionContent, FurtherContent, MonthAmount, ReportedDay } from '../../edition.ts';
import { compareText } from '../frozen/canonical.ts';
import { isTreasury } from '../frozen/treasury.ts';
import type { Content, MonthFigure, SubUnitFigure } from './content.ts';
import { countLines } from './counted.ts';
import { weightsOf } from './cubes/progress.ts';
import { PlanToDay } from './rules/plan-to-day.ts';
import { progressByActivity } from './rules/progress.ts';

/** The content of an edition with what this format computes from the ledger's amounts. */
export function contentOf(given: EditionContent): Content {
  const { days, progress, further = nothingFurther, ...rest } = given;
  const { sources, corrections, ...others } = further;
  const months = positionsByMonth(given, opdOf);
  addTreasury(months, given);
  const content: Content = {
    ...{ ...rest, months, reported: lastReports(days), further: others },
    sources: [...rest.sources, ...sources].map((source) => {
      const own = corrections.get(source.id) ?? [];
      return own.length === 0 ? source : { ...source, corrections: own };
    }),
    subUnitMonths: subUnitPositions(given),
  };
  addProgress(content, progress);
  return content;
}

const nothingFurther: FurtherContent = {
  ...{ unitTotals: [], sources: [], works: [], contracts: [], targets: [], notes: [], corrections: new Map(), population: null },
};

/** What of each OPD's spending is treasury items, by the same rule as the whole. */
function addTreasury(months: readonly MonthFigure[], given: EditionContent): void {
  const items = { ...given, months: given.months.filter(({ account }) => isTreasury(account)) };
  const parts = new Map(positionsByMonth(items, opdOf).map((figure) => [keyOf(figure), figure]));
  for (const figure of months) {
    const part = parts.get(keyOf(figure));
    if (part) figure.treasury = { realization: part.realization, plan: part.plan, planToDay: part.planToDay };
  }
}

const keyOf = ({ unit, account, month }: Pick<MonthFigure, 'unit' | 'account' | 'month'>) => `${unit}|${account}|${month}`;

/** OPD whose lines name more than the OPD itself. */
export function dividedOpds(lines: EditionContent['lines']): Set<Code> {
  return new Set(lines.flatMap(({ unit }) => (opdOf(unit) === unit ? [] : [opdOf(unit)])));
}

function subUnitPositions(given: EditionContent): SubUnitFigure[] {
  const divided = dividedOpds(given.lines);
  const ofThem = <Row extends { unit: Code }>(rows: readonly Row[]) => rows.filter(({ unit }) => divided.has(opdOf(unit)));
  const narrowed = { ...given, months: ofThem(given.months), days: ofThem(given.days) };
  return positionsByMonth(narrowed, (unit) => unit)
    .map(({ unit, account, month, realization, plan, asOf, planToDay }) => ({ unit, account, month, realization, plan, asOf, planToDay }))
    .sort((a, b) => compareText(a.unit, b.unit) || compareText(a.account, b.account) || a.month - b.month);
}

/**
 * Positions by month: of each OPD and akun the cumulative realization as it was reported within a month, the plan up to the
 * month's end and, by the units that reported, up to their day; payments of a register add up from their month to the month of
 * their unit's last report. Akun 6 is net, 6.1 − 6.2.
 * @param of the unit that a unit's amounts are added to: its OPD or itself
 */
function positionsByMonth(content: Pick<EditionContent, 'months' | 'days' | 'year' | 'asOf'>, of: (unit: Code) => Code): MonthFigure[] {
  const figures = new Map<string, MonthFigure>();
  const figure = (unit: Code, account: Code, month: Month) => {
    const key = `${unit}|${account}|${String(month).padStart(2, '0')}`;
    let known = figures.get(key);
    if (known === undefined) {
      const amounts = { realization: null, plan: null, planToDay: null };
      known = { unit, account, month, ...amounts, asOf: null, progress: null, source: null, treasury: null };
      figures.set(key, known);
    }
    return known;
  };
  const lastDay = new Map(lastReports(content.days).map(({ unit, account, asOf }) => [`${unit}|${account}`, asOf]));
  for (const { measure, unit, account, month, amount, source } of content.months) {
    const akun = account.slice(0, 1);
    const net = netInto(akun, account, amount);
    const last = measure === 'position' ? month : measure === 'plan' ? 12 : monthOf(lastDay.get(`${unit}|${akun}`) ?? content.asOf);
    for (let at = month; at <= last; at++) {
      const found = figure(of(unit), akun, at);
      if (measure === 'plan') found.plan = (found.plan ?? 0n) + net;
      else {
        found.realization = (found.realization ?? 0n) + net;
        if (found.source === null || source > found.source) found.source = source;
      }
    }
  }
  const reported = [...figures.values()].filter(({ realization }) => realization !== null);
  const daysOf = Map.groupBy(content.days, ({ unit, account, month }) => `${of(unit)}|${account}|${month}`);
  const plansOf = Map.groupBy(
    content.months.filter(({ measure }) => measure === 'plan'),
    ({ unit, account }) => `${of(unit)}|${account.slice(0, 1)}`,
  );
  for (const found of reported) {
    const days = daysOf.get(`${found.unit}|${found.account}|${found.month}`) ?? [];
    for (const { asOf } of days) if (found.asOf === null || asOf > found.asOf) found.asOf = asOf;
    found.planToDay = planOf(plansOf.get(`${found.unit}|${found.account}`) ?? [], days, content);
  }
  return [...figures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** The plan of an OPD up to the day of each unit that reported. */
function planOf(
  plans: readonly MonthAmount[],
  days: readonly ReportedDay[],
  { year, asOf }: Pick<EditionContent, 'year' | 'asOf'>,
): bigint | null {
  const dayOf = new Map(days.map((day) => [day.unit, day.asOf]));
  const sum = new PlanToDay();
  for (const { unit, account, month, amount } of plans) {
    const day = dayOf.get(unit);
    if (day !== undefined) sum.add(netInto(account.slice(0, 1), account, amount), { year, month }, day, asOf);
  }
  return sum.compared;
}

/** The last day of each unit and akun. */
function lastReports(days: EditionContent['days']): ReportedDay[] {
  const last = new Map<string, ReportedDay>();
  for (const { unit, account, asOf } of days) {
    const key = `${unit}|${account}`;
    if (asOf > (last.get(key)?.asOf ?? '')) last.set(key, { unit, account, asOf });
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}

/** Physical progress of each OPD and month, by the budget of the edition. */
function addProgress(content: Content, progress: EditionContent['progress']): void {
  const reportsOf = Map.groupBy(progress, ({ unit, month }) => `${opdOf(unit)}|${month}`);
  if (reportsOf.size === 0) return;
  const byUnit = Map.groupBy(countLines(content), ({ opd }) => opd);
  for (const figure of content.months) {
    const reports = figure.account === '5' ? reportsOf.get(`${figure.unit}|${figure.month}`) : undefined;
    if (reports !== undefined) figure.progress = progressByActivity(reports, weightsOf(byUnit.get(figure.unit) ?? [])).get('') ?? null;
  }
}
