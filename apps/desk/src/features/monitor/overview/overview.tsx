import { gapToPlan } from '@sipkadin/budget';
import { BulletList, formatDate, formatMonth, SCurve, SimulatedStrip, Stamp } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Empty, Loaded } from '../../../web/states.tsx';
import { BriefingLinks } from '../../follow-up/briefing/briefing-links.tsx';
import { LazyBars } from '../explore.tsx';
import { compareGaps, figures, monthPoints, points, type Summary, unitFigures } from '../figures.ts';
import { PeriodSwitch } from '../period.tsx';
import { CallTable } from './call-table.tsx';
import { ChangesSince } from './changes-since.tsx';
import { forecastOnCurve } from './forecast.ts';
import { Begun, FourFigures, Stale } from './head.tsx';
import { MissingOfMonth } from './missing.tsx';
import { orderUnits, type UnitOrder } from './order.ts';
import { barsTitle, comparedNote, curveTitle, plansOfDayNote, unplannedNote, verdict, versionMarks } from './sentences.ts';
import { AllUnits, Heat } from './units.tsx';
import '../leadership.css';
import './overview.css';
import { monitorWords } from '../words.ts';

const barCount = 12;

/** The landing of leadership: the verdict, whom to call, what changed, who has not reported, and the course of the year. */
export function LeadershipScreen() {
  const { government } = usePerson();
  const { tahun, bulan, urut } = useSearch({ from: '/pimpinan' });
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
      {(data) => <Board data={data} asked={bulan} order={urut ?? 'rupiah'} />}
    </Loaded>
  );
}

function Board({ data, asked, order }: { data: Summary; asked: number | undefined; order: UnitOrder }) {
  const { w, language } = useWords(monitorWords);
  const { government } = usePerson();
  const [explores, setExplores] = useState(false);
  const total = figures(data.total);
  const forecast = useQuery(trpc.monitor.forecast.queryOptions({ government: government.code, year: data.year, month: data.month })).data;
  const units = orderUnits(data.units.map(unitFigures), order);
  const monthName = formatMonth(data.month, language);
  if (data.years.length === 0) {
    return (
      <>
        <Heading>{w.leadership.empty}</Heading>
        <Empty title={w.leadership.emptyWhat} />
      </>
    );
  }
  const period = `pemda=${government.code}&tahun=${data.year}`;
  const here = `/kerja/pimpinan?${period}&bulan=${data.month}`;
  const to = (unit: string) => `/kerja/pimpinan/opd/${unit}?${period}&bulan=${data.month}`;
  const bars = units
    .toSorted((a, b) => compareGaps(b.budget, a.budget))
    .slice(0, barCount)
    .map(({ code, name, budget, realization, plan, status }) => ({ key: code, name, href: to(code), budget, realization, plan, status }));
  const gap = points(data.gap);
  const curve = curveTitle(gap, data, language);
  const notes = [unplannedNote(data.comparable, language), plansOfDayNote(data.units, language)].filter((note) => note !== null);
  const marks = versionMarks(data, language);
  const hasGaps = units.some((unit) =>
    unit.months.some(({ realization, planToDay }) => gapToPlan({ budget: unit.budget, realization, plan: planToDay }) !== null),
  );
  return (
    <>
      {data.simulated && <SimulatedStrip language={language} />}
      <div className="head">
        <div>
          <Heading>{verdict(total, figures(data.comparable), gap, data, language)}</Heading>
          {data.asOf !== null && (
            <Stamp language={language} year={data.year} asOf={data.asOf} version={data.version} basis={data.basis} audited={false} />
          )}
          <p className="stamp">
            {government.name} · {w.leadership.upTo(monthName)} {data.year} · {w.leadership.fromVerified}
            {gap !== null && ` · ${w.leadership.planByDay}`}
          </p>
          {notes.map((note) => (
            <p key={note} className="stamp">
              {note}
            </p>
          ))}
        </div>
        <div>
          <PeriodSwitch year={data.year} years={data.years} month={data.month} latest={data.latest} />
          <BriefingLinks government={government.code} year={data.year} month={data.month} />
        </div>
      </div>
      <Stale data={data} asked={asked} />
      <Begun data={data} to={(month) => `/kerja/pimpinan?${period}&bulan=${month}`} />
      {data.uncounted !== null && (
        <p className="notice old">
          {w.leadership.otherBasis(data.uncounted.used.toUpperCase(), data.uncounted.there.join(', ').toUpperCase())}
        </p>
      )}
      <div className="landing">
        <FourFigures data={data} total={total} units={units} forecast={forecast} here={here} />
        <section className="card curve-card" aria-labelledby="kurva">
          <h2 id="kurva" className="chart-title">
            {curve}
          </h2>
          <p className="chart-sub">
            {w.overview.curveSub(String(data.year))} {comparedNote(data, language)}
          </p>
          <SCurve
            {...{ months: monthPoints(data.months), budget: total.budget, year: data.year, language, marks }}
            forecast={forecastOnCurve(forecast, language)}
            label={[curve, ...marks.map(({ day, text }) => `${formatDate(day, language)}: ${text}`)].join('. ')}
          />
        </section>
        <CallTable data={data} to={to} all={`${here}#semua-opd`} />
        <ChangesSince year={data.year} today={data.today} to={to} />
        <MissingOfMonth data={data} to={to} />
        {hasGaps && <Heat units={units} month={data.month} to={to} />}
        <AllUnits units={units} asOf={data.asOf} treasury={figures(data.treasury)} called={data.bands.statuses} order={order} to={to} />
        <section className="card wide explore">
          <h2 className="chart-title">{barsTitle(bars, units, language)}</h2>
          <details onToggle={({ currentTarget }) => setExplores(currentTarget.open)}>
            <summary>{w.overview.explore}</summary>
            {explores && (
              <LazyBars
                id="batang"
                title={w.leadership.bars}
                rows={bars}
                language={language}
                instead={<BulletList rows={bars} language={language} scale="absolute" label={w.leadership.bars} />}
              />
            )}
          </details>
        </section>
      </div>
    </>
  );
}
