import { err, ok, type Result } from "@erbium/model";
import { exactBinomialInterval, gamma } from "@erbium/numerics";

/** Haploid genome equivalents in so many nanograms of cell-free DNA. */
export const genomeEquivalents = (nanograms: number, picogramsEach: number): number =>
  (nanograms * 1000) / picogramsEach;

/** Probability that at least so many mutant molecules are in the tube: Poisson with this mean. */
export const detectionProbability = (mean: number, atLeast: number): number =>
  mean > 0 ? gamma.cdf(mean, atLeast) : 0;

/** The variant allele fraction (0 to 1) of which one molecule is in the tube with probability 0.95: -ln 0.05 / GE. */
export const detectionLimit95 = (equivalents: number): number => -Math.log(0.05) / equivalents;

/** A sample: variant allele fraction 0 to 1, and the genome equivalents that were read. */
export interface CtdnaSample {
  readonly fraction: number;
  readonly equivalents: number;
}

/**
 * Interval of the ratio of two variant allele fractions from molecule counts alone: given their sum, the later
 * count is binomial, and its exact interval turns into one of the ratio. Errors of the assay come on top.
 *
 * @param level  two-sided coverage
 * @returns the limits of the ratio; `high` is null where the earlier sample has no mutant molecule
 * @source Przyborowski and Wilenski 1940, Biometrika 31:313 (comparison of two Poisson means);
 *         Clopper and Pearson 1934, Biometrika 26:404
 */
export const ratioInterval = (
  before: CtdnaSample,
  now: CtdnaSample,
  level = 0.95,
): Result<{ readonly low: number; readonly high: number | null; readonly convention: string }> => {
  const molecules = (one: CtdnaSample): number => Math.round(one.fraction * one.equivalents);
  const later = molecules(now);
  const both = molecules(before) + later;
  if (both === 0)
    return err({
      code: "no-molecules",
      message: "less than one mutant molecule is expected in both samples",
      remedy: "a change cannot be told from so little; give more cell-free DNA",
    });
  const share = exactBinomialInterval(later, both, level);
  if (!share.ok) return share;
  const scale = before.equivalents / now.equivalents;
  const ratio = (p: number): number | null => (p >= 1 ? null : (p / (1 - p)) * scale);
  return ok({
    low: ratio(share.value.low) ?? Number.POSITIVE_INFINITY,
    high: ratio(share.value.high),
    convention:
      "exact conditional interval of two molecule counts (Clopper-Pearson), sampling error alone, 95 %",
  });
};
