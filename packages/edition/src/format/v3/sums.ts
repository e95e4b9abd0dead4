import { type BudgetVersion, type Code, netInto, type Sen, toDecimal, versionRank } from '@sipkadin/budget';
import type { Decimal, EditionContent, Figures } from '../../edition.ts';
import type { Counted } from './counted.ts';
import { PlanToDay } from './rules/plan-to-day.ts';

/** Running sums of one thing; null until a line says something of it, so that zero and no data stay apart. */
export interface Sums {
  budget: Sen | null;
  realization: Sen | null;
  /** By OPD: each is rounded once, and a total adds what its OPD are compared with. */
  plans: Map<Code, PlanToDay>;
  versions: Map<BudgetVersion, Sen>;
  /** Lines that the three figures rest on. */
  lines: number;
}

export type Period = Pick<EditionContent, 'year' | 'asOf'>;

/** Budget, realization, and the plan up to the day that realization is known; sen. */
export type Amounts = Readonly<Record<'budget' | 'realization' | 'plan', Sen | null>>;

export function newSums(): Sums {
  return { budget: null, realization: null, plans: new Map(), versions: new Map(), lines: 0 };
}

/** Adds a line to the sums of `into`, an account above it, or '' for a plain sum. */
export function addLine(sums: Sums, { line, counts, opd, ownDay }: Counted, { year, asOf }: Period, into: Code = ''): void {
  const amount = netInto(into, line.account, line.amount);
  if (line.measure === 'budget' && line.version !== null) {
    sums.versions.set(line.version, (sums.versions.get(line.version) ?? 0n) + amount);
  }
  if (counts === null) return;
  sums.lines++;
  if (counts !== 'plan') {
    sums[counts] = (sums[counts] ?? 0n) + amount;
    return;
  }
  const plan = sums.plans.get(opd) ?? new PlanToDay();
  sums.plans.set(opd, plan);
  plan.add(amount, { year, month: line.month ?? 12 }, ownDay, asOf);
}

/** The sums under a key, made when first asked for. */
export function sumsOf<Key>(all: Map<Key, Sums>, key: Key): Sums {
  let sums = all.get(key);
  if (!sums) {
    sums = newSums();
    all.set(key, sums);
  }
  return sums;
}

/**
 * Amounts of one OPD, or of several. A plan is compared with what is realized, so in a total the plan of an OPD that never
 * reported is left out; where none reported, it is the plan up to the edition's day.
 */
export function amountsOf({ budget, realization, plans }: Sums): Amounts {
  const all = [...plans.values()];
  return { budget, realization, plan: addKnown(all.map((plan) => plan.compared)) ?? addKnown(all.map((plan) => plan.shown)) };
}

/** null where no amount is known. */
export function addKnown(amounts: readonly (Sen | null)[]): Sen | null {
  return amounts.reduce((sum, amount) => (amount === null ? sum : (sum ?? 0n) + amount), null);
}

export function decimal(amount: Sen | null): Decimal | null {
  return amount === null ? null : toDecimal(amount);
}

export function decimals({ budget, realization, plan }: Amounts): Figures {
  return { budget: decimal(budget), realization: decimal(realization), plan: decimal(plan) };
}

export function figures(sums: Sums): Figures {
  return decimals(amountsOf(sums));
}

export function versionFigures({ versions }: Sums): Record<BudgetVersion, Decimal> {
  const ordered = [...versions].sort(([a], [b]) => versionRank(a) - versionRank(b));
  return Object.fromEntries(ordered.map(([version, amount]) => [version, toDecimal(amount)]));
}
