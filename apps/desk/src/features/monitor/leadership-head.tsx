import { daysBetween, type Language, monthEnd, monthOf, type Sen } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, formatPoints, formatRatio, formatShort } from '@sipkadin/ui';
import { Fragment } from 'react';
import { useWords } from '../../web/language.tsx';
import { type Figures, points, type Summary, type UnitFigures } from './figures.ts';
import { monitorWords } from './words.ts';

/** Days after which the figures are called old: a month's report is due in the next one. */
const oldAfter = 45;

/** Says how the day of the figures lies to the latest data and to today: an earlier month, one not reported yet, or old figures. */
export function Stale({ data, asked }: { data: Summary; asked: number | undefined }) {
  const { w, language } = useWords(monitorWords);
  const { asOf, latest, year } = data;
  if (asOf === null || latest === null) return null;
  const monthYear = (month: number) => `${formatMonth(month, language)} ${year}`;
  if (data.month < monthOf(latest)) {
    return <p className="small">{w.leadership.earlier(monthYear(data.month), formatDate(latest, language, 'short'))}</p>;
  }
  const days = daysBetween(asOf, data.today);
  const isOld = year === data.years[0] && days > oldAfter;
  const isUnreported = asked !== undefined && asked > data.month;
  if (!isOld && !isUnreported) return null;
  return (
    <p className="notice old" role="status">
      {[
        isUnreported && w.leadership.unreported(monthYear(asked), formatDate(asOf, language, 'short')),
        isOld && w.leadership.stale(formatCount(days, language), formatDate(asOf, language)),
      ]
        .filter((text) => text !== false)
        .join(' ')}
    </p>
  );
}

const namedCount = 3;

/** Names the OPD that spent more than their budget: a breach whatever the plan says, which no total shows. */
export function Over({ units, to }: { units: readonly UnitFigures[]; to: (unit: string) => string }) {
  const { w, language } = useWords(monitorWords);
  const over = units.filter(({ status }) => status === 'over');
  if (over.length === 0) return null;
  const more = over.length - namedCount;
  return (
    <p className="notice bad" role="status">
      {w.leadership.over(over.length)}:{' '}
      {over.slice(0, namedCount).map(({ code, name, realization, budget }, index) => (
        <Fragment key={code}>
          {index > 0 && ', '}
          <a href={to(code)}>{name}</a> ({formatRatio(realization, budget, language)})
        </Fragment>
      ))}
      {more > 0 && w.leadership.andMore(formatCount(more, language))}
    </p>
  );
}

/** The four numbers of a month. */
export function Kpis({ data, total, units }: { data: Summary; total: Figures; units: readonly UnitFigures[] }) {
  const { w, language } = useWords(monitorWords);
  const { kpi } = w.leadership;
  const count = (status: UnitFigures['status']) => units.filter((unit) => unit.status === status).length;
  const gap = points(data.gap);
  const difference: Sen | null = total.realization === null || total.plan === null ? null : total.realization - total.plan;
  const before = points(data.gapBefore);
  const { late, silent, inTime, yearEnd } = reportingCounts(data, units);
  const small = [
    difference !== null && `${difference > 0n ? '+' : ''}${formatShort(difference, language)}`,
    before !== null && kpi.before(dayBefore(data, language), formatPoints(before, language)),
  ].filter((text) => text !== false);
  const reports = yearEnd
    ? inTime === 0
      ? kpi.noYearEnd
      : inTime < units.length && kpi.withoutYearEnd(formatCount(units.length - inTime, language))
    : [late > 0 && kpi.late(formatCount(late, language)), silent > 0 && kpi.silent(formatCount(silent, language))]
        .filter((text) => text !== false)
        .join(', ');
  return (
    <ul className="kpis">
      <li className="card">
        <span className="label">{kpi.realization}</span>
        <span className="number">{total.realization === null ? '–' : formatShort(total.realization, language)}</span>
        <span className="under">
          {total.budget === null ? w.leadership.verdictNoBudget : kpi.ofBudget(formatShort(total.budget, language))}
        </span>
      </li>
      <li className={gap !== null && gap < 0n ? 'card behind' : 'card'}>
        <span className="label">{kpi.gap}</span>
        <span className="number">{formatPoints(gap, language)}</span>
        {(small.length === 0 ? [kpi.noPlan] : small).map((text) => (
          <span key={text} className="under">
            {text}
          </span>
        ))}
      </li>
      <li className="card">
        <span className="label">{kpi.behind}</span>
        <span className="number">{w.leadership.outOf(formatCount(count('behind'), language), formatCount(units.length, language))}</span>
        <span className="under">{kpi.alsoAttention(formatCount(count('attention'), language))}</span>
      </li>
      <li className="card">
        <span className="label">{kpi.reported}</span>
        <span className="number">{w.leadership.outOf(formatCount(inTime, language), formatCount(units.length, language))}</span>
        <span className="under">{units.length === 0 ? '–' : reports || kpi.allReported}</span>
      </li>
    </ul>
  );
}

/** Once a year is over and its last report is due, only a report of 31 December is one in time for the year's latest figures. */
function reportingCounts(data: Summary, units: readonly UnitFigures[]) {
  const count = (status: UnitFigures['reporting']) => units.filter(({ reporting }) => reporting === status).length;
  const yearEnd = data.isDecemberDue && data.latest !== null && data.month >= monthOf(data.latest);
  const closed = units.filter(({ asOf }) => asOf !== null && asOf >= monthEnd(data.year, 12)).length;
  return { yearEnd, late: count('late'), silent: count('silent'), inTime: yearEnd ? closed : count('reported') };
}

/** The month before, or its last day where the figures cover a part of a month: a whole month is then not compared with a month. */
function dayBefore({ asOf, months, year }: Summary, language: Language): string {
  if (asOf === null) return '';
  const month = monthOf(asOf) - 1;
  const day = months.find((one) => one.month === month)?.asOf ?? monthEnd(year, month);
  const isWhole = asOf === monthEnd(year, monthOf(asOf)) && day === monthEnd(year, month);
  const name = formatMonth(month, language, 'short');
  return isWhole ? name : `${Number(day.slice(8))} ${name}`;
}
