import { gapToPlan, type IsoDate } from '@sipkadin/budget';
import { BulletList, type BulletRow, formatDate, formatPoints, formatShort, type HeatCell, HeatTable, StatusMark } from '@sipkadin/ui';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../web/language.tsx';
import type { Figures, Summary, UnitFigures } from '../figures.ts';
import { monitorWords } from '../words.ts';
import { type UnitOrder, unitOrders } from './order.ts';

interface AllUnitsProps {
  units: readonly UnitFigures[];
  /** The day of the whole: an OPD that is judged at another one has its own beside it. */
  asOf: IsoDate | null;
  treasury: Figures;
  called: Summary['bands']['statuses'];
  order: UnitOrder;
  to: (unit: string) => string;
}

/** Every OPD against its budget and plan, in the order that was chosen. */
export function AllUnits({ units, asOf, treasury, called, order, to }: AllUnitsProps) {
  const { w, language } = useWords(monitorWords);
  const words = w.overview.all;
  const rows = units.map((unit): BulletRow => {
    const { code, name, budget, realization, plan, status, gap } = unit;
    const behind = plan === null || realization === null ? null : plan - realization;
    const amount =
      behind === null || gap === null
        ? ''
        : (behind < 0n ? words.ahead : words.behind)(formatShort(behind < 0n ? -behind : behind, language));
    return {
      ...{ key: code, name, href: to(code), budget, realization, plan, status },
      ...(unit.asOf !== null && unit.asOf !== asOf ? { note: <span className="own-day">{ownDay(unit, unit.asOf)}</span> } : {}),
      detail: (
        <>
          <span className="bullet-gap">{amount}</span>
          {gap !== null && <span className="bullet-gap">{formatPoints(gap, language)}</span>}
          <StatusMark status={status} language={language} called={called} />
        </>
      ),
    };
  });
  function ownDay({ reporting }: UnitFigures, day: IsoDate): string {
    const date = formatDate(day, language, 'short');
    return reporting === 'late' ? w.leadership.lateSince(date) : w.leadership.judgedAt(date);
  }
  return (
    <section className="card wide" aria-labelledby="semua-opd">
      <div className="card-head">
        <h2 id="semua-opd" className="chart-title">
          {words.title}
        </h2>
        <nav aria-label={words.order} className="orders">
          {words.order}{' '}
          {unitOrders.map((one) => (
            <Link
              key={one}
              to="."
              search={(now) => ({ ...now, urut: one })}
              hash="semua-opd"
              aria-current={one === order ? 'true' : undefined}
            >
              {words.orders[one]}
            </Link>
          ))}
        </nav>
      </div>
      <p className="chart-sub">{words.sub}</p>
      <BulletList rows={rows} language={language} scale="share" lead="share" wide label={words.title} />
      {treasury.budget !== null && treasury.budget > 0n && (
        <p className="small">{w.leadership.treasuryNote(formatShort(treasury.budget, language))}</p>
      )}
    </section>
  );
}

interface HeatProps {
  units: readonly UnitFigures[];
  month: number;
  to: (unit: string) => string;
}

/** Gap to plan of each OPD and month. */
export function Heat({ units, month: until, to }: HeatProps) {
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
    <section className="card wide">
      <h2 className="chart-title">{w.leadership.heat}</h2>
      <p className="chart-sub">
        {w.leadership.heatSub}
        {rows.some(({ cells }) => cells.includes('silent')) && ` ${w.leadership.heatHatched}`}
      </p>
      <HeatTable rows={rows} caption={<span className="sr">{w.leadership.heat}</span>} head="OPD" language={language} />
    </section>
  );
}
