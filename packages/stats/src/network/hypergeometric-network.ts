import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskyInverse, choleskySolve, differenceGradient, minimise } from "@erbium/numerics";
import { type BinaryArms, readBinaryNetwork } from "./binary-network.ts";
import { type BinaryNetworkEstimates, contrastsOfLevels } from "./mantel-haenszel-network.ts";

/**
 * Where the search for the maximum ends: at it; or where R's optim(method = "L-BFGS-B") at its defaults ends,
 * which is up to some 1e-5 beside it, with its numerical Hessian.
 */
export type HypergeometricSearch = "maximum" | "as optim's L-BFGS-B";

/**
 * Network meta-analysis of odds ratios by the noncentral hypergeometric likelihood: common effects, rare events,
 * no continuity correction; conditional on the events of each study.
 *
 * The likelihood is the multinomial one that approximates the noncentral hypergeometric when events are few among
 * the patients: sum_arms r ln(n e^d) - R ln(sum_arms n e^d), R the events of the study.
 *
 * @returns log odds ratios; refuses what {@link readBinaryNetwork} refuses and a likelihood without a maximum
 * @source Stijnen, Hamza and Özdemir 2010, Stat Med 29:3046; Efthimiou et al. 2019, Stat Med 38:2992; agrees with
 *         netmeta's netmetabin(method = "NCH")
 */
export const hypergeometricNetwork = (
  input: BinaryArms,
  search: HypergeometricSearch = "maximum",
): Result<BinaryNetworkEstimates> => {
  const read = readBinaryNetwork(input);
  if (!read.ok) return read;
  const network = read.value;
  const studies = network.designs.flatMap((design) => design.studies);
  const p = network.treatments.length - 1;
  const levelOf = (at: Float64Array, arm: number): number => (arm === 0 ? 0 : at[arm - 1]!);
  const minusLogLikelihood = (at: Float64Array): number => {
    let sum = 0;
    for (const { arms, events, patients } of studies) {
      let total = 0;
      let weights = 0;
      for (const [i, arm] of arms.entries()) {
        const level = levelOf(at, arm);
        sum -= events[i]! * level;
        total += events[i]!;
        weights += patients[i]! * Math.exp(level);
      }
      sum += total * Math.log(weights);
    }
    return sum;
  };
  /** gradient and Hessian of the above */
  const derivatives = (at: Float64Array, gradient: Float64Array, hessian: Float64Array): void => {
    gradient.fill(0);
    hessian.fill(0);
    for (const { arms, events, patients } of studies) {
      const weights = arms.map((arm, i) => patients[i]! * Math.exp(levelOf(at, arm)));
      const whole = weights.reduce((sum, one) => sum + one, 0);
      const total = events.reduce((sum, one) => sum + one, 0);
      for (const [i, arm] of arms.entries()) {
        if (arm === 0) continue;
        const share = weights[i]! / whole;
        gradient[arm - 1]! += total * share - events[i]!;
        hessian[(arm - 1) * p + arm - 1]! += total * share;
        for (const [j, other] of arms.entries())
          if (other > 0) hessian[(arm - 1) * p + other - 1]! -= (total * share * weights[j]!) / whole;
      }
    }
  };
  const gradient = new Float64Array(p);
  const hessian = new Float64Array(p * p);
  const noMaximum = err({
    code: "no-maximum",
    message:
      "the likelihood has no maximum: some treatment has events only, or none, against all it is compared with",
    remedy: "leave that treatment out or use a method with a prior",
  });
  if (search === "as optim's L-BFGS-B") {
    const differenceStep = 1e-3;
    const found = minimise(minusLogLikelihood, new Float64Array(p), {
      differenceStep,
      memory: 5,
      relativeTolerance: 1e7 * Number.EPSILON,
      gradientTolerance: 0,
      maximumIterations: 100,
    });
    const moved = found.at.slice();
    const [above, below] = [new Float64Array(p), new Float64Array(p)];
    for (let i = 0; i < p; i++) {
      moved[i] = found.at[i]! + differenceStep;
      differenceGradient(minusLogLikelihood, moved, above, differenceStep);
      moved[i] = found.at[i]! - differenceStep;
      differenceGradient(minusLogLikelihood, moved, below, differenceStep);
      moved[i] = found.at[i]!;
      for (let j = 0; j < p; j++) {
        const curvature = (above[j]! - below[j]!) / (4 * differenceStep);
        hessian[i * p + j]! += curvature;
        hessian[j * p + i]! += curvature;
      }
    }
    const factor = cholesky(hessian, p);
    if (factor === null) return noMaximum;
    return ok({ network, ...contrastsOfLevels(Float64Array.of(0, ...found.at), choleskyInverse(factor, p)) });
  }
  const at = new Float64Array(p);
  for (let iteration = 0; iteration < 100; iteration++) {
    derivatives(at, gradient, hessian);
    const factor = cholesky(hessian, p);
    if (factor === null) return noMaximum;
    const step = choleskySolve(factor, p, gradient);
    // The likelihood is concave; steps are halved only where far from the maximum they overshoot.
    const before = minusLogLikelihood(at);
    let share = 1;
    for (; share > 1e-8; share /= 2) {
      const value = minusLogLikelihood(at.map((one, i) => one - share * step[i]!));
      if (value <= before + 1e-12 * Math.abs(before)) break;
    }
    let size = 0;
    for (let i = 0; i < p; i++) {
      at[i]! -= share * step[i]!;
      size = Math.max(size, Math.abs(step[i]!));
    }
    if (at.some((one) => Math.abs(one) > 30)) return noMaximum;
    if (size < 1e-12) break;
  }
  derivatives(at, gradient, hessian);
  const factor = cholesky(hessian, p);
  if (factor === null) return noMaximum;
  return ok({ network, ...contrastsOfLevels(Float64Array.of(0, ...at), choleskyInverse(factor, p)) });
};
