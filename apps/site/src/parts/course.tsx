import { type Code, gapToPlan, monthEnd, type Sen } from '@sipkadin/budget';
import type { MonthRow } from '@sipkadin/edition';
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
  unitLabel,
} from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import { sen } from '../reading/money.ts';

/** Cumulative position of a unit ('*' for all that report) and akun, month by month. */
export function curveOf(months: readonly MonthRow[], unit: string, account: Code) {
  return months
    .filter((row) => row.unit === unit && row.account === account)
    .map(({ month, realization, plan, asOf, planToDay, reported }) => ({
      ...{ month, asOf, reported },
      ...{ realization: sen(realization), plan: sen(plan), planToDay: sen(planToDay) },
    }))
    .toSorted((a, b) => a.month - b.month);
}

export type Course = ReturnType<typeof curveOf>;

interface CourseProps {
  context: Context;
  budget: Sen | null;
  course: Course;
  /** Treasury items are among the amounts, which an OPD is not judged by: the chart says so, and does not compare with the plan. */
  withTreasury?: boolean;
}

/** The year's course against its plan, in a frame that states its finding. */
export function CourseChart({ context, budget, course, withTreasury = false }: CourseProps) {
  const { language, edition, w } = context;
  const title = courseTitle(context, budget, course, !withTreasury);
  const sub = courseSub(context, budget, course);
  return (
    <Chart id="kurva" title={title} sub={withTreasury ? `${sub}, ${w.unit.courseWhole}` : sub}>
      <SCurve months={course} budget={budget} year={edition.manifest.year} language={language} label={title} />
    </Chart>
  );
}

/** A month holds those who reported it; where some did not, the curve lies below the total above and says why. */
function courseSub({ w, language, edition }: Context, budget: Sen | null, course: Course): string {
  const reported = course.findLast(({ realization }) => realization !== null)?.reported;
  const year = String(edition.manifest.year);
  const sub = isWhole(budget) ? w.home.curveSub(year) : w.home.curveSubPaid(unitLabel(curveUnit(course), language), year);
  if (reported === undefined || reported.units >= reported.of) return sub;
  return `${sub}. ${w.home.curvePart(formatCount(reported.units, language), formatCount(reported.of, language))}`;
}

/** The finding of an S-curve, as a sentence made from its numbers. */
function courseTitle(context: Context, budget: Sen | null, course: Course, compares: boolean): string {
  const { w, language, edition } = context;
  const last = course.findLast(({ realization }) => realization !== null);
  if (!last || last.realization === null) return w.home.curveNone(String(edition.manifest.year));
  const day = formatDate(last.asOf ?? monthEnd(edition.manifest.year, last.month), language);
  const gap = gapToPlan({ budget, realization: last.realization, plan: last.planToDay });
  if (!isWhole(budget)) return w.home.curve(formatShort(last.realization, language), day);
  if (gap === null || !compares) return w.home.curve(formatRatio(last.realization, budget, language), day);
  const size = formatPointsSize(gap, language);
  if (gap === 0n) return w.home.curveEven(day);
  return gap < 0n ? w.home.curveBehind(day, size) : w.home.curveAhead(day, size);
}
