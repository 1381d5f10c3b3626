import { cholesky, choleskyInverse, logDeterminant } from "@erbium/numerics";
import type { Studies } from "./studies.ts";

/** Results with the trial of each. */
export interface GroupedStudies extends Studies {
  /** trial of each result, numbered from 0 */
  readonly trial: Int32Array;
  readonly trials: number;
}

export interface MultilevelFit {
  readonly coefficients: Float64Array;
  readonly inverse: Float64Array;
  readonly logLikelihood: number;
  /** derivatives of minus the log-likelihood by the two variances */
  readonly slopes: readonly [between: number, within: number];
}

/**
 * The likelihood at given variances. The covariance of a trial is `diag(v + within) + between * 11'`, whose inverse and
 * determinant follow from sums of the weights `w = 1 / (v + within)` (Sherman and Morrison).
 */
export const multilevelFitAt = (
  data: GroupedStudies,
  between: number,
  within: number,
  restricted: boolean,
): MultilevelFit => {
  const { k, p, q, y, v, trial, trials } = data;
  const weights = v.map((one) => 1 / (one + within));
  const sums = new Float64Array(trials);
  for (let i = 0; i < k; i++) sums[trial[i]!]! += weights[i]!;
  const column = (i: number, at: number): number => (q === null ? 1 : q[i * p + at]!);
  /** V^-1 z */
  const solve = (z: (i: number) => number): Float64Array => {
    const inner = new Float64Array(trials);
    for (let i = 0; i < k; i++) inner[trial[i]!]! += weights[i]! * z(i);
    return weights.map((w, i) => {
      const g = trial[i]!;
      return w * (z(i) - (between * inner[g]!) / (1 + between * sums[g]!));
    });
  };
  const solvedColumns = Array.from({ length: p }, (_, at) => solve((i) => column(i, at)));
  const cross = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (let row = 0; row < p; row++)
    for (let i = 0; i < k; i++) {
      right[row]! += solvedColumns[row]![i]! * y[i]!;
      for (let at = 0; at < p; at++) cross[row * p + at]! += solvedColumns[row]![i]! * column(i, at);
    }
  const factor = cholesky(cross, p, 0) ?? new Float64Array(p * p).fill(Number.NaN);
  const inverse = choleskyInverse(factor, p);
  const coefficients = new Float64Array(p);
  for (let row = 0; row < p; row++)
    for (let at = 0; at < p; at++) coefficients[row]! += inverse[row * p + at]! * right[at]!;
  const residuals = y.map((one, i) => {
    let fitted = 0;
    for (let at = 0; at < p; at++) fitted += column(i, at) * coefficients[at]!;
    return one - fitted;
  });
  const weighted = solve((i) => residuals[i]!);
  let squares = 0;
  let logVariance = 0;
  let within2 = 0;
  const trialSums = new Float64Array(trials);
  for (let i = 0; i < k; i++) {
    squares += residuals[i]! * weighted[i]!;
    logVariance -= Math.log(weights[i]!);
    within2 += weighted[i]! ** 2;
    trialSums[trial[i]!]! += weighted[i]!;
  }
  let between2 = 0;
  let traceBetween = 0;
  let traceWithin = 0;
  for (let g = 0; g < trials; g++) {
    logVariance += Math.log1p(between * sums[g]!);
    between2 += trialSums[g]! ** 2;
    traceBetween += sums[g]! / (1 + between * sums[g]!);
  }
  for (let i = 0; i < k; i++)
    traceWithin += weights[i]! - (between * weights[i]! ** 2) / (1 + between * sums[trial[i]!]!);
  if (restricted)
    for (let row = 0; row < p; row++)
      for (let at = 0; at < p; at++) {
        let inWithin = 0;
        const rows = new Float64Array(trials);
        const columns = new Float64Array(trials);
        for (let i = 0; i < k; i++) {
          inWithin += solvedColumns[row]![i]! * solvedColumns[at]![i]!;
          rows[trial[i]!]! += solvedColumns[row]![i]!;
          columns[trial[i]!]! += solvedColumns[at]![i]!;
        }
        traceWithin -= inverse[row * p + at]! * inWithin;
        for (let g = 0; g < trials; g++) traceBetween -= inverse[row * p + at]! * rows[g]! * columns[g]!;
      }
  const size = restricted ? k - p : k;
  // log |X'X| of the design drops out against the orthonormal columns; without moderators the column of ones remains
  const constant = restricted && q === null ? Math.log(k) : 0;
  return {
    coefficients,
    inverse,
    logLikelihood:
      -0.5 *
      (size * Math.log(2 * Math.PI) +
        logVariance +
        squares +
        (restricted ? logDeterminant(factor, p) - constant : 0)),
    slopes: [0.5 * (traceBetween - between2), 0.5 * (traceWithin - within2)],
  };
};
