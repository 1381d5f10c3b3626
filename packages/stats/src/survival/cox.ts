import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskyInverse, choleskySolve } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";
import { exactPartialLikelihood } from "./cox-exact.ts";
import { type CoxTies, type PartialLikelihood, partialLikelihood } from "./cox-partial-likelihood.ts";
import { groupedDfbeta } from "./cox-residuals.ts";
import { type CoxData, type RiskSets, riskSets } from "./cox-risk-sets.ts";
import { badNumbering } from "./row-numbers.ts";
import { halvedStep } from "./step-halving.ts";

export interface CoxOptions {
  readonly ties?: CoxTies;
  /** cluster of each observation, numbered from 0: asks for the robust covariance, summed within clusters */
  readonly cluster?: ArrayLike<number> | undefined;
  /** asks for the robust covariance with every observation a cluster of its own */
  readonly robust?: boolean;
  /** relative change of the log-likelihood at which the search ends */
  readonly tolerance?: number;
  readonly maximumIterations?: number;
}

export interface CoxFit {
  /** log hazard ratios, length p */
  readonly coefficients: Float64Array;
  /** p x p, row-major: robust where asked for, else the inverse information */
  readonly covariance: Float64Array;
  readonly naiveCovariance: Float64Array;
  readonly standardErrors: Float64Array;
  readonly logLikelihood: { readonly null: number; readonly model: number };
  readonly likelihoodRatioTest: ChiSquaredTest;
  /** uses `covariance` */
  readonly waldTest: ChiSquaredTest;
  readonly scoreTest: ChiSquaredTest;
  /** Akaike, and Schwarz with the number of events as sample size */
  readonly aic: number;
  readonly bic: number;
  readonly observations: number;
  readonly events: number;
  readonly iterations: number;
  readonly convention: { readonly ties: CoxTies; readonly covariance: "inverse information" | "robust" };
  /** the sorted data, for residuals, baselines and tests of this fit */
  readonly sets: RiskSets;
}

/** A step this large, in standard deviations of a covariate, after the likelihood stands still: it has no end. */
const endless = 0.01;

/**
 * Cox regression: the hazard is h_stratum(t) exp(x b), b by maximum partial likelihood (Newton-Raphson with
 * step halving from 0).
 *
 * Late entry and covariates that change over time are rows (start, stop]. The robust covariance is D'D, D the
 * influence of each cluster on b.
 *
 * @returns refuses data without events, a singular design (by the number of the column), a likelihood that
 *          rises for ever (a covariate that separates those who fail), and weights with exact ties
 * @source Cox 1972, JRSS B 34:187; Andersen and Gill 1982; Lin and Wei 1989, JASA 84:1074
 */
