import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskyInverse, choleskySolve, normal } from "@erbium/numerics";
import { type CompetingRisks, checkCompetingRisks } from "./cumulative-incidence.ts";
import { fineGrayInfluences } from "./fine-gray-influence.ts";
import { halvedStep } from "./step-halving.ts";
import {
  relativeRisks,
  riskSums,
  type SubdistributionCohort,
  subdistributionCohort,
} from "./subdistribution-cohort.ts";

export interface FineGrayFit {
  /** log subdistribution hazard ratios, length p */
  readonly coefficients: Float64Array;
  /** robust, with the part that comes from estimating the censoring distribution; p x p, row-major */
  readonly covariance: Float64Array;
  readonly standardErrors: Float64Array;
  readonly p: Float64Array;
  readonly logLikelihood: { readonly null: number; readonly model: number };
  readonly iterations: number;
  readonly convention: string;
}

/**
 * Regression of the subdistribution hazard of one cause. Who had another cause stays at risk with the weight
 * G(t-)/G(T-), G the Kaplan-Meier estimate of remaining uncensored; ties by Breslow.
 *
 * The covariance is I^-1 (sum of (eta_i + psi_i)(eta_i + psi_i)') I^-1: eta the weighted score residual, psi the
 * influence of the observation on G.
 *
 * @param design n x p, row-major
 * @param cause  the cause of interest
 * @returns refuses late entry, a cause that nobody has, a singular design, and a likelihood that rises for ever
 * @source Fine and Gray 1999, JASA 94:496
 */
export const fineGray = (data: CompetingRisks, design: Float64Array, cause = 1): Result<FineGrayFit> => {
  const checked = checkCompetingRisks(data);
  if (!checked.ok) return checked;
  const n = data.stop.length;
  const p = design.length / n;
  const count = Array.from(data.cause).filter((one) => one === cause).length;
  if (count === 0 || data.start !== undefined || !Number.isInteger(p) || !design.every(Number.isFinite))
    return err({
      code: count === 0 ? "no-events" : "not-a-design",
      message:
        count === 0
          ? `nobody has cause ${cause}`
          : "subdistribution regression takes one complete row of covariates an observation, and no late entry",
      remedy: "check how the causes are coded, and leave out rows with missing values",
    });
  const cohort = subdistributionCohort(data, design, p, cause);
  let coefficients: Float64Array = new Float64Array(p);
  let here = likelihood(cohort, coefficients);
  const atNull = here.logLikelihood;
  let iterations = 0;
  for (; iterations < 50; iterations++) {
    const factor = cholesky(here.information, p, iterations === 0 ? 1e-10 : 1e-14);
    if (factor === null) return noFit(iterations === 0);
    const step = choleskySolve(factor, p, here.score);
    const from = coefficients;
    const moved = (share: number): Float64Array => from.map((one, k) => one + share * step[k]!);
    const { share, next } = halvedStep((part) => likelihood(cohort, moved(part)), here.logLikelihood);
    const change = Math.abs(next.logLikelihood - here.logLikelihood);
    coefficients = moved(share);
    here = next;
    if (change <= 1e-12 * Math.abs(here.logLikelihood)) break;
  }
  const factor = cholesky(here.information, p, 1e-14);
  if (factor === null || choleskySolve(factor, p, here.score).some((one) => Math.abs(one) > 1e-3))
    return noFit(false);
  const inverse = choleskyInverse(factor, p);
  const influence = fineGrayInfluences(cohort, coefficients);
  const covariance = new Float64Array(p * p);
  const change = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += inverse[j * p + k]! * influence[i * p + k]!;
      change[j] = sum;
    }
    for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) covariance[j * p + k]! += change[j]! * change[k]!;
  }
  const standardErrors = Float64Array.from({ length: p }, (_, k) => Math.sqrt(covariance[k * p + k]!));
  return ok({
    coefficients,
    covariance,
    standardErrors,
    p: coefficients.map((one, k) => normal.twoSided(one / standardErrors[k]!)),
    logLikelihood: { null: atNull, model: here.logLikelihood },
    iterations: iterations + 1,
    convention: "Fine-Gray, Breslow ties, censoring weights G(t-)/G(T-)",
  });
};

const noFit = (singular: boolean): Result<never> =>
  err(
    singular
      ? {
          code: "singular-design",
          message: "a covariate is constant or a combination of others",
          remedy: "leave out the covariate",
        }
      : {
          code: "monotone-likelihood",
          message:
            "the likelihood rises for ever with a coefficient: a covariate separates those with the cause",
          remedy: "leave out the covariate or merge its categories",
        },
  );

const likelihood = (cohort: SubdistributionCohort, coefficients: Float64Array) => {
  const { n, p, x, group, kind } = cohort;
  const risk = relativeRisks(cohort, coefficients);
  const { s0, s1, s2 } = riskSums(cohort, risk, true);
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let logLikelihood = 0;
  for (let at = 0; at < n; at++) {
    if (kind[at] !== 1) continue;
    const g = group[at]!;
    logLikelihood += Math.log(risk[at]! / s0[g]!);
    for (let j = 0; j < p; j++) {
      const mean = s1[g * p + j]! / s0[g]!;
      score[j]! += x[at * p + j]! - mean;
      for (let k = 0; k < p; k++)
        information[j * p + k]! += s2[(g * p + j) * p + k]! / s0[g]! - mean * (s1[g * p + k]! / s0[g]!);
    }
  }
  return { logLikelihood, score, information };
};
