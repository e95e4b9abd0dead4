import { ancestor, type Code, isWithin, type Sen } from '@sipkadin/budget';
import type { ActivityAmounts, ActivityProgress } from '@sipkadin/ledger';

/** Levels of the tree of an OPD's activities, as parts of their codes. */
export const activityLevels = { program: 3, kegiatan: 5, 'sub kegiatan': 6 } as const;

export interface ActivityNode {
  /** '' for spending that the files put under no activity. */
  code: Code;
  /** Sen; null: not in the budget. */
  budget: Sen | null;
  /** Sen; null: the OPD has not reported. 0 where its report has no line of it. */
  realization: Sen | null;
  /** Sen, up to the day of the OPD's report; null: no cash plan. */
  plan: Sen | null;
  /** Plan less realization, sen: above zero what is missing, below zero what is ahead. null where one of them is not known. */
  behind: Sen | null;
  /** Mean physical progress weighted by budget, in hundredths of a percent, cut off; null: not reported. */
  works: number | null;
  /** The one statement that holds the amount, by measure; null where there are none or several. */
  sources: Record<'budget' | 'realization' | 'plan', string | null>;
}

interface NodeOptions {
  /** See `activityLevels`. A code that is less deep stands for itself. */
  parts: number;
  /** Only activities within this one; '' for all. */
  within: Code;
  /** Whether the OPD has reported: what its report does not name is then zero. */
  isReported: boolean;
}

/** The activities of one OPD at a level, the furthest behind its plan first; those without a plan last, the largest first. */
export function activityNodes(
  amounts: readonly ActivityAmounts[],
  progress: readonly ActivityProgress[],
  { parts, within, isReported }: NodeOptions,
): ActivityNode[] {
  const wanted = amounts.filter(({ activity }) => isWithin(activity, within));
  const groups = Map.groupBy(wanted, ({ activity }) => ancestor(activity, parts));
  return [...groups]
    .map(([code, rows]): ActivityNode => {
      const [budget, plan] = [sum(rows, 'budget'), sum(rows, 'plan')];
      const realization = sum(rows, 'realization') ?? (isReported ? 0n : null);
      const behind = plan === null || realization === null ? null : plan - realization;
      const isOf = (activity: Code) => (code === '' ? activity === '' : isWithin(activity, code));
      const works = meanProgress(
        rows,
        progress.filter(({ activity }) => isOf(activity)),
      );
      const sources = { budget: only(rows, 'budget'), realization: only(rows, 'realization'), plan: only(rows, 'plan') };
      return { code, budget, realization, plan, behind, works, sources };
    })
    .sort(byBehind);
}

function byBehind(a: ActivityNode, b: ActivityNode): number {
  const [first, second] = [a.behind, b.behind];
  if (first !== null && second !== null && first !== second) return first > second ? -1 : 1;
  if ((first === null) !== (second === null)) return first === null ? 1 : -1;
  const [one, other] = [a.budget ?? 0n, b.budget ?? 0n];
  return one === other ? (a.code < b.code ? -1 : 1) : one > other ? -1 : 1;
}

/** The mean of all that an OPD reported, in hundredths of a percent; null: nothing. */
export function unitProgress(amounts: readonly ActivityAmounts[], progress: readonly ActivityProgress[]): number | null {
  return meanProgress(amounts, progress);
}

/**
 * Each report within the activity weighs as much as the budget of what it is of, as on the public pages; where none has a budget all
 * weigh the same. 0 and 10,000 only where every report that weighs says so.
 */
function meanProgress(rows: readonly ActivityAmounts[], reports: readonly ActivityProgress[]): number | null {
  if (reports.length === 0) return null;
  const weighed = reports.map(({ activity, hundredths }) => {
    const budget =
      sum(
        rows.filter((row) => isWithin(row.activity, activity)),
        'budget',
      ) ?? 0n;
    return { hundredths: BigInt(hundredths), weight: budget > 0n ? budget : 0n };
  });
  const total = weighed.reduce((all, { weight }) => all + weight, 0n);
  const parts = total > 0n ? weighed : weighed.map(({ hundredths }) => ({ hundredths, weight: 1n }));
  const dividend = parts.reduce((all, { hundredths, weight }) => all + hundredths * weight, 0n);
  const mean = dividend / (total > 0n ? total : BigInt(parts.length));
  return mean === 0n && dividend > 0n ? 1 : Number(mean);
}

type Measure = 'budget' | 'realization' | 'plan';

/** null where none of the rows has the amount. */
function sum(rows: readonly ActivityAmounts[], measure: Measure): Sen | null {
  return rows.reduce<Sen | null>((all, row) => (row[measure] === null ? all : (all ?? 0n) + row[measure]), null);
}

function only(rows: readonly ActivityAmounts[], measure: Measure): string | null {
  const [first, ...more] = new Set(rows.flatMap(({ sources }) => [...sources[measure]]));
  return first === undefined || more.length > 0 ? null : first;
}
