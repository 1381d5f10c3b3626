import { chiSquared, normal } from "@erbium/numerics";
import type { Effects } from "../effect-size/effects.ts";

/** A common effect pooled from tables, with the scatter of the single effects around it. */
export interface StratifiedEffect {
  /** logarithm for ratios */
  readonly estimate: number;
  readonly standardError: number;
  readonly statistic: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly heterogeneity: {
    readonly q: number;
    readonly df: number;
    readonly p: number;
    /** percent */
    readonly iSquared: number;
    readonly hSquared: number;
  };
}

export const withInterval = (
  estimate: number,
  standardError: number,
  level: number,
): Omit<StratifiedEffect, "heterogeneity"> => {
  const reach = normal.upperQuantile((1 - level) / 2) * standardError;
  const statistic = estimate / standardError;
  return {
    estimate,
    standardError,
    statistic,
    p: normal.twoSided(statistic),
    low: estimate - reach,
    high: estimate + reach,
    level,
  };
};

/** Q of single effects (weights 1/v_i) around a pooled one; studies without an effect are left out. */
export const heterogeneityAround = (
  { effects, variances }: Effects,
  estimate: number,
): StratifiedEffect["heterogeneity"] => {
  let q = 0;
  let studies = 0;
  for (const [i, effect] of effects.entries()) {
    const variance = variances[i]!;
    if (Number.isNaN(effect) || !(variance > 0)) continue;
    q += (effect - estimate) ** 2 / variance;
    studies++;
  }
  const df = Math.max(0, studies - 1);
  return df === 0
    ? { q: 0, df, p: 1, iSquared: 0, hSquared: 1 }
    : {
        q,
        df,
        p: chiSquared.survival(q, df),
        iSquared: Math.max(0, (100 * (q - df)) / q),
        hSquared: q / df,
      };
};
