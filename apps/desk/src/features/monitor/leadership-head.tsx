import { daysBetween, type IsoDate, type Sen } from '@sipkadin/budget';
import { formatCount, formatDate, formatMonth, formatPoints, formatShort } from '@sipkadin/ui';
import { useWords } from '../../web/language.tsx';
import { type Figures, points, type Summary, type UnitFigures } from './figures.ts';
import { monitorWords } from './words.ts';

/** Days after which the figures are called old: a month's report is due in the next one. */
const oldAfter = 45;

/** Says how old the figures are once they are. */
export function Stale({ asOf, today, current }: { asOf: IsoDate | null; today: IsoDate; current: boolean }) {
  const { w, language } = useWords(monitorWords);
  if (asOf === null || !current) return null;
  const days = daysBetween(asOf, today);
  if (days <= oldAfter) return null;
  return (
    <p className="notice old" role="status">
      {w.leadership.stale(formatCount(days, language), formatDate(asOf, language))}
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
  const inTime = units.filter(({ reporting }) => reporting === 'reported').length;
  const missing = units.length - inTime;
  const small = [
    difference !== null && `${difference > 0n ? '+' : ''}${formatShort(difference, language)}`,
    before !== null && data.month > 1 && kpi.before(formatMonth(data.month - 1, language, 'short'), formatPoints(before, language)),
  ].filter((text) => text !== false);
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
        <span className="under">{small.length === 0 ? kpi.noPlan : small.join('; ')}</span>
      </li>
      <li className="card">
        <span className="label">{kpi.behind}</span>
        <span className="number">{w.leadership.outOf(formatCount(count('behind'), language), formatCount(units.length, language))}</span>
        <span className="under">{kpi.alsoAttention(formatCount(count('attention'), language))}</span>
      </li>
      <li className="card">
        <span className="label">{kpi.reported}</span>
        <span className="number">{w.leadership.outOf(formatCount(inTime, language), formatCount(units.length, language))}</span>
        <span className="under">
          {missing === 0 ? (units.length === 0 ? '–' : kpi.allReported) : kpi.notYet(formatCount(missing, language))}
        </span>
      </li>
    </ul>
  );
}
