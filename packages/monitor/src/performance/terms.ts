import { abs, divideRounded, type Sen } from '@sipkadin/budget';
import type { StandingMonth } from '../standing.ts';

/** What the index is made of, as in the ministry of finance's IKPA: its formula is ours, and stands beside each term. */
export const indexTerms = ['revision', 'deviation', 'absorption', 'output', 'contracts'] as const;
export type IndexTerm = (typeof indexTerms)[number];

/** Thresholds of the terms; settings of a government. */
export interface IndexLimits {
  /** Budget versions after the first that cost no points. */
  freeRevisions: number;
  /** Percent by which a month may differ from its plan without costing points. */
  freeDeviation: number;
}

/** Tenths of a point, 0 to 1000; null: what the term needs is not there, which is not 0 and not 1000. */
export type Score = bigint | null;

const full = 1000n;
const pointsPerRevision = 100n;
const within = (score: bigint): bigint => (score < 0n ? 0n : score > full ? full : score);

/** 100 less 10 points for each budget version after the first that is beyond the free ones; null without a budget. */
export function revisionScore(versions: number, { freeRevisions }: IndexLimits): Score {
  if (versions === 0) return null;
  return within(full - pointsPerRevision * BigInt(Math.max(0, versions - 1 - freeRevisions)));
}

/** A month's spending against its own plan, in sen; a month that was reported in part has the plan of its days. */
export interface MonthDeviation {
  month: number;
  planned: Sen;
  paid: Sen;
  /** Tenths of a percent of the plan, at most 1000; 1000 too where something was paid and nothing planned. */
  deviation: bigint;
}

/** Of every month that was reported right after the one before it. [] without a plan. */
export function monthDeviations(months: readonly Pick<StandingMonth, 'month' | 'realization' | 'plan' | 'planToDay'>[]): MonthDeviation[] {
  return months.flatMap(({ month, realization, planToDay }, index): MonthDeviation[] => {
    const before = index === 0 ? { realization: 0n, plan: 0n } : months[index - 1];
    if (realization === null || planToDay === null) return [];
    if (before === undefined || before.realization === null || before.plan === null) return [];
    const [planned, paid] = [planToDay - before.plan, realization - before.realization];
    if (planned <= 0n) return [{ month, planned, paid, deviation: paid === planned ? 0n : full }];
    return [{ month, planned, paid, deviation: within(divideRounded(abs(paid - planned) * 1000n, planned)) }];
  });
}

/** 100 less the mean deviation of the months beyond the free one; null where no month has a plan. */
export function deviationScore(months: readonly MonthDeviation[], { freeDeviation }: IndexLimits): Score {
  if (months.length === 0) return null;
  const mean = divideRounded(
    months.reduce((sum, { deviation }) => sum + deviation, 0n),
    BigInt(months.length),
  );
  const beyond = mean - BigInt(freeDeviation * 10);
  return within(full - (beyond > 0n ? beyond : 0n));
}

/**
 * Realization of what the plan foresaw up to the same day, at most 100; 0 where more was paid than the budget of the year: a breach is
 * no absorption. null without a plan or a report.
 */
export function absorptionScore({ realization, plan, budget }: Record<'realization' | 'plan' | 'budget', Sen | null>): Score {
  if (realization === null || plan === null || plan <= 0n) return null;
  if (budget !== null && realization > budget) return 0n;
  return within(divideRounded(realization * 1000n, plan));
}

/** Physical progress of its target, both in hundredths of a percent, averaged over activities that have both; null where none has. */
export function outputScore(activities: readonly { progress: number; target: number }[]): Score {
  const judged = activities.filter(({ target }) => target > 0);
  if (judged.length === 0) return null;
  const sum = judged.reduce((all, { progress, target }) => all + within(divideRounded(BigInt(progress) * 1000n, BigInt(target))), 0n);
  return divideRounded(sum, BigInt(judged.length));
}

/** Signed contracts of all; null where none was reported. */
export function contractScore({ signed, all }: { signed: number; all: number }): Score {
  return all === 0 ? null : divideRounded(BigInt(signed) * 1000n, BigInt(all));
}
