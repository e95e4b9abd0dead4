import { daysBetween, type IsoDate, type Sen } from '@sipkadin/budget';
import {
  BulletList,
  type BulletRow,
  formatCount,
  formatDate,
  formatMonth,
  formatPoints,
  formatRatio,
  formatShort,
  gapToPlan,
  type HeatCell,
  HeatTable,
  judge,
  SCurve,
  SimulatedStrip,
  Stamp,
} from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from './client.ts';
import { LazyBars, LazyLine } from './explore.tsx';
import { type Figures, figures, monthPoints, type Summary, type UnitFigures, unitFigures } from './figures.ts';
import { useWords } from './language.tsx';
import { PeriodSwitch } from './period.tsx';
import { useSeat } from './person.tsx';
import { Empty, Loaded } from './states.tsx';

const worstCount = 8;
const barCount = 12;
/** Days after which the figures are called old: a month's report is due in the next one. */
const oldAfter = 45;

/** Where a government stands against its plan: one sentence, four numbers, who is furthest behind, the year's course. */
export function LeadershipScreen() {
  const { government } = useSeat();
  const { tahun, bulan } = useSearch({ from: '/pimpinan' });
  const summary = useQuery({
    ...trpc.monitor.summary.queryOptions({
      government: government.code,
      ...(tahun === undefined ? {} : { year: tahun }),
      ...(bulan === undefined ? {} : { month: bulan }),
    }),
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={summary} rows={12}>
      {(data) => <Board data={data} />}
    </Loaded>
  );
}

function Board({ data }: { data: Summary }) {
  const { w, language } = useWords();
  const { government } = useSeat();
  const [all, setAll] = useState(false);
  const total = figures(data.total);
  const units = data.units.map(unitFigures).sort((a, b) => compareGaps(gapToPlan(a), gapToPlan(b)));
  const ordered = all ? units : units.slice(0, worstCount);
  const months = monthPoints(data.months);
  const monthName = formatMonth(data.month, language);
  if (data.years.length === 0) {
    return (
      <>
        <h1>{w.leadership.empty}</h1>
        <Empty title={w.leadership.emptyWhat} />
      </>
    );
  }
  const to = (unit: string) => `/kerja/pimpinan/opd/${unit}?pemda=${government.code}&tahun=${data.year}&bulan=${data.month}`;
  const bars = units
    .toSorted((a, b) => compareGaps(b.budget, a.budget))
    .slice(0, all ? units.length : barCount)
    .map(({ code, name, budget, realization, plan }) => ({ key: code, name, href: to(code), budget, realization, plan }));
  const gap = gapToPlan(total);
  const curve =
    gap === null || gap === 0n
      ? w.leadership.curvePlain
      : gap < 0n
        ? w.leadership.curveBehind(formatPoints(-gap, language).replace('+', ''), monthName)
        : w.leadership.curveAhead(formatPoints(gap, language).replace('+', ''), monthName);
  return (
    <>
      {data.simulated && <SimulatedStrip language={language} />}
      <div className="head">
        <div>
          <h1>{verdict(total)}</h1>
          {data.asOf !== null && (
            <Stamp language={language} year={data.year} asOf={data.asOf} version={data.version} basis={data.basis} audited={false} />
          )}
          <p className="stamp">
            {government.name} · {w.leadership.upTo(monthName)} {data.year} · {w.leadership.fromVerified}
          </p>
        </div>
        <PeriodSwitch year={data.year} years={data.years} month={data.month} />
      </div>
      <Stale asOf={data.asOf} today={data.today} current={data.year === data.years[0]} />
      <Kpis data={data} total={total} units={units} />
      <div className="board">
        <Worst units={ordered} of={units.length} treasury={figures(data.treasury)} to={to} all={all} onAll={setAll} />
        <div className="pile">
          <section className="card">
            <LazyLine
              id="kurva"
              title={curve}
              months={months}
              budget={total.budget}
              year={data.year}
              language={language}
              instead={<SCurve months={months} budget={total.budget} year={data.year} language={language} label={curve} />}
            />
          </section>
          <Silent units={units} month={data.month} to={to} />
        </div>
        <section className="card wide">
          <HeatTable
            rows={heatRows(data, ordered, to)}
            caption={
              <>
                <strong className="chart-title">{w.leadership.heat}</strong>
                <br />
                {w.leadership.heatSub}
              </>
            }
            head="OPD"
            language={language}
          />
        </section>
        <section className="card wide">
          <LazyBars
            id="batang"
            title={bars.length < units.length ? w.leadership.barsLargest(formatCount(bars.length, language)) : w.leadership.bars}
            rows={bars}
            language={language}
            instead={<BulletList rows={bars} language={language} scale="absolute" label={w.leadership.bars} />}
          />
        </section>
      </div>
    </>
  );

  function verdict({ budget, realization, plan }: Figures): string {
    if (budget === null || budget === 0n) return w.leadership.verdictNoBudget;
    if (realization === null) return w.leadership.verdictNoRealization;
    const share = formatRatio(realization, budget, language);
    const points = gapToPlan({ budget, realization, plan });
    if (points === null) return w.leadership.verdictNoPlan(share);
    if (points === 0n) return w.leadership.verdictEven(share);
    const size = formatPoints(points < 0n ? -points : points, language).replace('+', '');
    return points < 0n ? w.leadership.verdictBehind(share, size) : w.leadership.verdictAhead(share, size);
  }
}

function Stale({ asOf, today, current }: { asOf: IsoDate | null; today: IsoDate; current: boolean }) {
  const { w, language } = useWords();
  if (asOf === null || !current) return null;
  const days = daysBetween(asOf, today);
  if (days <= oldAfter) return null;
  return (
    <p className="notice old" role="status">
      {w.leadership.stale(formatCount(days, language), formatDate(asOf, language))}
    </p>
  );
}

function Kpis({ data, total, units }: { data: Summary; total: Figures; units: readonly UnitFigures[] }) {
  const { w, language } = useWords();
  const { kpi } = w.leadership;
  const judged = units.map((unit) => judge(unit));
  const count = (status: string) => judged.filter((one) => one === status).length;
  const gap = gapToPlan(total);
  const difference: Sen | null = total.realization === null || total.plan === null ? null : total.realization - total.plan;
  const before = data.before === null ? null : gapToPlan(figures(data.before));
  const monthName = formatMonth(data.month, language);
  const silent = data.of - data.reported;
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
        <span className="label">{kpi.late}</span>
        <span className="number">{w.leadership.outOf(formatCount(count('late'), language), formatCount(units.length, language))}</span>
        <span className="under">{kpi.alsoAttention(formatCount(count('attention'), language))}</span>
      </li>
      <li className="card">
        <span className="label">{kpi.reported(monthName)}</span>
        <span className="number">{w.leadership.outOf(formatCount(data.reported, language), formatCount(data.of, language))}</span>
        <span className="under">{silent === 0 ? kpi.allReported : kpi.notYet(formatCount(silent, language))}</span>
      </li>
    </ul>
  );
}

