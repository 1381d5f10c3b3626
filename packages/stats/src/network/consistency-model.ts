import { cholesky, choleskyInverse } from "@erbium/numerics";
import { differenceVariances, type Network } from "./network.ts";

/** The network fitted under consistency at one between-study variance. All matrices n x n, row-major. */
export interface ConsistencyFit {
  readonly tau2: number;
  /** of each row, adjusted for studies of three or more arms */
  readonly weights: Float64Array;
  readonly laplacian: Float64Array;
  /** Moore-Penrose inverse of the Laplacian */
  readonly laplacianInverse: Float64Array;
  /** level of each treatment, summing to zero */
  readonly levels: Float64Array;
  /** treatment of the row against treatment of the column */
  readonly effects: Float64Array;
  readonly standardErrors: Float64Array;
  /** weighted squares of effects minus fitted effects */
  readonly q: number;
}

/**
 * Moore-Penrose inverse of a matrix whose only null vector is the constant one (a connected Laplacian).
 *
 * @returns null where the matrix without its constant part is not positive definite
 */
const laplacianPseudoInverse = (a: Float64Array, n: number): Float64Array | null => {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += a[i * n + i]!;
  // The constant direction is lifted to the size of the others, inverted with them and taken off again.
  const lift = trace / n / n;
  const factor = cholesky(
    a.map((one) => one + lift),
    n,
  );
  if (factor === null) return null;
  const inverse = choleskyInverse(factor, n);
  const off = 1 / (lift * n * n);
  for (let i = 0; i < n * n; i++) inverse[i]! -= off;
  return inverse;
};

/**
 * Weights of the comparisons of one study such that they work as independent two-arm comparisons.
 *
 * From the variances V of the differences of k arms: L+ = -1/2 (I - J/k) V (I - J/k), and the weight of arms
 * i and j is minus the element of its pseudo-inverse. Two arms: 1 / (variance + tau2).
 *
 * @returns the Laplacian of the study, k x k, or null where the variances can not belong to one study
 * @source Rücker 2012, Res Synth Methods 3:312; Rücker and Schwarzer 2014, Stat Med 33:4353
 */
export const studyLaplacian = (differences: Float64Array, k: number): Float64Array | null => {
  if (k === 2) {
    const weight = 1 / differences[1]!;
    return Float64Array.of(weight, -weight, -weight, weight);
  }
  const means = new Float64Array(k);
  let mean = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) means[i]! += differences[i * k + j]! / k;
    mean += means[i]! / k;
  }
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      covariance[i * k + j] = -0.5 * (differences[i * k + j]! - means[i]! - means[j]! + mean);
  return laplacianPseudoInverse(covariance, k);
};

/**
 * Fits a connected network by weighted least squares, as an electrical network: variances are resistances.
 *
 * Levels = L+ B'Wy with the Laplacian L = B'WB; variance of i against j = L+_ii + L+_jj - 2 L+_ij.
 *
 * @param tau2 between-study variance added to the variance of every comparison, >= 0
 * @returns null where the variances of a multi-arm study can not belong to one study
 * @source Rücker 2012, Res Synth Methods 3:312; agrees with netmeta
 */
export const consistencyModel = (network: Network, tau2: number): ConsistencyFit | null => {
  const n = network.treatments.length;
  const m = network.effects.length;
  const weights = new Float64Array(m);
  const laplacian = new Float64Array(n * n);
  for (const study of network.studies) {
    const k = study.arms.length;
    if (k === 2) {
      const row = study.rows[0]!;
      weights[row] = 1 / (network.variances[row]! + tau2);
      continue;
    }
    const part = studyLaplacian(differenceVariances(network, study, tau2), k);
    if (part === null) return null;
    for (const row of study.rows) {
      const i = study.arms.indexOf(network.first[row]!);
      weights[row] = -part[i * k + study.arms.indexOf(network.second[row]!)]!;
    }
  }
  const pull = new Float64Array(n);
  for (let row = 0; row < m; row++) {
    const [i, j, weight] = [network.first[row]!, network.second[row]!, weights[row]!];
    laplacian[i * n + i]! += weight;
    laplacian[j * n + j]! += weight;
    laplacian[i * n + j]! -= weight;
    laplacian[j * n + i]! -= weight;
    const share = weight * network.effects[row]!;
    pull[i]! += share;
    pull[j]! -= share;
  }
  const laplacianInverse = laplacianPseudoInverse(laplacian, n);
  if (laplacianInverse === null) return null;
  const levels = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) levels[i]! += laplacianInverse[i * n + j]! * pull[j]!;
  const effects = new Float64Array(n * n);
  const standardErrors = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      effects[i * n + j] = levels[i]! - levels[j]!;
      standardErrors[i * n + j] = Math.sqrt(
        laplacianInverse[i * n + i]! + laplacianInverse[j * n + j]! - 2 * laplacianInverse[i * n + j]!,
      );
    }
  let q = 0;
  for (let row = 0; row < m; row++) {
    const fitted = levels[network.first[row]!]! - levels[network.second[row]!]!;
    q += weights[row]! * (network.effects[row]! - fitted) ** 2;
  }
  return { tau2, weights, laplacian, laplacianInverse, levels, effects, standardErrors, q };
};

/**
 * How much each fitted row takes from each row: H = B L+ B' W, m x m, row-major. Its diagonal is the leverage.
 */
export const hatMatrix = (network: Network, fit: ConsistencyFit): Float64Array => {
  const n = network.treatments.length;
  const m = network.effects.length;
  const inverse = fit.laplacianInverse;
  const hat = new Float64Array(m * m);
  for (let row = 0; row < m; row++) {
    const [i, j] = [network.first[row]! * n, network.second[row]! * n];
    for (let column = 0; column < m; column++) {
      const [k, l] = [network.first[column]!, network.second[column]!];
      hat[row * m + column] =
        fit.weights[column]! * (inverse[i + k]! - inverse[j + k]! - inverse[i + l]! + inverse[j + l]!);
    }
  }
  return hat;
};
