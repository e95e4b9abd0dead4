import { gapToPlan, type Language, type Sen } from '@sipkadin/budget';
import { Fragment } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { Amount } from '../amount.tsx';
import { DataTable, PageTable } from '../data-table.tsx';
import { chooseUnit, formatCount, formatInUnit, formatPoints, formatRatio, type Unit, unitLabel } from '../format.ts';
import { words } from '../words/words.ts';
import { Chart } from './chart.tsx';
import { amountTicks } from './ticks.ts';

/*
 * The exploring tier: recharts, which draws in the browser alone. Load this module lazily, as one chunk:
 * `lazy(async () => ({ default: (await import('@sipkadin/ui/explore')).BudgetBars }))`.
 * Scales need numbers, so amounts become floats here and only here; what is printed comes from the bigint.
 */

export interface BarRow {
  key: string;
  name: string;
  href?: string | undefined;
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
}

interface BudgetBarsProps {
  id: string;
  title: string;
  sub?: string;
  rows: readonly BarRow[];
  language: Language;
  /** Only this side has data: the other has neither bars nor columns. */
  only?: 'budget' | 'realization' | undefined;
}

const divisors: Readonly<Record<Unit, number>> = { rupiah: 1, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
/** Amounts on the way back from a scale: whole ones without the decimal that a table's column has. */
const toSen = (value: number, unit: Unit): Sen => BigInt(Math.round(value * divisors[unit])) * 100n;
const tickOf = (unit: Unit, language: Language) => (value: number) =>
  Number.isInteger(value) ? formatCount(value, language) : formatInUnit(toSen(value, unit), unit, language);
const pixels = (amount: Sen | null, unit: Unit) => (amount === null ? null : Number(amount) / 100 / divisors[unit]);
/** Round steps up to what the longest bar or line reaches; recharts' own may be 55, 110, 165. */
function ticksWithin(values: readonly (number | null)[]): number[] {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return amountTicks(most).filter((tick) => tick <= most);
}
const lineLength = 27;
const mostLines = 3;

/** Lines broken between words, three at most; the table has the full names. */
function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (longer.length <= lineLength) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  const kept = lines.slice(0, mostLines).map((line) => (line.length > lineLength ? `${line.slice(0, lineLength - 1)}…` : line));
  if (lines.length > mostLines) kept[mostLines - 1] = `${kept[mostLines - 1]?.slice(0, lineLength - 1)}…`;
  return kept;
}