interface WorstProps {
  units: readonly UnitFigures[];
  of: number;
  treasury: Figures;
  to: (unit: string) => string;
  all: boolean;
  onAll: (all: boolean) => void;
}

/** Furthest behind first; those that never reported stand at the end, with their own mark. */
function Worst({ units, of, treasury, to, all, onAll }: WorstProps) {
  const { w, language } = useWords();
  const rows: BulletRow[] = units.map((unit) => ({
    key: unit.code,
    name: unit.name,
    href: to(unit.code),
    budget: unit.budget,
    realization: unit.realization,
    plan: unit.plan,
    status: judge(unit),
    ...(unit.reported || unit.lastMonth === null
      ? {}
      : { note: `${w.leadership.silentList}; ${w.leadership.upTo(formatMonth(unit.lastMonth, language, 'short'))}` }),
  }));
  return (
    <section className="card" aria-labelledby="terjauh">
      <h2 id="terjauh" className="chart-title">
        {w.leadership.worst}
      </h2>
      <p className="chart-sub">{w.leadership.worstSub(formatCount(units.length, language), formatCount(of, language))}</p>
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

/** Who has not reported the month, with the last that they did: a silence is not a zero. */
function Silent({ units, month, to }: { units: readonly UnitFigures[]; month: number; to: (unit: string) => string }) {
  const { w, language } = useWords();
  const silent = units.filter(({ reported }) => !reported);
  if (silent.length === 0) return null;
  return (
    <section className="card">
      <h2 className="chart-title">{w.leadership.silentTitle(formatMonth(month, language))}</h2>
      <p className="chart-sub">{w.leadership.silentWhat}</p>
      <ul className="side-list">
        {silent.slice(0, 10).map(({ code, name, lastMonth }) => (
          <li key={code}>
            <a href={to(code)}>{name}</a>
            <small>{lastMonth === null ? w.leadership.never : w.leadership.upTo(formatMonth(lastMonth, language, 'short'))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function compareGaps(a: bigint | null, b: bigint | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function heatRows(data: Summary, units: readonly UnitFigures[], to: (unit: string) => string) {
  return units.map((unit) => ({
    key: unit.code,
    name: unit.name,
    href: to(unit.code),
    cells: unit.months.map(({ month, realization, plan }): HeatCell => {
      if (month > data.month) return 'none';
      if (realization === null) return 'silent';
      return gapToPlan({ budget: unit.budget, realization, plan }) ?? 'none';
    }),
  }));
}
