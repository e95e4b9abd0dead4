import { dayOfYear, type IsoDate, isoDate, type Language, type Month, monthEnd, type Sen } from '@sipkadin/budget';
import { curveUnit, isWhole, partOfMonth } from '../charts/curve-table.tsx';
import { fraction } from '../charts/pixels.ts';
import { amountTicks, shareTicks } from '../charts/ticks.ts';
import { formatDayOrMonth, formatInUnit, formatMonth, formatRatio, formatShort, unitLabel } from '../format.ts';
import { words } from '../words/words.ts';
import type { Picture } from './chart-file.tsx';
import { type Colours, margin, pictureWidth } from './sheet.ts';

const plotTop = 44;
const plotHeight = 300;
export const curveHeight = plotTop + plotHeight + 32;
const left = margin + 64;
const width = pictureWidth - margin - left - 8;
const allMonths: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

interface CurveBodyProps {
  picture: Extract<Picture, { kind: 'curve' }>;
  colours: Colours;
  language: Language;
}

/** Plan dotted, realization solid, each point on its own day, as in the chart on the page. */
export function CurveBody({ picture: { months, budget, year, marks }, colours, language }: CurveBodyProps) {
  const w = words(language);
  const known = isWhole(budget);
  const most = months.flatMap(({ realization, plan }) => [realization ?? 0n, plan ?? 0n]).reduce((a, b) => (b > a ? b : a), 0n);
  const whole = known ? budget : most;
  const unit = curveUnit(months);
  const rupiah = Number(most) / 100;
  const ticks = known ? shareTicks(fraction(most, whole)) : amountTicks(rupiah).map((tick) => (rupiah === 0 ? 0 : tick / rupiah));
  const ceiling = ticks.at(-1) || 1;
  const days = dayOfYear(isoDate(year, 12, 31));
  const x = (day: IsoDate) => left + (width * dayOfYear(day)) / days;
  const yOf = (share: number) => plotTop + plotHeight * (1 - share / ceiling);
  const y = (amount: Sen) => yOf(fraction(amount, whole));
  const describe = (amount: Sen) => (known ? formatRatio(amount, whole, language) : formatShort(amount, language));
  const tickText = (tick: number) =>
    known ? `${Math.round(tick * 100)}%` : formatInUnit(BigInt(Math.round(tick * rupiah)) * 100n, unit, language).replace(/[.,]0$/, '');
  const runs = (pick: (month: (typeof months)[number]) => { day: IsoDate; amount: Sen } | null) => {
    const found: [number, number][][] = [[[left, yOf(0)]]];
    for (const month of months) {
      const point = pick(month);
      if (point === null) found.push([]);
      else found.at(-1)?.push([x(point.day), y(point.amount)]);
    }
    return found.filter((run) => run.some(([at]) => at > left));
  };
  const paid = runs(({ realization, asOf, month }) =>
    realization === null ? null : { day: asOf ?? monthEnd(year, month), amount: realization },
  );
  const planned = runs(({ plan, month }) => (plan === null ? null : { day: monthEnd(year, month), amount: plan }));
  const line = (run: readonly [number, number][]) => run.map(([at, level]) => `${at.toFixed(1)},${level.toFixed(1)}`).join(' ');
  const last = months.findLast(({ realization }) => realization !== null);
  const day = last && (last.asOf ?? monthEnd(year, last.month));
  const soft = colours['--ina-content-secondary'];
  const paidText =
    last === undefined || last.realization === null || day === undefined
      ? `${w.realization} ${w.notReported}`
      : `${w.realization} ${describe(last.realization)} ${w.until(formatDayOrMonth(day, language))}`;
  const planWord = last && day !== undefined && partOfMonth(last, year) !== null ? w.planByDay(formatDayOrMonth(day, language)) : w.plan;
  return (
    <>
      <line x1={margin} x2={margin + 20} y1="8" y2="8" stroke={colours['--ina-guide']} strokeWidth="4" strokeLinecap="round" />
      <text x={margin + 28} y="13" fontSize="15" fontWeight="700" fill={colours['--ina-content-primary']}>
        {paidText}
      </text>
      {planned.length > 0 && (
        <>
          <line x1="440" x2="460" y1="8" y2="8" stroke={soft} strokeWidth="3" strokeDasharray="1 6" strokeLinecap="round" />
          <text x="468" y="13" fontSize="15" fill={soft}>
            {planWord} {typeof last?.planToDay === 'bigint' ? describe(last.planToDay) : ''}
          </text>
        </>
      )}
      {!known && (
        <text x={margin} y={plotTop - 12} fontSize="13" fill={soft}>
          {unitLabel(unit, language)}
        </text>
      )}
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={left}
            x2={left + width}
            y1={yOf(tick)}
            y2={yOf(tick)}
            stroke={colours[known && tick === 1 ? '--ina-stroke-secondary' : '--ina-stroke-primary']}
          />
          <text x={left - 12} y={yOf(tick) + 5} fontSize="14" textAnchor="end" fill={soft}>
            {tickText(tick)}
          </text>
        </g>
      ))}
      {marks.map(({ day: marked, text }, at) => (
        <g key={marked}>
          <line
            x1={x(marked)}
            x2={x(marked)}
            y1={plotTop}
            y2={plotTop + plotHeight}
            stroke={soft}
            strokeWidth="1.5"
            strokeDasharray="4 4"
          />
          <text
            x={x(marked) + (dayOfYear(marked) < 120 ? 6 : -6)}
            y={plotTop + 16 + at * 18}
            fontSize="12"
            textAnchor={dayOfYear(marked) < 120 ? 'start' : 'end'}
            fill={soft}
          >
            {text}
          </text>
        </g>
      ))}
      {planned.map((run) => (
        <polyline
          key={line(run)}
          points={line(run)}
          fill="none"
          stroke={soft}
          strokeWidth="3"
          strokeDasharray="1 7"
          strokeLinecap="round"
        />
      ))}
      {paid.map((run) => (
        <polyline key={line(run)} points={line(run)} fill="none" stroke={colours['--ina-guide']} strokeWidth="4" strokeLinejoin="round" />
      ))}
      {paid
        .flatMap((run) => run.slice(-1))
        .map(([at, level]) => (
          <circle
            key={at}
            cx={at.toFixed(1)}
            cy={level.toFixed(1)}
            r="6"
            fill={colours['--ina-guide']}
            stroke={colours['--ina-background-primary']}
            strokeWidth="2"
          />
        ))}
      {allMonths.map((month) => (
        <text
          key={month}
          x={(left + (width * (dayOfYear(isoDate(year, month, 15)) - 0.5)) / days).toFixed(1)}
          y={plotTop + plotHeight + 24}
          fontSize="14"
          textAnchor="middle"
          fill={soft}
        >
          {formatMonth(month, language, 'short')}
        </text>
      ))}
    </>
  );
}
