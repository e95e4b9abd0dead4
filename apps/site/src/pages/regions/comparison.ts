import {
  compareRatios,
  divideRounded,
  type Language,
  medianOf,
  placeAmong,
  pointsBetween,
  type Ratio,
  type RegionMeasure,
  regionMeasures,
  type Sen,
  similarTo,
  toDecimal,
} from '@sipkadin/budget';
import type { Reference } from '@sipkadin/edition';
import { formatPointsSize, formatRatio, formatShort } from '@sipkadin/ui';
import { LRUCache } from 'lru-cache';
import type { Choices } from './choices.ts';
import { type ComparedRegion, regionsOn } from './figures.ts';

/** One measure of a region beside the others. */
export interface MeasuredRegion {
  measure: RegionMeasure;
  own: Ratio | undefined;
  named: Ratio | undefined;
  /** Of the similar regions, and of all others of the group. */
  near: readonly Ratio[];
  others: readonly Ratio[];
  median: Ratio | undefined;
  /** Of the whole group, this region too. */
  medianAll: Ratio | undefined;
  lowest: { name: string; value: Ratio } | undefined;
  highest: { name: string; value: Ratio } | undefined;
}

export interface Comparison {
  /** The region by its budget, by which similarity is measured. */
  region: ComparedRegion;
  /** The same on the basis of the page; undefined where its figures are incomplete or absent. */
  own: ComparedRegion | undefined;
  named: ComparedRegion | undefined;
  /** Similar regions on the basis, in order of code. */
  similar: readonly ComparedRegion[];
  /** Codes of all similar regions, those without figures on this basis too. */
  similarCodes: ReadonlySet<string>;
  /** All that may be compared, this region left out: of the same kind, or kabupaten and kota alike. */
  group: readonly ComparedRegion[];
  incomplete: readonly { code: string; name: string }[];
  measures: readonly MeasuredRegion[];
}

/** A page of a region, its tables as files and the list of similar regions are asked for one after another, in two languages. */
const made = new WeakMap<Reference, LRUCache<string, { comparison: Comparison | undefined }>>();
const mostMade = 16;

/** @returns undefined for a region without a budget in the reference edition */
export function compare(reference: Reference, code: string, { basis, rule, named }: Choices): Comparison | undefined {
  const ofReference = made.get(reference) ?? new LRUCache<string, { comparison: Comparison | undefined }>({ max: mostMade });
  made.set(reference, ofReference);
  const key = JSON.stringify([code, basis, rule, named]);
  const known = ofReference.get(key) ?? { comparison: compareAnew(reference, code, { basis, rule, named }) };
  ofReference.set(key, known);
  return known.comparison;
}

function compareAnew(
  reference: Reference,
  code: string,
  { basis, rule, named }: Pick<Choices, 'basis' | 'rule' | 'named'>,
): Comparison | undefined {
  const budgets = regionsOn(reference, 'budget').regions;
  const region = budgets.find((one) => one.code === code);
  if (region === undefined) return undefined;
  const similarCodes = new Set(similarTo(region, budgets, rule).map((one) => one.code));
  const groupCodes = new Set(similarTo(region, budgets, { ...rule, spending: null, residents: null }).map((one) => one.code));
  const { regions, incomplete } = regionsOn(reference, basis);
  const of = (wanted: string | undefined) => regions.find((one) => one.code === wanted);
  const group = regions.filter((one) => groupCodes.has(one.code));
  const similar = group.filter((one) => similarCodes.has(one.code));
  const [own, other] = [of(code), named === code ? undefined : of(named)];
  const measures = regionMeasures.flatMap((measure): MeasuredRegion[] => {
    const valued = group.flatMap((one) => {
      const value = one.measures[measure];
      return value === undefined ? [] : [{ name: one.name, value, near: similarCodes.has(one.code) }];
    });
    if (valued.length === 0) return [];
    const near = valued.flatMap((one) => (one.near ? [one.value] : []));
    const ownValue = own?.measures[measure];
    const all = [...valued, ...(own !== undefined && ownValue !== undefined ? [{ name: own.name, value: ownValue }] : [])];
    const extreme = (sign: 1 | -1) => all.reduce((found, one) => (compareRatios(one.value, found.value) * sign < 0 ? one : found));
    return [
      {
        measure,
        near,
        own: ownValue,
        named: other?.measures[measure],
        others: valued.flatMap((one) => (one.near ? [] : [one.value])),
        median: medianOf(near),
        medianAll: medianOf(all.map(({ value }) => value)),
        lowest: extreme(1),
        highest: extreme(-1),
      },
    ];
  });
  return { region, own, named: other, similar, similarCodes, group, incomplete, measures };
}

export function placeIn(
  own: Ratio,
  { near, others }: MeasuredRegion,
): { similar: { place: number; of: number }; all: { place: number; of: number } } {
  return { similar: placeAmong(own, near), all: placeAmong(own, [...near, ...others]) };
}

const perResident = ({ part, whole }: Ratio): Sen => divideRounded(part, whole);

/** A value as it is printed: `44,6%`, or `Rp4 juta`. */
export function printed(measure: RegionMeasure, ratio: Ratio | undefined, language: Language): string {
  if (ratio === undefined) return formatRatio(null, null, language);
  return measure === 'resident' ? formatShort(perResident(ratio), language) : formatRatio(ratio.part, ratio.whole, language);
}

/** A value as it is in files: percent with two decimals, or rupiah by resident. */
export function exact(measure: RegionMeasure, ratio: Ratio | undefined): string | Sen | null {
  if (ratio === undefined) return null;
  return measure === 'resident' ? perResident(ratio) : toDecimal(divideRounded(ratio.part * 10_000n, ratio.whole));
}

/** A value for drawing alone: percent, or millions of rupiah. */
export function drawn(measure: RegionMeasure, { part, whole }: Ratio): number {
  return measure === 'resident' ? Number(part / whole) / 100_000_000 : Number((part * 1_000_000n) / whole) / 10_000;
}

/** With fewer similar regions than this their median says too little to call a value higher or lower. */
export const fewestSimilar = 5;

/** How far a value lies from another: above 0 where it is larger, with the size as it is printed. */
export function gap(measure: RegionMeasure, own: Ratio, other: Ratio, language: Language): { sign: number; size: string } {
  if (measure === 'resident') {
    const difference = perResident(own) - perResident(other);
    return { sign: signOf(difference), size: formatShort(difference < 0n ? -difference : difference, language) };
  }
  const points = pointsBetween(own, other);
  return { sign: signOf(points), size: formatPointsSize(points, language) };
}

function signOf(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}
