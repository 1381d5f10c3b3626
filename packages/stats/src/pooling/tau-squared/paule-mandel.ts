import { chiSquared } from "@erbium/numerics";
import { projectAt } from "../projector.ts";
import type { Studies } from "../studies.ts";
import type { TauSquared } from "./tau-squared.ts";

/**
 * The tau2 at which the generalised Q equals a target; 0 where Q lies below it already.
 *
 * Q falls and is convex in tau2 (its slope is -y'PPy), so Newton's steps from the left never overshoot.
 *
 * @source Paule and Mandel 1982, J Res Natl Bur Stand 87:377; DerSimonian and Kacker 2007
 */
export const tauSquaredWhereQ = (
  studies: Studies,
  target: number,
): { readonly value: number; readonly iterations: number } => {
  let value = 0;
  for (let iterations = 1; iterations < 500; iterations++) {
    const { residualSumOfSquares, slope } = projectAt(studies, value);
    const above = residualSumOfSquares - target;
    if (value === 0 && above <= 0) return { value: 0, iterations };
    const next = value + above / slope;
    if (!(Math.abs(next - value) > 1e-15 * next)) return { value: Math.max(0, next), iterations };
    value = next;
  }
  return { value, iterations: 500 };
};

/**
 * Paule-Mandel: the tau2 at which Q equals its expectation k - p; EB (empirical Bayes) is the same number by
 * another road; PMM takes the median of chi-squared(k - p) instead, which makes it median-unbiased.
 *
 * @source Paule and Mandel 1982; Morris 1983, J Am Stat Assoc 78:47; Viechtbauer 2021, median-unbiased form
 */
export const pauleMandel = (studies: Studies, method: "EB" | "PM" | "PMM"): TauSquared => {
  const { k, p, v } = studies;
  const target = method === "PMM" ? chiSquared.quantile(0.5, k - p) : k - p;
  const { value, iterations } = tauSquaredWhereQ(studies, target);
  let sum = 0;
  for (const one of v) sum += 1 / (one + value);
  return { method, value, standardError: Math.sqrt((2 * k * k) / (k - p)) / sum, iterations };
};
