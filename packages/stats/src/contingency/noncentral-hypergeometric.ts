import { hypergeometric } from "@erbium/numerics";

/** Fisher's noncentral hypergeometric distribution of the first cell, all margins fixed. */
export interface NoncentralHypergeometric {
  /** smallest count that the margins allow */
  readonly low: number;
  /** probabilities of `low`, `low + 1`, ... */
  readonly probabilities: Float64Array;
  readonly mean: number;
  readonly variance: number;
}

/**
 * The distribution of events in the first group given both group sizes and all events, at an odds ratio.
 *
 * @param n1           size of the first group
 * @param n2           size of the second group
 * @param events       in both
 * @param logOddsRatio natural logarithm; minus or plus infinity puts all mass on an end
 * @source Harkness 1965, Ann Math Stat 36:938; McCullagh and Nelder 1989, Generalized Linear Models, section 7.3
 */
export const noncentralHypergeometric = (
  n1: number,
  n2: number,
  events: number,
  logOddsRatio: number,
): NoncentralHypergeometric => {
  const low = Math.max(0, events - n2);
  const high = Math.min(events, n1);
  const probabilities = new Float64Array(high - low + 1);
  if (!Number.isFinite(logOddsRatio)) {
    const at = logOddsRatio < 0 ? 0 : high - low;
    probabilities[at] = 1;
    return { low, probabilities, mean: low + at, variance: 0 };
  }
  let peak = Number.NEGATIVE_INFINITY;
  for (let x = low; x <= high; x++) {
    const term = hypergeometric.logDensity(x, n1, n2, events) + x * logOddsRatio;
    probabilities[x - low] = term;
    peak = Math.max(peak, term);
  }
  let sum = 0;
  for (let at = 0; at < probabilities.length; at++) {
    probabilities[at] = Math.exp(probabilities[at]! - peak);
    sum += probabilities[at]!;
  }
  let mean = 0;
  for (let at = 0; at < probabilities.length; at++) {
    probabilities[at]! /= sum;
    mean += (low + at) * probabilities[at]!;
  }
  let variance = 0;
  for (let at = 0; at < probabilities.length; at++) variance += (low + at - mean) ** 2 * probabilities[at]!;
  return { low, probabilities, mean, variance };
};
