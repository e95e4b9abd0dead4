import { cumulativeFall, type Language, monthEnd } from '@sipkadin/budget';
import { formatCount, formatDate, formatRatio, formatShort } from '@sipkadin/ui';
import { figures, monthPoints, sen } from '../figures.ts';
import { monitorWords } from '../words.ts';
import type { Unit } from './answer.ts';

/** The heading of an OPD's page: what it lacks to its plan, or what stands in the way of saying so. */
export function unitTitle(data: Pick<Unit, 'name' | 'budget' | 'realization' | 'plan' | 'status'>, language: Language): string {
  const { unit: w } = monitorWords[language];
  const { budget, realization, plan } = figures(data);
  if (realization === null) return w.title.silent(data.name);
  if (data.status === 'over') return w.title.over(data.name, formatShort(realization - (budget ?? 0n), language));
  if (plan === null) return w.title.noPlan(data.name, formatRatio(realization, budget, language));
  if (plan === realization) return w.title.even(data.name);
  const size = formatShort(plan > realization ? plan - realization : realization - plan, language);
  return plan > realization ? w.title.behind(data.name, size) : w.title.ahead(data.name, size);
}

/**
 * Title of the list of activities: the two that are furthest behind, and what they lack of what the OPD lacks.
 * @param behind of the OPD, sen; null: it cannot be compared
 */
export function activitiesTitle(
  rows: readonly { name: string; behind: string | null }[],
  behind: bigint | null,
  language: Language,
): string {
  const { activities: w } = monitorWords[language].unit;
  const [first, second] = rows.filter((row) => (sen(row.behind) ?? 0n) > 0n);
  if (first === undefined) return w.titlePlain;
  const held = (sen(first.behind) ?? 0n) + (second === undefined ? 0n : (sen(second.behind) ?? 0n));
  const names = second === undefined ? first.name : w.and(first.name, second.name);
  // Where others are ahead, two may lack more than the OPD as a whole.
  if (behind === null || behind < held) return w.titleHeld(names, formatShort(held, language));
  return w.titleOf(names, formatShort(held, language), formatShort(behind, language));
}

/** The last quarter of this year's plan beside what was paid in that of earlier years. */
export function quarterTitle({ planned, before }: Unit['quarters'], language: Language): string {
  const { quarters: w } = monitorWords[language].unit;
  const share = ({ part, whole }: { part: string | null; whole: string | null }) => formatRatio(sen(part), sen(whole), language);
  const [last] = before;
  if (last === undefined) return planned.part === null ? w.none : w.plannedOnly(share(planned));
  return planned.part === null ? w.paidOnly(String(last.year), share(last)) : w.both(String(last.year), share(last), share(planned));
}

/** Title of the sub kegiatan that should have begun. */
export function notStartedTitle({ count, plan }: Unit['notStarted'], language: Language): string {
  const { notStarted: w } = monitorWords[language].unit;
  return count === 0 ? w.none : w.title(formatCount(count, language), formatShort(sen(plan) ?? 0n, language));
}

/** That a report is late, and with whom it is: what waits for the verifier is not the OPD's delay. */
export function reportText({ report }: Pick<Unit, 'report'>, language: Language): string {
  const { leadership, overview } = monitorWords[language];
  if (report === null) return leadership.silentList;
  return `${leadership.silentList} (${overview.missing.states[report.state === 'missing' ? 'late' : report.state](formatCount(report.days, language))})`;
}

/** That an OPD's reports fall from one month to a later one; null where they do not. */
export function fallText({ months, year }: Pick<Unit, 'months' | 'year'>, language: Language): string | null {
  const fall = cumulativeFall(monthPoints(months));
  if (fall === undefined) return null;
  const [before, after] = [fall.before, fall.after].map(({ realization, asOf, month }) => ({
    amount: formatShort(realization, language),
    day: formatDate(asOf ?? monthEnd(year, month), language),
  }));
  if (before === undefined || after === undefined) return null;
  return monitorWords[language].unit.falls(before.amount, before.day, after.amount, after.day);
}
