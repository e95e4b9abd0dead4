import type { Words } from '@sipkadin/budget';
import type { Rhythm } from './curve.ts';
import { type Position, wholeMonths } from './series.ts';

/**
 * Ways to reckon the realization of a whole year:
 * - pace: as much a month as until now.
 * - last-year: the share of last year that was there at the same time.
 * - plan: what is still planned, as far as the plan was carried out until now.
 * - season: the usual share of the year at this time, from all comparable years and the own ones.
 * - absorption: what is there, and of the usual part of the budget the share that is usually still to come (Bornhuetter and Ferguson,
 *   "The Actuary and IBNR", 1972, for claims that are not all reported yet).
 * - blend: as absorption, with the year's own pace instead of the usual part, the more the further the year has gone (Benktander, 1976).
 * - mean: half plan, half absorption.
 */
export const methods = ['pace', 'last-year', 'plan', 'season', 'absorption', 'blend', 'mean'] as const;
export type Method = (typeof methods)[number];

export const methodWords: Readonly<Record<Method, Words>> = {
  pace: { id: 'kecepatan rata-rata', en: 'average pace' },
  'last-year': { id: 'pola tahun lalu', en: "last year's pattern" },
  plan: { id: 'rencana kas', en: 'cash plan' },
  season: { id: 'pola bulanan', en: 'monthly pattern' },
  absorption: { id: 'serapan biasa', en: 'usual absorption' },
  blend: { id: 'serapan biasa dan pola bulanan', en: 'usual absorption and monthly pattern' },
  mean: { id: 'rencana kas dan serapan biasa', en: 'cash plan and usual absorption' },
};

/** Below this share of a year its first amounts are too few to be multiplied. */
const leastShare = 0.03;
/** Part of the year's plan that counts as carried out in full before anything is known of it. */
const planPrior = 0.1;

/**
 * Realization of the whole year, in sen as a plain number; null where the method has nothing to go by. Never below what is there:
 * money may come back, but nobody can say that it will.
 */
export function estimate(method: Method, rhythm: Rhythm, series: { key: string; year: number }, now: Position): number | null {
  const value = reckon(method, rhythm, series, now);
  return value === null || !Number.isFinite(value) ? null : Math.max(value, Number(now.realized));
}

function reckon(method: Method, rhythm: Rhythm, { key, year }: { key: string; year: number }, now: Position): number | null {
  const realized = Number(now.realized);
  switch (method) {
    case 'pace':
      return now.months === 0 ? null : (realized * 12) / now.months;
    case 'last-year':
      return multiplied(realized, rhythm.shareOfYear(key, year - 1, now.months));
    case 'plan':
      return byPlan(now);
    case 'season':
      return multiplied(realized, rhythm.shareAt(key, now.months));
    case 'absorption':
      return byAbsorption(rhythm, key, now);
    case 'blend': {
      const [share, usual] = [rhythm.shareAt(key, now.months), byAbsorption(rhythm, key, now)];
      return share === null || usual === null ? null : realized + (1 - share) * usual;
    }
    case 'mean': {
      const [plan, usual] = [byPlan(now), byAbsorption(rhythm, key, now)];
      return plan === null || usual === null ? null : (plan + usual) / 2;
    }
  }
}

function multiplied(realized: number, share: number | null): number | null {
  return share === null || share < leastShare ? null : realized / share;
}

function byPlan({ realized, planned, plannedYear }: Position): number | null {
  if (planned === null || plannedYear === null || plannedYear <= 0n) return null;
  const prior = planPrior * Number(plannedYear);
  const carriedOut = (Number(realized) + prior) / (Number(planned) + prior);
  return Number(realized) + Number(plannedYear - planned) * carriedOut;
}

function byAbsorption(rhythm: Rhythm, key: string, now: Position): number | null {
  const [share, absorption] = [rhythm.shareAt(key, now.months), rhythm.absorptionAt(key, wholeMonths(now))];
  if (share === null || absorption === null || now.budget === null || now.budget <= 0n) return null;
  return Number(now.realized) + (1 - share) * absorption * Number(now.budget);
}
