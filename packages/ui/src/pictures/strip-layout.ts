import { stripTicks } from '../charts/ticks.ts';

/** Beyond so many dots they are drawn smaller. */
const mostLarge = 130;

/** So many columns lie at whole percents of the width, which take the fewest letters in a page. */
const count = 48;

/** The least and the largest share of the width at which a value lies, so that no dot is cut off. */
const [edge, span] = [0.02, 0.96];

interface StripValues {
  near: readonly number[];
  others: readonly number[];
  /** Values with a mark of their own. */
  marked: readonly (number | undefined)[];
}

/** How many dots lie in a column of the strip: those that are near in kind below the others. */
interface StripColumn {
  index: number;
  /** Share of the width, 0 to 1. */
  at: number;
  near: number;
  others: number;
}

interface StripLayout {
  isSmall: boolean;
  columns: readonly StripColumn[];
  /** Dots in the highest column, three at least. */
  tallest: number;
  ticks: readonly number[];
  /** The share of the width at which a value lies. */
  at: (value: number) => number;
}

/** Where the dots of a strip lie. @returns undefined without any value */
export function stripLayout({ near, others, marked }: StripValues): StripLayout | undefined {
  const all = [...near, ...others, ...marked.filter((value) => value !== undefined)];
  if (all.length === 0) return undefined;
  const isSmall = all.length > mostLarge;
  const ticks = stripTicks(Math.min(...all), Math.max(...all));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const columnOf = (value: number) => Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count));
  const [nearOf, othersOf] = [near, others].map((values) => Map.groupBy(values, columnOf));
  const columns = Array.from({ length: count }, (_, index) => ({
    index,
    at: edge + (span * (index + 0.5)) / count,
    near: nearOf?.get(index)?.length ?? 0,
    others: othersOf?.get(index)?.length ?? 0,
  })).filter((column) => column.near + column.others > 0);
  return {
    ...{ isSmall, columns, ticks },
    tallest: Math.max(3, ...columns.map((column) => column.near + column.others)),
    at: (value) => edge + (span * (value - low)) / (high - low),
  };
}
