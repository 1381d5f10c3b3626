import { cholesky, choleskyInverse, choleskySolve, minimise } from "@erbium/numerics";
import type { Moderators } from "../studies.ts";
import { hessianOf, maximum } from "./likelihood-maximum.ts";
import { randomLevelLikelihood } from "./random-level.ts";
import { type StudyArms, studyLikelihood } from "./study-likelihood.ts";

/** What a fit with random levels of the studies gives. */
export interface RandomLevelFit {
  readonly estimates: Float64Array;
  /** of the coefficients, p x p */
  readonly covariance: Float64Array;
  readonly tauSquared: number;
  /** between the studies' levels */
  readonly sigmaSquared: number;
  readonly logLikelihood: number;
  readonly likelihoodRatio: number;
  /** null where the curvature of the saturated model is not that of a maximum */
  readonly wald: number | null;
}

/** Log-likelihood of study i at the mean level, its effect, and both standard deviations. */
type OfStudy = (i: number, level: number, effect: number, sigma: number, tau: number) => number;

/** An effect beyond this is taken for running away: a group without events. */
const reach = 12;

/**
 * The common effect against one effect for each study, the levels random in both: twice the difference of the
 * log-likelihoods, and Wald's statistic by the effects that are finite.
 */
const heterogeneityTests = (
  ofStudy: OfStudy,
  common: { readonly value: number; readonly level: number; readonly sigma: number },
  effects: Float64Array,
  { names, values }: Moderators,
): Pick<RandomLevelFit, "likelihoodRatio" | "wald"> => {
  const k = effects.length;
  const p = names.length;
  const minus = (at: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < k; i++) sum -= ofStudy(i, at[0]!, at[2 + i]!, Math.abs(at[1]!), 0);
    return sum;
  };
  const found = minimise(minus, Float64Array.of(common.level, common.sigma, ...effects), {
    differenceStep: 1e-4,
    relativeTolerance: 1e-12,
  });
  const likelihoodRatio = Math.max(0, 2 * (-found.value - common.value));
  const finite = effects.map((_, i) => i).filter((i) => Math.abs(found.at[2 + i]!) < reach);
  const m = finite.length;
  const inner = (at: Float64Array): number => {
    const whole = found.at.slice();
    whole.set(at.subarray(0, 2));
    for (let j = 0; j < m; j++) whole[2 + finite[j]!] = at[2 + j]!;
    return minus(whole);
  };
  const at = Float64Array.of(found.at[0]!, found.at[1]!, ...Array.from(finite, (i) => found.at[2 + i]!));
  const factor = cholesky(hessianOf(inner, at), m + 2);
  if (factor === null || m <= p) return { likelihoodRatio, wald: null };
  const whole = choleskyInverse(factor, m + 2);
  const covariance = Float64Array.from(
    { length: m * m },
    (_, place) => whole[(2 + Math.floor(place / m)) * (m + 2) + 2 + (place % m)]!,
  );
  const inside = cholesky(covariance, m);
  if (inside === null) return { likelihoodRatio, wald: null };
  // generalised least squares of the effects on the moderators: y'V^-1 y - b'X'V^-1 y
  const y = at.slice(2);
  const solvedY = choleskySolve(inside, m, y);
  const columns = Array.from({ length: p }, (_, j) => Float64Array.from(finite, (i) => values[i * p + j]!));
  const solved = columns.map((column) => choleskySolve(inside, m, column));
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, i) => sum + one * b[i]!, 0);
  const cross = Float64Array.from({ length: p * p }, (_, place) =>
    dot(columns[Math.floor(place / p)]!, solved[place % p]!),
  );
  const right = Float64Array.from(columns, (column) => dot(column, solvedY));
  const normal = cholesky(cross, p);
  if (normal === null) return { likelihoodRatio, wald: null };
  return {
    likelihoodRatio,
    wald: Math.max(0, dot(y, solvedY) - dot(right, choleskySolve(normal, p, right))),
  };
};

/**
 * Fits two groups with levels of the studies that scatter at random about a mean level, the effect scattering
 * independently: by Laplace's approximation; of a common effect by adaptive quadrature.
 *
 * @param start  coefficients to start from
 * @param usual  effects of the single studies to start from
 * @param nodes  of the quadrature of a common effect
 * @returns null where the likelihood has no maximum within reach
 */
export const randomLevelPool = (
  studies: readonly StudyArms[],
  design: Moderators,
  random: boolean,
  start: Float64Array,
  usual: Float64Array,
  nodes: number,
): RandomLevelFit | null => {
  const p = design.names.length;
  const laplace = studies.map(({ arms }) => randomLevelLikelihood(arms));
  const quadrature = studies.map(({ arms }) =>
    studyLikelihood({ arms: arms.map((arm) => ({ ...arm, scatter: 1 })), level: false }, nodes),
  );
  const ofStudy: OfStudy = (i, level, effect, sigma, tau) =>
    random ? laplace[i]!.at(level, effect, sigma, tau) : quadrature[i]!.at(effect, sigma, level);
  const effectAt = (i: number, at: Float64Array): number => {
    let effect = 0;
    for (let j = 0; j < p; j++) effect += design.values[i * p + j]! * at[j]!;
    return effect;
  };
  // coefficients, mean level, sigma and, with random effects, tau
  const value = (at: Float64Array): number => {
    const tau = at.length > p + 2 ? Math.abs(at[p + 2]!) : 0;
    let sum = 0;
    for (let i = 0; i < studies.length; i++)
      sum += ofStudy(i, at[p]!, effectAt(i, at), Math.abs(at[p + 1]!), tau);
    return sum;
  };
  const first = studies[0]?.arms[1];
  const meanLevel = first === undefined ? 0 : Math.log(1e-9 + 0.1) - first.arm.offset;
  const common = maximum(value, Float64Array.of(...start, meanLevel, 0.5));
  if (common === null) return null;
  const commonValue = value(common.at);
  let chosen = common;
  let tau = 0;
  if (random) {
    const found = maximum(value, Float64Array.of(...common.at, 0.4));
    if (found === null) return null;
    if (value(found.at) - commonValue > 1e-9 * Math.max(1, Math.abs(commonValue)))
      [chosen, tau] = [found, found.at[p + 2]!];
  }
  const size = chosen.at.length;
  return {
    estimates: chosen.at.slice(0, p),
    covariance: Float64Array.from(
      { length: p * p },
      (_, at) => chosen.inverse[Math.floor(at / p) * size + (at % p)]!,
    ),
    tauSquared: tau * tau,
    sigmaSquared: chosen.at[p + 1]! ** 2,
    logLikelihood: value(chosen.at),
    ...heterogeneityTests(
      ofStudy,
      { value: commonValue, level: common.at[p]!, sigma: common.at[p + 1]! },
      usual,
      design,
    ),
  };
};
