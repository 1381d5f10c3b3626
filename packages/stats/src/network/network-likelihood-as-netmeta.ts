import { cholesky, leastSquares, logDeterminant } from "@erbium/numerics";
import { degreesOfFreedom } from "./between-study-variance.ts";
import type { Network } from "./network.ts";
import { type Contrasts, contrastsOf, likelihoodOf } from "./network-likelihood.ts";
import { portSearch } from "./port-search.ts";

/**
 * The part of minus the log-likelihood that does not depend on tau2: N - p (ML: N) times ln(2 pi) / 2, and for REML
 * -1/2 ln |X'X|. It matters where a search ends by a share of the value.
 */
const likelihoodConstant = (
  network: Network,
  contrasts: readonly Contrasts[],
  restricted: boolean,
): number => {
  const p = network.treatments.length - 1;
  const count = contrasts.reduce((sum, one) => sum + one.others.length, 0);
  if (!restricted) return 0.5 * count * Math.log(2 * Math.PI);
  const cross = new Float64Array(p * p);
  for (const { base, others } of contrasts)
    for (const other of others) {
      if (other > 0) cross[(other - 1) * p + other - 1]! += 1;
      if (base > 0) cross[(base - 1) * p + base - 1]! += 1;
      if (other > 0 && base > 0) {
        cross[(other - 1) * p + base - 1]! -= 1;
        cross[(base - 1) * p + other - 1]! -= 1;
      }
    }
  const factor = cholesky(cross, p);
  return 0.5 * (count - p) * Math.log(2 * Math.PI) - (factor === null ? 0 : 0.5 * logDeterminant(factor, p));
};

/**
 * Between-study variance by ML or REML as netmeta prints it: covariances ignored, and ln tau2 searched as R's nlminb
 * does from the start that metafor's rma.mv takes, a third of the variance of the residuals beyond the harmonic mean
 * of the sampling variances, at least 0.001. Differs from {@link likelihoodVariance} where tau2 is zero: the search
 * then ends at some 1e-10 or so.
 *
 * @param reference number of the reference treatment or null
 */
export const likelihoodVarianceAsNetmeta = (
  network: Network,
  method: "ML" | "REML",
  reference: number | null,
): number => {
  if (degreesOfFreedom(network) <= 0) return 0;
  const contrasts = network.studies.map((study) => contrastsOf(network, study, false, reference));
  const restricted = method === "REML";
  const f = likelihoodOf(network, contrasts, restricted);
  const constant = likelihoodConstant(network, contrasts, restricted);
  const start = Math.max(0.001, crudeVariance(network, contrasts) / 3);
  return Math.exp(portSearch((ln) => f(Math.exp(ln)) + constant, Math.log(start)));
};

/** Variance of the residuals of all contrasts, weighted as if independent, less the harmonic mean of their variances. */
const crudeVariance = (network: Network, contrasts: readonly Contrasts[]): number => {
  const rows = contrasts.flatMap(({ base, others, effects, covariance }) =>
    others.map((other, i) => ({
      ...{ base, other, effect: effects[i]! },
      weight: 1 / covariance[i * others.length + i]!,
    })),
  );
  const p = network.treatments.length - 1;
  const design = new Float64Array(rows.length * p);
  for (const [row, { base, other }] of rows.entries()) {
    if (other > 0) design[row * p + other - 1] = 1;
    if (base > 0) design[row * p + base - 1] = -1;
  }
  const effects = Float64Array.from(rows, (row) => row.effect);
  const weights = Float64Array.from(rows, (row) => row.weight);
  const fit = leastSquares(design, p, effects, weights);
  if (!fit.ok) return 0;
  const residuals = effects.map((one, row) => {
    let fitted = 0;
    for (let column = 0; column < p; column++)
      fitted += design[row * p + column]! * fit.value.coefficients[column]!;
    return one - fitted;
  });
  const mean = residuals.reduce((sum, one) => sum + one, 0) / residuals.length;
  const variance = residuals.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (residuals.length - 1);
  return variance - weights.length / weights.reduce((sum, one) => sum + one, 0);
};
