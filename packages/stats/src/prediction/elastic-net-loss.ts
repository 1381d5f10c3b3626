import { orderOf } from "@erbium/numerics";
import { inverseLogit } from "./inverse-logit.ts";

/**
 * A loss as coordinate descent sees it: at a linear predictor its negative derivatives and curvatures, each one
 * element an observation and divided by the total weight, and its deviance.
 */
export interface ElasticNetLoss {
  /** whether the curvature is the same everywhere, so that one quadratic is the loss itself */
  readonly quadratic: boolean;
  readonly hasIntercept: boolean;
  readonly nullDeviance: number;
  /** what a change of a coefficient is held against: the null model's loss an observation */
  readonly unitDeviance: number;
  /** whether a laid-out path may end, from the shares of the deviance explained so far */
  readonly settled: (ratios: Float64Array, step: number) => boolean;
  /** linear predictor of the model with an intercept only */
  readonly nullIntercept: number;
  /** fills the working residual (negative derivative) and curvature; returns nothing else */
  readonly derive: (eta: Float64Array, residual: Float64Array, curvature: Float64Array) => void;
  readonly deviance: (eta: Float64Array) => number;
}

/** The last step explained less than a hundred-thousandth: of what is explained, or of all. */
const leastGain = 1e-5;
/** The partial likelihood creeps: its last four steps together explained less than a thousandth more. */
const creeping = { steps: 4, gain: 1e-3 };

const weightsOr = (weights: Float64Array | undefined, n: number): Float64Array => {
  const all = weights ?? new Float64Array(n).fill(1);
  const total = all.reduce((sum, one) => sum + one, 0);
  return all.map((one) => one / total);
};
const totalOf = (weights: Float64Array | undefined, n: number): number =>
  weights === undefined ? n : weights.reduce((sum, one) => sum + one, 0);

/** Squared error: half the mean of (y - eta)^2. */
export const gaussianLoss = (y: Float64Array, weights?: Float64Array): ElasticNetLoss => {
  const n = y.length;
  const w = weightsOr(weights, n);
  const total = totalOf(weights, n);
  const mean = y.reduce((sum, one, i) => sum + w[i]! * one, 0);
  const deviance = (eta: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += w[i]! * (y[i]! - eta[i]!) ** 2;
    return total * sum;
  };
  const nullDeviance = deviance(new Float64Array(n).fill(mean));
  return {
    quadratic: true,
    hasIntercept: true,
    nullDeviance,
    unitDeviance: nullDeviance / total,
    settled: (ratios, step) => ratios[step]! - ratios[step - 1]! < leastGain * ratios[step]!,
    nullIntercept: mean,
    derive: (eta, residual, curvature) => {
      for (let i = 0; i < n; i++) {
        residual[i] = w[i]! * (y[i]! - eta[i]!);
        curvature[i] = w[i]!;
      }
    },
    deviance,
  };
};

/** Probabilities closer to 0 or 1 have no curvature left to work with. */
const closest = 1e-9;

/** Mean negative log-likelihood of outcomes 0 and 1. */
export const binomialLoss = (y: Float64Array, weights?: Float64Array): ElasticNetLoss => {
  const n = y.length;
  const w = weightsOr(weights, n);
  const total = totalOf(weights, n);
  const mean = y.reduce((sum, one, i) => sum + w[i]! * one, 0);
  const nullIntercept = Math.log(mean / (1 - mean));
  const deviance = (eta: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const e = eta[i]!;
      sum += w[i]! * ((e > 0 ? e + Math.log1p(Math.exp(-e)) : Math.log1p(Math.exp(e))) - y[i]! * e);
    }
    return 2 * total * sum;
  };
  const nullDeviance = deviance(new Float64Array(n).fill(nullIntercept));
  return {
    quadratic: false,
    hasIntercept: true,
    nullDeviance,
    unitDeviance: nullDeviance / total / 2,
    settled: (ratios, step) => ratios[step]! - ratios[step - 1]! < leastGain,
    nullIntercept,
    derive: (eta, residual, curvature) => {
      for (let i = 0; i < n; i++) {
        const p = inverseLogit(eta[i]!);
        residual[i] = w[i]! * (y[i]! - p);
        curvature[i] = w[i]! * Math.max(p * (1 - p), closest);
      }
    },
    deviance,
  };
};

/**
 * Mean negative log partial likelihood, ties by Breslow; the curvature is the diagonal of the second derivative.
 *
 * @source Simon, Friedman, Hastie and Tibshirani 2011, J Stat Softw 39(5)
 */
export const coxLoss = (
  stop: Float64Array,
  event: ArrayLike<number>,
  weights?: Float64Array,
): ElasticNetLoss => {
  const n = stop.length;
  const w = weightsOr(weights, n);
  const total = totalOf(weights, n);
  const order = orderOf(stop);
  const groupEnd: number[] = [];
  for (let i = 1; i <= n; i++) if (i === n || stop[order[i]!] !== stop[order[i - 1]!]) groupEnd.push(i);
  const groups = groupEnd.length;
  const deaths = new Float64Array(groups);
  let saturated = 0;
  for (let g = 0, i = 0; g < groups; g++) {
    for (; i < groupEnd[g]!; i++) if (event[order[i]!] === 1) deaths[g]! += w[order[i]!]!;
    if (deaths[g]! > 0) saturated -= deaths[g]! * Math.log(deaths[g]!);
  }
  const risk = new Float64Array(n);
  const sums = new Float64Array(groups);
  const atRisk = (eta: Float64Array): void => {
    for (let i = 0; i < n; i++) risk[i] = w[i]! * Math.exp(eta[i]!);
    let sum = 0;
    for (let g = groups - 1, i = n - 1; g >= 0; g--) {
      for (const start = g === 0 ? 0 : groupEnd[g - 1]!; i >= start; i--) sum += risk[order[i]!]!;
      sums[g] = sum;
    }
  };
  const deviance = (eta: Float64Array): number => {
    atRisk(eta);
    let likelihood = 0;
    for (let i = 0; i < n; i++) if (event[i] === 1) likelihood += w[i]! * eta[i]!;
    for (let g = 0; g < groups; g++) if (deaths[g]! > 0) likelihood -= deaths[g]! * Math.log(sums[g]!);
    return 2 * total * (saturated - likelihood);
  };
  const nullDeviance = deviance(new Float64Array(n));
  return {
    quadratic: false,
    hasIntercept: false,
    nullDeviance,
    unitDeviance: nullDeviance / total / 2,
    settled: (ratios, step) => ratios[step]! - ratios[step - creeping.steps]! < creeping.gain * ratios[step]!,
    nullIntercept: 0,
    derive: (eta, residual, curvature) => {
      atRisk(eta);
      let hazard = 0;
      let square = 0;
      for (let g = 0, i = 0; g < groups; g++) {
        if (deaths[g]! > 0) {
          hazard += deaths[g]! / sums[g]!;
          square += deaths[g]! / sums[g]! ** 2;
        }
        for (; i < groupEnd[g]!; i++) {
          const row = order[i]!;
          const r = risk[row]!;
          residual[row] = (event[row] === 1 ? w[row]! : 0) - r * hazard;
          curvature[row] = Math.max(r * hazard - r * r * square, 1e-12 * w[row]!);
        }
      }
    },
    deviance,
  };
};
