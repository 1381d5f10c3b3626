import type { Result } from "@erbium/model";
import { type PooledEffect, type PoolOptions, pool } from "./pool.ts";

type MeanOptions = Omit<PoolOptions, "moderators">;

/** The options with the given weights of the studies that are kept. */
const keeping = (options: MeanOptions, pick: (column: Float64Array) => Float64Array): MeanOptions =>
  options.weights === undefined ? options : { ...options, weights: pick(options.weights) };

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
  Array.from(effects, (_, at) => {
    const first = (column: Float64Array): Float64Array => column.subarray(0, at + 1);
    const kept = keeping(options, first);
    return pool(
      first(effects),
      first(variances),
      at === 0 ? { ...kept, method: "common", test: "normal" } : kept,
    );
  });

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
  Array.from(effects, (_, at) =>
    pool(
      without(effects, at),
      without(variances, at),
      keeping(options, (column) => without(column, at)),
    ),
  );
