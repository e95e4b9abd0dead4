import type { Sen } from '../money/money.ts';
import { percentage } from './percentage.ts';

/**
 * not-started: nothing paid and nothing built while the plan has begun. money-ahead: paid more than the works allow, which needs a
 * look. works-ahead and advance are usual: bills follow works, and an advance payment is paid before them. unknown: works or money
 * were not reported.
 */
export type WorksAndMoney = 'not-started' | 'money-ahead' | 'works-ahead' | 'advance' | 'together' | 'unknown';

/** Points between money and works from which one is said to be ahead of the other, in tenths. */
const apart = 100n;

/** The largest share of a contract that may be paid in advance, in tenths of a percent: 30 % (Perpres 16/2018, article 29). */
const mostInAdvance = 300n;

interface Compared {
  budget: Sen | null;
  realization: Sen | null;
  /** Planned up to the day of the report. */
  plan: Sen | null;
  /** Hundredths of a percent; null: not reported. */
  works: number | null;
  /** Whether an open obstacle gives "baru uang muka" as its cause. */
  isAdvanceOnly: boolean;
}

/** How money and works of an activity lie to each other, and by how many tenths of a point money is ahead (below zero: works). */
export function worksAndMoney({ budget, realization, plan, works, isAdvanceOnly }: Compared): { kind: WorksAndMoney; lead: bigint | null } {
  if (realization === 0n && (works ?? 0) === 0 && plan !== null && plan > 0n) return { kind: 'not-started', lead: null };
  const paid = realization === null || budget === null || budget <= 0n ? null : percentage(realization, budget);
  if (isAdvanceOnly && (paid === null || paid.value <= mostInAdvance)) return { kind: 'advance', lead: null };
  if (paid === null || works === null) return { kind: 'unknown', lead: null };
  const lead = paid.value - BigInt(Math.round(works / 10));
  return { kind: lead >= apart ? 'money-ahead' : lead <= -apart ? 'works-ahead' : 'together', lead };
}
