import { dayOfYear, type IsoDate, isoDate, type Language, type Month, monthEnd, type Sen } from '@sipkadin/budget';
import { formatInUnit, formatMonth, formatRatio, formatShort, type Unit } from '../format.ts';
import { CurveKey, type CurveMonth, CurveTable, curveUnit, isWhole } from './curve-table.tsx';
import { fraction, percent } from './pixels.ts';
import { amountTicks, shareTicks } from './ticks.ts';

interface SCurveProps {
  months: readonly CurveMonth[];
  budget: Sen | null;
  year: number;
  language: Language;
  /** Says in a sentence what the picture shows. */
  label: string;
}

interface Point {
  /** Share of the year that has passed, 0 to 1. */
  x: number;
  amount: Sen;
}

const top = 10;
const height = 194;
const allMonths: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/**
 * Plan dotted, realization solid. Each point lies on its own day: the plan at the ends of the months, realization on the day that
 * its report covers, which may be within a month. A month that was not reported leaves a gap.
 */
export function SCurve({ months, budget, year, language, label }: SCurveProps) {
  const most = months.reduce((most, { realization, plan }) => [most, realization ?? 0n, plan ?? 0n].reduce((a, b) => (b > a ? b : a)), 0n);
  const known = isWhole(budget);
  const whole = known ? budget : most;
  const unit = curveUnit(months);
  // Room for "507,1" where "100%" would do with less.
  const [left, gutter] = known ? [0.1, 0.015] : [0.18, 0.03];
  const width = 1 - left - 0.02;
  const describe = (amount: Sen) => (known ? formatRatio(amount, whole, language) : formatShort(amount, language));
  // Shares of the budget, or rupiah as shares of the largest amount.
  const inRupiah = Number(most) / 100;
  const ticks = known ? shareTicks(fraction(most, whole)) : amountTicks(inRupiah).map((tick) => (inRupiah === 0 ? 0 : tick / inRupiah));
  const ceiling = ticks.at(-1) || 1;
  const days = dayOfYear(isoDate(year, 12, 31));
  const y = (amount: Sen) => 1 - fraction(amount, whole) / ceiling;
  const runs = (pick: (month: CurveMonth) => { day: IsoDate; amount: Sen } | null) => {
    // Nothing is paid or planned before the year begins.
    const found: Point[][] = [[{ x: 0, amount: 0n }]];
    for (const month of months) {
      const point = pick(month);
      if (point === null) found.push([]);
      else found.at(-1)?.push({ x: dayOfYear(point.day) / days, amount: point.amount });
    }
    return found.filter((run) => run.some(({ x }) => x > 0));
  };
  const actual = runs(({ realization, asOf, month }) =>
    realization === null ? null : { day: asOf ?? monthEnd(year, month), amount: realization },
  );
  const planned = runs(({ plan, month }) => (plan === null ? null : { day: monthEnd(year, month), amount: plan }));
  const line = (run: readonly Point[]) => run.map(({ x, amount }) => `${(x * 100).toFixed(2)},${(y(amount) * 100).toFixed(2)}`).join(' ');
  return (
    <>
      <CurveKey months={months} describe={describe} language={language} year={year} />
      <svg className="curve" role="img" aria-label={label}>
        {ticks.map((tick) => {
          const at = top + height * (1 - tick / ceiling);
          const isWholeBudget = known && tick === 1;
          return (
            <g key={tick}>
              <line className={isWholeBudget ? 'curve-whole' : 'curve-grid'} x1={percent(left)} x2="100%" y1={at} y2={at} />
              <text x={percent(left - gutter)} y={at + 4} textAnchor="end">
                {known ? `${Math.round(tick * 100)}${isWholeBudget ? '%' : ''}` : tickText(tick, inRupiah, unit, language)}
              </text>
            </g>
          );
        })}
        <svg
          x={percent(left)}
          y={top}
          width={percent(width)}
          height={height}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          overflow="visible"
        >
          {planned.map((run) => (
            <polyline key={run[0]?.x} className="curve-plan" points={line(run)} vectorEffect="non-scaling-stroke" />
          ))}
          {actual.map((run) => (
            <polyline key={run[0]?.x} className="curve-line" points={line(run)} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        {actual
          .map((run) => run.at(-1))
          .map(
            (end) =>
              end && (
                <circle key={end.x} className="curve-dot" r="5.5" cx={percent(left + width * end.x)} cy={top + y(end.amount) * height} />
              ),
          )}
        {allMonths.map((month) => (
          <text
            key={month}
            x={percent(left + (width * (dayOfYear(isoDate(year, month, 15)) - 0.5)) / days)}
            y={top + height + 22}
            textAnchor="middle"
          >
            {formatMonth(month, language, 'letter')}
          </text>
        ))}
      </svg>
      <CurveTable months={months} budget={budget} year={year} language={language} />
    </>
  );
}

/** A round amount on the axis: whole ones without the decimal that a table's column has. */
function tickText(tick: number, inRupiah: number, unit: Unit, language: Language): string {
  return formatInUnit(BigInt(Math.round(tick * inRupiah)) * 100n, unit, language).replace(/[.,]0$/, '');
}
