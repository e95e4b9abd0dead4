import { divideRounded } from '@sipkadin/budget';
import { type IndexTerm, indexTerms, type Score } from './terms.ts';

/** Percent; they add up to 100. */
export type IndexWeights = Readonly<Record<IndexTerm, number>>;

/** The part of the weights that must be there for an index: one term alone would make 100 of an OPD without a plan. */
export const leastWeight = 50;

export interface IndexScore {
  /** Tenths of a point, 0 to 1000; null: the terms that are there weigh less than 50. */
  total: Score;
  /** Weight of the terms that are there, of 100. Where it is less, their weights are scaled to 100. */
  weight: number;
  missing: IndexTerm[];
}

/** The weighted mean of the terms that are there. What is missing is named, and counts neither as 0 nor as 100. */
export function indexScore(scores: Readonly<Record<IndexTerm, Score>>, weights: IndexWeights): IndexScore {
  let [sum, weight] = [0n, 0];
  const missing: IndexTerm[] = [];
  for (const term of indexTerms) {
    const score = scores[term];
    if (score === null) {
      missing.push(term);
      continue;
    }
    sum += score * BigInt(weights[term]);
    weight += weights[term];
  }
  return { total: weight < leastWeight ? null : divideRounded(sum, BigInt(weight)), weight, missing };
}
