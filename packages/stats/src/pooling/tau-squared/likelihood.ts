import { minimiseScalar } from "@erbium/numerics";
import { projectAt, quadraticForm, traceOf, traceOfTwo, weightedResidualsOf } from "../projector.ts";
import type { Studies } from "../studies.ts";
import { hedges } from "./moments.ts";
import type { TauSquared } from "./tau-squared.ts";

/** Score of tau2, its expected and its observed information, each times two. */
interface Scoring {
  score: number;
  information: number;
  observed: number;
}

type Score = (
  studies: Studies,
  tauSquared: number,
  restricted: boolean,
  into: Scoring,
  scratch: Float64Array,
) => void;

/**
 * One step's sums of the model with an intercept alone, in two passes without allocation: this is where a fit spends
 * its time.
 */
const scoreOfMean: Score = (studies, tauSquared, restricted, into, weights) => {
  const { k, y, v } = studies;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let sumY = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / (v[i]! + tauSquared);
    const square = w * w;
    weights[i] = w;
    s1 += w;
    s2 += square;
    s3 += square * w;
    sumY += w * y[i]!;
  }
  const mean = sumY / s1;
  let quadratic = 0;
  let cubic = 0;
  let first = 0;
  for (let i = 0; i < k; i++) {
    const w = weights[i]!;
    const weighted = w * (y[i]! - mean);
    quadratic += weighted * weighted;
    cubic += w * weighted * weighted;
    first += w * weighted;
  }
  const share = s2 / s1;
  into.score = quadratic - (restricted ? s1 - share : s1);
  into.information = restricted ? s2 - (2 * s3) / s1 + share * share : s2;
  into.observed = 2 * (cubic - (first * first) / s1) - into.information;
};

const scoreOfRegression: Score = (studies, tauSquared, restricted, into) => {
  const projector = projectAt(studies, tauSquared);
  let sum = 0;
  let squares = 0;
  for (const w of projector.weights) {
    sum += w;
    squares += w * w;
  }
  into.score = projector.slope - (restricted ? traceOf(studies, projector) : sum);
  into.information = restricted ? traceOfTwo(studies, projector) : squares;
  into.observed =
    2 * quadraticForm(studies, projector, weightedResidualsOf(studies, projector)) - into.information;
};

/**
 * The log-likelihood of tau2 with the coefficients at their best, up to a constant.
 *
 * @param restricted whether of the residuals (REML) or of the effects (ML)
 */
export const profileLogLikelihood = (studies: Studies, tauSquared: number, restricted: boolean): number => {
  const logVariances = logProduct(studies.v, tauSquared);
  if (studies.q === null) {
    const { logDeterminant, residualSumOfSquares } = residualsOfMean(studies, tauSquared);
    return -0.5 * (logVariances + residualSumOfSquares + (restricted ? logDeterminant : 0));
  }
  const projector = projectAt(studies, tauSquared);
  return -0.5 * (logVariances + projector.residualSumOfSquares + (restricted ? projector.logDeterminant : 0));
};

/** sum of log(v_i + tau2), one logarithm for as many as a number holds the product of. */
const logProduct = (v: Float64Array, tauSquared: number): number => {
  let logs = 0;
  let product = 1;
  for (const one of v) {
    const variance = one + tauSquared;
    if (variance < 1e-100 || variance > 1e100) {
      logs += Math.log(variance);
      continue;
    }
    product *= variance;
    if (product < 1e-200 || product > 1e200) {
      logs += Math.log(product);
      product = 1;
    }
  }
  return logs + Math.log(product);
};

/** What the likelihood of a mean needs of a projector, without its arrays. */
const residualsOfMean = (
  { k, y, v }: Studies,
  tauSquared: number,
): { readonly logDeterminant: number; readonly residualSumOfSquares: number } => {
  let sum = 0;
  let sumY = 0;
  for (let i = 0; i < k; i++) {
    const w = 1 / (v[i]! + tauSquared);
    sum += w;
    sumY += w * y[i]!;
  }
  const mean = sumY / sum;
  let residualSumOfSquares = 0;
  for (let i = 0; i < k; i++) {
    const residual = y[i]! - mean;
    residualSumOfSquares += (residual * residual) / (v[i]! + tauSquared);
  }
  return { logDeterminant: Math.log(sum), residualSumOfSquares };
};

/**
 * Newton's steps where the likelihood is concave, Fisher's scoring elsewhere; where neither settles, a bounded search on
 * the likelihood itself. Of several peaks the highest is taken.
 */
