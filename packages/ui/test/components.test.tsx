import { isoDate } from '@sipkadin/budget';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import {
  Amount,
  Bar,
  BulletList,
  DataTable,
  HeatTable,
  SCurve,
  SimulatedStrip,
  StackedBar,
  Stamp,
  StatusMark,
  Waterfall,
} from '../src/index.ts';

const html = renderToStaticMarkup;
const rp = (rupiah: number) => BigInt(rupiah) * 100n;

describe('pages forbid inline style and script, so no component uses them', () => {
  const all = (
    <>
      <Bar budget={rp(100)} realization={rp(120)} plan={rp(50)} room />
      <BulletList
        language="id"
        scale="share"
        lead="share"
        rows={[{ key: 'a', name: 'A', budget: rp(10), realization: null, plan: rp(5), status: 'silent' }]}
      />
      <SCurve
        language="id"
        year={2026}
        budget={rp(100)}
        label="x"
        months={[{ month: 1, realization: rp(5), plan: rp(8), asOf: isoDate('2026-01-31'), planToDay: rp(8) }]}
      />
      <HeatTable language="id" caption="x" head="OPD" rows={[{ key: 'a', name: 'A', cells: [-250n, 0n, 30n, 'silent', 'none'] }]} />
      <StackedBar language="id" parts={[{ key: 'a', name: 'A', amount: rp(5) }]} />
      <Waterfall
        language="id"
        label="x"
        steps={[
          { key: 'a', name: 'A', amount: rp(5), kind: 'level' },
          { key: 'b', name: 'B', amount: rp(-2), kind: 'change' },
        ]}
      />
      <Stamp language="en" year={2026} asOf={isoDate('2026-10-31')} version="perubahan" basis="sp2d" audited={false} />
      <SimulatedStrip language="id" />
      <DataTable caption="x" columns={[{ key: 'a', label: 'A' }]} rows={[]} />
    </>
  );

  test('nothing is styled or scripted in place', () => {
    expect(html(all)).not.toMatch(/ style=| on[a-z]+=|<script|javascript:/);
  });
});

describe('zero, no data and not reported differ', () => {
  test('in words', () => {
    expect(html(<Amount amount={0n} language="id" />)).toContain('>Rp0<');
    expect(html(<Amount amount={null} language="id" />)).toContain('tidak ada data');
    expect(html(<Amount amount={null} language="id" />)).not.toContain('Rp0');
  });

  test('in the picture', () => {
    const zero = html(<Bar budget={rp(10)} realization={0n} plan={null} />);
    const silent = html(<Bar budget={rp(10)} realization={null} plan={null} />);
    const unfunded = html(<Bar budget={0n} realization={0n} plan={null} />);
    expect(zero).toContain('bar-track" width="100%"');
    expect(zero).not.toContain('hatch');
    expect(silent).toContain('hatch');
    expect(unfunded).toContain('bar-track" width="0%"');
  });

  test('in a row', () => {
    const row = (budget: bigint | null, realization: bigint | null) =>
      html(<BulletList language="id" scale="share" lead="share" rows={[{ key: 'a', name: 'A', budget, realization, plan: null }]} />);
    expect(row(rp(10), 0n)).toContain('>0%<');
    expect(row(rp(10), null)).toContain('belum dilaporkan');
    expect(
      html(
        <BulletList
          language="id"
          only={{ side: 'budget', whole: null }}
          scale="absolute"
          rows={[{ key: 'a', name: 'A', budget: rp(10), realization: null, plan: null }]}
        />,
      ),
    ).not.toMatch(/belum dilaporkan|hatch/);
    expect(row(0n, 0n)).toContain('pagu 0');
  });

  test('in the heat table and on the curve', () => {
    const heat = html(<HeatTable language="id" caption="x" head="OPD" rows={[{ key: 'a', name: 'A', cells: [0n, 'silent', 'none'] }]} />);
    expect(heat).toContain('class="e">0,0<');
    expect(heat).toContain('class="hatch"');
    const months = [1, 2, 3, 4].map((month) => ({
      month,
      realization: month === 2 ? null : rp(month),
      plan: null,
      asOf: null,
      planToDay: null,
    }));
    const curve = html(<SCurve language="id" year={2026} budget={rp(100)} label="x" months={months} />);
    expect(curve.match(/<polyline class="curve-line"/g)).toHaveLength(2);
    expect(curve).toContain('belum dilaporkan');
  });
});

