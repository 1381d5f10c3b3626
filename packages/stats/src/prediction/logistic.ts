import { ok, type Result } from "@erbium/model";
import { chiSquared, choleskyInverse, normal } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";
import { inverseLogit } from "./inverse-logit.ts";
import { checkLogisticData, type LogisticData } from "./logistic-data.ts";
import { binomialDeviance, binomialLogLikelihood, maximiseLogistic } from "./logistic-maximum.ts";

export interface LogisticFit {
  /** log odds ratios, length p */
  readonly coefficients: Float64Array;
  /** inverse information, p x p, row-major */
  readonly covariance: Float64Array;
  readonly standardErrors: Float64Array;
  readonly z: Float64Array;
  readonly p: Float64Array;
  /** log odds and probability of each row */
  readonly linearPredictor: Float64Array;
  readonly fitted: Float64Array;
  readonly deviance: number;
  /** deviance of the model with an intercept (and the offset) only; without a column of ones, of the offset alone */
  readonly nullDeviance: number;
  readonly likelihoodRatioTest: ChiSquaredTest;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  /** largest absolute element of the score at the solution */
  readonly maximumDerivative: number;
  readonly observations: number;
  readonly iterations: number;
}

/**
 * Logistic regression by iteratively reweighted least squares (Newton-Raphson with step halving).
 *
 * @returns refuses outcomes outside 0 to 1, rows that are not complete, a singular design (by the number of its
 *          column) and data in which a covariate separates the outcomes, so that a coefficient has no finite estimate
 * @source McCullagh and Nelder 1989, Generalized Linear Models, chapter 4; Albert and Anderson 1984, Biometrika 71:1
 */
export const logisticRegression = (data: LogisticData): Result<LogisticFit> => {
  const checked = checkLogisticData(data);
  if (!checked.ok) return checked;
  const { n, p } = checked.value;
  const found = maximiseLogistic(data, n, p);
  if (!found.ok) return found;
  const { coefficients, factor, score, eta, deviance, iterations } = found.value;
  const covariance = choleskyInverse(factor, p);
  const standardErrors = Float64Array.from({ length: p }, (_, k) => Math.sqrt(covariance[k * p + k]!));
  const z = coefficients.map((one, k) => one / standardErrors[k]!);
  const nullDeviance = nullDevianceOf(data, n, p);
  if (!nullDeviance.ok) return nullDeviance;
  const statistic = nullDeviance.value - deviance;
  const degreesOfFreedom = hasIntercept(data, n, p) ? p - 1 : p;
  const logLikelihood = binomialLogLikelihood(data, eta);
  return ok({
    coefficients,
    covariance,
    standardErrors,
    z,
    p: z.map((one) => normal.twoSided(one)),
    linearPredictor: eta,
    fitted: eta.map(inverseLogit),
    deviance,
    nullDeviance: nullDeviance.value,
    likelihoodRatioTest: {
      statistic,
      degreesOfFreedom,
      p: degreesOfFreedom > 0 ? chiSquared.survival(statistic, degreesOfFreedom) : 1,
    },
    logLikelihood,
    aic: 2 * p - 2 * logLikelihood,
    bic: p * Math.log(n) - 2 * logLikelihood,
    maximumDerivative: score.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
    observations: n,
    iterations,
  });
};

const hasIntercept = ({ design }: LogisticData, n: number, p: number): boolean => {
  for (let k = 0; k < p; k++) {
    let row = 0;
    while (row < n && design[row * p + k] === 1) row++;
    if (row === n) return true;
  }
  return false;
};

const nullDevianceOf = (data: LogisticData, n: number, p: number): Result<number> => {
  if (!hasIntercept(data, n, p)) {
    const eta = data.offset ?? new Float64Array(n);
    return ok(binomialDeviance(data, binomialLogLikelihood(data, eta)));
  }
  const nothing = maximiseLogistic({ ...data, design: new Float64Array(n).fill(1) }, n, 1);
  return nothing.ok ? ok(nothing.value.deviance) : nothing;
};
