import { type Code, type Contract, isWithin, type Sen } from '@sipkadin/budget';

/** What of a contract is more than it should be, in sen. */
export interface ContractExcess {
  /** The contracts of its activity together above the activity's budget of the year: a contract over several years may be. */
  aboveBudget: Sen | null;
  /** Its value above the owner's estimate (HPS). */
  aboveEstimate: Sen | null;
  /** What was paid above its value. */
  overpaid: Sen | null;
}

interface Budgeted {
  activity: Code;
  budget: Sen | null;
}

const beyond = (amount: Sen | null, limit: Sen | null): Sen | null =>
  amount !== null && limit !== null && amount > limit ? amount - limit : null;

/**
 * Of each contract of an OPD, in their order. null where nothing is too much, and where an amount that it needs is not known: the
 * contract names no activity, or the activity has no budget.
 * @param amounts budgets of the OPD by sub kegiatan, or finer
 */
export function contractExcess(
  contracts: readonly Pick<Contract, 'activity' | 'ownerEstimate' | 'value' | 'paid'>[],
  amounts: readonly Budgeted[],
): ContractExcess[] {
  const sum = (known: readonly (Sen | null)[]) =>
    known.reduce<Sen | null>((all, amount) => (amount === null ? all : (all ?? 0n) + amount), null);
  const byActivity = Map.groupBy(contracts, ({ activity }) => activity);
  const excesses = new Map(
    [...byActivity].map(([activity, own]) => {
      const budget = activity === '' ? null : sum(amounts.map((one) => (isWithin(one.activity, activity) ? one.budget : null)));
      return [activity, beyond(sum(own.map(({ value }) => value)), budget)] as const;
    }),
  );
  return contracts.map(({ activity, ownerEstimate, value, paid }) => ({
    aboveBudget: excesses.get(activity) ?? null,
    aboveEstimate: beyond(value, ownerEstimate),
    overpaid: beyond(paid, value),
  }));
}
