import { dayOfYear, type IsoDate, isoDate, type Language, type Month, monthEnd, type Sen } from '@sipkadin/budget';
import type { ReactNode } from 'react';
import { formatInUnit, formatMonth, formatRatio, formatShort, type Unit } from '../format.ts';
import { type ChartHead, ChartLinks } from '../pictures/chart-file.tsx';
import { curveFile } from '../pictures/curve-file.ts';
import { CurveKey, type CurveMark, type CurveMonth, CurveTable, curveUnit, isWhole } from './curve-table.tsx';
import { fraction, percent } from './pixels.ts';
import { amountTicks, shareTicks } from './ticks.ts';

interface SCurveProps {
  months: readonly CurveMonth[];
  budget: Sen | null;
  year: number;
  language: Language;
  /** Says in a sentence what the picture shows. */
  label: string;
  /** The rest of the year as it is expected; its words are the caller's. */
  forecast?: { points: readonly ForecastPoint[]; note: ReactNode } | undefined;
  /** Days that changed the course, such as a revised budget. */
  marks?: readonly CurveMark[] | undefined;
  /** Its title in files of its own; none where it is left out. */
  file?: ChartHead | undefined;
}

/** A cumulative amount that is expected by a day, and the band that it is expected within; sen. null: no band is known for that day. */
export interface ForecastPoint {
  day: IsoDate;
  low: Sen | null;
  middle: Sen;
  high: Sen | null;
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
 * its report covers, which may be within a month. A month that was not reported leaves a gap; a plan
 * that is known for one day alone is a circle.
 */
export function SCurve({ months, budget, year, language, label, forecast, marks = [], file }: SCurveProps) {
  const amounts = [
    ...months.flatMap(({ realization, plan }) => [realization ?? 0n, plan ?? 0n]),
    ...(forecast?.points ?? []).map(({ middle, high }) => high ?? middle),
  ];
  const most = amounts.reduce((a, b) => (b > a ? b : a), 0n);
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
  const at = (day: IsoDate) => dayOfYear(day) / days;
  const coming = (pick: keyof Omit<ForecastPoint, 'day'>) =>
    (forecast?.points ?? []).flatMap((point) => (point[pick] === null ? [] : [{ x: at(point.day), amount: point[pick] }]));
  const from = actual.at(-1)?.at(-1);
  const expected = from === undefined || forecast === undefined ? [] : [from, ...coming('middle')];
  const hasBand = coming('high').length > 0;
  const band = from === undefined || !hasBand ? [] : [from, ...coming('high'), ...coming('low').toReversed()];
  const line = (run: readonly Point[]) => run.map(({ x, amount }) => `${(x * 100).toFixed(2)},${(y(amount) * 100).toFixed(2)}`).join(' ');
  return (
    <>
      <CurveKey months={months} describe={describe} language={language} year={year}>
        {forecast !== undefined && (
          <li>
            <svg aria-hidden="true">
              <rect className="curve-band" width="20" height="12" />
              <line className="curve-forecast" x1="1" x2="19" y1="6" y2="6" />
            </svg>
            <span>{forecast.note}</span>
          </li>
        )}
        {marks.map(({ text }) => (
          <li key={text}>
            <svg aria-hidden="true">
              <line className="curve-mark" x1="10" x2="10" y1="0" y2="12" />
            </svg>
            <span>{text}</span>
          </li>
        ))}
      </CurveKey>
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
          {band.length > 0 && <polygon className="curve-band" points={line(band)} />}
          {marks.map(({ day, text }) => (
            <line
              key={text}
              className="curve-mark"
              x1={(at(day) * 100).toFixed(2)}
              x2={(at(day) * 100).toFixed(2)}
              y1="0"
              y2="100"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {expected.length > 0 && <polyline className="curve-forecast" points={line(expected)} vectorEffect="non-scaling-stroke" />}
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
        {planned
          .filter((run) => run.length === 1)
          .map(
            ([known]) =>
              known && (
                <circle
                  key={known.x}
                  className="curve-plan-day"
                  r="4.5"
                  cx={percent(left + width * known.x)}
                  cy={top + y(known.amount) * height}
                />
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
      <CurveTable months={months} budget={budget} year={year} language={language} marks={marks} />
      {file !== undefined && <ChartLinks chart={curveFile(file, { months, budget, year, marks })} language={language} />}
    </>
  );
}

/** A round amount on the axis: whole ones without the decimal that a table's column has. */
function tickText(tick: number, inRupiah: number, unit: Unit, language: Language): string {
  return formatInUnit(BigInt(Math.round(tick * inRupiah)) * 100n, unit, language).replace(/[.,]0$/, '');
}
