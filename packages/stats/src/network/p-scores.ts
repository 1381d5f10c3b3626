import { normal } from "@erbium/numerics";

/**
 * P-scores: the mean over the others of the certainty, one-sided, that a treatment is better; 0 worst, 1 best.
 * Their mean is 1/2.
 *
 * @param effects        n x n, row-major, row against column
 * @param standardErrors n x n, row-major
 * @param smallerIs      whether a smaller effect is better for the patient
 * @source Rücker and Schwarzer 2015, BMC Med Res Methodol 15:58
 */
export const pScores = (
  effects: Float64Array,
  standardErrors: Float64Array,
  n: number,
  smallerIs: "better" | "worse",
): Float64Array => {
  const scores = new Float64Array(n);
  const sign = smallerIs === "better" ? -1 : 1;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i !== j)
        scores[i]! += normal.cdf((sign * effects[i * n + j]!) / standardErrors[i * n + j]!) / (n - 1);
  return scores;
};
