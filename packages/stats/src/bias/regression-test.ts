import { err, ok, type Result } from "@erbium/model";
import { leastSquares, studentT } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import type { Coefficient } from "../pooling/coefficients.ts";
import { type PoolOptions, pool } from "../pooling/pool.ts";

/** What the effects are regressed on. */
export type AsymmetryPredictor = "sei" | "vi" | "ni" | "ninv" | "sqrtni" | "sqrtninv";

/** A regression of effects on a measure of their precision: a slope other than 0 is asymmetry of the funnel. */
export interface RegressionTest {
  /** the limit of the effect at a standard error of 0, or at an infinite size: the intercept */
  readonly intercept: Coefficient;
  readonly slope: Coefficient;
  /** of the slope's t test; infinite for the normal */
  readonly degreesOfFreedom: number;
  /** whether the intercept is such a limit: not for a regression on the size itself */
  readonly interceptIsLimit: boolean;
  /** scatter of the residuals beyond the weights, as a factor; null in the additive (mixed-effects) model */
  readonly dispersion: number | null;
}

const transforms: Readonly<Record<AsymmetryPredictor, (v: number, n: number) => number>> = {
  sei: (v) => Math.sqrt(v),
  vi: (v) => v,
  ni: (_, n) => n,
  ninv: (_, n) => 1 / n,
  sqrtni: (_, n) => Math.sqrt(n),
  sqrtninv: (_, n) => 1 / Math.sqrt(n),
};

const tooFew = (k: number): Result<never> =>
  err({
    code: "too-few-studies",
    message: `${k} studies are too few for a test of asymmetry`,
    remedy:
      "three studies are the least that can be computed; fewer than ten should not be read (Sterne 2011)",
  });

/**
 * Weighted least squares of y on x with an estimated dispersion: the frame of the tests of Egger, Peters, Deeks,
 * Harbord, Macaskill and Pustejovsky.
 *
 * @param x       predictor, length k
 * @param weights all > 0, length k
 * @returns t tests with k - 2 degrees of freedom; refusals `lengths-differ`, `level-not-a-share`, `too-few-studies`,
 *          and those of `leastSquares`
 */
export const weightedRegressionTest = (
  y: Float64Array,
  x: Float64Array,
  weights: Float64Array,
  level = 0.95,
): Result<RegressionTest> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const k = y.length;
  if (x.length !== k || weights.length !== k)
    return err({
      code: "lengths-differ",
      message: `${k} effects, ${x.length} predictors and ${weights.length} weights`,
      remedy: "give the variance, and the size where it is asked for, of every effect",
    });
  if (k < 3) return tooFew(k);
  const design = new Float64Array(2 * k);
  for (let i = 0; i < k; i++) {
    design[2 * i] = 1;
    design[2 * i + 1] = x[i]!;
  }
  const fit = leastSquares(design, 2, y, weights);
  if (!fit.ok) return fit;
  const df = k - 2;
  const dispersion = fit.value.residualSumOfSquares / df;
  const critical = studentT.upperQuantile((1 - level) / 2, df);
  const coefficient = (at: number, name: string): Coefficient => {
    const estimate = fit.value.coefficients[at]!;
    const standardError = Math.sqrt(dispersion * fit.value.crossProductInverse[3 * at]!);
    const statistic = estimate / standardError;
    return {
      name,
      estimate,
      standardError,
      statistic,
      p: studentT.twoSided(statistic, df),
      low: estimate - critical * standardError,
      high: estimate + critical * standardError,
    };
  };
  return ok({
    intercept: coefficient(0, "intercept"),
    slope: coefficient(1, "slope"),
    degreesOfFreedom: df,
    interceptIsLimit: true,
    dispersion,
  });
};

const predictorOf = (
  variances: Float64Array,
  sizes: Float64Array | undefined,
  predictor: AsymmetryPredictor,
): Result<Float64Array> => {
  const needsSize = predictor !== "sei" && predictor !== "vi";
  if (needsSize && sizes === undefined)
    return err({
      code: "sizes-missing",
      message: `the predictor ${predictor} needs the number of patients of each study`,
      remedy: "give the sizes, or take the predictor sei",
    });
  return ok(variances.map((v, i) => transforms[predictor](v, sizes?.[i] ?? Number.NaN)));
};

/**
 * Egger's test: the effects regressed on their standard error (or another measure of size) with weights 1/v_i
 * and a dispersion estimated from the residuals.
 *
 * @param predictor `sei` is the classic test
 * @source Egger, Davey Smith, Schneider and Minder 1997, BMJ 315:629; Sterne et al. 2011, BMJ 343:d4002 (when to
 *         use which); agrees with metafor 3.8 `regtest(model = "lm")`
 */
export const eggerTest = (
  effects: Float64Array,
  variances: Float64Array,
  predictor: AsymmetryPredictor = "sei",
  sizes?: Float64Array,
  level = 0.95,
): Result<RegressionTest> => {
  const x = predictorOf(variances, sizes, predictor);
  if (!x.ok) return x;
  const test = weightedRegressionTest(
    effects,
    x.value,
    variances.map((v) => 1 / v),
    level,
  );
  return test.ok
    ? ok({ ...test.value, interceptIsLimit: predictor !== "ni" && predictor !== "sqrtni" })
    : test;
};

/**
 * The same question put to a mixed-effects meta-regression, whose residual scatter is an additive tau2.
 *
 * @source Sterne and Egger 2005 in Rothstein, Sutton and Borenstein, Publication Bias in Meta-Analysis, chapter 6;
 *         agrees with metafor 3.8 `regtest(model = "rma")`
 */
export const mixedEggerTest = (
  effects: Float64Array,
  variances: Float64Array,
  predictor: AsymmetryPredictor = "sei",
  sizes?: Float64Array,
  options: Pick<PoolOptions, "method" | "test" | "level" | "stopping"> = {},
): Result<RegressionTest> => {
  const x = predictorOf(variances, sizes, predictor);
  if (!x.ok) return x;
  if (effects.length < 3) return tooFew(effects.length);
  const values = new Float64Array(2 * effects.length);
  for (let i = 0; i < effects.length; i++) {
    values[2 * i] = 1;
    values[2 * i + 1] = x.value[i]!;
  }
  const fit = pool(effects, variances, {
    ...options,
    moderators: { names: ["intercept", predictor], values },
  });
  if (!fit.ok) return fit;
  return ok({
    intercept: fit.value.coefficients[0]!,
    slope: fit.value.coefficients[1]!,
    degreesOfFreedom: fit.value.degreesOfFreedom,
    interceptIsLimit: predictor !== "ni" && predictor !== "sqrtni",
    dispersion: null,
  });
};
