import { describe, expect, it } from 'vitest';
import { medianOf, placeAmong, pointsBetween, type Ratio } from './ratio.ts';
import { budgetMeasures, isIncompleteYear, yearMeasures } from './region-measures.ts';
import { type SizedRegion, similarTo, usualRule } from './similar.ts';

const of = (part: number, whole = 100): Ratio => ({ part: BigInt(part), whole: BigInt(whole) });
const rupiah = (amounts: Record<string, number>) => new Map(Object.entries(amounts).map(([code, amount]) => [code, BigInt(amount) * 100n]));

describe('regions are compared', () => {
  // Hand-made: spending 1,000, revenue 800.
  const jenis = rupiah({
    '4.1.01': 100,
    '4.1.04': 60,
    '4.2.01': 640,
    '5.1.01': 400,
    '5.1.02': 330,
    '5.1.05': 20,
    '5.2.03': 200,
    '5.3.01': 50,
    '6.1.01': 210,
    '6.2.02': 10,
  });

  it('by five shares of a budget and its spending by resident', () => {
    const { spending, measures } = budgetMeasures(jenis, 500);
    expect(spending).toBe(100_000n);
    expect(Object.fromEntries(Object.entries(measures).map(([key, { part, whole }]) => [key, Number(part) / Number(whole)]))).toEqual({
      ...{ personnel: 0.4, capital: 0.2, own: 0.2, grants: 0.02, silpa: 0.21 },
      resident: 200,
    });
    expect(budgetMeasures(jenis, undefined).measures.resident).toBeUndefined();
    expect(budgetMeasures(new Map(), 5)).toEqual({ spending: 0n, measures: { resident: { part: 0n, whole: 5n } } });
  });

  it('by what the end of a year has, and not by what it lacks or has below zero', () => {
    const year = (own: bigint) =>
      new Map([
        ['4', { budget: 90n, realization: 80n }],
        ['4.1', { budget: 1n, realization: own }],
        ['5', { budget: 100n, realization: 107n }],
        ['5.2', { budget: 10n, realization: 5n }],
      ]);
    expect(yearMeasures(year(8n), 10).measures).toEqual({
      capital: of(5, 107),
      own: of(8, 80),
      realized: of(107, 100),
      resident: of(107, 10),
    });
    expect(yearMeasures(year(-1n), 10).measures.own).toBeUndefined();
  });

  it('not in a year of which less than half of the spending is reported', () => {
    const year = (realization: bigint) => new Map([['5', { budget: 100n, realization }]]);
    expect([49n, 50n].map((spent) => isIncompleteYear(year(spent)))).toEqual([true, false]);
    expect(isIncompleteYear(new Map())).toBe(true);
  });

  it('with a median, a place and a difference in points that are exact', () => {
    expect(medianOf([of(3), of(1), of(2)])).toEqual(of(2));
    const even = medianOf([of(1, 3), of(1, 2)]);
    expect(Number(even?.part) / Number(even?.whole)).toBeCloseTo(5 / 12);
    expect(medianOf([])).toBeUndefined();
    expect(placeAmong(of(2), [of(3), of(1), of(4, 200)])).toEqual({ place: 2, of: 4 });
    expect(pointsBetween(of(4462, 10_000), of(4038, 10_000))).toBe(42n);
  });

  it('with those of the same kind, near in spending and residents', () => {
    const region = (code: string, kind: SizedRegion['kind'], spending: number, residents?: number): SizedRegion => ({
      ...{ code, kind, residents },
      spending: BigInt(spending),
    });
    const own = region('a', 'kota', 1000, 200);
    const all = [
      own,
      region('b', 'kota', 1250, 300),
      region('c', 'kota', 1251, 200),
      region('d', 'kota', 750, 99),
      region('e', 'kabupaten', 1000, 200),
      region('f', 'kota', 1000),
      region('g', 'provinsi', 1000, 200),
    ];
    const codes = (rule: Parameters<typeof similarTo>[2], one = own) => similarTo(one, all, rule).map(({ code }) => code);
    expect(codes(usualRule)).toEqual(['b']);
    expect(codes({ ...usualRule, residents: null })).toEqual(['b', 'd', 'f']);
    expect(codes({ ...usualRule, sameKind: false })).toEqual(['b', 'e']);
    expect(codes({ sameKind: false, spending: null, residents: null })).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect(codes({ sameKind: false, spending: null, residents: null }, region('h', 'provinsi', 1))).toEqual(['g']);
  });
});
