import { dayAfter, type FiscalYear, gapToPlan, type IsoDate, isoDate, type Month, monthEnd, type Sen } from '@sipkadin/budget';
import type { MonthRow, UnitRow } from '@sipkadin/edition';
import { Amount, formatCount, formatDate, formatMonth, formatPoints, formatShort, partOfMonth } from '@sipkadin/ui';
import type { Course } from '../../parts/course.tsx';
import type { Context } from '../../reading/context.ts';
import { reportingCounts, statusOf, withoutTreasury } from '../../reading/judging.ts';
import type { Money } from '../../reading/money.ts';
import { LastYear } from '../compare/last-year.tsx';

/** The last month with realization in sentences: what was paid, the gap to the plan, who reported and who is above budget. */
export function ThisMonth({
  context,
  course,
  months,
  spending,
  units,
}: {
  context: Context;
  course: Course;
  months: readonly MonthRow[];
  spending: Money;
  units: readonly UnitRow[];
}) {
  const { w, language, edition } = context;
  const last = course.findLast(({ realization }) => realization !== null);
  const { late, silent } = reportingCounts(context);
  const judged = units.filter(({ budget }) => budget !== null);
  const over = judged.filter((unit) => statusOf(context, withoutTreasury(unit), unit.lastAsOf) === 'over').length;
  if (!last || last.realization === null) {
    return (
      <section className="home-month">
        <h2>{w.home.month}</h2>
        <p>{w.home.monthNone}</p>
      </section>
    );
  }
  const gap = gapToPlan({ budget: spending.budget, realization: last.compared, plan: last.planToDay });
  const reported = months.find((row) => row.unit === '*' && row.account === '5' && row.month === last.month)?.reported;
  const waiting = reported === undefined || reported.of === 0 ? 0 : reported.of - reported.units - late - silent;
  const isPart = partOfMonth(last, edition.manifest.year) !== null;
  const month = formatMonth(last.month, language);
  const paid = paidSince(course, last.month, edition.manifest.year);
  const before = paidSince(course, last.month - 1, edition.manifest.year);
  return (
    <section className="home-month">
      <h2>{isPart && last.asOf !== null ? w.home.monthUntil(formatDate(last.asOf, language)) : w.home.monthOf(month)}</h2>
      <ul className="facts-list">
        <Remainder context={context} spending={spending} />
        {paid !== null && (
          <li>
            {paid.isMonth
              ? w.home.monthPaid(formatShort(paid.amount, language))
              : w.home.periodPaid(formatShort(paid.amount, language), formatDate(paid.from, language), formatDate(paid.until, language))}
          </li>
        )}
        {before?.isMonth === true && (
          <li>{w.home.monthBefore(formatShort(before.amount, language), formatMonth(last.month - 1, language))}</li>
        )}
        <LastYear context={context} />
        {gap !== null && <li>{w.home.monthGap(formatPoints(gap, language), formatDate(last.asOf ?? edition.manifest.asOf, language))}</li>}
        {reported !== undefined && reported.of > 0 && (
          <li>{w.home.monthReported(formatCount(reported.units, language), formatCount(reported.of, language))}</li>
        )}
        {waiting > 0 && <li>{w.home.monthWaiting(formatCount(waiting, language), month)}</li>}
        {late > 0 && <li>{w.home.monthLate(formatCount(late, language))}</li>}
        {silent > 0 && <li>{w.home.monthSilent(formatCount(silent, language))}</li>}
        {over > 0 && (
          <li>
            <a href={context.paths.units({ urut: '-serapan' })}>{w.home.monthOver(formatCount(over, language))}</a>.
          </li>
        )}
        {spending.budget !== null && spending.realization !== null && <li className="small">{w.home.unspentMeaning}</li>}
      </ul>
    </section>
  );
}

interface Paid {
  amount: Sen;
  /** First and last day of what was paid. */
  from: IsoDate;
  until: IsoDate;
  /** From the first to the last day of one month. */
  isMonth: boolean;
}

/** What was paid since the report of the month before, with the days between the two reports. */
function paidSince(course: Course, month: Month, year: FiscalYear): Paid | null {
  if (month < 1) return null;
  const now = course.find((row) => row.month === month);
  const before = month === 1 ? { realization: 0n, asOf: null } : course.find((row) => row.month === month - 1);
  if (!now || now.realization === null || !before || before.realization === null) return null;
  const until = now.asOf ?? monthEnd(year, month);
  const reportedUntil = month === 1 ? null : (before.asOf ?? monthEnd(year, month - 1));
  const first = isoDate(year, month, 1);
  const from = reportedUntil === null || reportedUntil === monthEnd(year, month - 1) ? first : dayAfter(reportedUntil);
  return { amount: now.realization - before.realization, from, until, isMonth: from === first && until === monthEnd(year, month) };
}

function Remainder({ context, spending: { budget, realization } }: { context: Context; spending: Money }) {
  if (budget === null || realization === null) return null;
  const over = realization > budget;
  return (
    <li>
      {over ? context.w.home.overspent : context.w.home.left}{' '}
      <Amount amount={over ? realization - budget : budget - realization} language={context.language} />.
    </li>
  );
}
