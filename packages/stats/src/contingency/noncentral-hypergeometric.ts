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
 * The distribution of events in the first group given both group sizes and all events, by the odds ratio. What does not
 * depend on the odds ratio is computed once.
 *
 * @param n1     size of the first group
 * @param n2     size of the second group
 * @param events in both
 * @returns takes the natural logarithm of the odds ratio; minus or plus infinity puts all mass on an end
 * @source Harkness 1965, Ann Math Stat 36:938; McCullagh and Nelder 1989, Generalized Linear Models, section 7.3
 */
export const noncentralHypergeometric = (
  n1: number,
  n2: number,
  events: number,
): ((logOddsRatio: number) => NoncentralHypergeometric) => {
  const low = Math.max(0, events - n2);
  const high = Math.min(events, n1);
  const central = Float64Array.from({ length: high - low + 1 }, (_, at) =>
    hypergeometric.logDensity(low + at, n1, n2, events),
  );
  return (logOddsRatio) => at(logOddsRatio, low, central);
};

const at = (logOddsRatio: number, low: number, central: Float64Array): NoncentralHypergeometric => {
  const probabilities = new Float64Array(central.length);
  if (!Number.isFinite(logOddsRatio)) {
    const end = logOddsRatio < 0 ? 0 : central.length - 1;
    probabilities[end] = 1;
    return { low, probabilities, mean: low + end, variance: 0 };
  }
  let peak = Number.NEGATIVE_INFINITY;
  for (const [beyond, base] of central.entries()) {
    const term = base + (low + beyond) * logOddsRatio;
    probabilities[beyond] = term;
    peak = Math.max(peak, term);
  }
  let sum = 0;
  for (const [beyond, term] of probabilities.entries()) {
    const mass = Math.exp(term - peak);
    probabilities[beyond] = mass;
    sum += mass;
  }
  let mean = 0;
  for (const [beyond, mass] of probabilities.entries()) {
    probabilities[beyond] = mass / sum;
    mean += (low + beyond) * probabilities[beyond]!;
  }
  let variance = 0;
  for (const [beyond, mass] of probabilities.entries()) variance += (low + beyond - mean) ** 2 * mass;
  return { low, probabilities, mean, variance };
};
