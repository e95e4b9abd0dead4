/** How many backups stay: the newest so many, and the newest of each of the last so many days, weeks, months and years that have one. */
export interface Retention {
  last: number;
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
}

const monday = new Date('2024-01-01T00:00:00Z').getTime();
const week = 7 * 24 * 3600 * 1000;

const periods: Record<keyof Retention, (made: string) => string> = {
  last: (made) => made,
  daily: (made) => made.slice(0, 10),
  weekly: (made) => String(Math.floor((Date.parse(made) - monday) / week)),
  monthly: (made) => made.slice(0, 7),
  yearly: (made) => made.slice(0, 4),
};

/**
 * Which backups stay.
 * @param made instants in UTC
 * @returns those of them that stay; the newest always does
 */
export function kept(made: readonly string[], retention: Retention): Set<string> {
  const newestFirst = made.toSorted().reverse();
  const staying = new Set(newestFirst.slice(0, 1));
  for (const [name, periodOf] of Object.entries(periods)) {
    const newest = new Map<string, string>();
    for (const one of newestFirst) if (!newest.has(periodOf(one))) newest.set(periodOf(one), one);
    for (const one of [...newest.values()].slice(0, retention[name as keyof Retention])) staying.add(one);
  }
  return staying;
}
