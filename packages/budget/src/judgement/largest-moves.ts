import { abs, type Sen } from '../money/money.ts';

/** An amount before and after, sen. null: it is not stated there, which is not zero; it counts as nothing in a sum. */
export interface Moved {
  before: Sen | null;
  after: Sen | null;
}

/** After less before, sen. */
export function changeOf({ before, after }: Moved): Sen {
  return (after ?? 0n) - (before ?? 0n);
}

/**
 * The way from one total to another, for a waterfall: the largest changes one by one and all others together, so that
 * `from` + the changes of `shown` + `rest.amount` is `to`, to the sen.
 * @param most how many rows are shown one by one; when a single other one is left, it is shown too
 * @returns `rows` counts those that changed at all; `risen` and `fallen` are the sums of all increases and of all cuts (negative)
 */
export function largestMoves<Row extends Moved>(rows: readonly Row[], most: number) {
  const changed = rows.filter((row) => changeOf(row) !== 0n).toSorted((a, b) => bySize(changeOf(a), changeOf(b)));
  const shown = changed.length === most + 1 ? changed : changed.slice(0, most);
  const others = changed.slice(shown.length);
  const total = (of: readonly Row[], amount: (row: Row) => Sen) => of.reduce((sum, row) => sum + amount(row), 0n);
  return {
    from: total(rows, ({ before }) => before ?? 0n),
    to: total(rows, ({ after }) => after ?? 0n),
    shown,
    rest: { rows: others.length, amount: total(others, changeOf) },
    rows: changed.length,
    risen: total(changed, (row) => (changeOf(row) > 0n ? changeOf(row) : 0n)),
    fallen: total(changed, (row) => (changeOf(row) < 0n ? changeOf(row) : 0n)),
  };
}

/** The larger change first, whichever its direction. */
function bySize(one: Sen, other: Sen): number {
  const difference = abs(other) - abs(one);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
