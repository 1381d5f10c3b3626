import { lnGamma } from "@erbium/numerics";
import type { Effect } from "./effects.ts";

/**
 * The factor that takes the bias from a standardised difference: `Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2))`.
 *
 * @param df          m, degrees of freedom of the standard deviation
 * @param approximate the rounding `1 - 3 / (4m - 1)` instead
 * @source Hedges 1981, J Educ Stat 6:107
 */
export const hedgesCorrection = (df: number, approximate = false): number =>
  approximate
    ? 1 - 3 / (4 * df - 1)
    : df <= 1
      ? Number.NaN
      : Math.exp(lnGamma(df / 2) - lnGamma((df - 1) / 2)) / Math.sqrt(df / 2);

/**
 * Which variance: `LS` the large-sample one (where left out); `LS2` the same before the correction of bias,
 * then scaled by its square; `UB` unbiased; `HO` one standard deviation for both groups (differences, ratios); `AV`
 * the large-sample one at the mean effect of all studies, weighted by their sizes (of a ratio of means: at the mean
 * coefficient of variation of each group, `AVHO` of both).
 */
export type MeansVariance = "LS" | "LS2" | "UB" | "HO" | "AV" | "AVHO";

/** Mean, standard deviation and size of one group. */
export interface Group {
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
}
export type MeansMeasure = (one: Group, two: Group, options: MeansOptions) => Effect;

export interface MeansOptions {
  readonly variance?: MeansVariance;
  readonly correction?: "exact" | "approximate" | "none";
}

export const pooledSd = (one: Group, two: Group): number =>
  Math.sqrt(((one.n - 1) * one.sd ** 2 + (two.n - 1) * two.sd ** 2) / (one.n + two.n - 2));

/** The factor that the options ask for: {@link hedgesCorrection}, or 1. */
export const biasCorrection = (df: number, { correction = "exact" }: MeansOptions): number =>
  correction === "none" ? 1 : hedgesCorrection(df, correction === "approximate");
