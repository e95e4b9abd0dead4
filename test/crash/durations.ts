/** How long steps are, in milliseconds or statements, learnt from those that came to their end, so that a kill can fall anywhere in one. */
export interface Durations {
  learn(step: string, length: number): void;
  /** @param share from 0, the beginning of the step, to 1, a little after its usual end @returns how far from its beginning */
  moment(step: string, share: number): number;
}

/** @param guessed length of each step, until one was seen */
export function createDurations(guessed: Readonly<Record<string, number>>): Durations {
  const seen = new Map<string, number[]>();
  return {
    learn(step, length) {
      seen.set(step, [...(seen.get(step) ?? []), length].slice(-15));
    },
    moment(step, share) {
      const sorted = (seen.get(step) ?? []).toSorted((a, b) => a - b);
      return share * 1.15 * (sorted[Math.floor(sorted.length / 2)] ?? guessed[step] ?? 10);
    },
  };
}
