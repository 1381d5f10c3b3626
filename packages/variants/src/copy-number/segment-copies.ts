import type { MeasuredCopies } from "./copy-number.ts";

/** What purity and ploidy may be where nobody says: a wide range, so that only clear cases are decided. */
const UNKNOWN_PURITY = [0.2, 1] as const;
const UNKNOWN_PLOIDY = [1.7, 4.5] as const;
/** Uncertainty of a segment's mean log2 ratio that is left for noise. */
const LOG2_NOISE = 0.1;

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
): Pick<MeasuredCopies, "copies" | "low" | "high"> => {
  const purities = purity === null ? UNKNOWN_PURITY : [purity];
  const ploidies = ploidy === null ? UNKNOWN_PLOIDY : [ploidy];
  const all: number[] = [];
  for (const p of purities)
    for (const P of ploidies)
      for (const value of [log2 - LOG2_NOISE, log2 + LOG2_NOISE]) all.push(copies(value, p, P));
  return {
    copies: copies(log2, purity ?? 1, ploidy ?? 2),
    low: Math.min(...all),
    high: Math.max(...all),
  };
};

const copies = (log2: number, purity: number, ploidy: number): number => {
  const normal = 2 * (1 - purity);
  return Math.max(0, (2 ** log2 * (purity * ploidy + normal) - normal) / purity);
};

/** Copies that a caller has rounded to a whole number. */
export const copiesFromCount = (count: number): Pick<MeasuredCopies, "copies" | "low" | "high"> => ({
  copies: count,
  low: Math.max(0, count - 0.5),
  high: count + 0.5,
});
