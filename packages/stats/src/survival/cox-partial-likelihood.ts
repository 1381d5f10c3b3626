import { type RiskSets, visitDeathTimes } from "./cox-risk-sets.ts";

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
  const mean = new Float64Array(p);
  let logLikelihood = 0;
  visitDeathTimes(sets, risk, true, (time) => {
    const { from, to, deaths, s0, s1, s2, d0, d1, d2 } = time;
    for (let at = from; at < to; at++)
      if (event[at] === 1) {
        const w = weight[at]!;
        logLikelihood += w * eta[at]!;
        for (let j = 0; j < p; j++) score[j]! += w * x[at * p + j]!;
      }
    const steps = ties === "efron" ? deaths : 1;
    const w = time.deathWeight / steps;
    for (let step = 0; step < steps; step++) {
      const share = step / deaths;
      const total = s0 - share * d0;
      logLikelihood -= w * Math.log(total);
      for (let j = 0; j < p; j++) {
        const here = (step === 0 ? s1[j]! : s1[j]! - share * d1[j]!) / total;
        mean[j] = here;
        score[j]! -= w * here;
        for (let k = 0; k <= j; k++) {
          const at = j * p + k;
          const product = step === 0 ? s2[at]! : s2[at]! - share * d2[at]!;
          information[at]! += w * (product / total - here * mean[k]!);
        }
      }
    }
  });
  return { logLikelihood, score, information };
};
