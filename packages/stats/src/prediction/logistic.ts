import { err, ok, type Result } from "@erbium/model";
import { chiSquared, cholesky, choleskyInverse, choleskySolve, normal } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";

export interface LogisticData {
  /** 0 or 1, or with weights the share of events among that many trials */
  readonly outcome: ArrayLike<number>;
  /** n x p, row-major, a column of ones where an intercept is wanted */
  readonly design: Float64Array;
  /** trials or case weights, all >= 0 */
  readonly weights?: Float64Array | undefined;
  /** known part of the linear predictor */
  readonly offset?: Float64Array | undefined;
}

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

/** Newton steps on the log odds that stay this large after the deviance stands still have no end. */
const endless = 0.05;

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
  const found = maximise(data, n, p);
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
    return ok(devianceOf(data, binomialLogLikelihood(data, eta)));
  }
  const nothing = maximise({ ...data, design: new Float64Array(n).fill(1) }, n, 1);
  return nothing.ok ? ok(nothing.value.deviance) : nothing;
};

export const inverseLogit = (eta: number): number =>
  eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta));

/** log(1 + e^x) without overflow. */
const logOnePlusExp = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

export const checkLogisticData = ({
  outcome,
  design,
  weights,
  offset,
}: LogisticData): Result<{ n: number; p: number }> => {
  const n = outcome.length;
  const p = design.length / n;
  const refuse = (code: string, message: string): Result<never> =>
    err({
      code,
      message,
      remedy:
        "give one complete row of covariates an observation, outcomes from 0 to 1 and weights of 0 or more",
    });
  if (!(n > 0) || !Number.isInteger(p) || p === 0)
    return refuse("not-a-design", `${design.length} covariate values do not fit ${n} observations`);
  if (n < p) return refuse("too-few-observations", `${n} observations can not determine ${p} coefficients`);
  for (let row = 0; row < n; row++) {
    const y = outcome[row]!;
    if (!(y >= 0 && y <= 1))
      return refuse("not-an-outcome", `observation ${row}: the outcome ${y} is not from 0 to 1`);
    if (weights !== undefined && !(weights[row]! >= 0 && weights[row]! < Number.POSITIVE_INFINITY))
      return refuse("not-a-weight", `observation ${row}: the weight is ${weights[row]}`);
    if (offset !== undefined && !Number.isFinite(offset[row]!))
      return refuse("not-finite", `observation ${row}: the offset is ${offset[row]}`);
    for (let k = 0; k < p; k++)
      if (!Number.isFinite(design[row * p + k]!))
        return refuse("not-finite", `observation ${row}: covariate ${k} is ${design[row * p + k]}`);
  }
  return ok({ n, p });
};

interface Maximum {
  readonly coefficients: Float64Array;
  readonly factor: Float64Array;
  readonly score: Float64Array;
  readonly eta: Float64Array;
  readonly deviance: number;
  readonly iterations: number;
}

const binomialLogLikelihood = ({ outcome, weights }: LogisticData, eta: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < eta.length; i++)
    sum += (weights === undefined ? 1 : weights[i]!) * (outcome[i]! * eta[i]! - logOnePlusExp(eta[i]!));
  return sum;
};

/** Deviance: twice what the log-likelihood lacks to that of the outcomes themselves. */
const devianceOf = ({ outcome, weights }: LogisticData, logLikelihood: number): number => {
  let saturated = 0;
  for (let i = 0; i < outcome.length; i++) {
    const y = outcome[i]!;
    if (y > 0 && y < 1)
      saturated += (weights === undefined ? 1 : weights[i]!) * (y * Math.log(y) + (1 - y) * Math.log1p(-y));
  }
  return 2 * (saturated - logLikelihood);
};

