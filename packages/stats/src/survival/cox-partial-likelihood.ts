import type { RiskSets } from "./cox-risk-sets.ts";
import { visitDeathTimes } from "./death-times.ts";

export type CoxTies = "efron" | "breslow" | "exact";

/** Log partial likelihood with its first and negative second derivatives. */
export interface PartialLikelihood {
  logLikelihood: number;
  /** length p */
  readonly score: Float64Array;
  /** p x p, row-major, lower triangle */
  readonly information: Float64Array;
}

/** w e^eta and eta by position. */
export const riskOf = (
  { n, p, x, weight, offset }: RiskSets,
  coefficients: Float64Array,
): { readonly eta: Float64Array; readonly risk: Float64Array } => {
  const eta = new Float64Array(n);
  const risk = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    let sum = offset[at]!;
    for (let k = 0; k < p; k++) sum += x[at * p + k]! * coefficients[k]!;
    eta[at] = sum;
    risk[at] = weight[at]! * Math.exp(sum);
  }
  return { eta, risk };
};

/**
 * Log partial likelihood under Breslow's or Efron's handling of ties.
 *
 * Breslow: every one of d tied failures sees the whole risk set. Efron: the k-th (from 0) sees it less k/d of
 * those who fail, as if they failed one after the other in unknown order. Each failure counts with the mean
 * weight of the tied.
 *
 * @source Breslow 1974, Biometrics 30:89; Efron 1977, JASA 72:557
 */
export const partialLikelihood = (
  sets: RiskSets,
  coefficients: Float64Array,
  ties: "efron" | "breslow",
): PartialLikelihood => {
  const { p, x, weight, event } = sets;
  const { eta, risk } = riskOf(sets, coefficients);
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let logLikelihood = 0;
  visitDeathTimes(sets, risk, true, (time) => {
    const { from, to, deaths, s0, s1, s2, d0, d1, d2 } = time;
    for (let at = from; at < to; at++)
      if (event[at] === 1) {
        const w = weight[at]!;
        logLikelihood += w * eta[at]!;
        for (let j = 0; j < p; j++) score[j]! += w * x[at * p + j]!;
      }
    // Sums over the steps k of (share k/d)^i / (what is left at risk)^j, so that matrices are passed once a time.
    const steps = ties === "efron" ? deaths : 1;
    const w = time.deathWeight / steps;
    let one = 0;
    let share = 0;
    let square = 0;
    let shareSquare = 0;
    let squareSquare = 0;
    for (let step = 0; step < steps; step++) {
      const part = step / deaths;
      const total = s0 - part * d0;
      logLikelihood -= w * Math.log(total);
      const increment = w / total;
      const second = increment / total;
      one += increment;
      share += part * increment;
      square += second;
      shareSquare += part * second;
      squareSquare += part * part * second;
    }
    const tied = steps > 1;
    for (let j = 0; j < p; j++) {
      const sj = s1[j]!;
      const dj = tied ? d1[j]! : 0;
      score[j]! -= sj * one - dj * share;
      for (let k = 0, at = j * p; k <= j; k++, at++) {
        const sk = s1[k]!;
        const cell = s2[at]! * one - sj * sk * square;
        const dk = tied ? d1[k]! : 0;
        information[at]! += tied
          ? cell - d2[at]! * share + (sj * dk + dj * sk) * shareSquare - dj * dk * squareSquare
          : cell;
      }
    }
  });
  return { logLikelihood, score, information };
};
