import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskySolve } from "@erbium/numerics";
import { roundingOf } from "../likelihood-rounding.ts";
import { inverseLogit } from "./inverse-logit.ts";
import type { LogisticData } from "./logistic-data.ts";

/** Newton steps on the log odds that stay this large after the deviance stands still have no end. */
const endless = 0.05;

/** log(1 + e^x) without overflow. */
const logOnePlusExp = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** The maximum of the likelihood. */
export interface LogisticMaximum {
  readonly coefficients: Float64Array;
  readonly factor: Float64Array;
  readonly score: Float64Array;
  readonly eta: Float64Array;
  readonly deviance: number;
  readonly iterations: number;
}

/** Without the binomial coefficients. */
export const binomialLogLikelihood = ({ outcome, weights }: LogisticData, eta: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < eta.length; i++)
    sum += (weights === undefined ? 1 : weights[i]!) * (outcome[i]! * eta[i]! - logOnePlusExp(eta[i]!));
  return sum;
};

/** Deviance: twice what the log-likelihood lacks to that of the outcomes themselves. */
export const binomialDeviance = ({ outcome, weights }: LogisticData, logLikelihood: number): number => {
  let saturated = 0;
  for (let i = 0; i < outcome.length; i++) {
    const y = outcome[i]!;
    if (y > 0 && y < 1)
      saturated += (weights === undefined ? 1 : weights[i]!) * (y * Math.log(y) + (1 - y) * Math.log1p(-y));
  }
  return 2 * (saturated - logLikelihood);
};

/**
 * Newton-Raphson with step halving.
 *
 * @returns refuses a singular design (by the number of its column), and data in which a covariate separates the outcomes
 */
export const maximiseLogistic = (data: LogisticData, n: number, p: number): Result<LogisticMaximum> => {
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
      if (nextLikelihood >= likelihood - roundingOf(likelihood)) break;
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
        deviance: binomialDeviance(data, likelihood),
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
