import type { SurvivalCurve } from "./kaplan-meier.ts";

export interface SurvivalQuantile {
  /** share of events: 0.5 for the median */
  readonly probability: number;
  /** time at which S falls to 1 - probability; null where the curve does not fall so far */
  readonly estimate: number | null;
  /** limits where the pointwise limits cross the same height (Brookmeyer-Crowley); null where they do not */
  readonly low: number | null;
  readonly high: number | null;
}

/** Survival that should equal 1/2 is off by rounding after some hundred factors. */
const touching = 1e-9;

/**
 * Times by which given shares have had the event, with the limits read off the curve's pointwise limits.
 *
 * Where S is exactly 1 - p along a step, the middle of that step is taken (midpoint rule).
 *
 * @source Brookmeyer and Crowley 1982, Biometrics 38:29
 */
export const survivalQuantile = (curve: SurvivalCurve, probability: number): SurvivalQuantile => ({
  probability,
  estimate: crossing(curve.time, curve.survival, 1 - probability),
  low: crossing(curve.time, curve.low, 1 - probability),
  high: crossing(curve.time, curve.high, 1 - probability),
});

export const medianSurvival = (curve: SurvivalCurve): SurvivalQuantile => survivalQuantile(curve, 0.5);

/**
 * The time of the highest value at or below the height. A survival curve only falls, so this is where it first
 * comes so low; an upper limit may rise again in the sparse tail, and is then read by height as in R's survival.
 */
const crossing = (time: Float64Array, curve: Float64Array, height: number): number | null => {
  let best = -1;
  for (let at = 0; at < curve.length; at++)
    if (curve[at]! <= height + touching && (best < 0 || curve[at]! > curve[best]!)) best = at;
  if (best < 0) return null;
  const now = time[best]!;
  if (curve[best]! < height - touching) return now;
  for (let next = best + 1; next < curve.length; next++)
    if (curve[next]! < height - touching) return (now + time[next]!) / 2;
  return (now + time[time.length - 1]!) / 2;
};
