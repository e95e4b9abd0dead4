import { gapToPlan, type IsoDate, type Language, type Month, monthEnd, monthOf, type Sen } from '@sipkadin/budget';
import { Fragment, type ReactNode } from 'react';
import { Amount } from '../amount.tsx';
import { type Column, DataTable, PageTable } from '../data-table.tsx';
import { chooseUnit, formatDate, formatDayOrMonth, formatMonth, formatPoints, formatRatio, type Unit, unitLabel } from '../format.ts';
import { words } from '../words/words.ts';

/** Cumulative position of a month; null is not reported, or no plan. */
export interface CurveMonth {
  month: Month;
  realization: Sen | null;
  /** Planned up to the month's end. */
  plan: Sen | null;
  /** The day up to which realization is known; null: its month's end. */
  asOf: IsoDate | null;
  /** Planned up to that day, by the same units that are in the realization: what it is compared with. */
  planToDay: Sen | null;
  /** Of a total: what of realization has a plan, and is held against `planToDay`. Left out: all of it. */
  compared?: Sen | null;
}

/** A day that changed the course, such as a revised budget, in words. */
export interface CurveMark {
  day: IsoDate;
  text: string;
}

/** Whether a course can be shown as parts of this budget; without one it is shown in rupiah. */
export function isWhole(budget: Sen | null): budget is Sen {
  return budget !== null && budget > 0n;
}

/** The unit in which a course without a budget is drawn. */
export function curveUnit(months: readonly CurveMonth[]): Unit {
  return chooseUnit(months.flatMap(({ realization, plan }) => [realization, plan]));
}

/** The day of a month's realization where that is not the month's end. */
export function partOfMonth({ asOf, month }: Pick<CurveMonth, 'asOf' | 'month'>, year: number): IsoDate | null {
  return asOf === null || asOf === monthEnd(year, month) ? null : asOf;
}

/** Whether a plan is known for the end of one month alone, and drawn as a circle: one of January is a line from nothing. */
function isPlanOfOneDay(months: readonly CurveMonth[]): boolean {
  const planned = months.filter(({ plan }) => plan !== null);
  return planned.length === 1 && planned[0]?.month !== 1;
}

interface CurveKeyProps {
  months: readonly CurveMonth[];
  describe: (amount: Sen) => string;
  language: Language;
  year: number;
  /** Entries of what else is drawn. */
  children?: ReactNode;
}

/** Which line is which, and where both are on the last day that was reported. */
export function CurveKey({ months, describe, language, year, children }: CurveKeyProps) {
  const w = words(language);
  const last = months.findLast(({ realization }) => realization !== null);
  const day = last && (last.asOf ?? monthEnd(year, last.month));
  const isPart = last !== undefined && partOfMonth(last, year) !== null;
  return (
    <ul className="key">
      <li>
        <svg aria-hidden="true">
          <line className="curve-line" x1="2" x2="18" y1="6" y2="6" />
        </svg>
        <span>
          {w.realization} {typeof last?.realization === 'bigint' ? <b>{describe(last.realization)}</b> : w.notReported}
          {day !== undefined && ` ${w.until(formatDayOrMonth(day, language))}`}
        </span>
      </li>
      {months.some(({ plan }) => plan !== null) && (
        <li>
          <svg aria-hidden="true">
            {isPlanOfOneDay(months) ? (
              <circle className="curve-plan-day" cx="10" cy="6" r="4.5" />
            ) : (
              <line className="curve-plan" x1="2" x2="19" y1="6" y2="6" />
            )}
          </svg>
          <span>
            {day !== undefined && isPart ? w.planByDay(formatDayOrMonth(day, language)) : w.plan}{' '}
            {typeof last?.planToDay === 'bigint' && <b>{describe(last.planToDay)}</b>}
          </span>
        </li>
      )}
      {children}
    </ul>
  );
}

interface CurveTableProps {
  months: readonly CurveMonth[];
  budget: Sen | null;
  year: number;
  language: Language;
  /** Said in the row of their month. */
  marks?: readonly CurveMark[];
}

/** The curve's numbers: the same months, amounts in one unit, share of the budget and gap to the plan of the same day. */
export function CurveTable({ months, budget, year, language, marks = [] }: CurveTableProps) {
  const w = words(language);
  const unit = curveUnit(months);
  const planned = months.some(({ plan }) => plan !== null);
  // A column of nothing but dashes would promise what this course does not have.
  const known = <T extends { key: string | null }>(items: readonly T[]) =>
    items.filter(({ key }) => (planned || (key !== 'plan' && key !== 'gap')) && (isWhole(budget) || (key !== 'share' && key !== 'gap')));
  const columns = known<Column>([
    { key: 'month', label: `${w.month} ${year}` },
    { key: 'plan', label: `${w.plan} (${unitLabel(unit, language)})`, number: true },
    { key: 'realization', label: `${w.realization} (${unitLabel(unit, language)})`, number: true },
    { key: 'share', label: w.absorption, number: true },
    { key: 'gap', label: w.gap, number: true },
  ]);
  const rows = months.map((one) => {
    const { month, realization, plan, planToDay, compared = realization } = one;
    const part = realization === null ? null : partOfMonth(one, year);
    const name = formatMonth(month, language);
    return {
      key: String(month),
      cells: known([
        <Fragment key="month">
          <data value={month} title={formatDate(part ?? monthEnd(year, month), language)}>
            {part === null ? name : w.partOfMonth(name, String(Number(part.slice(8, 10))))}
          </data>
          {marks
            .filter(({ day }) => monthOf(day) === month)
            .map(({ text }) => (
              <span key={text} className="under">
                {text}
              </span>
            ))}
        </Fragment>,
        <Amount key="plan" amount={part === null ? plan : planToDay} language={language} form={unit} />,
        <Fragment key="realization">
          {realization === null ? w.notReported : <Amount amount={realization} language={language} form={unit} />}
        </Fragment>,
        <Fragment key="share">{formatRatio(realization, budget, language)}</Fragment>,
        <Fragment key="gap">{formatPoints(gapToPlan({ budget, realization: compared, plan: planToDay }), language)}</Fragment>,
      ]),
    };
  });
  return (
    <PageTable language={language}>
      <DataTable narrow="stack" caption={`${w.curveTable}, ${year}. ${w.rounded}`} columns={columns} rows={rows} />
    </PageTable>
  );
}
