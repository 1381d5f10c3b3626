import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskyInverse, choleskySolve, differenceGradient, minimise } from "@erbium/numerics";
import { type BinaryArms, readBinaryNetwork } from "./binary-network.ts";
import { type BinaryNetworkEstimates, contrastsOfLevels } from "./mantel-haenszel-network.ts";

/**
 * Where the search for the maximum ends: at it; or where R's optim(method = "L-BFGS-B") at its defaults ends,
 * which is up to some 1e-5 beside it, with its numerical Hessian.
 */
export type HypergeometricSearch = "maximum" | "as optim's L-BFGS-B";

const farApart = err({
  code: "too-far-apart",
  message: "the arms differ so much in size that their likelihood can not be computed",
  remedy: "check the numbers of patients",
});

/**
 * Network meta-analysis of odds ratios by the noncentral hypergeometric likelihood: common effects, rare events,
 * no continuity correction; conditional on the events of each study.
 *
 * The likelihood is the multinomial one that approximates the noncentral hypergeometric when events are few among
 * the patients: sum_arms r ln(n e^d) - R ln(sum_arms n e^d), R the events of the study.
 *
 * What is read has events in every arm of every design, in some study, so that there is a maximum.
 *
 * @returns log odds ratios; refuses what {@link readBinaryNetwork} refuses, and numbers of patients so far apart that
 *          the likelihood is flat to the last digit
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
  const estimates = (at: Float64Array): Result<BinaryNetworkEstimates> => {
    const factor = cholesky(hessian, p);
    if (factor === null) return farApart;
    return ok({ network, ...contrastsOfLevels(Float64Array.of(0, ...at), choleskyInverse(factor, p)) });
  };
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
    return estimates(found.at);
  }
  const at = new Float64Array(p);
  for (let iteration = 0; iteration < 100; iteration++) {
    derivatives(at, gradient, hessian);
    const factor = cholesky(hessian, p);
    if (factor === null) return farApart;
    const step = choleskySolve(factor, p, gradient);
    let size = 0;
    for (const one of step) size = Math.max(size, Math.abs(one));
    // The likelihood is concave. Where it is nearly flat, far from the maximum, a Newton step leads out of sight: steps
    // are cut to three on the scale of logs, and halved where they still overshoot.
    const before = minusLogLikelihood(at);
    let share = Math.min(1, 3 / size);
    for (; share > 1e-8; share /= 2) {
      const value = minusLogLikelihood(at.map((one, i) => one - share * step[i]!));
      if (value <= before + 1e-12 * Math.abs(before)) break;
    }
    for (let i = 0; i < p; i++) at[i]! -= share * step[i]!;
    if (size < 1e-12) break;
  }
  derivatives(at, gradient, hessian);
  return estimates(at);
};