export const cox = (data: CoxData, options: CoxOptions = {}): Result<CoxFit> => {
  const { ties = "efron", tolerance = 1e-11, maximumIterations = 50 } = options;
  const prepared = riskSets(data);
  if (!prepared.ok) return prepared;
  const sets = prepared.value;
  const { p } = sets;
  if (ties === "exact" && data.weights !== undefined)
    return err({
      code: "weights-with-exact-ties",
      message: "the exact handling of ties has no weights",
      remedy: "use Efron's or Breslow's handling of ties",
    });
  const bad = badNumbering("clusters", options.cluster, sets.n);
  if (bad !== null) return err(bad);
  const at = (coefficients: Float64Array): PartialLikelihood =>
    ties === "exact"
      ? exactPartialLikelihood(sets, coefficients)
      : partialLikelihood(sets, coefficients, ties);

  let coefficients: Float64Array = new Float64Array(p);
  let current = at(coefficients);
  const atNull = current;
  if (!Number.isFinite(current.logLikelihood))
    return err({
      code: "too-many-ties",
      message: "so many observations fail at one time that the exact likelihood leaves the range of numbers",
      remedy: "use Efron's handling of ties",
    });
  let factor = cholesky(current.information, p, 1e-10);
  if (factor === null) {
    const column = dependentColumn(current.information, p);
    return err({
      code: "singular-design",
      message: `covariate ${column} is constant within every risk set or a combination of the covariates before it`,
      remedy: "leave out the covariate",
    });
  }
  const nullStep = choleskySolve(factor, p, current.score);
  const scoreStatistic = dot(nullStep, current.score);
  let iterations = 0;
  for (; p > 0 && iterations < maximumIterations; iterations++) {
    const step = choleskySolve(factor, p, current.score);
    const from = coefficients;
    const { share, next } = halvedStep((part) => at(moved(from, step, part)), current.logLikelihood);
    const change = Math.abs(next.logLikelihood - current.logLikelihood);
    coefficients = moved(coefficients, step, share);
    current = next;
    factor = cholesky(current.information, p, 1e-14);
    if (factor === null) return monotone(sets, step);
    if (change <= tolerance * Math.abs(current.logLikelihood)) {
      iterations++;
      break;
    }
  }
  const rest = choleskySolve(factor, p, current.score);
  if (rest.some((one, k) => Math.abs(one) * spread(sets, k) > endless)) return monotone(sets, rest);
  const naiveCovariance = choleskyInverse(factor, p);
  const robust = options.cluster !== undefined || options.robust === true;
  const covariance =
    robust && ties !== "exact"
      ? crossProduct(groupedDfbeta({ sets, coefficients, naiveCovariance, ties }, options.cluster), p)
      : naiveCovariance;
  const waldFactor = cholesky(covariance, p, 1e-14);
  const wald =
    waldFactor === null ? Number.NaN : dot(choleskySolve(waldFactor, p, coefficients), coefficients);
  const events = sets.event.reduce((sum, one) => sum + one, 0);
  const test = (statistic: number): ChiSquaredTest => ({
    statistic,
    degreesOfFreedom: p,
    p: p === 0 ? 1 : chiSquared.survival(statistic, p),
  });
  return ok({
    coefficients,
    covariance,
    naiveCovariance,
    standardErrors: Float64Array.from({ length: p }, (_, k) => Math.sqrt(covariance[k * p + k]!)),
    logLikelihood: { null: atNull.logLikelihood, model: current.logLikelihood },
    likelihoodRatioTest: test(2 * (current.logLikelihood - atNull.logLikelihood)),
    waldTest: test(wald),
    scoreTest: test(scoreStatistic),
    aic: 2 * p - 2 * current.logLikelihood,
    bic: p * Math.log(events) - 2 * current.logLikelihood,
    observations: sets.n,
    events,
    iterations,
    convention: { ties, covariance: covariance === naiveCovariance ? "inverse information" : "robust" },
    sets,
  });
};

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, k) => sum + one * b[k]!, 0);
const moved = (from: Float64Array, step: Float64Array, share: number): Float64Array =>
  from.map((one, k) => one + share * step[k]!);

const spread = ({ n, p, x }: RiskSets, column: number): number => {
  let sum = 0;
  for (let at = 0; at < n; at++) sum += x[at * p + column]! ** 2;
  return Math.sqrt(sum / n);
};

const monotone = (sets: RiskSets, step: Float64Array): Result<CoxFit> => {
  const pace = step.map((one, k) => Math.abs(one) * spread(sets, k));
  const column = pace.indexOf(Math.max(...pace));
  return err({
    code: "monotone-likelihood",
    message: `the likelihood rises for ever with the coefficient of covariate ${column}: it separates those who fail from those who do not`,
    remedy: "leave out the covariate, merge its categories, or use a penalty",
  });
};

/** The first column that those before it make up, of a matrix that is singular. */
const dependentColumn = (information: Float64Array, p: number): number => {
  for (let size = 1; ; size++) {
    const leading = new Float64Array(size * size);
    for (let row = 0; row < size; row++)
      for (let column = 0; column <= row; column++)
        leading[row * size + column] = information[row * p + column]!;
    if (cholesky(leading, size, 1e-10) === null) return size - 1;
  }
};

/** D'D of rows of length p. */
const crossProduct = (rows: Float64Array, p: number): Float64Array => {
  const product = new Float64Array(p * p);
  for (let start = 0; start < rows.length; start += p)
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++) product[j * p + k]! += rows[start + j]! * rows[start + k]!;
  return product;
};
