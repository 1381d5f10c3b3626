import { err, ok, type Result } from "@erbium/model";
import type { SurvivalCurve } from "./kaplan-meier.ts";

export interface RestrictedMean {
  /** upper end of the time looked at */
  readonly horizon: number;
  /** mean of min(time, horizon), in the unit of time */
  readonly mean: number;
  readonly standardError: number;
  /** whether the curve had to be carried on flat beyond the last observation */
  readonly extrapolated: boolean;
}

/**
 * Restricted mean survival time: the area under S up to a horizon.
 *
 * Variance: sum over event times up to the horizon of (area from there to the horizon)^2 d / (n (n - d)).
 *
 * @param horizon > 0, in the unit of time; beyond the last observation the curve is carried on flat
 * @source Royston and Parmar 2013, BMC Med Res Methodol 13:152; Klein and Moeschberger 2003, section 4.5
 */
export const restrictedMean = (curve: SurvivalCurve, horizon: number): Result<RestrictedMean> => {
  if (!(horizon > 0 && horizon < Number.POSITIVE_INFINITY))
    return err({
      code: "not-a-horizon",
      message: `the horizon ${horizon} is not a positive time`,
      remedy: "give a time after which follow-up no longer counts",
    });
  const { time, survival, atRisk, events } = curve;
  const length = time.length;
  let after = length;
  while (after > 0 && time[after - 1]! > horizon) after--;
  let area = 0;
  let variance = 0;
  let right = horizon;
  for (let at = after - 1; at >= 0; at--) {
    area += survival[at]! * (right - time[at]!);
    right = time[at]!;
    const [d, n] = [events[at]!, atRisk[at]!];
    // With all dead nothing is left to the right, and the term is 0.
    if (d > 0 && n > d) variance += (area * area * d) / (n * (n - d));
  }
  return ok({
    horizon,
    mean: area + right,
    standardError: Math.sqrt(variance),
    extrapolated: horizon > (time[length - 1] ?? 0) && (survival[length - 1] ?? 1) > 0,
  });
};
