import type { LikelihoodAt, PlaneLikelihood } from "./binomial-normal-likelihood.ts";

/** Where a likelihood of (mu, tau) is highest. */
export interface PlaneMaximum {
  readonly mu: number;
  readonly tau: number;
  readonly value: number;
  /** minus the Hessian: mu mu, mu tau, tau tau */
  readonly information: readonly [number, number, number];
}

/** Minus the Hessian by central differences of the gradient. */
const informationAt = (
  likelihood: PlaneLikelihood,
  mu: number,
  tau: number,
): readonly [number, number, number] => {
  const at: LikelihoodAt = { value: 0, mu: 0, tau: 0 };
  const h = 1e-4;
  const derivative = (dMu: number, dTau: number): readonly [number, number] => {
    likelihood(mu + dMu, tau + dTau, at);
    const [forwardMu, forwardTau] = [at.mu, at.tau];
    likelihood(mu - dMu, tau - dTau, at);
    return [(forwardMu - at.mu) / (2 * h), (forwardTau - at.tau) / (2 * h)];
  };
  const byMu = derivative(h, 0);
  const byTau = derivative(0, h);
  return [-byMu[0], -(byMu[1] + byTau[0]) / 2, -byTau[1]];
};

/** The information after a step, by what the gradient changed: the symmetric rank-one update. */
const updated = (
  [a, b, d]: readonly [number, number, number],
  step: readonly [number, number],
  fall: readonly [number, number],
): readonly [number, number, number] => {
  const left = fall[0] - (a * step[0] + b * step[1]);
  const right = fall[1] - (b * step[0] + d * step[1]);
  const along = left * step[0] + right * step[1];
  if (Math.abs(along) < 1e-8 * Math.hypot(left, right) * Math.hypot(...step)) return [a, b, d];
  return [a + (left * left) / along, b + (left * right) / along, d + (right * right) / along];
};

/**
 * Newton's step with each curvature taken by its size: uphill also where the likelihood curves upward, and long where it
 * is nearly flat. Nothing along a direction without curvature and slope.
 *
 * @source Nocedal and Wright 2006, Numerical Optimization, section 3.4
 */
const uphill = (
  [a, b, d]: readonly [number, number, number],
  gradient: readonly [number, number],
): readonly [number, number] => {
  const middle = (a + d) / 2;
  const radius = Math.hypot((a - d) / 2, b);
  const angle = Math.atan2(2 * b, a - d) / 2;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const floor = 1e-10 + 1e-6 * (Math.abs(middle) + radius);
  const first = (cosine * gradient[0] + sine * gradient[1]) / Math.max(floor, Math.abs(middle + radius));
  const second = (cosine * gradient[1] - sine * gradient[0]) / Math.max(floor, Math.abs(middle - radius));
  return [cosine * first - sine * second, sine * first + cosine * second];
};

/**
 * Newton's method with halved steps, the information renewed where updating it no longer brings the gradient down; by the
 * sizes of the curvatures where the likelihood is not concave. Ends at a short step, or without slope: where the scatter's curvature
 * vanishes at its optimum 0, steps only shrink by thirds.
 */
export const planeMaximum = (
  likelihood: PlaneLikelihood,
  startMu: number,
  startTau: number,
): PlaneMaximum | null => {
  const at: LikelihoodAt = { value: 0, mu: 0, tau: 0 };
  let [mu, tau] = [startMu, startTau];
  likelihood(mu, tau, at);
  let information = informationAt(likelihood, mu, tau);
  let fresh = true;
  for (let iteration = 0; iteration < 200; iteration++) {
    const value = at.value;
    const gradient: readonly [number, number] = [at.mu, at.tau];
    const [a, b, d] = information;
    const determinant = a * d - b * b;
    const concave = a > 0 && determinant > 1e-12 * a * Math.abs(d);
    if (!concave && !fresh) {
      information = informationAt(likelihood, mu, tau);
      fresh = true;
      continue;
    }
    const whole: readonly [number, number] = concave
      ? [(d * gradient[0] - b * gradient[1]) / determinant, (a * gradient[1] - b * gradient[0]) / determinant]
      : uphill(information, gradient);
    let share = Math.min(1, 2 / Math.hypot(...whole));
    for (let halving = 0; halving < 40; halving++) {
      likelihood(mu + share * whole[0], tau + share * whole[1], at);
      if (at.value >= value - 1e-12 * Math.abs(value)) break;
      share /= 2;
    }
    const step: readonly [number, number] = [share * whole[0], share * whole[1]];
    mu += step[0];
    tau += step[1];
    if (!Number.isFinite(at.value)) return null;
    if (Math.hypot(...whole) < 1e-9 || Math.hypot(at.mu, at.tau) < 1e-10)
      return {
        mu,
        tau: Math.abs(tau),
        value: at.value,
        information: informationAt(likelihood, mu, Math.abs(tau)),
      };
    const slow = Math.hypot(at.mu, at.tau) > 0.3 * Math.hypot(...gradient);
    information = slow
      ? informationAt(likelihood, mu, tau)
      : updated(information, step, [gradient[0] - at.mu, gradient[1] - at.tau]);
    fresh = slow;
  }
  return null;
};
