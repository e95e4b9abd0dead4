import { createHash } from 'node:crypto';
import type { Code, FiscalYear } from '@sipkadin/budget';

/** What an obstacle of a file is recognised by in the next file. */
export interface FileObstacle {
  unit: Code;
  activity: Code;
  what: string;
}

/**
 * The id of an obstacle that a file names: the same in every report of the year that names the same unit, activity and text; letter
 * case and blanks do not matter. A text that was reworded is another obstacle.
 * @param nth which of several equal rows of one report it is, from 1
 */
export function fileObstacleId(year: FiscalYear, { unit, activity, what }: FileObstacle, nth = 1): string {
  const text = what.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const hash = createHash('sha256').update(JSON.stringify([year, unit, activity, text, nth]));
  return `f${hash.digest('hex').slice(0, 16)}`;
}

/** The rows of one report with their ids. */
export function withObstacleIds<Row extends FileObstacle>(year: FiscalYear, rows: readonly Row[]): (Row & { id: string })[] {
  const equal = new Map<string, number>();
  return rows.map((row) => {
    const first = fileObstacleId(year, row);
    const nth = (equal.get(first) ?? 0) + 1;
    equal.set(first, nth);
    return { ...row, id: nth === 1 ? first : fileObstacleId(year, row, nth) };
  });
}