function NameTick({ x, y, payload }: { x: number | string; y: number | string; payload: { value: string } }) {
  const lines = linesOf(payload.value);
  return (
    <text y={y} textAnchor="end" fontSize={13} fill="var(--ina-content-secondary)">
      {lines.map((line, at) => (
        <tspan key={line} x={x} dy={at === 0 ? 4 - (lines.length - 1) * 7 : 14}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
const axis = {
  stroke: 'var(--ina-stroke-secondary)',
  tick: { fill: 'var(--ina-content-secondary)', fontSize: 13 },
  tickLine: false,
} as const;
const bubble = {
  contentStyle: {
    background: 'var(--ina-background-primary)',
    border: '1px solid var(--ina-stroke-secondary)',
    borderRadius: 6,
    color: 'var(--ina-content-primary)',
    fontSize: 14,
  },
  isAnimationActive: false,
} as const;

/** Budget and realization of each OPD as bars beside each other, with the table of the same rows beneath. */
export function BudgetBars({ id, title, sub, rows, language, only }: BudgetBarsProps) {
  const w = words(language);
  const unit = chooseUnit(rows.flatMap(({ budget, realization }) => [budget, realization]));
  const known = <T extends { key: string | null }>(items: readonly T[]) =>
    only === undefined ? items : items.filter(({ key }) => key === 'name' || key === only);
  // What was not reported has a hatched bar as long as its budget, as on every other page: no bar would be a zero.
  const data = rows.map((row) => ({
    name: row.name,
    budget: pixels(row.budget, unit),
    realization: pixels(row.realization, unit),
    silent: only === undefined && row.realization === null ? pixels(row.budget, unit) : null,
  }));
  const hasSilent = data.some(({ silent }) => silent !== null);
  const describe = (value: unknown) => `${formatInUnit(toSen(Number(value), unit), unit, language)} ${unitLabel(unit, language)}`;
  return (
    <Chart id={id} title={title} sub={sub ?? unitLabel(unit, language)}>
      {only === undefined && (
        <ul className="key">
          <li>
            <svg aria-hidden="true">
              <rect className="bar-track" width="20" height="12" stroke="var(--ina-stroke-secondary)" />
            </svg>
            {w.budget}
          </li>
          <li>
            <svg aria-hidden="true">
              <rect className="bar-fill" width="20" height="12" />
            </svg>
            {w.realization}
          </li>
          {hasSilent && (
            <li>
              <svg aria-hidden="true" className="hatch">
                <rect className="bar-silent" width="20" height="12" />
              </svg>
              {w.notReported}
            </li>
          )}
        </ul>
      )}
      <div className="explore-frame" role="img" aria-label={title}>
        <ResponsiveContainer
          width="100%"
          height={Math.max(160, rows.length * (14 * Math.max(2, ...rows.map(({ name }) => linesOf(name).length)) + 6) + 48)}
          initialDimension={{ width: 640, height: 320 }}
        >
          <BarChart data={data} layout="vertical" margin={{ top: 4, right: 16, bottom: 4, left: 4 }} accessibilityLayer={false} barGap={1}>
            <CartesianGrid horizontal={false} stroke="var(--ina-stroke-primary)" />
            <XAxis
              type="number"
              domain={[(least: number) => Math.min(0, least), 'dataMax']}
              ticks={ticksWithin(data.flatMap(({ budget, realization }) => [budget, realization]))}
              tickFormatter={tickOf(unit, language)}
              {...axis}
            />
            <YAxis type="category" dataKey="name" width={200} interval={0} {...axis} tick={NameTick} />
            <Tooltip
              {...bubble}
              cursor={{ fill: 'var(--ina-background-tertiary)' }}
              formatter={(value, name) => [name === w.notReported ? '' : describe(value), name]}
            />
            <defs>
              <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line y2="6" stroke="var(--sk-hatch)" strokeWidth="2" />
              </pattern>
            </defs>
            {only !== 'realization' && (
              <Bar
                dataKey="budget"
                name={w.budget}
                fill="var(--sk-track)"
                stroke="var(--ina-stroke-secondary)"
                isAnimationActive={false}
                activeBar={false}
              />
            )}
            {only !== 'budget' && (
              <Bar
                dataKey="realization"
                stackId="realization"
                name={w.realization}
                fill="var(--ina-guide)"
                isAnimationActive={false}
                activeBar={false}
              />
            )}
            {hasSilent && (
              <Bar
                dataKey="silent"
                stackId="realization"
                name={w.notReported}
                fill={`url(#${id}-hatch)`}
                stroke="var(--ina-stroke-secondary)"
                strokeDasharray="3 3"
                isAnimationActive={false}
                activeBar={false}
              />
            )}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <PageTable language={language}>
        <DataTable
          narrow="stack"
          caption={`${title}. ${w.rounded}`}
          columns={known([
            { key: 'name', label: w.unit },
            { key: 'budget', label: `${w.budget} (${unitLabel(unit, language)})`, number: true },
            { key: 'realization', label: `${w.realization} (${unitLabel(unit, language)})`, number: true },
            { key: 'share', label: w.absorption, number: true },
            { key: 'gap', label: w.gap, number: true },
          ])}
          rows={rows.map((row) => ({
            key: row.key,
            cells: known([
              <Fragment key="name">{row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}</Fragment>,
              <Amount key="budget" amount={row.budget} language={language} form={unit} />,
              <Fragment key="realization">
                {row.realization === null ? w.notReported : <Amount amount={row.realization} language={language} form={unit} />}
              </Fragment>,
              <Fragment key="share">{formatRatio(row.realization, row.budget, language)}</Fragment>,
              <Fragment key="gap">{formatPoints(gapToPlan(row), language)}</Fragment>,
            ]),
          }))}
        />
      </PageTable>
    </Chart>
  );
}
