import { type ConsistencyFit, studyLaplacian } from "./consistency-model.ts";
import { differenceVariances, type Network, type NetworkStudy } from "./network.ts";

/** Estimators of the variance between studies of one comparison, common to all comparisons. */
export type NetworkVarianceMethod = "DL" | "ML" | "REML";

/** Sum of arms - 1 over the studies: what can be told apart within them. */
export const contrastCount = (network: Network): number =>
  network.studies.reduce((sum, study) => sum + study.arms.length - 1, 0);

/** Degrees of freedom of Q over the whole network. */
export const degreesOfFreedom = (network: Network): number =>
  contrastCount(network) - (network.treatments.length - 1);

/**
 * What one unit of between-study variance adds to Q in expectation, at the weights of the common-effect fit:
 * 1/2 [ sum tr L_s - tr(L+ sum L_s L_s) ] over the Laplacians L_s of the studies.
 *
 * @param studies the studies that share the levels
 * @param inverse pseudo-inverse of the sum of their Laplacians, n x n over all treatments
 */
export const heterogeneityPerUnit = (
  network: Network,
  studies: readonly NetworkStudy[],
  inverse: Float64Array,
): number => {
  const n = network.treatments.length;
  let sum = 0;
  for (const study of studies) {
    const k = study.arms.length;
    const part = studyLaplacian(differenceVariances(network, study, 0), k);
    if (part === null) return Number.NaN;
    for (let i = 0; i < k; i++) {
      sum += part[i * k + i]!;
      for (let j = 0; j < k; j++) {
        let square = 0;
        for (let l = 0; l < k; l++) square += part[i * k + l]! * part[l * k + j]!;
        sum -= inverse[study.arms[i]! * n + study.arms[j]!]! * square;
      }
    }
  }
  return sum / 2;
};

/**
 * Between-study variance by the method of moments, not below zero: (Q - df) / what one unit adds to Q.
 *
 * The variance between studies of a comparison is tau2; two comparisons of one multi-arm study share an arm and
 * have the correlation 1/2.
 *
 * @param common the common-effect fit
 * @source Jackson, White and Riley 2012, Stat Med 31:3805; Rücker 2012; agrees with netmeta
 */
export const methodOfMoments = (network: Network, common: ConsistencyFit): number => {
  const df = degreesOfFreedom(network);
  if (df <= 0) return 0;
  const perUnit = heterogeneityPerUnit(network, network.studies, common.laplacianInverse);
  return Math.max(0, (common.q - df) / perUnit);
};
