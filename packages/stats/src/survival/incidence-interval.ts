import { normal } from "@erbium/numerics";
import { setSurvivalInterval } from "./survival-interval.ts";

/**
 * Pointwise intervals of a cumulative incidence F, symmetric on log(-log F): F^exp(± z s / (F log F)), s the standard
 * error of F. Not-a-number where F is 0 or 1.
 *
 * @param level coverage, 0 to 1
 * @source Choudhury 2002, Stat Med 21:1129
 */
export const incidenceInterval = (
  { incidence, variance }: { readonly incidence: Float64Array; readonly variance: Float64Array },
  level = 0.95,
): { readonly low: Float64Array; readonly high: Float64Array } => {
  const low = new Float64Array(incidence.length);
  const high = new Float64Array(incidence.length);
  const z = normal.upperQuantile((1 - level) / 2);
  for (const [at, share] of incidence.entries()) {
    if (share >= 1) low[at] = high[at] = Number.NaN;
    else setSurvivalInterval(low, high, at, share, Math.sqrt(variance[at]!) / share, z, "log-log");
  }
  return { low, high };
};
