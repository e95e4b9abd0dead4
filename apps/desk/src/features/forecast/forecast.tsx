import type { Language } from '@sipkadin/budget';
import {
  formatCount,
  formatDate,
  formatMonth,
  formatPointsSize,
  formatRatio,
  formatShort,
  SCurve,
  SimulatedStrip,
  Stamp,
} from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import '../monitor/leadership.css';
import '../monitor/overview/overview.css';
import './forecast.css';
import { type Answers, trpc } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Empty, Loaded } from '../../web/states.tsx';
import { monthPoints, sen } from '../monitor/figures.ts';
import { type Forecast, short } from './amounts.ts';
import { How } from './how.tsx';
import { MainFigures } from './main-figures.tsx';
import { MonthTable } from './month-table.tsx';
import { Scenarios, Silpa } from './rest-of-year.tsx';
import { UnitForecasts } from './unit-forecasts.tsx';
import { forecastWords } from './words.ts';

type Year = Answers['forecast']['year'];

/** What the year is expected to come to: the whole, its range, the surplus that follows, and every OPD. */
export function ForecastScreen() {
  const { w } = useWords(forecastWords);
  const { government } = usePerson();
  const { tahun } = useSearch({ from: '/prognosis' });
  const navigate = useNavigate();
  const year = useQuery(trpc.forecast.year.queryOptions({ government: government.code, ...(tahun === undefined ? {} : { year: tahun }) }));
  return (
    <Loaded query={year} rows={12}>
      {(data) => (
        <>
          <Board data={data}>
            {data.years.length > 1 && (
              <form className="period" onSubmit={(event) => event.preventDefault()}>
                <label>
                  {w.year}
                  <select
                    value={data.year}
                    onChange={(event) => void navigate({ to: '/prognosis', search: { tahun: Number(event.target.value) } })}
                  >
                    {data.years.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </label>
              </form>
            )}
          </Board>
        </>
      )}
    </Loaded>
  );
}

function Board({ data, children }: { data: Year; children: ReactNode }) {
  const { w, language } = useWords(forecastWords);
  const { government } = usePerson();
  const t = w.forecast;
  const { forecast, year } = data;
  if (forecast === null)
    return (
      <>
        <div className="head">
          <Heading>{t.empty}</Heading>
          {children}
        </div>
        <Empty title={t.emptyWhat} />
      </>
    );
  const { whole } = forecast;
  const [value, realized, budget] = [sen(whole.value) ?? 0n, sen(whole.realized) ?? 0n, sen(whole.budget)];
  const isOver = forecast.units.length > 0 && forecast.units.every(({ outcome }) => outcome.kind === 'final');
  const amount = formatShort(value, language);
  const share = formatRatio(value, budget, language);
  const title = isOver
    ? t.over(String(year), amount)
    : budget === null
      ? t.titleNoBudget(String(year), amount)
      : t.title(String(year), amount, share);
  const expected = budget === null || budget <= 0n ? amount : share;
  const points = forecast.months.map((one) => ({
    day: one.day,
    low: sen(one.low) ?? 0n,
    middle: sen(one.middle) ?? 0n,
    high: sen(one.high) ?? 0n,
  }));
  const curve = t.curveTitle(data.asOf === null ? null : formatDate(data.asOf, language), formatShort(realized, language), amount);
  return (
    <>
      {forecast.simulated && <SimulatedStrip language={language} />}
      <div className="head">
        <div>
          <Heading>{title}</Heading>
          <p className="forecast-lead">{isOver ? t.treasury : leadOf(forecast, language, t)}</p>
          {data.asOf !== null && (
            <Stamp language={language} year={year} asOf={data.asOf} version={data.version} basis={data.basis} audited={false} />
          )}
          {data.begun !== null && (
            <p className="stamp">
              {t.begun(
                formatMonth(data.begun.month, language),
                formatCount(data.begun.reported, language),
                formatCount(data.begun.of, language),
              )}
            </p>
          )}
        </div>
        {children}
      </div>
      <div className="landing">
        {!isOver && (
          <div className="forecast-side">
            <MainFigures forecast={forecast} />
            <Scenarios forecast={forecast} />
          </div>
        )}
        <section className={isOver ? 'card curve-card wide' : 'card curve-card'} aria-labelledby="kurva">
          <h2 id="kurva" className="chart-title">
            {isOver ? title : curve}
          </h2>
          {!isOver && <p className="chart-sub">{t.curveSub(String(year))}</p>}
          <SCurve
            {...{ months: monthPoints(data.months), budget, year, language }}
            label={curve}
            forecast={
              points.length === 0 ? undefined : { points, note: whole.band === null ? t.curveNoteBare(expected) : t.curveNote(expected) }
            }
          />
          {forecast.months.length > 0 && <MonthTable forecast={forecast} />}
        </section>
        {!isOver && <Silpa forecast={forecast} />}
        {!isOver && <How forecast={forecast} />}
        <UnitForecasts forecast={forecast} to={(unit) => `/kerja/pimpinan/opd/${unit}?pemda=${government.code}&tahun=${year}`} />
      </div>
    </>
  );
}

function leadOf({ whole }: Forecast, language: Language, t: (typeof forecastWords)['id']['forecast']): string {
  const band = whole.band === null ? [] : [t.range(short(whole.band.low, language), short(whole.band.high, language))];
  const miss =
    whole.lastYear === null || whole.lastYearMiss === null
      ? t.noMiss
      : t.miss(String(whole.lastYear), formatPointsSize(BigInt(whole.lastYearMiss), language));
  const without = whole.without === 0 ? [] : [t.without(formatCount(whole.without, language))];
  return [...band, miss, t.treasury, ...without].join(' ');
}
