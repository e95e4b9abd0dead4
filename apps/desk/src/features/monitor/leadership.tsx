import { gapToPlan } from '@sipkadin/budget';
import { BulletList, formatMonth, SCurve, SimulatedStrip, Stamp } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Empty, Loaded } from '../../web/states.tsx';
import { LazyBars, LazyLine } from './explore.tsx';
import { compareGaps, compareUnits, figures, monthPoints, points, type Summary, unitFigures } from './figures.ts';
import { Begun, Kpis, Over, Stale } from './leadership-head.tsx';
import { Heat, Silent, Worst, worstCount } from './leadership-units.tsx';
import { PeriodSwitch } from './period.tsx';
import { barsTitle, curveTitle, verdict } from './sentences.ts';
import './leadership.css';
import { monitorWords } from './words.ts';

const barCount = 12;

/** A government's spending against its plan: one sentence, four figures, the OPD furthest behind, the course of the year. */
export function LeadershipScreen() {
  const { government } = usePerson();
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
      {(data) => <Board data={data} asked={bulan} />}
    </Loaded>
  );
}

function Board({ data, asked }: { data: Summary; asked: number | undefined }) {
  const { w, language } = useWords(monitorWords);
  const { government } = usePerson();
  const [all, setAll] = useState(false);
  const total = figures(data.total);
  const units = data.units.map(unitFigures).sort(compareUnits);
  const ordered = all ? units : units.slice(0, Math.max(worstCount, units.filter(({ status }) => status === 'over').length));
  const months = monthPoints(data.months);
  const monthName = formatMonth(data.month, language);
  if (data.years.length === 0) {
    return (
      <>
        <Heading>{w.leadership.empty}</Heading>
        <Empty title={w.leadership.emptyWhat} />
      </>
    );
  }
  const to = (unit: string) => `/kerja/pimpinan/opd/${unit}?pemda=${government.code}&tahun=${data.year}&bulan=${data.month}`;
  const bars = units
    .toSorted((a, b) => compareGaps(b.budget, a.budget))
    .slice(0, all ? units.length : barCount)
    .map(({ code, name, budget, realization, plan, status }) => ({ key: code, name, href: to(code), budget, realization, plan, status }));
  const gap = points(data.gap);
  const curve = curveTitle(gap, data, language);
  return (
    <>
      {data.simulated && <SimulatedStrip language={language} />}
      <div className="head">
        <div>
          <Heading>{verdict(total, gap, language)}</Heading>
          {data.asOf !== null && (
            <Stamp language={language} year={data.year} asOf={data.asOf} version={data.version} basis={data.basis} audited={false} />
          )}
          <p className="stamp">
            {government.name} · {w.leadership.upTo(monthName)} {data.year} · {w.leadership.fromVerified}
            {gap !== null && ` · ${w.leadership.planByDay}`}
          </p>
        </div>
        <PeriodSwitch year={data.year} years={data.years} month={data.month} latest={data.latest} />
      </div>
      <Stale data={data} asked={asked} />
      <Begun data={data} to={(month) => `/kerja/pimpinan?pemda=${government.code}&tahun=${data.year}&bulan=${month}`} />
      {data.uncounted !== null && (
        <p className="notice old">
          {w.leadership.otherBasis(data.uncounted.used.toUpperCase(), data.uncounted.there.join(', ').toUpperCase())}
        </p>
      )}
      <Kpis data={data} total={total} units={units} />
      <Over units={units} to={to} />
      <div className={all ? 'board all' : 'board'}>
        <Worst units={ordered} asOf={data.asOf} of={units.length} treasury={figures(data.treasury)} to={to} all={all} onAll={setAll} />
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
        {ordered.some((unit) =>
          unit.months.some(({ realization, planToDay }) => gapToPlan({ budget: unit.budget, realization, plan: planToDay }) !== null),
        ) && <Heat units={ordered} month={data.month} wide={units.every(({ reporting }) => reporting === 'reported')} to={to} />}
        <Silent units={units} to={to} />
        <section className="card wide">
          <LazyBars
            id="batang"
            title={barsTitle(bars, units, language)}
            rows={bars}
            language={language}
            instead={<BulletList rows={bars} language={language} scale="absolute" label={w.leadership.bars} />}
          />
        </section>
      </div>
    </>
  );
}
