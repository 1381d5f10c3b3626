import { ok, type Result } from "@erbium/model";
import { checkColumns, weightedMean } from "./columns.ts";
import { type Effects, effectsOf } from "./effects.ts";

export type CorrelationMeasure = "COR" | "UCOR" | "ZCOR";
export const isCorrelationMeasure = (word: string): word is CorrelationMeasure =>
  ["COR", "UCOR", "ZCOR"].includes(word);

/**
 * Which variance: `LS` large-sample; `AV` the same at the mean correlation of all studies, weighted by their sizes;
 * `UB` unbiased (of UCOR). Fisher's z has but one.
 */
export type CorrelationVariance = "LS" | "AV" | "UB";

/** Gauss' hypergeometric series 2F1(a, a; c; x) for c > 2a and 0 <= x <= 1: its terms fall from the first. */
const hypergeometricSeries = (a: number, c: number, x: number): number => {
  let term = 1;
  let sum = 1;
  for (let i = 0; i < 100_000 && term > 1e-17 * sum; i++) {
    term *= ((a + i) ** 2 / ((c + i) * (i + 1))) * x;
    sum += term;
  }
  return sum;
};

/** The unbiased estimate of a correlation of a bivariate normal sample: Olkin and Pratt 1958, Ann Math Stat 29:201. */
const unbiased = (r: number, n: number): number =>
  n > 4 ? r * hypergeometricSeries(0.5, (n - 2) / 2, 1 - r * r) : Number.NaN;

/** The unbiased estimate of its variance: Hedges 1989, J Appl Psychol 74:469. */
const unbiasedVariance = (r: number, n: number, estimate: number): number =>
  estimate ** 2 - 1 + ((n - 3) / (n - 2)) * (1 - r * r) * hypergeometricSeries(1, n / 2, 1 - r * r);

/**
 * Correlations as they are (COR), without their bias (UCOR) or by Fisher's z (ZCOR).
 *
 * @param r correlations, length k
 * @param n pairs of values each rests on, length k
 * @returns one effect a study, not-a-number where it has too few pairs; refusals: lengths-differ, not-a-correlation,
 *          not-a-size
 * @source Borenstein 2009 in the Handbook of Research Synthesis, 2nd edition, 12.27; Fisher 1921, Metron 1:3
 */
export const correlationEffects = (
  r: Float64Array,
  n: Float64Array,
  measure: CorrelationMeasure,
  variance: CorrelationVariance = "LS",
): Result<Effects> => {
  const checked = checkColumns({ r: [r, "correlation"], n: [n, "size"] });
  if (!checked.ok) return checked;
  if (measure === "ZCOR")
    return ok(effectsOf(r.length, (i) => [Math.atanh(r[i]!), n[i]! > 3 ? 1 / (n[i]! - 3) : Number.NaN]));
  const estimates = measure === "UCOR" ? r.map((one, i) => unbiased(one, n[i]!)) : r;
  const mean = variance === "AV" ? weightedMean(estimates, n) : Number.NaN;
  return ok(
    effectsOf(r.length, (i) => {
      const at = variance === "AV" ? mean : estimates[i]!;
      return [
        estimates[i]!,
        variance === "UB" ? unbiasedVariance(r[i]!, n[i]!, estimates[i]!) : (1 - at ** 2) ** 2 / (n[i]! - 1),
      ];
    }),
  );
};
