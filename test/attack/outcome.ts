/** What an attack did and saw, and each limit that did not hold. */
export interface Outcome {
  counts: Readonly<Record<string, unknown>>;
  /** In words, for the person who runs it; empty where everything held. */
  broken: string[];
}

/** @returns the texts of the conditions that are true */
export function brokenOf(conditions: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(conditions)
    .filter(([, isBroken]) => isBroken)
    .map(([text]) => text);
}

export function countBy(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
