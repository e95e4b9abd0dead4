import type { Sen } from '@sipkadin/budget';

/** How far from the limit contracts are counted on both sides, in percent of it. */
const reach = 10n;
/** From so many contracts just under the limit on, */
const fewest = 5;
/** and so many times as many as just above it. */
const times = 3;

export interface Bunching<Contract> {
  /** Sen. */
  limit: Sen;
  /** Contracts from 10 % under the limit up to it, the largest first. */
  under: Contract[];
  /** Contracts above it, up to 10 %. */
  over: number;
  /** Whether they crowd under it: at least 5, and three times as many as above it. */
  isCrowded: boolean;
}

/** Contracts whose values crowd just under a limit above which another procedure is due. @param limit sen, above zero */
export function bunching<Contract extends { value: Sen | null }>(contracts: readonly Contract[], limit: Sen): Bunching<Contract> {
  const within = (from: Sen, until: Sen) => contracts.filter(({ value }) => value !== null && value > from && value <= until);
  const margin = (limit * reach) / 100n;
  const under = within(limit - margin - 1n, limit);
  const over = within(limit, limit + margin).length;
  return {
    ...{ limit, over, isCrowded: under.length >= fewest && under.length >= times * Math.max(1, over) },
    under: under.toSorted((a, b) => ((a.value ?? 0n) < (b.value ?? 0n) ? 1 : (a.value ?? 0n) > (b.value ?? 0n) ? -1 : 0)),
  };
}
