import type { Sen } from '@sipkadin/budget';
import { Amount, DataTable, dash, formatCount, formatMonth, formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../web/language.tsx';
import { sen } from '../monitor/figures.ts';
import type { Forecast } from './amounts.ts';
import { forecastWords } from './words.ts';

type Unit = Forecast['units'][number];

/** Every OPD's forecast, the largest unspent budget first; treasury items stand below. */
export function UnitForecasts({ forecast, to }: { forecast: Forecast; to: (unit: string) => string }) {
  const { w, language } = useWords(forecastWords);
  const t = w.forecast.units;
  const units = forecast.units.toSorted((a, b) => compare(leftOf(b), leftOf(a)));
  const left = units.reduce((sum, unit) => sum + positive(leftOf(unit)), 0n);
  const isOver = units.length > 0 && units.every(({ outcome }) => outcome.kind === 'final');
  const above = isOver ? [] : units.map(leftOf).filter((amount) => amount !== null && amount < 0n);
  const more = above.reduce<Sen>((sum, amount) => sum - (amount ?? 0n), 0n);
  const row = (unit: Omit<Unit, 'name'>, name: ReactNode) => {
    const { outcome } = unit;
    const value = outcome.kind === 'none' ? null : sen(outcome.value);
    const budget = sen(unit.budget);
    return {
      key: unit.code,
      cells: [
        <>
          {name}
          <Under>{notesOf(unit)}</Under>
        </>,
        <Cell key="budget" label={t.budget}>
          <Amount amount={budget} language={language} form="million" />
        </Cell>,
        <Cell key="realized" label={t.realized}>
          <Amount amount={unit.months === 0 ? null : sen(unit.realized)} language={language} form="million" />
        </Cell>,
        <Cell key="value" label={t.value}>
          <Amount amount={value} language={language} form="million" />
        </Cell>,
        <Cell key="share" label={t.share}>
          {formatRatio(value, budget, language)}
        </Cell>,
        <Cell key="range" label={t.range}>
          {outcome.kind === 'forecast' && outcome.band !== null ? (
            <>
              <Amount amount={sen(outcome.band.low)} language={language} form="million" />–
              <Amount amount={sen(outcome.band.high)} language={language} form="million" />
            </>
          ) : (
            dash
          )}
        </Cell>,
        <Cell key="left" label={t.left}>
          <Amount amount={leftOf(unit)} language={language} form="million" />
        </Cell>,
        <Cell key="miss" label={t.miss}>
          {unit.lastYearMiss === null ? dash : formatPointsSize(BigInt(unit.lastYearMiss), language)}
        </Cell>,
      ],
    };
  };
  const notesOf = ({ outcome, months, budget }: Omit<Unit, 'name'>): string => {
    if (outcome.kind === 'none') return outcome.why[language];
    if (outcome.kind === 'final') return t.final;
    const until = months === 0 ? t.silent : t.until(formatMonth(Math.ceil(months - 1e-9), language));
    const isHigh = outcome.band !== null && budget !== null && (sen(outcome.band.high) ?? 0n) > (sen(budget) ?? 0n);
    const above = outcome.isAboveBudget ? [t.above] : isHigh ? [t.aboveHigh] : [];
    const missing = outcome.why === null ? [] : [outcome.why[language]];
    return [until, outcome.name[language], ...above, ...missing].join(' · ');
  };
  return (
    <section className="card wide forecast-units" aria-labelledby="opd">
      <h2 id="opd" className="chart-title">
        {(isOver ? t.titleOver : t.title)(formatShort(left, language))}
      </h2>
      <p className="chart-sub">
        {above.length > 0 && `${t.more(formatCount(above.length, language), formatShort(more, language))} `}
        {isOver ? t.leadOver : t.lead}
      </p>
      <DataTable
        caption={t.caption}
        headed
        columns={[
          { key: 'unit', label: t.unit },
          { key: 'budget', label: t.budget, number: true },
          { key: 'realized', label: t.realized, number: true },
          { key: 'value', label: t.value, number: true },
          { key: 'share', label: t.share, number: true },
          { key: 'range', label: t.range, number: true },
          { key: 'left', label: t.left, number: true },
          { key: 'miss', label: t.miss, number: true },
        ]}
        rows={[
          ...units.map((unit) => row(unit, unit.code === '' ? t.whole : <a href={to(unit.code)}>{unit.name}</a>)),
          ...(forecast.treasury === null ? [] : [row(forecast.treasury, t.treasury)]),
        ]}
      />
    </section>
  );
}

/** On a phone each amount stands beside its own label, for the table's head is not there. */
function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <span className="cell-label" aria-hidden="true">
        {label}
      </span>
      <span>{children}</span>
    </>
  );
}

function Under({ children }: { children: ReactNode }) {
  return <small className="under">{children}</small>;
}

/** Budget less what is expected; below zero: more than the budget. null: one of both is not known. */
function leftOf({ budget, outcome }: Pick<Unit, 'budget' | 'outcome'>): Sen | null {
  const [whole, value] = [sen(budget), outcome.kind === 'none' ? null : sen(outcome.value)];
  return whole === null || value === null ? null : whole - value;
}

const positive = (amount: Sen | null): Sen => (amount === null || amount < 0n ? 0n : amount);

function compare(a: Sen | null, b: Sen | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
