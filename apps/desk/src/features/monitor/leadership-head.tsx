import { formatCount, formatMonth, formatPoints, formatRatio, formatShort } from '@sipkadin/ui';
import { Fragment } from 'react';
import { useWords } from '../../web/language.tsx';
import { type Figures, points, type Summary, type UnitFigures } from './figures.ts';
import { dataAge, gapNotes, reportsInTime } from './sentences.ts';
import { monitorWords } from './words.ts';

/** The age of the figures, where it has to be said: see `dataAge`. */
export function Stale({ data, asked }: { data: Summary; asked: number | undefined }) {
  const { language } = useWords(monitorWords);
  const age = dataAge(data, asked, language);
  if (age === null) return null;
  if (!age.isWarning) return <p className="small">{age.text}</p>;
  return (
    <p className="notice old" role="status">
      {age.text}
    </p>
  );
}

/** The month that too few OPD have reported to judge it, with the way to it. */
export function Begun({ data, to }: { data: Summary; to: (month: number) => string }) {
  const { w, language } = useWords(monitorWords);
  if (data.begun === null) return null;
  const { month, reported, of } = data.begun;
  return (
    <p className="notice" role="status">
      {w.leadership.begun(formatMonth(month, language), formatCount(reported, language), formatCount(of, language))}{' '}
      <a href={to(month)}>{w.leadership.begunLink(formatMonth(month, language))}</a>
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
  const reports = reportsInTime(data, units, language);
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
        {gapNotes(data, total, language).map((text) => (
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
        <span className="number">{w.leadership.outOf(formatCount(reports.inTime, language), formatCount(units.length, language))}</span>
        <span className="under">{reports.note}</span>
      </li>
    </ul>
  );
}
