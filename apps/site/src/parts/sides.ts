import type { Context } from '../reading/context.ts';
import type { Money } from '../reading/money.ts';
import type { OriginOf } from '../reading/origin-of.ts';

/** For a list of bars in an edition with one side only (see Context.only): the total that its amounts are parts of. */
export function onlyOf({ only }: Context, whole: Money | null) {
  return only && { side: only, whole: whole?.[only] ?? null };
}

/** A table's columns, or a row's cells, without the side that the edition does not have and without comparisons of the two. */
export function knownOf<T extends { key: string | null }>({ only }: Context, items: readonly T[]): T[] {
  return only === undefined ? [...items] : items.filter(({ key }) => key !== 'share' && key !== other[only]);
}

const other = { budget: 'realization', realization: 'budget' } as const;

/** Links to the origins of budget and realization, for a list of bars. */
export function origins(context: Context, of: Omit<OriginOf, 'measure'>) {
  return {
    realization: context.paths.origin({ measure: 'realization', ...of }),
    budget: context.paths.origin({ measure: 'budget', ...of }),
  };
}
