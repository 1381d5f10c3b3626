import { normal } from "@erbium/numerics";

/** Estimate and its normal limits, estimate +- z standard errors. */
export interface WaldInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Normal interval of an estimate.
 *
 * @param level two-sided coverage, between 0 and 1
 * @source Wald 1943, Trans Am Math Soc 54:426
 */
export const waldInterval = (estimate: number, standardError: number, level = 0.95): WaldInterval => {
  const half = normal.quantile((1 + level) / 2) * standardError;
  return { estimate, low: estimate - half, high: estimate + half };
};
