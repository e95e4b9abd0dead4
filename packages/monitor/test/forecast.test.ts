import { fiscalYear, isoDate, type Sen } from '@sipkadin/budget';
import { addGovernment } from '@sipkadin/ledger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases, health, line, school, snapshot, statement, type TestLedger } from '../../ledger/test/databases.ts';
import { sending } from '../../ledger/test/sending.ts';
import { conformalRadius, radiusOverYears } from '../src/forecast/conformal.ts';
import { learnRhythm } from '../src/forecast/curve.ts';
import { historyOf } from '../src/forecast/history.ts';
import { estimate } from '../src/forecast/methods.ts';
import { bandAround, outcomeOf } from '../src/forecast/outcome.ts';
import { provinceSeries } from '../src/forecast/provinces.ts';
import { type Position, seriesFromRows, type YearSeries } from '../src/forecast/series.ts';
import { wholeOf } from '../src/forecast/whole.ts';
import { backTest, forecastOf, type Method, methods } from '../src/index.ts';

const at = (months: number, realized: Sen, budgeted: Sen | null, more: Partial<Position> = {}): Position => ({
  ...{ months, realized, budget: budgeted, planned: null, plannedYear: null },
  ...more,
});
const running = (positions: Position[], key = 'a'): YearSeries => ({ key, year: 2026, positions, final: null });

/** Years in which a series spends evenly, and all but `left` of its budget of 1200. */
const even = (years: readonly number[], left = 0n, key = 'a') =>
  seriesFromRows(
    years.flatMap((year) =>
      Array.from({ length: 12 }, (_, month) => ({
        ...{ key, year, month: month + 1, budget: 1_200n, realized: ((1_200n - left) * BigInt(month + 1)) / 12n },
      })),
    ),
  );
const year = (number: number, units: YearSeries[]) => ({
  ...{ year: fiscalYear(number), units, treasury: null, revenue: null, financing: { budget: null, realized: null }, simulated: false },
});
const after = (years: readonly number[], left = 0n) => historyOf(years.map((number) => year(number, even([number], left))));

describe('a band', () => {
  it('is the rank-th smallest miss, and is missing where the misses are too few for its share', () => {
    expect(conformalRadius([-4, 1, 3, -2], 0.8)).toBe(4);
    expect(conformalRadius([9, 1, -2, 3, 4, -5, 6, 7, 8], 0.8)).toBe(8);
    expect(conformalRadius([1, 2, 3], 0.8)).toBeNull();
  });

  it('is widened where one year was unlike the others, and never narrowed', () => {
    const quiet = [2021, 2022, 2023, 2024].flatMap((one) => [1, 2, 3, 4, 5].map((miss) => ({ year: one, miss })));
    expect(radiusOverYears(quiet)).toBe(4 * 1.25);
    const loud = quiet.map(({ year: one, miss }) => ({ year: one, miss: one === 2024 ? miss * 10 : miss }));
    expect(radiusOverYears(loud) ?? 0).toBeGreaterThan(conformalRadius(loud.map(({ miss }) => miss)) ?? 0);
  });
});

describe('each method', () => {
  it('gives what a person reckons from two years by hand', () => {
    const past = [
      [2024, 400n, 800n],
      [2025, 300n, 900n],
    ] as const;
    const rhythm = learnRhythm(
      past.map(([number, half, final]) => ({ key: 'a', year: number, final, positions: [at(6, half, 1_000n), at(12, final, 1_000n)] })),
    );
    const now = at(6, 380n, 1_000n, { planned: 450n, plannedYear: 1_000n });
    // By the end of June 1/2 and 1/3 of the year had been spent, 5/12 on average; of the budget 0.8 and 0.9 in the end, 0.85 on average.
    const usual = 380 + (7 / 12) * 0.85 * 1_000;
    // 380 of 450 were carried out; with a tenth of the year's plan taken as done, 480 of 550 of what is left follow.
    const planned = 380 + 550 * (480 / 550);
    const expected: Record<Method, number> = {
      ...{ pace: 760, 'last-year': 380 * 3, plan: planned, season: 380 / (5 / 12), absorption: usual },
      ...{ blend: 380 + (7 / 12) * usual, mean: (planned + usual) / 2 },
    };
    for (const method of methods) expect(estimate(method, rhythm, { key: 'a', year: 2026 }, now), method).toBeCloseTo(expected[method], 6);
    // August lies a third of the way from June to December, and so does its share.
    expect(rhythm.shareAt('a', 8)).toBeCloseTo(5 / 12 + (7 / 12 / 6) * 2, 9);
    for (const method of ['pace', 'last-year', 'season'] as const)
      expect(estimate(method, rhythm, { key: 'a', year: 2026 }, at(0, 0n, 1_000n)), method).toBeNull();
    expect(estimate('plan', rhythm, { key: 'a', year: 2026 }, at(6, 380n, 1_000n))).toBeNull();
  });
});

