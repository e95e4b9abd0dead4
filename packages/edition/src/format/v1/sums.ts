import { type BudgetVersion, type Sen, toDecimal, versionRank } from '@sipkadin/budget';
import type { Decimal, Figures } from '../../edition.ts';
import type { Counted } from './counted.ts';

/** Running sums of one thing; null until there is a line, so that zero and no data are distinct. */
export interface Sums {
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
  versions: Map<BudgetVersion, Sen>;
  /** Lines that the three figures rest on. */
  lines: number;
}

export function newSums(): Sums {
  return { budget: null, realization: null, plan: null, versions: new Map(), lines: 0 };
}

/** Adds a line; `sign` is −1 where a code's amount is taken off its parent (6.2 of 6). */
export function addLine(sums: Sums, { line, counts, amount }: Counted, sign: 1n | -1n = 1n): void {
  if (line.measure === 'budget' && line.version !== null) {
    sums.versions.set(line.version, (sums.versions.get(line.version) ?? 0n) + sign * line.amount);
  }
  if (counts === null) return;
  sums[counts] = (sums[counts] ?? 0n) + sign * amount;
  sums.lines++;
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

export function decimal(amount: Sen | null): Decimal | null {
  return amount === null ? null : toDecimal(amount);
}

export function figures({ budget, realization, plan }: Pick<Sums, 'budget' | 'realization' | 'plan'>): Figures {
  return { budget: decimal(budget), realization: decimal(realization), plan: decimal(plan) };
}

export function versionFigures({ versions }: Sums): Record<BudgetVersion, Decimal> {
  const ordered = [...versions].sort(([a], [b]) => versionRank(a) - versionRank(b));
  return Object.fromEntries(ordered.map(([version, amount]) => [version, toDecimal(amount)]));
}
