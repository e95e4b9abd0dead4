import { formatRatio, formatShort } from '@sipkadin/ui';
import type { Context } from '../reading/context.ts';
import type { Money } from '../reading/money.ts';

/** A title that states the share paid or received, or the one side that is known. */
export function moneyTitle(
  context: Context,
  { budget, realization }: Money,
  words: {
    title: (percent: string, amount: string) => string;
    titlePlanned: (amount: string) => string;
    titlePaid: (amount: string) => string;
    titleNone: string;
  },
) {
  if (budget !== null && realization !== null)
    return words.title(formatRatio(realization, budget, context.language), formatShort(budget, context.language));
  if (budget !== null) return words.titlePlanned(formatShort(budget, context.language));
  return realization === null ? words.titleNone : words.titlePaid(formatShort(realization, context.language));
}
