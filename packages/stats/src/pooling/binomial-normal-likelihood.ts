import { gaussHermite, lnChoose } from "@erbium/numerics";

/** Value and gradient of a log-likelihood at (mu, tau). */
export interface LikelihoodAt {
  value: number;
  mu: number;
  tau: number;
}

/** Computes the log-likelihood at (mu, tau) into its argument. */
export type PlaneLikelihood = (mu: number, tau: number, into: LikelihoodAt) => void;

/** ln of the binomial coefficients, summed: the constant of the likelihood. */
export const binomialConstant = (events: Float64Array, n: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < events.length; i++) sum += lnChoose(n[i]!, events[i]!);
  return sum;
};

/**
 * The u at which `x eta - n ln(1 + e^eta) - u^2/2`, eta = mu + tau u, is highest: Newton's method, held by a bracket
 * since the slope falls throughout.
 */
const modeOf = (x: number, n: number, mu: number, tau: number, start: number): number => {
  let u = start;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 100; step++) {
    const p = 1 / (1 + Math.exp(-(mu + tau * u)));
    const slope = tau * (x - n * p) - u;
    if (slope > 0) low = u;
    else high = u;
    const change = slope / (1 + tau * tau * n * p * (1 - p));
    const next = u + change;
    if (Math.abs(change) < 1e-9) return next;
    u = next > low && next < high ? next : (low + high) / 2;
  }
  return u;
};

/**
 * Log-likelihood of `events_i ~ Bin(n_i, logit^-1(mu + tau u_i))`, `u_i ~ N(0, 1)`, each integral over u by Gauss-Hermite
 * quadrature centred and scaled at the mode of its integrand. One node is Laplace's approximation.
 *
 * The gradient is that of the approximation itself, shifts of mode and scale included, so that its optimum is found
 * to the last digits at any number of nodes.
 *
 * @param nodes 1 or more
 * @source Pinheiro and Bates 1995, J Comput Graph Stat 4:12; Liu and Pierce 1994, Biometrika 81:624
 */
export const adaptiveQuadrature = (events: Float64Array, n: Float64Array, nodes: number): PlaneLikelihood => {
  const k = events.length;
  const rule = gaussHermite(nodes);
  const logWeights = rule.weights.map((weight, j) => Math.log(weight) + rule.nodes[j]! ** 2);
  const constant = binomialConstant(events, n) - (k / 2) * Math.log(Math.PI);
  const modes = new Float64Array(k);
  const heights = new Float64Array(nodes);
  const alongMu = new Float64Array(nodes);
  const alongTau = new Float64Array(nodes);
  return (mu, tau, into) => {
    let value = constant;
    let gradientMu = 0;
    let gradientTau = 0;
    for (let i = 0; i < k; i++) {
      const x = events[i]!;
      const size = n[i]!;
      const u = modeOf(x, size, mu, tau, modes[i]!);
      modes[i] = u;
      const p = 1 / (1 + Math.exp(-(mu + tau * u)));
      const spread = size * p * (1 - p);
      const skew = spread * (1 - 2 * p);
      const curvature = 1 + tau * tau * spread;
      const scale = 1 / Math.sqrt(curvature);
      const modeMu = (-tau * spread) / curvature;
      const modeTau = (x - size * p - tau * u * spread) / curvature;
      const curvatureMu = tau * tau * skew * (1 + tau * modeMu);
      const curvatureTau = 2 * tau * spread + tau * tau * skew * (u + tau * modeTau);
      const scaleMu = -0.5 * scale * (curvatureMu / curvature);
      const scaleTau = -0.5 * scale * (curvatureTau / curvature);
      let highest = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < nodes; j++) {
        const reach = Math.SQRT2 * rule.nodes[j]!;
        const at = u + scale * reach;
        const eta = mu + tau * at;
        const small = Math.exp(-Math.abs(eta));
        const probability = eta > 0 ? 1 / (1 + small) : small / (1 + small);
        const residual = x - size * probability;
        const slope = tau * residual - at;
        const height =
          x * eta - size * (Math.max(0, eta) + Math.log(1 + small)) - 0.5 * at * at + logWeights[j]!;
        heights[j] = height;
        alongMu[j] = residual + slope * (modeMu + reach * scaleMu);
        alongTau[j] = at * residual + slope * (modeTau + reach * scaleTau);
        if (height > highest) highest = height;
      }
      let sum = 0;
      let sumMu = 0;
      let sumTau = 0;
      for (let j = 0; j < nodes; j++) {
        const mass = Math.exp(heights[j]! - highest);
        sum += mass;
        sumMu += mass * alongMu[j]!;
        sumTau += mass * alongTau[j]!;
      }
      value += highest + Math.log(sum) + Math.log(scale);
      gradientMu += sumMu / sum + scaleMu / scale;
      gradientTau += sumTau / sum + scaleTau / scale;
    }
    into.value = value;
    into.mu = gradientMu;
    into.tau = gradientTau;
  };
};

/** The modes u_i of the integrands at (mu, tau), and with them the deviance of the data given the modes. */
export const conditionalDeviance = (
  events: Float64Array,
  n: Float64Array,
  mu: number,
  tau: number,
): number => {
  let deviance = 0;
  for (let i = 0; i < events.length; i++) {
    const x = events[i]!;
    const size = n[i]!;
    const u = modeOf(x, size, mu, tau, 0);
    const p = 1 / (1 + Math.exp(-(mu + tau * u)));
    if (x > 0) deviance += 2 * x * Math.log(x / (size * p));
    if (x < size) deviance += 2 * (size - x) * Math.log((size - x) / (size * (1 - p)));
  }
  return deviance;
};
