import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDecimal } from '@sipkadin/budget';
import { seriesFromRows, type YearSeries } from './series.ts';

/**
 * Spending of eight provinces by month in 2023 to 2025, from the public portal of Direktorat Jenderal Perimbangan Keuangan (DJPK),
 * Kementerian Keuangan: the first budget of the year and cumulative realization. May 2023 is absent: the source repeats April there.
 * 2025 is provisional. What a government without years of its own is compared with.
 */
export function provinceSeries(): YearSeries[] {
  const [, ...lines] = readFileSync(join(import.meta.dirname, 'provinces.csv'), 'utf8')
    .trim()
    .split('\n');
  return seriesFromRows(
    lines.map((line) => {
      const [key = '', year, month, budget = '', realized = ''] = line.split(',');
      return {
        key,
        year: Number(year),
        month: Number(month),
        budget: parseDecimal(budget) ?? null,
        realized: parseDecimal(realized) ?? 0n,
      };
    }),
  );
}
