import { ok, type Result } from "@erbium/model";
import { studentT } from "@erbium/numerics";
import { type PoolOptions, pool, tauSquaredOf } from "./pool.ts";
import { project, weightedResidualsOf } from "./projector.ts";
import { studiesOf } from "./studies.ts";

/** What a study's effect is beside the fitted one. */
export interface StudyResidual {
  /** observed less fitted */
  readonly residual: number;
  readonly standardError: number;
  /** residual / standard error (internally studentised) */
  readonly standardised: number;
  /** share of its own effect in its fitted one */
  readonly leverage: number;
  /** share of the weights, percent */
  readonly weight: number;
  /** its true effect, drawn towards the fit (best linear unbiased prediction) */
  readonly shrunken: number;
  readonly shrunkenStandardError: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Residuals of the studies from the fit, and their own effects shrunk towards it.
 *
 * With H the hat matrix, residuals have the covariance (I - H) (V + tau2) (I - H)'; the shrunken effect is
 * l y + (1 - l) x'b with l = tau2 / (tau2 + v), its variance l v + (1 - l)^2 x' Cov(b) x.
 *
 * @returns one entry a study; refusals as those of {@link pool}
 * @source Viechtbauer and Cheung 2010, Res Synth Methods 1:112; Raudenbush and Bryk 1985, J Educ Stat 10:75; agrees
 *         with metafor 3.8 `rstandard` and `blup`
 */
export const residualsOf = (
  effects: Float64Array,
  variances: Float64Array,
  options: PoolOptions = {},
): Result<readonly StudyResidual[]> => {
  const fit = pool(effects, variances, options);
  if (!fit.ok) return fit;
  const studies = studiesOf(effects, variances, options.moderators);
  if (!studies.ok) return studies;
  const { k, p, weights, covariance, coefficients, degreesOfFreedom, level } = fit.value;
  const tauSquared = tauSquaredOf(fit.value);
  const marginal = variances.map((one) => one + tauSquared);
  const projector = project(studies.value, weights);
  const residuals = weightedResidualsOf(studies.value, projector).map(
    (one, i) => one / projector.weights[i]!,
  );
  const total = weights.reduce((sum, one) => sum + one, 0);
  const q = (i: number, column: number): number => studies.value.q?.[i * p + column] ?? 1;
  /** element of the hat matrix: q_i (Q'AQ)^-1 q_j a_j */
  const hat = (i: number, j: number): number => {
    let sum = 0;
    for (let a = 0; a < p; a++)
      for (let b = 0; b < p; b++) sum += q(i, a) * projector.inverse[a * p + b]! * q(j, b);
    return sum * projector.weights[j]!;
  };
  const critical = studentT.upperQuantile((1 - level) / 2, degreesOfFreedom);
  const x = (i: number, column: number): number => options.moderators?.values[i * p + column] ?? 1;
  return ok(
    Array.from({ length: k }, (_, i) => {
      let spread = 0;
      let leverage = 0;
      for (let j = 0; j < k; j++) {
        const h = hat(i, j);
        if (i === j) leverage = h;
        spread += (Number(i === j) - h) ** 2 * marginal[j]!;
      }
      let fitted = 0;
      let fittedVariance = 0;
      for (let a = 0; a < p; a++) {
        fitted += x(i, a) * coefficients[a]!.estimate;
        for (let b = 0; b < p; b++) fittedVariance += x(i, a) * covariance[a * p + b]! * x(i, b);
      }
      const own = tauSquared / marginal[i]!;
      const shrunken = own * effects[i]! + (1 - own) * fitted;
      const shrunkenStandardError = Math.sqrt(own * variances[i]! + (1 - own) ** 2 * fittedVariance);
      const standardError = Math.sqrt(spread);
      return {
        residual: residuals[i]!,
        standardError,
        standardised: residuals[i]! / standardError,
        leverage,
        weight: (100 * weights[i]!) / total,
        shrunken,
        shrunkenStandardError,
        low: shrunken - critical * shrunkenStandardError,
        high: shrunken + critical * shrunkenStandardError,
      };
    }),
  );
};
