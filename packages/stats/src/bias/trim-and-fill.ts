import { err, ok, type Result } from "@erbium/model";
import { type PooledEffect, type PoolOptions, pool, pooled } from "../pooling/pool.ts";
import { mixedEggerTest } from "./regression-test.ts";

export type TrimAndFillEstimator = "L0" | "R0" | "Q0";

export interface TrimAndFill {
  readonly estimator: TrimAndFillEstimator;
  /** on which side studies seem to be missing */
  readonly side: "left" | "right";
  /** studies that seem to be missing */
  readonly missing: number;
  /** null where the formula gives a variance below zero */
  readonly standardError: number | null;
  /** the studies in their order, then the filled ones */
  readonly effects: Float64Array;
  readonly variances: Float64Array;
  readonly filled: readonly boolean[];
  /** the pool with the filled studies */
  readonly fit: PooledEffect;
}

/** Ranks from 1, equal values in order of appearance. */
const ranks = (values: Float64Array): Float64Array => {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const into = new Float64Array(values.length);
  for (let at = 0; at < order.length; at++) into[order[at]!] = at + 1;
  return into;
};

/** How many are missing on the left, by the signed ranks of the distances from the trimmed mean. */
const missingBy = (
  estimator: TrimAndFillEstimator,
  k: number,
  signedRanks: Float64Array,
): { readonly missing: number; readonly standardError: number | null } => {
  if (estimator === "R0") {
    let longest = 0;
    for (const one of signedRanks) if (one < 0) longest = Math.max(longest, -one);
    const missing = k - longest - 1;
    return { missing, standardError: Math.sqrt(2 * Math.max(0, missing) + 2) };
  }
  let positive = 0;
  for (const one of signedRanks) if (one > 0) positive += one;
  const root = Math.sqrt(Math.max(0, 2 * k * k - 4 * positive + 0.25));
  const missing = estimator === "L0" ? (4 * positive - k * (k + 1)) / (2 * k - 1) : k - 0.5 - root;
  const m = missing;
  const variance =
    (k * (k + 1) * (2 * k + 1) +
      10 * m ** 3 +
      27 * m ** 2 +
      17 * m -
      18 * k * m ** 2 -
      18 * k * m +
      6 * k ** 2 * m) /
    24;
  if (!(variance >= 0)) return { missing, standardError: null };
  const standardError =
    estimator === "L0"
      ? (4 * Math.sqrt(variance)) / (2 * k - 1)
      : (2 * Math.sqrt(variance)) / Math.sqrt((k - 0.5) ** 2 - m * (2 * k - m - 1));
  return { missing, standardError };
};

/**
 * Trim and fill: cuts the studies without a counterpart from the far side, takes the mean of the rest, and mirrors
 * them; L0 and Q0 by the sum of the positive ranks, R0 by the longest run.
 *
 * A sensitivity analysis, not a correction: it takes asymmetry for suppression whatever its cause.
 *
 * @param side where studies are missing; where left out the side to which Egger's slope points away from
 * @returns refusals as {@link pool}; `too-few-studies` under three
 * @source Duval and Tweedie 2000, Biometrics 56:455 and J Am Stat Assoc 95:89; agrees with metafor 3.8 `trimfill`
 */
export const trimAndFill = (
  effects: Float64Array,
  variances: Float64Array,
  options: Omit<PoolOptions, "moderators" | "weights"> & {
    readonly estimator?: TrimAndFillEstimator;
    readonly side?: "left" | "right";
  } = {},
): Result<TrimAndFill> => {
  const { estimator = "L0", side: given, ...poolOptions } = options;
  const k = effects.length;
  const all = pool(effects, variances, poolOptions);
  if (!all.ok) return all;
  if (k < 3)
    return err({
      code: "too-few-studies",
      message: `${k} studies are too few to trim and fill`,
      remedy: "three studies are the least that can be computed",
    });
  let side = given;
  if (side === undefined) {
    const slope = mixedEggerTest(effects, variances, "sei", undefined, {
      ...(poolOptions.method === undefined ? {} : { method: poolOptions.method }),
    });
    if (!slope.ok) return slope;
    side = slope.value.slope.estimate < 0 ? "right" : "left";
  }
  const sign = side === "right" ? -1 : 1;
  const order = Array.from(effects.keys()).sort((a, b) => sign * (effects[a]! - effects[b]!) || a - b);
  const y = Float64Array.from(order, (at) => sign * effects[at]!);
  const v = Float64Array.from(order, (at) => variances[at]!);
  let missing = -1;
  let next = 0;
  let standardError: number | null = 0;
  let centre = 0;
  for (let iteration = 0; iteration < 100 && next !== missing; iteration++) {
    missing = next;
    const left = k - missing;
    const trimmed = pool(
      y.subarray(0, left),
      v.subarray(0, left),
      left === 1 ? { ...poolOptions, method: "common", test: "normal" } : poolOptions,
    );
    if (!trimmed.ok) return trimmed;
    centre = pooled(trimmed.value).estimate;
    const distances = y.map((one) => one - centre);
    const ranked = ranks(distances.map(Math.abs));
    const found = missingBy(
      estimator,
      k,
      ranked.map((rank, i) => Math.sign(distances[i]!) * rank),
    );
    next = Math.min(k - 1, Math.max(0, Math.round(found.missing)));
    standardError = found.standardError;
  }
  const mirrored = Array.from({ length: missing }, (_, at) => k - missing + at);
  const filledEffects = Float64Array.from([
    ...effects,
    ...mirrored.map((at) => sign * (2 * centre - y[at]!)),
  ]);
  const filledVariances = Float64Array.from([...variances, ...mirrored.map((at) => v[at]!)]);
  const fit = pool(filledEffects, filledVariances, poolOptions);
  if (!fit.ok) return fit;
  return ok({
    estimator,
    side,
    missing,
    standardError,
    effects: filledEffects,
    variances: filledVariances,
    filled: Array.from(filledEffects, (_, at) => at >= k),
    fit: fit.value,
  });
};
