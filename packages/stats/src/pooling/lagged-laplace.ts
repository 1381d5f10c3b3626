import { minimiseScalar } from "@erbium/numerics";
import { binomialConstant, type PlaneLikelihood } from "./binomial-normal-likelihood.ts";

interface Start {
  readonly mu: number;
  readonly tau: number;
  /** linear predictors mu + tau u_i at the joint mode */
  readonly predictors: Float64Array;
}

/** mu and all u_i that together maximise the likelihood of data and u at a tau: penalised least squares, repeated. */
const jointMode = (events: Float64Array, n: Float64Array, tau: number, from: Start | null): Start => {
  const k = events.length;
  let mu = from?.mu ?? 0;
  const u = new Float64Array(k);
  if (from !== null && from.tau > 0)
    for (let i = 0; i < k; i++) u[i] = (from.predictors[i]! - from.mu) / from.tau;
  for (let round = 0; round < 500; round++) {
    let gradient = 0;
    let information = 0;
    let largest = 0;
    for (let i = 0; i < k; i++) {
      const p = 1 / (1 + Math.exp(-(mu + tau * u[i]!)));
      const weight = n[i]! * p * (1 - p);
      const whole = 1 + tau * tau * weight;
      const residual = events[i]! - n[i]! * p;
      gradient += residual - (tau * weight * (tau * residual - u[i]!)) / whole;
      information += weight / whole;
    }
    const change = Math.max(-2, Math.min(2, gradient / information));
    for (let i = 0; i < k; i++) {
      const p = 1 / (1 + Math.exp(-(mu + tau * u[i]!)));
      const weight = n[i]! * p * (1 - p);
      const step =
        (tau * (events[i]! - n[i]! * p) - u[i]! - tau * weight * change) / (1 + tau * tau * weight);
      u[i]! += Math.max(-4, Math.min(4, step));
      largest = Math.max(largest, Math.abs(step));
    }
    mu += change;
    if (Math.abs(change) + largest < 1e-12) break;
  }
  return { mu, tau, predictors: u.map((one) => mu + tau * one) };
};

/**
 * Laplace's approximation with its determinant one step behind: from fixed linear predictors two steps of penalised
 * iteratively reweighted least squares lead to the modes, and the determinant keeps the weights before the second.
 * This is the objective that the fits of lme4 with one quadrature node agree with (to 1e-5, where the exact
 * approximation lies 1e-3 away); it is here to compare with them, not to be preferred.
 *
 * @param start fixed linear predictors, of {@link laggedStart}
 */
export const laggedLaplace = (events: Float64Array, n: Float64Array, start: Start): PlaneLikelihood => {
  const k = events.length;
  const constant = binomialConstant(events, n);
  const value = (mu: number, tau: number): number => {
    let sum = constant;
    for (let i = 0; i < k; i++) {
      const [x, size] = [events[i]!, n[i]!];
      let eta = start.predictors[i]!;
      let u = 0;
      let whole = 1;
      for (let step = 0; step < 2; step++) {
        const p = 1 / (1 + Math.exp(-eta));
        const weight = size * p * (1 - p);
        whole = 1 + tau * tau * weight;
        u = (tau * (weight * (eta - mu) + x - size * p)) / whole;
        eta = mu + tau * u;
      }
      const softplus = Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta)));
      sum += x * eta - size * softplus - 0.5 * u * u - 0.5 * Math.log(whole);
    }
    return sum;
  };
  return (mu, tau, into) => {
    const h = 1e-5;
    into.value = value(mu, tau);
    into.mu = (value(mu + h, tau) - value(mu - h, tau)) / (2 * h);
    into.tau = (value(mu, tau + h) - value(mu, tau - h)) / (2 * h);
  };
};

/**
 * Where the lagged approximation starts: the joint mode of mu and the u_i at the tau that maximises the likelihood
 * with mu at that joint mode (golden section over tau).
 */
export const laggedStart = (events: Float64Array, n: Float64Array): Start => {
  let best: Start | null = null;
  const objective = (tau: number): number => {
    const mode = jointMode(events, n, tau, best);
    best = mode;
    let sum = 0;
    for (let i = 0; i < events.length; i++) {
      const eta = mode.predictors[i]!;
      const p = 1 / (1 + Math.exp(-eta));
      const u = tau > 0 ? (eta - mode.mu) / tau : 0;
      const softplus = Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta)));
      sum +=
        events[i]! * eta - n[i]! * softplus - 0.5 * u * u - 0.5 * Math.log1p(tau * tau * n[i]! * p * (1 - p));
    }
    return -sum;
  };
  const tau = minimiseScalar(objective, 1e-4, 6, 1e-9).at;
  return jointMode(events, n, tau, best);
};