const maximise = (data: LogisticData, n: number, p: number): Result<Maximum> => {
  const { outcome, design, weights, offset } = data;
  const etaAt = (coefficients: Float64Array): Float64Array => {
    const eta = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let sum = offset === undefined ? 0 : offset[i]!;
      for (let k = 0; k < p; k++) sum += design[i * p + k]! * coefficients[k]!;
      eta[i] = sum;
    }
    return eta;
  };
  const information = new Float64Array(p * p);
  const score = new Float64Array(p);
  const derive = (eta: Float64Array): void => {
    information.fill(0);
    score.fill(0);
    for (let i = 0; i < n; i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      const fitted = inverseLogit(eta[i]!);
      const residual = weight * (outcome[i]! - fitted);
      const spread = weight * fitted * (1 - fitted);
      for (let j = 0; j < p; j++) {
        const x = design[i * p + j]!;
        score[j]! += x * residual;
        for (let k = 0; k <= j; k++) information[j * p + k]! += spread * x * design[i * p + k]!;
      }
    }
  };
  let coefficients: Float64Array = new Float64Array(p);
  let eta = etaAt(coefficients);
  let likelihood = binomialLogLikelihood(data, eta);
  derive(eta);
  let factor = cholesky(information, p, 1e-11);
  if (factor === null) {
    let column = 0;
    while (column < p - 1 && cholesky(leading(information, p, column + 1), column + 1, 1e-11) !== null)
      column++;
    return err({
      code: "singular-design",
      message: `column ${column} of the design is a combination of the columns before it`,
      remedy: "leave out the column",
    });
  }
  for (let iteration = 1; iteration <= 100; iteration++) {
    const step = choleskySolve(factor, p, score);
    let share = 1;
    let next = coefficients;
    let nextEta = eta;
    let nextLikelihood = Number.NEGATIVE_INFINITY;
    for (let halving = 0; halving < 40; halving++, share /= 2) {
      next = coefficients.map((one, k) => one + share * step[k]!);
      nextEta = etaAt(next);
      nextLikelihood = binomialLogLikelihood(data, nextEta);
      if (nextLikelihood >= likelihood - 1e-10) break;
    }
    const change = Math.abs(nextLikelihood - likelihood);
    coefficients = next;
    eta = nextEta;
    likelihood = nextLikelihood;
    derive(eta);
    factor = cholesky(information, p, 1e-13);
    const rest = factor === null ? step : choleskySolve(factor, p, score);
    if (
      factor === null ||
      (change <= 1e-9 * (Math.abs(likelihood) + 0.1) && moves(design, rest, n, p) > endless)
    )
      return separation(design, rest, n, p);
    if (change <= 1e-14 * (Math.abs(likelihood) + 0.1))
      return ok({
        coefficients,
        factor,
        score,
        eta,
        deviance: devianceOf(data, likelihood),
        iterations: iteration,
      });
  }
  return separation(design, choleskySolve(factor, p, score), n, p);
};

/** The largest move of a log odds by a step. */
const moves = (design: Float64Array, step: Float64Array, n: number, p: number): number => {
  let most = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += design[i * p + k]! * step[k]!;
    most = Math.max(most, Math.abs(sum));
  }
  return most;
};

const separation = (design: Float64Array, step: Float64Array, n: number, p: number): Result<never> => {
  // The column whose share of the endless step spreads the log odds most.
  const spread = step.map((one, k) => {
    let [sum, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      sum += design[i * p + k]!;
      square += design[i * p + k]! ** 2;
    }
    return Math.abs(one) * Math.sqrt(Math.max(0, square / n - (sum / n) ** 2));
  });
  const column = spread.indexOf(Math.max(...spread));
  return err({
    code: "separation",
    message: `column ${column} of the design separates the outcomes: its coefficient has no finite estimate`,
    remedy: "use the Firth penalty, merge categories or leave out the column",
  });
};

const leading = (matrix: Float64Array, p: number, size: number): Float64Array => {
  const part = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) part[row * size + column] = matrix[row * p + column]!;
  return part;
};
