import { type FiscalYear, type Language, type Month, monthEnd, type Sen } from '@sipkadin/budget';
import { Fragment } from 'react';
import { Amount } from './amount.tsx';
import { type Column, DataTable, PageTable } from './data-table.tsx';
import {
  chooseUnit,
  formatDate,
  formatInUnit,
  formatMonth,
  formatPoints,
  formatRatio,
  formatShort,
  type Unit,
  unitLabel,
} from './format.ts';
import { gapToPlan } from './judge.ts';
import { fraction, percent } from './pixels.ts';
import { words } from './words.ts';

/** Cumulative position at the end of a month; null is not reported, or no plan. */
export interface CurveMonth {
  month: Month;
  realization: Sen | null;
  plan: Sen | null;
}

interface SCurveProps {
  months: readonly CurveMonth[];
  budget: Sen | null;
  year: FiscalYear;
  language: Language;
  /** Says in a sentence what the picture shows. */
  label: string;
}

const top = 10;
const height = 194;
const allMonths: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Whether a course can be told as parts of this budget; without one it is told in rupiah. */
export function isWhole(budget: Sen | null): budget is Sen {
  return budget !== null && budget > 0n;
}

/** The unit in which a course without a budget is drawn. */
export function curveUnit(months: readonly CurveMonth[]): Unit {
  return chooseUnit(months.flatMap(({ realization, plan }) => [realization, plan]));
}

/** Plan dotted, actual solid up to its last month; a month that was not reported leaves a gap. */
export function SCurve({ months, budget, year, language, label }: SCurveProps) {
  const most = months.reduce((most, { realization, plan }) => [most, realization ?? 0n, plan ?? 0n].reduce((a, b) => (b > a ? b : a)), 0n);
  const known = isWhole(budget);
  const whole = known ? budget : most;
  const unit = curveUnit(months);
  // Room for "507,1" where "100%" would do with less, and for the dot of January beside it.
  const [left, gutter] = known ? [0.1, 0.015] : [0.18, 0.03];
  const told = (amount: Sen) => (known ? formatRatio(amount, whole, language) : formatShort(amount, language));
  const ceiling = Math.max(1, Math.ceil(fraction(most, whole) * 4) / 4);
  const x = (month: Month) => (month - 1) * 10;
  const y = (amount: Sen) => 100 - (fraction(amount, whole) / ceiling) * 100;
  const runs = (pick: (month: CurveMonth) => Sen | null) => {
    const found: { month: Month; amount: Sen }[][] = [[]];
    for (const month of months) {
      const amount = pick(month);
      if (amount === null) found.push([]);
      else found.at(-1)?.push({ month: month.month, amount });
    }
    return found.filter((run) => run.length > 0);
  };
  const actual = runs(({ realization }) => realization);
  const planned = runs(({ plan }) => plan);
  const points = (run: { month: Month; amount: Sen }[]) => run.map(({ month, amount }) => `${x(month)},${y(amount).toFixed(2)}`).join(' ');
  const outerX = (month: Month) => percent(left + ((1 - left - 0.02) * (month - 1)) / 11);
  return (
    <>
      <CurveKey months={months} told={told} language={language} />
      <svg className="curve" role="img" aria-label={label}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line className="curve-grid" x1={percent(left)} x2="100%" y1={top + height * (1 - share)} y2={top + height * (1 - share)} />
            <text x={percent(left - gutter)} y={top + height * (1 - share) + 4} textAnchor="end">
              {known
                ? `${Math.round(share * ceiling * 100)}${share === 1 ? '%' : ''}`
                : formatInUnit((most * BigInt(share * 4)) / 4n, unit, language)}
            </text>
          </g>
        ))}
        <svg
          x={percent(left)}
          y={top}
          width={percent(1 - left - 0.02)}
          height={height}
          viewBox="0 0 110 100"
          preserveAspectRatio="none"
          overflow="visible"
        >
          {planned.map((run) => (
            <polyline key={run[0]?.month} className="curve-plan" points={points(run)} vectorEffect="non-scaling-stroke" />
          ))}
          {actual.map((run) => (
            <polyline key={run[0]?.month} className="curve-line" points={points(run)} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        {actual
          .map((run) => run.at(-1))
          .map(
            (end) =>
              end && (
                <circle key={end.month} className="curve-dot" r="5.5" cx={outerX(end.month)} cy={top + (y(end.amount) / 100) * height} />
              ),
          )}
        {allMonths.map((month) => (
          <text key={month} x={outerX(month)} y={top + height + 22} textAnchor="middle">
            {formatMonth(month, language, 'letter')}
          </text>
        ))}
      </svg>
      <CurveTable months={months} budget={budget} year={year} language={language} />
    </>
  );
}

/** Which line is which, and where both stand at the last month that was reported. */
export function CurveKey({ months, told, language }: { months: readonly CurveMonth[]; told: (amount: Sen) => string; language: Language }) {
  const w = words(language);
  const last = months.findLast(({ realization }) => realization !== null);
  const planned = months.some(({ plan }) => plan !== null);
  return (
    <ul className="key">
      <li>
        <svg aria-hidden="true">
          <line className="curve-line" x1="2" x2="18" y1="6" y2="6" />
        </svg>
        <span>
          {w.realization} {typeof last?.realization === 'bigint' ? <b>{told(last.realization)}</b> : w.notReported}
          {last !== undefined && ` ${w.realizedTo(formatMonth(last.month, language, 'short'))}`}
        </span>
      </li>
      {planned && (
        <li>
          <svg aria-hidden="true">
            <line className="curve-plan" x1="2" x2="19" y1="6" y2="6" />
          </svg>
          <span>
            {w.plan} {typeof last?.plan === 'bigint' && <b>{told(last.plan)}</b>}
          </span>
        </li>
      )}
    </ul>
  );
}

/** The curve's numbers: the same months, amounts in one unit, share of the budget and gap to plan. */
export function CurveTable({ months, budget, year, language }: Omit<SCurveProps, 'label'>) {
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
  const rows = months.map(({ month, realization, plan }) => ({
    key: String(month),
    cells: known([
      <span key="month" title={formatDate(monthEnd(year, month), language)}>
        {formatMonth(month, language)}
      </span>,
      <Amount key="plan" amount={plan} language={language} form={unit} />,
      <Fragment key="realization">
        {realization === null ? w.notReported : <Amount amount={realization} language={language} form={unit} />}
      </Fragment>,
      <Fragment key="share">{formatRatio(realization, budget, language)}</Fragment>,
      <Fragment key="gap">{formatPoints(gapToPlan({ budget, realization, plan }), language)}</Fragment>,
    ]),
  }));
  return (
    <PageTable language={language}>
      <DataTable caption={`${w.curveTable}, ${year}. ${w.rounded}`} columns={columns} rows={rows} />
    </PageTable>
  );
}
