import type { Result } from "@erbium/model";
import { type PooledEffect, type PoolOptions, pool } from "./pool.ts";

type MeanOptions = Omit<PoolOptions, "moderators" | "weights">;

const without = (column: Float64Array, study: number): Float64Array => column.filter((_, at) => at !== study);

/**
 * Pools the first study, the first two, and so on, in the order given (sort by year for the usual picture). The
 * first alone is its common effect.
 *
 * @returns one result for each number of studies
 * @source Lau et al. 1992, N Engl J Med 327:248
 */
export const cumulativePool = (
  effects: Float64Array,
  variances: Float64Array,
  options: MeanOptions = {},
): readonly Result<PooledEffect>[] =>
  Array.from(effects, (_, at) =>
    pool(
      effects.subarray(0, at + 1),
      variances.subarray(0, at + 1),
      at === 0 ? { ...options, method: "common", test: "normal" } : options,
    ),
  );

/**
 * Pools all studies but one, each left out in turn.
 *
 * @returns one result a study, in order
 */
export const leaveOneOut = (
  effects: Float64Array,
  variances: Float64Array,
  options: MeanOptions = {},
): readonly Result<PooledEffect>[] =>
  Array.from(effects, (_, at) => pool(without(effects, at), without(variances, at), options));
