import { formatRatio, formatShort } from '@sipkadin/ui';
import type { Context } from '../../reading/context.ts';
import type { Money } from '../../reading/money.ts';

/** A sentence about an OPD's spending; zero, no data and not reported are worded differently. */
export function sentence(context: Context, name: string, { budget, realization }: Money): string {
  const { w, language } = context;
  if (context.only === 'realization')
    return realization === null ? w.unit.nothing(name) : w.unit.noBudget(name, formatShort(realization, language));
  if (budget !== null && budget > 0n) {
    if (realization === null && context.only === 'budget') return w.unit.planned(name, formatShort(budget, language));
    return realization === null
      ? w.unit.silent(name, formatShort(budget, language))
      : w.unit.sentence(name, formatRatio(realization, budget, language));
  }
  return realization === null ? w.unit.unfunded(name) : w.unit.unplanned(name, formatShort(realization, language));
}
