import type { MeasuredCopies } from "./copy-number.ts";
import type { CopyNumberRules } from "./copy-number-definitions.ts";

/**
 * Copies per tumour cell from a log2 ratio against the sample's average: with purity p, ploidy P and ratio r
 *
 *     r = (p n + 2 (1 - p)) / (p P + 2 (1 - p)),
 *
 * solved for n, never below 0. The interval is that over the noise of the ratio and, where they are not known,
 * the ranges of purity and ploidy.
 *
 * @param log2  mean log2 ratio of the segment
 * @returns copies for the stated purity and ploidy (1 and 2 where unknown), with the interval
 */
export const copiesFromLog2 = (
  log2: number,
  purity: number | null,
  ploidy: number | null,
  rules: CopyNumberRules,
): Pick<MeasuredCopies, "copies" | "low" | "high"> => {
  const purities = purity === null ? rules.purity : [purity];
  const ploidies = ploidy === null ? rules.ploidy : [ploidy];
  const all: number[] = [];
  for (const p of purities)
    for (const P of ploidies)
      for (const value of [log2 - rules.log2Noise, log2 + rules.log2Noise]) all.push(copies(value, p, P));
  return {
    copies: copies(log2, purity ?? 1, ploidy ?? 2),
    low: Math.min(...all),
    high: Math.max(...all),
  };
};

/** A million copies: beyond it a number is another column's (an identifier, a position), not a measurement. */
const MOST_COPIES = 1_000_000;

/** Whether a number can be copies, or a log2 ratio of them; no copies at all have any ratio below. */
export const canBeCopies = (count: number): boolean => count >= 0 && count <= MOST_COPIES;
export const canBeLog2 = (log2: number): boolean => log2 <= Math.log2(MOST_COPIES);

const copies = (log2: number, purity: number, ploidy: number): number => {
  const normal = 2 * (1 - purity);
  return Math.max(0, (2 ** log2 * (purity * ploidy + normal) - normal) / purity);
};

/** Copies that a caller has rounded to a whole number. */
export const copiesFromCount = (
  count: number,
  rules: CopyNumberRules,
): Pick<MeasuredCopies, "copies" | "low" | "high"> => ({
  copies: count,
  low: Math.max(0, count - rules.rounding),
  high: count + rules.rounding,
});
