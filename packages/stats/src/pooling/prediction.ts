import { studentT } from "@erbium/numerics";
import { type PooledEffect, pooled, tauSquaredOf } from "./pool.ts";

/** Where the true effect of a further study would lie. */
export interface PredictionInterval {
  readonly convention: string;
  readonly low: number;
  readonly high: number;
  /** of the effect of a further study */
  readonly standardError: number;
  /** infinite for the normal */
  readonly degreesOfFreedom: number;
}

const interval = (
  convention: string,
  estimate: number,
  variance: number,
  tauSquared: number,
  degreesOfFreedom: number,
  level: number,
): PredictionInterval | null => {
  if (!(degreesOfFreedom > 0)) return null;
  const standardError = Math.sqrt(variance + tauSquared);
  const reach = studentT.upperQuantile((1 - level) / 2, degreesOfFreedom) * standardError;
  return { convention, low: estimate - reach, high: estimate + reach, standardError, degreesOfFreedom };
};

/**
 * The conventions of a prediction interval, `estimate +- quantile * sqrt(se^2 + tau2)`, by quantile and se:
 * - `HTS` t(k-2), Wald se: Higgins, Thompson and Spiegelhalter 2009
 * - `V` t(k-1), Wald se: Veroniki et al. 2019
 * - `S` normal, Wald se: Skipka 2006
 * - `HK` t(k-1), Hartung-Knapp se; `HK-PR` the same with t(k-2), Partlett and Riley 2017
 * - `KR` Kenward-Roger se and degrees of freedom; `KR-PR` with one degree less
 * - `as-tested` the quantile and se of the fit itself, z or t(k-p) (what metafor's `predict` gives)
 * - `riley` t(k-p-1) with the se of the fit: Riley, Higgins and Deeks 2011
 */
export const predictionConventions = [
  "HTS",
  "V",
  "S",
  "HK",
  "HK-PR",
  "KR",
  "KR-PR",
  "as-tested",
  "riley",
] as const;
export type PredictionConvention = (typeof predictionConventions)[number];

const described: Readonly<Record<PredictionConvention, string>> = {
  HTS: "t(k-2), Higgins-Thompson-Spiegelhalter",
  V: "t(k-1), Veroniki",
  S: "normal, Skipka",
  HK: "t(k-1), Hartung-Knapp",
  "HK-PR": "t(k-2), Hartung-Knapp, Partlett-Riley",
  KR: "Kenward-Roger",
  "KR-PR": "Kenward-Roger df - 1, Partlett-Riley",
  "as-tested": "quantile of the fit's own test",
  riley: "t(k-p-1), Riley",
};

/** Which test a fit needs to have for a convention of the prediction interval. */
export const testOfPrediction = (
  convention: PredictionConvention,
): "normal" | "hartung-knapp" | "kenward-roger" | null => {
  if (convention === "HK" || convention === "HK-PR") return "hartung-knapp";
  if (convention === "KR" || convention === "KR-PR") return "kenward-roger";
  return convention === "as-tested" || convention === "riley" ? null : "normal";
};

/**
 * Prediction interval of a pooled effect under a convention.
 *
 * @param fit by the test that the convention builds on, see {@link testOfPrediction}
 * @returns null where too few studies are left for the convention's degrees of freedom, or the fit was made by
 *          another test
 */
export const predictionInterval = (
  fit: PooledEffect,
  convention: PredictionConvention,
): PredictionInterval | null => {
  const { estimate, standardError } = pooled(fit);
  const needed = testOfPrediction(convention);
  if (needed !== null && fit.test !== needed) return null;
  const degrees: Readonly<Record<PredictionConvention, number>> = {
    HTS: fit.k - 2,
    V: fit.k - 1,
    S: Number.POSITIVE_INFINITY,
    HK: fit.k - 1,
    "HK-PR": fit.k - 2,
    KR: fit.degreesOfFreedom,
    "KR-PR": fit.degreesOfFreedom - 1,
    "as-tested": fit.degreesOfFreedom,
    riley: fit.k - fit.p - 1,
  };
  const { level } = fit;
  return interval(
    described[convention],
    estimate,
    standardError ** 2,
    tauSquaredOf(fit),
    degrees[convention],
    level,
  );
};

export interface PredictedEffect {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** null for a common effect */
  readonly prediction: PredictionInterval | null;
}

/**
 * The mean effect at given values of the moderators, with its interval and the prediction interval of a study
 * there.
 *
 * @param at values in the order of the coefficients (1 for an intercept), length p
 */
export const predictEffect = (fit: PooledEffect, at: ArrayLike<number>): PredictedEffect => {
  const { p, covariance, coefficients, degreesOfFreedom, level } = fit;
  let estimate = 0;
  let variance = 0;
  for (let row = 0; row < p; row++) {
    estimate += at[row]! * coefficients[row]!.estimate;
    for (let column = 0; column < p; column++)
      variance += at[row]! * covariance[row * p + column]! * at[column]!;
  }
  const standardError = Math.sqrt(variance);
  const critical = studentT.upperQuantile((1 - level) / 2, degreesOfFreedom);
  return {
    estimate,
    standardError,
    low: estimate - critical * standardError,
    high: estimate + critical * standardError,
    prediction:
      fit.tauSquared === null
        ? null
        : interval(described["as-tested"], estimate, variance, fit.tauSquared.value, degreesOfFreedom, level),
  };
};