describe('status', () => {
  test('each has a shape and a word of its own', () => {
    const marks = (['on-track', 'attention', 'behind', 'over', 'silent', 'unfunded', 'no-plan'] as const).map((status) =>
      html(<StatusMark status={status} language="id" />),
    );
    expect(new Set(marks.map((mark) => /d="([^"]+)"/.exec(mark)?.[1])).size).toBe(7);
    expect(new Set(marks.map((mark) => /<\/svg>([^<]+)/.exec(mark)?.[1])).size).toBe(7);
  });
});

test('what goes over its budget is seen beyond the line, and capped', () => {
  const over = html(<Bar budget={rp(10)} realization={rp(25)} plan={null} room />);
  expect(over).toContain('bar-over');
  expect(over).toContain('bar-limit');
  const [, x = '', width = ''] = /bar-over" x="([\d.]+)%" width="([\d.]+)%"/.exec(over) ?? [];
  expect(Number(x) + Number(width)).toBeLessThanOrEqual(100);
});

test('an amount carries its exact value and the way to its origin', () => {
  const amount = html(<Amount amount={79221781445537n} language="id" origin="/asal?x" />);
  expect(amount).toBe('<a class="amount" href="/asal?x" title="Rp792.217.814.455,37: dari mana angka ini?">Rp792,2\u00a0miliar</a>');
});

test('a report within a month is drawn on its day and compared with the plan of that day', () => {
  const months = [
    { month: 11, realization: rp(80), plan: rp(81), asOf: isoDate('2025-11-30'), planToDay: rp(81) },
    { month: 12, realization: rp(85), plan: rp(100), asOf: isoDate('2025-12-12'), planToDay: rp(88) },
  ];
  const curve = html(<SCurve language="id" year={2025} budget={rp(100)} label="x" months={months} />);
  // 12 December is day 346 of 365: 94.79 % of the year; the plan's last point is its end.
  expect(/class="curve-line" points="([^"]*)"/.exec(curve)?.[1]).toMatch(/ 94\.79,15\.00$/);
  expect(/class="curve-plan" points="([^"]*)"/.exec(curve)?.[1]).toMatch(/ 100\.00,0\.00$/);
  expect(curve).toContain('Realisasi <b>85,0%</b> s.d. 12\u00a0Des');
  expect(curve).toContain('Rencana s.d. 12\u00a0Des, dihitung harian <b>88,0%</b>');
  expect(curve).toContain('Desember (s.d. 12)');
  expect(curve).toContain('−3,0\u00a0poin');
  expect(curve).not.toContain('−15,0');
});

test('the curve of an OPD over its budget has round steps, with the line of 100 % marked', () => {
  const months = [{ month: 10, realization: rp(101), plan: rp(75), asOf: null, planToDay: rp(75) }];
  const curve = html(<SCurve language="id" year={2026} budget={rp(100)} label="x" months={months} />);
  expect([...curve.matchAll(/text-anchor="end">([^<]+)</g)].map(([, text]) => text)).toEqual(['0', '25', '50', '75', '100%', '125']);
  expect(curve.match(/class="curve-whole"/g)).toHaveLength(1);
});

test('a plan that is known for one day alone is a circle, in the curve and in its key', () => {
  const month = (at: number, plan: bigint | null) => ({ month: at, realization: rp(at), plan, asOf: null, planToDay: plan });
  const curve = (months: ReturnType<typeof month>[]) =>
    html(<SCurve language="id" year={2026} budget={rp(100)} label="x" months={months} />);
  const oneDay = curve([month(1, null), month(2, rp(5)), month(3, null)]);
  expect(oneDay.match(/<circle class="curve-plan-day"/g)).toHaveLength(2);
  expect(curve([month(1, rp(2)), month(2, rp(5)), month(3, rp(9))])).not.toContain('curve-plan-day');
});

test('a list of bars explains the colour beyond the budget where it has one, and only there', () => {
  const list = (realization: bigint) =>
    html(<BulletList language="id" scale="share" rows={[{ key: 'a', name: 'A', budget: rp(10), realization, plan: null }]} />);
  expect(list(rp(11))).toMatch(/<ul class="key">.*bar-over.*di atas anggaran/);
  expect(list(rp(10))).not.toContain('di atas anggaran');
});