describe('the back-test on eight provinces', () => {
  const series = provinceSeries();
  const tested = backTest(series, 'others');

  it('misses less than the plain pace in every year, and a fifth less in all', () => {
    expect(series).toHaveLength(22);
    for (const from of ['others', 'earlier'] as const)
      for (const [, scores] of backTest(series, from).byYear)
        expect(scores.get('chosen')?.points).toBeLessThanOrEqual(scores.get('pace')?.points ?? 0);
    expect(tested.all.get('chosen')?.points).toBeLessThan(0.8 * (tested.all.get('pace')?.points ?? 0));
  });

  it('has a band that holds what came in 75 to 85 of 100 forecasts', () => {
    const { held, of } = tested.coverage;
    expect(of).toBe(235);
    expect(held / of).toBeGreaterThanOrEqual(0.75);
    expect(held / of).toBeLessThanOrEqual(0.85);
  });

  it('looks at no later year: forecasts of 2024 stay the same whatever came after', () => {
    const later = series.map((one) => (one.year === 2025 ? { ...one, final: (one.final ?? 0n) * 3n } : one));
    expect(backTest(later, 'earlier').byYear.get(2024)).toEqual(backTest(series, 'earlier').byYear.get(2024));
  });
});

describe('what a year is expected to come to', () => {
  it('follows the years before, with a band once they are enough', () => {
    const outcome = outcomeOf(
      after([2021, 2022, 2023, 2024, 2025], 120n).spending,
      running([at(0, 0n, 1_200n), at(6, 540n, 1_200n)]),
      true,
    );
    expect(outcome).toMatchObject({ kind: 'forecast', value: 1_080n, band: { low: 1_080n, high: 1_080n }, isAboveBudget: false });
    expect(outcomeOf(after([2025]).spending, running([at(0, 0n, 1_200n), at(6, 600n, 1_200n)]), true)).toMatchObject({
      ...{ kind: 'forecast', value: 1_200n, band: null, bandMissing: 'few-years' },
    });
  });

  it('is the report of 31 December where there is one', () => {
    expect(outcomeOf(after([2025]).spending, { ...running([at(12, 7n, 9n)]), final: 7n }, true)).toEqual({ kind: 'final', value: 7n });
  });

  it('is never less than what was spent, and says where that is more than the budget', () => {
    const { spending } = after([2021, 2022, 2023, 2024, 2025], 600n);
    const outcome = outcomeOf(spending, running([at(0, 0n, 100n), at(10, 150n, 100n)]), true);
    expect(outcome).toMatchObject({ kind: 'forecast', isAboveBudget: true });
    if (outcome.kind === 'forecast') expect(outcome.value >= 150n && (outcome.band?.low ?? 0n) >= 150n).toBe(true);
  });

  it('may come out lower where the last month brought money back', () => {
    expect(bandAround(800n, 0.2, 1_200n, [at(9, 600n, null), at(10, 700n, null)])).toEqual({ low: 700n, high: 1_040n });
    expect(bandAround(800n, 0.2, 1_200n, [at(9, 800n, null), at(10, 700n, null)])).toEqual({ low: 560n, high: 1_040n });
  });

  it('is named as unknown where nothing is known, and has no band without a budget', () => {
    const { spending } = after([2021, 2022, 2023, 2024, 2025]);
    expect(outcomeOf(spending, running([at(0, 0n, null)]), true)).toEqual({ kind: 'none', reason: 'nothing-known' });
    expect(outcomeOf(spending, running([at(0, 0n, 0n)]), true)).toEqual({ kind: 'none', reason: 'no-pattern' });
    for (const none of [null, 0n])
      expect(outcomeOf(spending, running([at(0, 0n, none), at(8, 800n, none)]), true)).toMatchObject({
        ...{ kind: 'forecast', value: 1_200n, band: null, bandMissing: 'no-budget' },
      });
  });

  it('of an OPD without earlier years rests on the others, and without any on the provinces', () => {
    const others = after([2021, 2022, 2023, 2024, 2025], 120n).spending;
    expect(outcomeOf(others, running([at(0, 0n, 2_400n), at(6, 1_080n, 2_400n)], 'merged'), true)).toMatchObject({ value: 2_160n });
    const none = historyOf([]);
    expect(none.years).toEqual([]);
    expect(outcomeOf(none.spending, running([at(0, 0n, 1_200n), at(6, 500n, 1_200n)]), false)).toMatchObject({
      ...{ kind: 'forecast', band: null, bandMissing: 'few-years' },
    });
  });

  it('of a year that came to nothing or was not reported to its end teaches nothing', () => {
    const open = even([2024]).map((one) => ({ ...one, final: null }));
    expect(historyOf([year(2024, open)]).years).toEqual([]);
    const nothing = even([2024], 1_200n);
    expect(outcomeOf(historyOf([year(2024, nothing)]).spending, running([at(0, 0n, 10n), at(6, 5n, 10n)]), true)).toMatchObject({
      ...{ kind: 'forecast', method: 'pace', value: 10n },
    });
  });

  it('of a government is the sum of its OPD, measured on sums of four years or on provinces', () => {
    const parts = (history: ReturnType<typeof after>) =>
      ['a', 'b'].map((key) => {
        const series = running([at(0, 0n, 1_200n), at(6, 540n, 1_200n)], key);
        return { series, outcome: outcomeOf(history.spending, series, true) };
      });
    const long = after([2021, 2022, 2023, 2024, 2025], 120n);
    expect(wholeOf(long, parts(long))).toMatchObject({ value: 2_160n, months: 6, band: { from: 'own-years', low: 2_160n }, without: [] });
    const short = after([2024, 2025], 120n);
    expect(wholeOf(short, parts(short))).toMatchObject({ value: 2_160n, band: { from: 'provinces' } });
  });
});

