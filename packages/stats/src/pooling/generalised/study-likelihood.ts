import { gaussHermite } from "@erbium/numerics";
import type { Arm, Point } from "./arm.ts";

/** An arm in a study: what its linear predictor takes from the study's level, the effect, and the scatter. */
export interface PlacedArm {
  readonly arm: Arm;
  /** 1 where the effect (the moderators' linear combination) enters */
  readonly effect: number;
  /** what multiplies the random deviation of the effect: 1, or 1/2 and -1/2 */
  readonly scatter: number;
}

/** A study as a generalised mixed model sees it. */
export interface StudyArms {
  readonly arms: readonly PlacedArm[];
  /** whether the study has a level of its own, a nuisance that is estimated with the rest */
  readonly level: boolean;
}

/** Log-likelihood of a study at an effect and a standard deviation of the effects between studies. */
export interface StudyLikelihood {
  /** at an effect and tau; `base` raises every arm of a study without a level of its own */
  readonly at: (effect: number, tau: number, base?: number) => number;
  /** of the counts at the level and deviation that are likeliest at the last point asked */
  readonly conditional: () => number;
}

const tolerance = 1e-11;

/**
 * The likelihood of one study with a normal deviation u of its effect: `integral of prod_j L_j(level + effect_j x +
 * scatter_j tau u) phi(u) du` by Gauss-Hermite quadrature centred at the mode of the integrand and scaled by its
 * curvature; the study's level, where it has one, at its maximum.
 *
 * @param nodes of the quadrature; 1 is Laplace's approximation
 * @source Pinheiro and Bates 1995, J Comput Graph Stat 4:12
 */
export const studyLikelihood = ({ arms, level }: StudyArms, nodes: number): StudyLikelihood => {
  const rule = gaussHermite(nodes);
  const point: Point = { value: 0, slope: 0, information: 0 };
  let mode = 0;
  let nuisance = 0;
  const sum = { value: 0, byScatter: 0, byScatterTwice: 0, byLevel: 0, byLevelTwice: 0 };
  const evaluate = (height: number, effect: number, deviation: number): void => {
    sum.value = 0;
    sum.byScatter = 0;
    sum.byScatterTwice = 0;
    sum.byLevel = 0;
    sum.byLevelTwice = 0;
    for (const { arm, effect: enters, scatter } of arms) {
      arm.at(arm.offset + height + enters * effect + scatter * deviation, point);
      sum.value += point.value;
      sum.byScatter += scatter * point.slope;
      sum.byScatterTwice += scatter * scatter * point.information;
      sum.byLevel += point.slope;
      sum.byLevelTwice += point.information;
    }
  };
  const findMode = (height: number, effect: number, tau: number): void => {
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    for (let step = 0; step < 200; step++) {
      evaluate(height, effect, tau * mode);
      const slope = tau * sum.byScatter - mode;
      if (slope > 0) low = mode;
      else high = mode;
      const change = slope / (1 + tau * tau * sum.byScatterTwice);
      const next = mode + change;
      if (Math.abs(change) < tolerance) break;
      mode = next > low && next < high ? next : (low + high) / 2;
    }
  };
  const integral = (height: number, effect: number, tau: number): number => {
    if (tau === 0) {
      mode = 0;
      evaluate(height, effect, 0);
      return sum.value;
    }
    findMode(height, effect, tau);
    const scale = 1 / Math.sqrt(1 + tau * tau * sum.byScatterTwice);
    let highest = Number.NEGATIVE_INFINITY;
    const terms = new Float64Array(nodes);
    for (let j = 0; j < nodes; j++) {
      const u = mode + scale * Math.SQRT2 * rule.nodes[j]!;
      evaluate(height, effect, tau * u);
      terms[j] = sum.value - (u * u) / 2 + Math.log(rule.weights[j]!) + rule.nodes[j]! ** 2;
      if (terms[j]! > highest) highest = terms[j]!;
    }
    let mass = 0;
    for (let j = 0; j < nodes; j++) mass += Math.exp(terms[j]! - highest);
    return highest + Math.log(mass) + Math.log(scale) - Math.log(Math.PI) / 2;
  };
  /** the level of the study without scatter: the start of the search for it with scatter */
  const plainLevel = (effect: number): void => {
    for (let step = 0; step < 200; step++) {
      evaluate(nuisance, effect, 0);
      const change = Math.max(-2, Math.min(2, sum.byLevel / sum.byLevelTwice));
      if (!(Math.abs(change) > tolerance)) return;
      nuisance += change;
    }
  };
  const profiled = (effect: number, tau: number): number => {
    plainLevel(effect);
    if (tau === 0) return integral(nuisance, effect, 0);
    const h = 1e-3;
    for (let step = 0; step < 50; step++) {
      const [below, here, above] = [
        integral(nuisance - h, effect, tau),
        integral(nuisance, effect, tau),
        integral(nuisance + h, effect, tau),
      ];
      const curvature = (2 * here - below - above) / (h * h);
      const change = (above - below) / (2 * h) / curvature;
      if (!(Math.abs(change) > 1e-8)) return here;
      nuisance += Math.max(-1, Math.min(1, change));
    }
    return integral(nuisance, effect, tau);
  };
  let last = { effect: 0, tau: 0, base: 0 };
  return {
    at: (effect, tau, base = 0) => {
      last = { effect, tau, base };
      return level ? profiled(effect, tau) : integral(base, effect, tau);
    },
    conditional: () => {
      const { effect, tau, base } = last;
      const height = level ? nuisance : base;
      if (tau === 0) mode = 0;
      else findMode(height, effect, tau);
      evaluate(height, effect, tau * mode);
      return sum.value;
    },
  };
};
