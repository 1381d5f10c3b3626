import { err, ok, type Refusal, type Result } from "@erbium/model";
import { badLevel } from "../coverage-level.ts";
import { type Coefficient, coefficientsOf, jointTest, type Omnibus, omnibusOf } from "./coefficients.ts";
import { errorByTest, type TestedError } from "./error-by-test.ts";
import { type Heterogeneity, heterogeneityOf } from "./heterogeneity.ts";
import { type Projector, project, projectAt, robustCovariance } from "./projector.ts";
import { type Moderators, type Studies, studiesOf } from "./studies.ts";
import type { StoppingRule } from "./tau-squared/likelihood.ts";
import {
  badTauSquared,
  estimateTauSquared,
  type TauSquared,
  type TauSquaredMethod,
} from "./tau-squared/tau-squared.ts";
import type { TestConvention } from "./test-convention.ts";

export interface PoolOptions {
  /** `common`: one true effect, tau2 = 0; else random effects, tau2 by this estimator. REML where left out */
  readonly method?: "common" | TauSquaredMethod;
  /** normal where left out */
  readonly test?: TestConvention;
  /** two-sided coverage, 0.95 where left out */
  readonly level?: number;
  /** a meta-regression on these */
  readonly moderators?: Moderators;
  /** tau2 given instead of estimated */
  readonly tauSquared?: number;
  /** ends the search of ML and REML early, as other software does; to the last digit where left out */
  readonly stopping?: StoppingRule;
  /** weights given instead of inverse variances: the estimate stays unbiased, its variance is the sandwich */
  readonly weights?: Float64Array;
}

export interface PooledEffect {
  /** studies and coefficients */
  readonly k: number;
  readonly p: number;
  readonly method: "common" | TauSquaredMethod;
  readonly test: TestConvention;
  readonly level: number;
  /** the pooled effect (named `intercept`), or one coefficient a moderator */
  readonly coefficients: readonly Coefficient[];
  /** of the coefficients, p x p, row-major */
  readonly covariance: Float64Array;
  /** of the tests and intervals; infinite for the normal */
  readonly degreesOfFreedom: number;
  /** null for a common effect */
  readonly tauSquared: TauSquared | null;
  readonly heterogeneity: Heterogeneity;
  /** test that all coefficients but the intercept are 0, or the intercept where it is alone */
  readonly omnibus: Omnibus;
  /** 1 / (v_i + tau2) or as given, length k, not scaled */
  readonly weights: Float64Array;
}

/** The first coefficient: the pooled effect where there are no moderators. */
export const pooled = (fit: PooledEffect): Coefficient => fit.coefficients[0] as Coefficient;

/** Test that the coefficients at these places, counted from 0, are 0 together. */
export const testTogether = (fit: PooledEffect, at: readonly number[]): Omnibus =>
  jointTest(
    fit.coefficients,
    fit.covariance,
    at.filter((one) => one >= 0 && one < fit.p),
    fit.degreesOfFreedom,
  );

/** tau2 of a fit; 0 for a common effect. */
export const tauSquaredOf = (fit: PooledEffect): number => fit.tauSquared?.value ?? 0;

/**
 * Pools study effects: common effect, random effects, meta-regression.
 *
 * `y_i ~ N(x_i b, v_i + tau2)`, b by weighted least squares with weights 1 / (v_i + tau2).
 *
 * @param effects   on the analysis scale (logarithm of a ratio, transformed proportion, difference), length k
 * @param variances sampling variances, all > 0, length k
 * @returns the fit; refusals: those of {@link studiesOf}, `one-study` (nothing lies between the studies to
 *          estimate tau2 from), `level-not-a-share`, `negative-tau-squared`, `test-needs-intercept`,
 *          `test-needs-random-effects`, `not-converged` under a stopping rule, `weights-not-positive`,
 *          `beyond-numbers` where effects or variances are out of the range of numbers
 * @source Borenstein, Hedges, Higgins and Rothstein 2010, Res Synth Methods 1:97; Viechtbauer 2010, J Stat
 *         Softw 36(3); agrees with metafor 3.8 `rma`
 */
export const pool = (
  effects: Float64Array,
  variances: Float64Array,
  options: PoolOptions = {},
): Result<PooledEffect> => {
  const studies = studiesOf(effects, variances, options.moderators);
  return studies.ok ? poolStudies(studies.value, options) : studies;
};