describe.each(databases)('a forecast from a ledger on $name', ({ open }) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await open();
    await test.ledger.transact((tx) => addGovernment(tx, { code: '19.71', name: 'Kota Pangkalpinang' }, 'setup'));
    const { verified } = sending(() => test);
    const lines = (amount: bigint) => [line(health, '5.1.02.01.01.0024', amount), line(school, '5.1.02.01.01.0024', amount * 2n)];
    for (const number of [2023, 2024, 2025]) {
      const of = { year: fiscalYear(number) };
      await verified(statement({ kind: 'budget', version: 'murni', ...of }, lines(1_000_00n)));
      for (const [day, share] of [
        ['06-30', 40n],
        ['12-31', 90n],
      ] as const)
        await verified(snapshot(`${number}-${day}`, lines(share * 10_00n), of));
    }
    const withTreasury = [...lines(1_000_00n), line(health, '5.3.01.01.01.0001', 300_00n)];
    await verified(statement({ kind: 'budget', version: 'murni', year: fiscalYear(2026) }, withTreasury));
    await verified(snapshot('2026-06-30', lines(400_00n), { year: fiscalYear(2026) }));
  });
  afterEach(() => test.end());

  it('reads years and OPD, keeps treasury items apart and adds all up', async () => {
    const of = { government: '19.71', year: fiscalYear(2026) };
    const forecast = await forecastOf(test.ledger.read, { ...of, day: isoDate('2026-07-31') });
    expect(forecast?.years).toEqual([2023, 2024, 2025]);
    expect(forecast?.units.map(({ code, outcome }) => [code, outcome.kind === 'forecast' ? outcome.value : null])).toEqual([
      [school, 1_800_00n],
      [health, 900_00n],
    ]);
    expect(forecast?.treasury?.budget).toBe(300_00n);
    expect(forecast?.whole.realized).toBe(1_200_00n);
    expect(forecast?.months.at(-1)).toMatchObject({ month: 12, value: forecast?.whole.value });
    expect(forecast?.silpa).toBeNull();
    const one = await forecastOf(test.ledger.read, { ...of, day: isoDate('2026-07-31'), unit: health });
    expect(one?.whole).toMatchObject({ value: 900_00n, realized: 400_00n });
    // Reports after the day that is asked for are not known yet.
    const before = await forecastOf(test.ledger.read, { ...of, day: isoDate('2026-05-31') });
    expect(before?.whole.realized).toBe(0n);
    expect(await forecastOf(test.ledger.read, { government: '19.71', year: fiscalYear(2030), day: isoDate('2030-05-31') })).toBeNull();
  });
});
