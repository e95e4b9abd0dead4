import { type IsoDate, reportingStatus } from '@sipkadin/budget';
import type { AskIndex } from '../index/ask-index.ts';
import { knownOf } from '../index/entries.ts';

/**
 * How many OPD are late with their report, and how many have not reported this year at all, as `reportingCounts` counts them.
 * @param today undefined: as of the publication of the edition
 */
export function countsOn(index: AskIndex, today: IsoDate | undefined): { late: number; silent: number } {
  const { reportDay, isKnown, statuses } = index.reporting;
  if (!isKnown) return { late: 0, silent: 0 };
  const { places } = knownOf(index);
  const now = statuses.map((published, at) =>
    today === undefined
      ? published
      : reportingStatus(places[at]?.asOf ?? null, { year: index.year, until: index.asOf, on: today, reportDay }),
  );
  return { late: now.filter((one) => one === 'late').length, silent: now.filter((one) => one === 'silent').length };
}
