import type { Context } from '../reading/context.ts';
import type { Money } from '../reading/money.ts';
import type { OriginOf } from '../reading/origin-of.ts';

/** For a list of bars: the whole that its amounts are parts of, where the edition knows of one side alone. */
export function onlyOf({ only }: Context, whole: Money | null) {
  return only && { side: only, whole: whole?.[only] ?? null };
}

/** A table's columns, or a row's cells, without those of the side that the edition knows nothing of and what compares the two. */
export function knownOf<T extends { key: string | null }>({ only }: Context, items: readonly T[]): T[] {
  return only === undefined ? [...items] : items.filter(({ key }) => key !== 'share' && key !== other[only]);
}

const other = { budget: 'realization', realization: 'budget' } as const;

/** Origins of an amount's two sides, for a list of bars. */
export function origins(context: Context, of: Omit<OriginOf, 'measure'>) {
  return {
    realization: context.paths.origin({ measure: 'realization', ...of }),
    budget: context.paths.origin({ measure: 'budget', ...of }),
  };
}
