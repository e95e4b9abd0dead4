import { gapToPlan, type IsoDate } from '@sipkadin/budget';
import { BulletList, type BulletRow, formatCount, formatDate, formatShort, type HeatCell, HeatTable } from '@sipkadin/ui';
import { useWords } from '../../web/language.tsx';
import type { Figures, UnitFigures } from './figures.ts';
import { monitorWords } from './words.ts';

export const worstCount = 8;

interface WorstProps {
  units: readonly UnitFigures[];
  /** The day of the whole: an OPD that is judged at another one has its own beside it. */
  asOf: IsoDate | null;
  of: number;
  treasury: Figures;
  to: (unit: string) => string;
  all: boolean;
  onAll: (all: boolean) => void;
}

/** OPD above their budget, then by gap, furthest behind first; those that never reported last, with their own mark. */
export function Worst({ units, asOf, of, treasury, to, all, onAll }: WorstProps) {
  const { w, language } = useWords(monitorWords);
  const rows: BulletRow[] = units.map((unit) => ({
    key: unit.code,
    name: unit.name,
    href: to(unit.code),
    budget: unit.budget,
    realization: unit.realization,
    plan: unit.plan,
    status: unit.status,
    ...(unit.asOf !== null && unit.asOf !== asOf ? { note: <span className="own-day">{ownDay(unit, unit.asOf)}</span> } : {}),
  }));
  function ownDay({ reporting }: UnitFigures, day: IsoDate): string {
    const date = formatDate(day, language, 'short');
    return reporting === 'late' ? w.leadership.lateSince(date) : w.leadership.judgedAt(date);
  }
  return (
    <section className="card" aria-labelledby="terjauh">
      <h2 id="terjauh" className="chart-title">
        {w.leadership.worst}
      </h2>
      <p className="chart-sub">
        {units.some(({ status }) => status === 'over') && `${w.leadership.overFirst} `}
        {w.leadership.worstSub(formatCount(units.length, language), formatCount(of, language))}
      </p>
      <BulletList rows={rows} language={language} scale="share" lead="share" wide label={w.leadership.worst} />
      {of > worstCount && (
        <button type="button" className="plain" aria-expanded={all} onClick={() => onAll(!all)}>
          {all ? w.leadership.fewerUnits : w.leadership.allUnits}
        </button>
      )}
      {treasury.budget !== null && treasury.budget > 0n && (
        <p className="small">{w.leadership.treasuryNote(formatShort(treasury.budget, language))}</p>
      )}
    </section>
  );
}

/** OPD that did not report in time, with the day of their last report: no report is not zero. */
export function Silent({ units, to }: { units: readonly UnitFigures[]; to: (unit: string) => string }) {
  const { w, language } = useWords(monitorWords);
  const silent = units.filter(({ reporting }) => reporting !== 'reported');
  if (silent.length === 0) return null;
  return (
    <section className="card">
      <h2 className="chart-title">{w.leadership.silentTitle}</h2>
      <p className="chart-sub">{w.leadership.silentWhat}</p>
      <ul className="side-list">
        {silent.slice(0, 10).map(({ code, name, asOf }) => (
          <li key={code}>
            <a href={to(code)}>{name}</a>
            <small>{asOf === null ? w.leadership.never : w.leadership.upTo(formatDate(asOf, language, 'short'))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface HeatProps {
  units: readonly UnitFigures[];
  month: number;
  wide: boolean;
  to: (unit: string) => string;
}

/** Gap to plan of each OPD and month. */
export function Heat({ units, month: until, wide, to }: HeatProps) {
  const { w, language } = useWords(monitorWords);
  const rows = units.map((unit) => ({
    key: unit.code,
    name: unit.name,
    href: to(unit.code),
    cells: unit.months.map(({ month, realization, planToDay }): HeatCell => {
      if (month > until) return 'none';
      if (realization === null) return 'silent';
      return gapToPlan({ budget: unit.budget, realization, plan: planToDay }) ?? 'none';
    }),
  }));
  return (
    <section className={wide ? 'card wide' : 'card'}>
      <h2 className="chart-title">{w.leadership.heat}</h2>
      <p className="chart-sub">
        {w.leadership.heatSub}
        {rows.some(({ cells }) => cells.includes('silent')) && ` ${w.leadership.heatHatched}`}
      </p>
      <HeatTable rows={rows} caption={<span className="sr">{w.leadership.heat}</span>} head="OPD" language={language} />
    </section>
  );
}
