import type { Words } from '../language/language.ts';
import { type IsoDate, type Month, monthOf } from '../time/period.ts';

/** Status of spending compared with its plan. Whether a report came in time is another status: see reporting.ts. */
export type Status = 'on-track' | 'attention' | 'behind' | 'over' | 'silent' | 'unfunded' | 'no-plan';

/** From which gap to the plan spending needs attention, and from which it is behind: tenths of a point of the budget, negative. */
export interface Band {
  attention: number;
  behind: number;
}

/**
 * The rule by which a government's figures are judged. It is part of the manifest of every edition from format 2 on, so that
 * the public page and the desk judge alike and can show the rule.
 */
export interface Bands {
  /** Day of the next month by which a month's report is due, 1 to 28. */
  reportDay: number;
  /** By month, in order; a band holds from its month until the next one's. The first is from January. */
  periods: readonly (Band & { from: Month })[];
  /** Name of each status. */
  statuses: Readonly<Record<Status, Words>>;
}

/** All of the rule but the report day, which is a setting of its own. */
export type JudgingRule = Omit<Bands, 'reportDay'>;

export const statusWords: Readonly<Record<Status, Words>> = {
  'on-track': { id: 'Sesuai rencana', en: 'On track' },
  attention: { id: 'Perlu perhatian', en: 'Needs attention' },
  behind: { id: 'Tertinggal', en: 'Behind plan' },
  over: { id: 'Melebihi pagu', en: 'Above budget' },
  silent: { id: 'Belum dilaporkan', en: 'Not reported' },
  unfunded: { id: 'Pagu 0', en: 'No budget' },
  'no-plan': { id: 'Tanpa rencana kas', en: 'No cash plan' },
};

/** Where a government has set nothing else, and for editions of format 1, which were judged by it. */
export const defaultBands: Bands = {
  reportDay: 10,
  periods: [{ from: 1, attention: -50, behind: -100 }],
  statuses: statusWords,
};

/** The band of a day's month. */
export function bandAt({ periods }: Pick<Bands, 'periods'>, day: IsoDate): Band {
  const month = monthOf(day);
  return periods.findLast(({ from }) => from <= month) ?? periods[0] ?? defaultBands.periods[0] ?? { attention: -50, behind: -100 };
}

export type BandsFault = 'report-day' | 'no-period' | 'first-period' | 'order' | 'thresholds';

/**
 * What is wrong with bands that somebody entered; undefined where nothing is. Thresholds are tenths of a point, at most 0, and
 * "behind" lies beyond "attention".
 */
export function bandsFault({ reportDay, periods }: Pick<Bands, 'reportDay' | 'periods'>): BandsFault | undefined {
  if (!Number.isInteger(reportDay) || reportDay < 1 || reportDay > 28) return 'report-day';
  if (periods.length === 0) return 'no-period';
  if (periods[0]?.from !== 1) return 'first-period';
  if (periods.some(({ from }, index) => !Number.isInteger(from) || from > 12 || (index > 0 && from <= (periods[index - 1]?.from ?? 0)))) {
    return 'order';
  }
  const isThreshold = (value: number) => Number.isInteger(value) && value <= 0 && value >= -1000;
  if (periods.some(({ attention, behind }) => !isThreshold(attention) || !isThreshold(behind) || behind >= attention)) return 'thresholds';
  return undefined;
}
