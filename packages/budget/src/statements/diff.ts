import type { Sen } from '../money/money.ts';
import { type Line, lineKey } from './statement.ts';

/** One key on which two sets of lines differ. Undefined means the set has no such line, which is not an amount of zero. */
export interface LineChange {
  key: string;
  /** A line of the later set where it has one, else of the earlier: for its codes. */
  line: Line;
  before: Sen | undefined;
  after: Sen | undefined;
}

type KeyOf = (line: Line) => string;

/** Sums by business key: duplicates add up. */
export function totalsByKey(lines: Iterable<Line>, keyOf: KeyOf = lineKey): Map<string, Sen> {
  const totals = new Map<string, Sen>();
  for (const line of lines) {
    const key = keyOf(line);
    totals.set(key, (totals.get(key) ?? 0n) + line.amount);
  }
  return totals;
}

/**
 * What changed between two sets of lines, in order of key; keys with the same amount are left out.
 * `apply(totalsByKey(before), diff(before, after))` equals `totalsByKey(after)`.
 * @param keyOf the business key to compare by; a coarser one compares sums
 */
export function diff(before: Iterable<Line>, after: Iterable<Line>, keyOf: KeyOf = lineKey): LineChange[] {
  const changes = new Map<string, LineChange>();
  const add = (lines: Iterable<Line>, side: 'before' | 'after') => {
    for (const line of lines) {
      const key = keyOf(line);
      let change = changes.get(key);
      if (!change) {
        change = { key, line, before: undefined, after: undefined };
        changes.set(key, change);
      } else if (change[side] === undefined) {
        change.line = line;
      }
      change[side] = (change[side] ?? 0n) + line.amount;
    }
  };
  add(before, 'before');
  add(after, 'after');
  return [...changes.values()].filter((change) => change.before !== change.after).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The sums after the changes. */
export function apply(totals: ReadonlyMap<string, Sen>, changes: Iterable<LineChange>): Map<string, Sen> {
  const result = new Map(totals);
  for (const { key, after } of changes) {
    if (after === undefined) result.delete(key);
    else result.set(key, after);
  }
  return result;
}
