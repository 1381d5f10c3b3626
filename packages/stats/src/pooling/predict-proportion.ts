import { studentT } from "@erbium/numerics";
import type { BinomialNormal } from "./binomial-normal.ts";

/** Where the proportion of a further study would lie. */
export interface PredictedProportion {
  readonly convention: string;
  /** 0 to 1 */
  readonly low: number;
  readonly high: number;
}

/**
 * Prediction interval of a proportion pooled by the binomial-normal model:
 * `expit(mu +- t(k-2) sqrt(se^2 + tau^2))`.
 *
 * @returns null with fewer than three studies, which leave no degree of freedom
 * @source Higgins, Thompson and Spiegelhalter 2009, J R Stat Soc A 172:137, on the logit scale of the model
 */
export const predictProportion = (fit: BinomialNormal): PredictedProportion | null => {
  const df = fit.k - 2;
  if (df < 1) return null;
  const reach =
    studentT.upperQuantile((1 - fit.level) / 2, df) * Math.sqrt(fit.standardError ** 2 + fit.tauSquared);
  const expit = (x: number): number => 1 / (1 + Math.exp(-x));
  return {
    convention: "t(k-2), Higgins-Thompson-Spiegelhalter",
    low: expit(fit.estimate - reach),
    high: expit(fit.estimate + reach),
  };
};
