import { dayOfYear, isoDate, type Language, monthEnd, type Sen } from '@sipkadin/budget';
import { formatMonth, formatPoints, formatRatio, formatShort } from '@sipkadin/ui';
import type { WallFigures } from '../../wall-figures.ts';
import { wallWords } from '../../words.ts';
import { sen } from './sen.ts';
import { partOfMonth, spentInMonth, verdict } from './sentences.ts';

const [left, top, width, height] = [110, 20, 900, 520];
const ticks = [0, 25, 50, 75, 100];

/** The year's curve: plan dotted, realization solid, each point on its own day; beside it what the month added. */
export function CurveSlide({ figures, language }: { figures: WallFigures; language: Language }) {
  const w = wallWords[language].board;
  const { months, month, year } = figures;
  const budget = sen(figures.budget);
  const [inMonth, inMonthBefore] = [spentInMonth(figures), month > 1 ? spentInMonth(figures, month - 1) : null];
  const plan = sen(months.findLast((one) => one.plan !== null)?.plan ?? null);
  const reached = months.findLast(({ realization }) => realization !== null);
  return (
    <div className="wall-halves wide">
      <section>
        <h2>{w.curve}</h2>
        {budget === null || budget <= 0n ? <p>{w.verdict.noBudget}</p> : <Curve figures={figures} budget={budget} language={language} />}
      </section>
      <section>
        <h2>{w.inMonth(partOfMonth(figures, language))}</h2>
        <p className="wall-number small">{inMonth === null ? '–' : formatShort(inMonth, language)}</p>
        {inMonth === null && <p className="wall-quiet">{w.monthUnknown}</p>}
        {inMonthBefore !== null && (
          <p className="wall-quiet">{w.monthBefore(formatMonth(month - 1, language), formatShort(inMonthBefore, language))}</p>
        )}
        <dl className="wall-facts">
          <div>
            <dt>{w.realization}</dt>
            <dd>{formatRatio(sen(reached?.realization ?? null), budget, language)}</dd>
          </div>
          <div>
            <dt>{w.gap}</dt>
            <dd>{formatPoints(figures.gap === null ? null : BigInt(figures.gap), language)}</dd>
          </div>
          <div>
            <dt>{w.planYearEnd(String(year))}</dt>
            <dd>{formatRatio(plan, budget, language)}</dd>
          </div>
        </dl>
      </section>
    </div>
  );
}

function Curve({ figures, budget, language }: { figures: WallFigures; budget: Sen; language: Language }) {
  const w = wallWords[language].board;
  const { months, year } = figures;
  const days = dayOfYear(isoDate(year, 12, 31));
  const x = (day: number) => left + (width * day) / days;
  const y = (amount: Sen) => top + height * (1 - Number((amount * 10_000n) / budget) / 10_000);
  // A month without a report breaks the line; nothing is paid or planned before the year begins.
  const line = (points: readonly ({ day: number; amount: Sen } | null)[]) => {
    const runs: string[][] = [[`${x(0)},${y(0n)}`]];
    for (const point of points) {
      if (point === null) runs.push([]);
      else runs.at(-1)?.push(`${x(point.day).toFixed(1)},${y(point.amount).toFixed(1)}`);
    }
    return runs.filter((run) => run.length > 1).map((run) => run.join(' '));
  };
  const pointOf = (amount: Sen | null, day: number) => (amount === null ? null : { day, amount });
  const actual = months.map(({ month, asOf, realization }) => pointOf(sen(realization), dayOfYear(asOf ?? monthEnd(year, month))));
  const planned = months.map(({ month, plan }) => pointOf(sen(plan), dayOfYear(monthEnd(year, month))));
  const last = actual.findLast((point) => point !== null) ?? null;
  return (
    <svg className="wall-curve" viewBox="0 0 1060 600" role="img" aria-label={verdict(figures, language)}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={left + width} y1={top + height * (1 - tick / 100)} y2={top + height * (1 - tick / 100)} />
          <text x={left - 16} y={top + height * (1 - tick / 100) + 9} textAnchor="end">
            {tick}
            {tick === 100 ? '%' : ''}
          </text>
        </g>
      ))}
      {line(planned).map((points) => (
        <polyline key={points} className="planned" points={points} />
      ))}
      {line(actual).map((points) => (
        <polyline key={points} className="actual" points={points} />
      ))}
      {last !== null && <circle cx={x(last.day)} cy={y(last.amount)} r="9" />}
      {months.map(({ month }) => (
        <text key={month} x={x(dayOfYear(isoDate(year, month, 15)))} y={top + height + 44} textAnchor="middle">
          {formatMonth(month, language, 'letter')}
        </text>
      ))}
      <polyline className="planned" points={`${left + 24},${top + 37} ${left + 84},${top + 37}`} />
      <text x={left + 100} y={top + 46}>
        {w.planKey}
      </text>
      <polyline className="actual" points={`${left + 24},${top + 77} ${left + 84},${top + 77}`} />
      <text className="strong" x={left + 100} y={top + 86}>
        {w.realization}
      </text>
    </svg>
  );
}
