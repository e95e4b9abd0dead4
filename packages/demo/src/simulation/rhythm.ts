import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readList } from '../lists/read-list.ts';
import type { Curve } from './curves.ts';
import type { Random } from './random.ts';

interface ProvinceYear {
  year: number;
  /** Cumulative share of the year's spending by month, in thousandths. */
  curve: Curve;
}

const names = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];

/** How eight provinces spent in 2023 to 2025, by month (README.md here names the source). */
const provinceYears: readonly ProvinceYear[] = readList(readFileSync(join(import.meta.dirname, '../lists/rhythm.csv'), 'utf8')).map(
  (row) => ({
    year: Number(row['tahun']),
    curve: names.map((name) => Number(row[name])),
  }),
);

/** The rhythm of one real province: of the same year where there is one, else of any. */
export function provinceCurve(year: number, random: Random): Curve {
  const same = provinceYears.filter((one) => one.year === year);
  const from = same.length === 0 ? provinceYears : same;
  const chosen = from[random(from.length)];
  if (chosen === undefined) throw new Error('no rhythm of a province');
  return chosen.curve;
}

/**
 * A curve bent to the end of the year or to its beginning.
 * @param late thousandths: 1000 leaves it as it is, 1500 spends late, 800 early
 */
export function bent(curve: Curve, late: number): Curve {
  return curve.map((share) => (share <= 0 ? 0 : Math.round(1000 * (share / 1000) ** (late / 1000))));
}
