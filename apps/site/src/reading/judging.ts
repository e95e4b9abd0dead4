import {
  type Bands,
  bandAt,
  defaultBands,
  type IsoDate,
  judge,
  monthEnd,
  monthOf,
  type Reporting,
  reportingOf,
  type Status,
  yearOf,
} from '@sipkadin/budget';
import type { UnitRow } from '@sipkadin/edition';
import { formatDate } from '@sipkadin/ui';
import type { Context } from './context.ts';
import { type Money, money } from './money.ts';

/** The rule by which the edition was judged; of format 1, which has none of its own, the usual one. */
export function bandsOf({ edition: { manifest } }: Pick<Context, 'edition'>): Bands {
  return manifest.bands ?? defaultBands;
}

/** Status of amounts up to a day, by the rule of the edition. */
export function statusOf(context: Context, amounts: Money, asOf: IsoDate | null): Status {
  return judge(amounts, bandAt(bandsOf(context), asOf ?? context.edition.manifest.asOf));
}

/** Whether this year's realization has come in time, as of today. */
export function reportingNow(context: Context): Reporting {
  const { basis, asOf, year } = context.edition.manifest;
  return reportingOf(basis === null ? null : asOf, { year, today: context.today, reportDay: bandsOf(context).reportDay });
}

/** Spending of an OPD without treasury items: what it works with itself, and what it is judged by. */
export function withoutTreasury(unit: UnitRow): Money {
  const [whole, treasury] = [money(unit), money(unit.treasury)];
  const less = (of: keyof Money) => {
    const [amount, part] = [whole[of], treasury[of]];
    return amount === null ? null : amount - (part ?? 0n);
  };
  return { budget: less('budget'), realization: less('realization'), plan: less('plan') };
}

/** Names the plan up to a day; within a month it is counted by day, and says so. */
export function planWords({ ui, language }: Pick<Context, 'ui' | 'language'>, day: IsoDate): string {
  const isMonthEnd = day === monthEnd(yearOf(day), monthOf(day));
  return (isMonthEnd ? ui.planUntil : ui.planByDay)(formatDate(day, language, 'short'));
}