const scored = (studies: Studies, restricted: boolean): TauSquared => {
  const method = restricted ? "REML" : "ML";
  const score = studies.q === null ? scoreOfMean : scoreOfRegression;
  const at: Scoring = { score: 0, information: 0, observed: 0 };
  const scratch = new Float64Array(studies.k);
  // the variance of the effects less what sampling explains: a start of the right size
  const { k, y, v } = studies;
  let mean = 0;
  let sampling = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < k; i++) {
    mean += y[i]! / k;
    sampling += v[i]! / k;
    if (v[i]! < smallest) smallest = v[i]!;
    if (v[i]! > largest) largest = v[i]!;
  }
  let spread = 0;
  for (let i = 0; i < k; i++) spread += (y[i]! - mean) ** 2 / Math.max(1, k - 1);
  const done = (value: number, iterations: number): TauSquared => {
    score(studies, value, restricted, at, scratch);
    return { method, value, standardError: Math.sqrt(2 / at.information), iterations };
  };
  const climb = (start: number): { readonly value: number; readonly iterations: number } | null => {
    let value = start;
    for (let iterations = 1; iterations <= 100; iterations++) {
      score(studies, value, restricted, at, scratch);
      // a step by an observed information close to zero would run away
      const newton = at.observed > 0.2 * at.information;
      const next = Math.max(0, value + at.score / (newton ? at.observed : at.information));
      // Newton's error is squared by the step that was just made, Fisher's only shrinks
      if (Math.abs(next - value) <= (newton ? 1e-9 : 1e-13) * next) return { value: next, iterations };
      value = next;
    }
    return null;
  };
  const height = (tauSquared: number): number => profileLogLikelihood(studies, tauSquared, restricted);
  const first = climb(Math.max(0, spread - sampling));
  if (first === null) {
    const limit = Math.max(4 * spread, 1e-300);
    const search = minimiseScalar((one) => -height(one), 0, limit, 1e-12 * (spread + sampling));
    return done(search.at, 100);
  }
  // the likelihood may have another peak: at 0, away from it, or, where studies are very unlike, closer to it
  const unlike = largest > unlikeVariances * smallest;
  const starts = first.value === 0 || unlike ? candidates(spread) : [];
  let peak = first.value;
  let peakHeight = height(peak);
  for (const start of [0, ...starts]) {
    if (!(height(start) > peakHeight)) continue;
    const settled = start === 0 ? { value: 0 } : climb(start);
    // a climb that leaves the peak it began on is made up for by a search about the start
    const other =
      settled !== null && height(settled.value) >= height(start)
        ? settled.value
        : minimiseScalar((one) => -height(one), start / 2.25, start * 2.25, 1e-12 * start).at;
    const otherHeight = height(other);
    if (otherHeight > peakHeight) [peak, peakHeight] = [other, otherHeight];
  }
  return done(peak, first.iterations);
};

/** Studies whose variances differ by more than this factor may leave a likelihood with two peaks away from 0. */
const unlikeVariances = 100;

/** Where a second peak is looked for: steps of a factor 3/2 down from the variance of the effects. */
const candidates = (spread: number): readonly number[] =>
  Array.from({ length: 18 }, (_, i) => spread * 1.5 ** (1 - i)).filter((one) => one > 0);

/** When plain Fisher scoring ends: by a change of tau2 at or below the threshold, or by giving up. */
export interface StoppingRule {
  readonly threshold: number;
  readonly steps: number;
}

/**
 * Plain Fisher scoring from Hedges' estimator, steps halved while they lead below 0, ended by a rule: for results
 * of software that stops early, whose last digits depend on it. Null where the rule gives up.
 *
 * @param rule metafor's default is a threshold of 1e-5 and 100 steps
 * @source Viechtbauer 2005, J Educ Behav Stat 30:261
 */
export const scoredUntil = (studies: Studies, restricted: boolean, rule: StoppingRule): TauSquared | null => {
  const score = studies.q === null ? scoreOfMean : scoreOfRegression;
  const at: Scoring = { score: 0, information: 0, observed: 0 };
  const scratch = new Float64Array(studies.k);
  let { value } = hedges(studies);
  for (let iterations = 1; iterations <= rule.steps; iterations++) {
    score(studies, value, restricted, at, scratch);
    let change = at.score / at.information;
    while (value + change < 0) change /= 2;
    value += change;
    if (Math.abs(change) > rule.threshold) continue;
    const method = restricted ? "REML" : "ML";
    score(studies, value, restricted, at, scratch);
    return { method, value, standardError: Math.sqrt(2 / at.information), iterations };
  }
  return null;
};

/**
 * Between-study variance by maximum likelihood.
 *
 * @source Hardy and Thompson 1996, Stat Med 15:619
 */
export const maximumLikelihood = (studies: Studies): TauSquared => scored(studies, false);

/**
 * Between-study variance by restricted maximum likelihood: maximises the likelihood of the residuals of
 * `y_i ~ N(x_i b, v_i + tau2)` by Newton's steps and Fisher's
 * scoring, `tau2 += (y'PPy - tr P) / tr(PP)`, kept at or above 0.
 *
 * @source Viechtbauer 2005, J Educ Behav Stat 30:261; agrees with metafor 3.8 `rma(method = "REML")`
 */
export const restrictedMaximumLikelihood = (studies: Studies): TauSquared => scored(studies, true);
