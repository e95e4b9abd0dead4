import { type BudgetVersion, type Code, type Comparable, gapToPlan, type IsoDate, monthEnd, planShare, type Sen } from '@sipkadin/budget';
import type { Edition, MonthRow } from '@sipkadin/edition';
import {
  Chart,
  curveUnit,
  formatCount,
  formatDate,
  formatPointsSize,
  formatRatio,
  formatShort,
  isWhole,
  SCurve,
  type Stamp,
  unitLabel,
} from '@sipkadin/ui';
import type { ComponentProps } from 'react';
import type { Context } from '../reading/context.ts';
import { sen } from '../reading/money.ts';
import { versionMarks } from '../reading/version-marks.ts';

/** Whether an edition's months have treasury items apart. */
export function tellsTreasury({ manifest: { format } }: Edition): boolean {
  return format !== 'sipkadin-edition/1' && format !== 'sipkadin-edition/2';
}

/** A month of an OPD, of all that report ('*'), or of a sub-unit, whose treasury items are not apart. */
type CurveRow = Omit<MonthRow, 'progress' | 'source' | 'unit'> & { unit: string };

const grouped = new WeakMap<readonly CurveRow[], ReadonlyMap<string, CurveRow[]>>();

/** An edition's months are asked for several times a page. */
function rowsOf(months: readonly CurveRow[], unit: string, account: Code): readonly CurveRow[] {
  const known = grouped.get(months) ?? Map.groupBy(months, (row) => `${row.account} ${row.unit}`);
  grouped.set(months, known);
  return known.get(`${account} ${unit}`) ?? [];
}

/**
 * Cumulative position of a unit ('*' for all that report) and akun, month by month.
 * @param part `own`: without treasury items, where the edition has them apart
 */
export function curveOf(months: readonly CurveRow[], unit: string, account: Code, part: 'whole' | 'own' = 'whole') {
  return rowsOf(months, unit, account)
    .map((row) => {
      const of = (what: 'realization' | 'plan' | 'planToDay') => {
        const [amount, apart] = [sen(row[what]), sen(row.treasury?.[what] ?? null)];
        return amount === null || part === 'whole' ? amount : amount - (apart ?? 0n);
      };
      const { month, asOf, reported } = row;
      const realization = of('realization');
      return { month, asOf, reported, realization, compared: realization, plan: of('plan'), planToDay: of('planToDay') };
    })
    .toSorted((a, b) => a.month - b.month);
}

/**
 * The whole government's spending by month. What is held against the plan leaves out what OPD, and treasury items of an OPD, have paid
 * without a plan: the same parts as in `comparableOf`, so that the curve's gap is the one beside the total.
 */
export function wholeCourse(months: readonly MonthRow[], { tooLittle }: Pick<Comparable, 'tooLittle'>): Course {
  const unplanned = new Map<number, Sen>();
  for (const { unit, account, month, realization, planToDay, treasury } of months) {
    if (unit === '*' || account !== '5') continue;
    const left = planToDay === null ? realization : treasury?.planToDay === null ? treasury.realization : null;
    if (left !== null) unplanned.set(month, (unplanned.get(month) ?? 0n) + (sen(left) ?? 0n));
  }
  return curveOf(months, '*', '5').map((one) => ({
    ...one,
    compared: one.realization === null ? null : one.realization - (unplanned.get(one.month) ?? 0n),
    ...(tooLittle ? { plan: null, planToDay: null } : {}),
  }));
}

export type Course = ReturnType<typeof curveOf>;

interface CourseProps {
  context: Context;
  budget: Sen | null;
  course: Course;
  /**
   * Of an OPD with treasury items, which it is not judged by: whether they are among the amounts. The chart says so, and compares with
   * the plan only without them.
   */
  treasury?: 'among' | 'apart' | undefined;
  /** Of the whole government: what of it is held against the plan. The chart names what is not. */
  comparable?: Comparable | undefined;
  /** The budget by version of what the course is of, for marks on the days on which it changed. */
  versions: Readonly<Record<BudgetVersion, string>>;
}

