import type { Result } from "@erbium/model";
import { beta, exactBinomialInterval, normal } from "@erbium/numerics";

/**
 * How the interval of one proportion is drawn, in the names of the R package meta: CP exact (Clopper-Pearson), WS
 * Wilson's score, WSCC the same with continuity correction, AC Agresti-Coull, JF Jeffreys (equal tails, 0 without events, 1 with events
 * only), SA simple asymptotic (Wald), SACC the same with continuity correction.
 */
export const proportionIntervalConventions = ["CP", "WS", "WSCC", "AC", "JF", "SA", "SACC"] as const;
export type ProportionIntervalConvention = (typeof proportionIntervalConventions)[number];

type Bounds = readonly [low: number, high: number];

/**
 * Wilson's score interval, with continuity correction where asked, as the formulas give it: at no events and at events
 * only the outer end is left to the caller (0 and 1 by definition, which the corrected formula does not reach).
 *
 * @param z normal quantile of the level
 * @source Wilson 1927, J Am Stat Assoc 22:209; corrected by Newcombe 1998, Stat Med 17:857, methods 3 and 4
 */
export const wilsonScore = (x: number, n: number, z: number, corrected: boolean): Bounds => {
  const p = x / n;
  const q = 1 - p;
  const square = z * z;
  const whole = 2 * (n + square);
  if (!corrected) {
    const reach = z * Math.sqrt(square + 4 * n * p * q);
    return [(2 * n * p + square - reach) / whole, (2 * n * p + square + reach) / whole];
  }
  return [
    (2 * n * p + square - 1 - z * Math.sqrt(square - 2 - 1 / n + 4 * p * (n * q + 1))) / whole,
    (2 * n * p + square + 1 + z * Math.sqrt(square + 2 - 1 / n + 4 * p * (n * q - 1))) / whole,
  ];
};
const wilson = (x: number, n: number, z: number, corrected: boolean): Bounds => {
  const [low, high] = wilsonScore(x, n, z, corrected);
  return [x === 0 ? 0 : Math.max(0, low), x === n ? 1 : Math.min(1, high)];
};
const agrestiCoull = (x: number, n: number, z: number): Bounds => {
  const size = n + z * z;
  const p = (x + (z * z) / 2) / size;
  const reach = z * Math.sqrt((p * (1 - p)) / size);
  return [p - reach, p + reach];
};
const asymptotic = (x: number, n: number, z: number, correction: number): Bounds => {
  const p = x / n;
  const reach = z * Math.sqrt((p * (1 - p)) / n) + correction;
  return [p - reach, p + reach];
};

/** Quantiles of Beta(x + 1/2, n - x + 1/2): the posterior after Jeffreys' prior. */
export const jeffreysQuantiles = (x: number, n: number, level = 0.95): Bounds => {
  const tail = (1 - level) / 2;
  return [beta.quantile(tail, x + 0.5, n - x + 0.5), beta.upperQuantile(tail, x + 0.5, n - x + 0.5)];
};

export interface ProportionBounds {
  readonly convention: ProportionIntervalConvention;
  /** events / n */
  readonly estimate: number;
  /** below 0 or above 1 where the convention (AC, SA, SACC) knows no such end */
  readonly low: number;
  readonly high: number;
}

/**
 * Interval of a binomial proportion under a convention.
 *
 * @param x     events, 0 <= x <= n
 * @param n     patients, >= 1
 * @param level two-sided coverage
 * @returns a refusal where the counts are not counts
 * @source Newcombe 1998, Stat Med 17:857; Agresti and Coull 1998, Am Stat 52:119; Brown, Cai and DasGupta 2001,
 *         Stat Sci 16:101
 */
export const proportionInterval = (
  x: number,
  n: number,
  convention: ProportionIntervalConvention,
  level = 0.95,
): Result<ProportionBounds> => {
  const exact = exactBinomialInterval(x, n, level);
  if (!exact.ok) return exact;
  const z = normal.upperQuantile((1 - level) / 2);
  const bounds = (): Bounds => {
    switch (convention) {
      case "CP":
        return [exact.value.low, exact.value.high];
      case "WS":
        return wilson(x, n, z, false);
      case "WSCC":
        return wilson(x, n, z, true);
      case "AC":
        return agrestiCoull(x, n, z);
      case "JF": {
        const [low, high] = jeffreysQuantiles(x, n, level);
        return [x === 0 ? 0 : low, x === n ? 1 : high];
      }
      case "SA":
        return asymptotic(x, n, z, 0);
      case "SACC":
        return asymptotic(x, n, z, 1 / (2 * n));
    }
  };
  const [low, high] = bounds();
  return { ok: true, value: { convention, estimate: x / n, low, high } };
};