/** {@link pool} of studies that are checked already. */
export const poolStudies = (studies: Studies, options: PoolOptions): Result<PooledEffect> => {
  const { k, p } = studies;
  const { method = "REML", test = "normal", level = 0.95 } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const negative = options.tauSquared === undefined ? null : badTauSquared(options.tauSquared);
  if (negative !== null) return err(negative);
  if (k === p && ((method !== "common" && options.tauSquared === undefined) || test !== "normal"))
    return err({
      code: k === 1 ? "one-study" : "too-few-studies",
      message: `${k} ${k === 1 ? "study leaves" : "studies leave"} nothing to estimate ${
        method === "common" ? "the scatter" : "tau2"
      } from beside ${p} ${p === 1 ? "coefficient" : "coefficients"}`,
      remedy: 'add studies, or take method "common" with the normal test',
    });
  if (test === "hartung-knapp-iqwig6" && studies.q !== null)
    return err({
      code: "test-needs-intercept",
      message:
        "the correction of IQWiG compares intervals of one pooled effect, not those of a meta-regression",
      remedy: "take the test hartung-knapp-at-least-1",
    });
  if (test === "kenward-roger" && (studies.q !== null || method === "common"))
    return err({
      code: method === "common" ? "test-needs-random-effects" : "test-needs-intercept",
      message: `the Kenward-Roger test allows for an estimated tau2 of one pooled effect, not of a ${
        method === "common" ? "common effect" : "meta-regression"
      }`,
      remedy: method === "common" ? "take the normal test" : "take the test hartung-knapp",
    });
  const refused = options.weights === undefined ? null : badWeights(options.weights, k);
  if (refused !== null) return err(refused);
  const tauSquared: TauSquared | null =
    method === "common"
      ? null
      : options.tauSquared === undefined
        ? estimateTauSquared(studies, method, options.weights, options.stopping)
        : { method, value: options.tauSquared, standardError: null, iterations: 0 };
  if (tauSquared === null && method !== "common")
    return err({
      code: "not-converged",
      message: `Fisher scoring did not settle in ${options.stopping?.steps} steps`,
      remedy: "leave the stopping rule out",
    });
  const value = tauSquared?.value ?? 0;
  const inverseVariance = projectAt(studies, value);
  const given = options.weights ?? (method === "GENQ" ? studies.v.map((one) => 1 / one) : undefined);
  const fit = given === undefined ? inverseVariance : project(studies, given);
  const covariance =
    given === undefined
      ? fit.inverse
      : robustCovariance(
          studies,
          fit,
          studies.v.map((one) => one + value),
        );
  const spread = errorByTest(studies, inverseVariance, covariance, test, level);
  const pooledEffect = assemble(studies, {
    ...{ method, test, level, tauSquared, fit },
    ...{ ...spread, weights: fit.weights },
  });
  const lost = pooledEffect.coefficients.some(
    (one) => !Number.isFinite(one.estimate) || Number.isNaN(one.standardError),
  );
  const { q, iSquared } = pooledEffect.heterogeneity;
  return lost || Number.isNaN(q) || Number.isNaN(iSquared) ? err(beyondNumbers) : ok(pooledEffect);
};

const beyondNumbers: Refusal = {
  code: "beyond-numbers",
  message: "effects or variances are so large, small or far apart that their sums have no value",
  remedy: "give effects and variances in another unit, or leave out the study that is out of scale",
};

/** Why given weights can not be used, or null. */
const badWeights = (weights: Float64Array, k: number): Refusal | null => {
  if (weights.length !== k)
    return {
      code: "lengths-differ",
      message: `${weights.length} weights for ${k} studies`,
      remedy: "give one weight for each study",
    };
  const at = weights.findIndex((one) => !(one >= 0 && one < Number.POSITIVE_INFINITY));
  if (at < 0 && weights.some((one) => one > 0)) return null;
  return {
    code: "weights-not-positive",
    message: at < 0 ? "all weights are 0" : `study ${at + 1} has weight ${weights[at]}`,
    remedy: "a weight is zero or more, and not all are zero",
  };
};

const assemble = (
  studies: Studies,
  parts: TestedError & {
    readonly method: "common" | TauSquaredMethod;
    readonly test: TestConvention;
    readonly level: number;
    readonly tauSquared: TauSquared | null;
    readonly fit: Projector;
    readonly weights: Float64Array;
  },
): PooledEffect => {
  const { k, p, intercept } = studies;
  const { method, test, level, tauSquared, fit, degreesOfFreedom, weights } = parts;
  const { coefficients, covariance } = coefficientsOf(
    studies,
    fit.coefficients,
    parts.covariance,
    degreesOfFreedom,
    level,
  );
  return {
    k,
    p,
    method,
    test,
    level,
    coefficients,
    covariance,
    degreesOfFreedom,
    tauSquared,
    heterogeneity: heterogeneityOf(studies, tauSquared),
    omnibus: omnibusOf(coefficients, covariance, intercept, degreesOfFreedom),
    weights,
  };
};
