import type { Code, Sen } from '@sipkadin/budget';
import type { ActivityAmounts } from '@sipkadin/ledger';
import { activityLevels, activityNodes } from './activity-nodes.ts';

/** A sub kegiatan whose plan has begun and of which nothing was paid. */
export interface NotStarted {
  activity: Code;
  /** Sen. */
  budget: Sen;
  /** Planned up to the day of the report, sen. */
  plan: Sen;
}

/** Sub kegiatan of an OPD that has reported that should have begun and have not, the largest plan first. */
export function notStarted(amounts: readonly ActivityAmounts[]): NotStarted[] {
  return activityNodes(amounts, [], { parts: activityLevels['sub kegiatan'], within: '', isReported: true })
    .flatMap(({ code, budget, realization, plan }) =>
      realization === 0n && plan !== null && plan > 0n ? [{ activity: code, budget: budget ?? 0n, plan }] : [],
    )
    .sort((a, b) => (a.plan === b.plan ? 0 : a.plan > b.plan ? -1 : 1));
}

/** An account of a sub kegiatan that more was paid of than is budgeted; without a budget all of it is beyond. */
export interface AboveBudget {
  activity: Code;
  account: Code;
  budget: Sen | null;
  realization: Sen;
  /** Sen. */
  beyond: Sen;
}

/** @param amounts of one OPD, by account. The largest excess first. */
export function aboveBudget(amounts: readonly ActivityAmounts[]): AboveBudget[] {
  return amounts
    .flatMap(({ activity, account, budget, realization }) => {
      const beyond = (realization ?? 0n) - (budget ?? 0n);
      return realization === null || beyond <= 0n ? [] : [{ activity, account, budget, realization, beyond }];
    })
    .sort((a, b) => (a.beyond === b.beyond ? 0 : a.beyond > b.beyond ? -1 : 1));
}