/** The year's course against its plan, in a frame that states its finding. */
export function CourseChart({ context, budget, course, treasury, comparable, versions }: CourseProps) {
  const { language, edition, w } = context;
  const title = courseTitle(context, budget, course, treasury !== 'among');
  const sub = courseSub(context, budget, course);
  const left = comparable === undefined ? null : unplanned(context, comparable);
  const full = treasury === undefined ? (left === null ? sub : `${sub.replace(/\.$/, '')}. ${left}`) : `${sub}, ${w.unit.course[treasury]}`;
  return (
    <Chart id="kurva" title={title} sub={full}>
      <SCurve
        months={course}
        budget={budget}
        year={edition.manifest.year}
        language={language}
        label={title}
        marks={versionMarks(context, versions)}
        file={{ id: 'kurva', title, sub: full }}
      />
    </Chart>
  );
}

/** What is in neither side of the gap, or why there is none though some have a plan. null: all is compared, or there is no plan. */
function unplanned({ w, language }: Context, { without, withoutTreasury, paid, tooLittle, amounts }: Comparable): string | null {
  if (tooLittle) return w.home.planTooLittle(formatCount(planShare, language));
  if (amounts.plan === null || (without === 0 && !withoutTreasury)) return null;
  const left = w.home.unplanned(without === 0 ? null : formatCount(without, language), withoutTreasury, formatShort(paid, language));
  // The curve holds what is paid everywhere, the gap only what has a plan: without this share a reader subtracts two bases.
  return `${left} ${w.home.curveCompared(formatRatio(amounts.realization, amounts.budget, language))}`;
}

/** A month holds those who reported it; where some did not, the curve lies below the total above and says why. */
function courseSub({ w, language, edition }: Context, budget: Sen | null, course: Course): string {
  const reported = partOfLastMonth(course);
  const year = String(edition.manifest.year);
  const sub = isWhole(budget) ? w.home.curveSub(year) : w.home.curveSubPaid(unitLabel(curveUnit(course), language), year);
  if (reported === undefined) return sub;
  return `${sub}. ${w.home.curvePart(formatCount(reported.units, language), formatCount(reported.of, language))}`;
}

/** How many OPD have reported the last month that any has; undefined: all of them, or the edition does not say. */
function partOfLastMonth(months: readonly Pick<Course[number], 'realization' | 'reported'>[]): MonthRow['reported'] {
  const reported = months.findLast(({ realization }) => realization !== null)?.reported;
  return reported === undefined || reported.units >= reported.of ? undefined : reported;
}

/** How many OPD have reported the last month of the whole government's figures; undefined: all of them, or the edition does not say. */
export function partOfWhole({ edition }: Pick<Context, 'edition'>): MonthRow['reported'] {
  return partOfLastMonth(curveOf(edition.months(), '*', '5'));
}

/**
 * What the stamp of a page says of its edition.
 * @param asOf the page's own day; undefined: the whole government's, with how many OPD have reported it
 */
export function stampOf(context: Context, asOf: IsoDate | null | undefined): ComponentProps<typeof Stamp> {
  const { language, paths, edition } = context;
  const { year, number, asOf: day, version, basis, audited } = edition.manifest;
  return {
    ...{ language, year, version, basis, audited },
    ...(asOf === undefined ? { asOf: day, reported: partOfWhole(context) } : { asOf }),
    edition: { number, href: paths.edition({ edition: number }) },
  };
}

/** The day of the whole government's figures in words; where some OPD count with an earlier report, it says how many do not. */
export function dayOfWhole(context: Context): string {
  const { w, language, edition } = context;
  const day = formatDate(edition.manifest.asOf, language);
  const reported = partOfWhole(context);
  if (reported === undefined) return day;
  return w.share.partOfMonth(day, formatCount(reported.units, language), formatCount(reported.of, language));
}

/** The finding of an S-curve, as a sentence made from its numbers. */
export function courseTitle(context: Context, budget: Sen | null, course: Course, compares: boolean): string {
  const { w, language, edition } = context;
  const last = course.findLast(({ realization }) => realization !== null);
  if (!last || last.realization === null) return w.home.curveNone(String(edition.manifest.year));
  const day = formatDate(last.asOf ?? monthEnd(edition.manifest.year, last.month), language);
  const gap = gapToPlan({ budget, realization: last.compared, plan: last.planToDay });
  if (!isWhole(budget)) return w.home.curve(formatShort(last.realization, language), day);
  if (gap === null || !compares) return w.home.curve(formatRatio(last.realization, budget, language), day);
  const size = formatPointsSize(gap, language);
  if (gap === 0n) return w.home.curveEven(day);
  return gap < 0n ? w.home.curveBehind(day, size) : w.home.curveAhead(day, size);
}
