/**
 * The smallest step of 1, 2 or 5 times a power of ten that reaches `most` in five steps or fewer.
 * @param most above 0
 */
function roundStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return power * ([1, 2, 5].find((times) => times * power >= most / 5) ?? 10);
}

/**
 * Where an axis of shares has its lines: quarters up to 150 %, halves up to 300 %, above that a round number of times the whole.
 * 100 % has a line up to 500 %; beyond that it would lie too near 0.
 * @param most the largest share drawn, 1 is the whole
 * @returns from 0 to the first step that reaches both `most` and the whole
 */
export function shareTicks(most: number): number[] {
  const step = most <= 1.5 ? 0.25 : most <= 3 ? 0.5 : Math.max(1, roundStep(most));
  return ticksTo(Math.max(1, most), step);
}

/**
 * Where an axis of amounts has its lines.
 * @param most the largest amount drawn; 0 gives the line at 0 alone
 * @returns from 0 to the first step that reaches `most`
 */
export function amountTicks(most: number): number[] {
  return most <= 0 ? [0] : ticksTo(most, roundStep(most));
}

/**
 * Where the axis of a strip has its lines: it begins at the last round step below the least value, and not at 0.
 * @returns at least two values, from at or below `least` to at or above `most`
 */
export function stripTicks(least: number, most: number): number[] {
  const span = most - least;
  const step = roundStep(span > 0 ? span : Math.max(Math.abs(most), 1));
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

function ticksTo(most: number, step: number): number[] {
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => at * step);
}
