import { err, ok, type Result } from "@erbium/model";
import { normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";

/** A log hazard ratio with its variance, and how it was come by. */
export interface LogHazardRatio {
  /** ln(HR), first group against second */
  readonly effect: number;
  readonly variance: number;
  readonly from: "interval" | "p-value" | "log-rank" | "medians";
  /** true where the survival curves had to be assumed exponential */
  readonly approximate: boolean;
}

/**
 * Which way a ratio is read: `as-given`, or `reciprocal` where it was reported as control against treatment.
 */
export type Direction = "as-given" | "reciprocal";

const positive = (values: Readonly<Record<string, number>>): Result<null> => {
  for (const [name, value] of Object.entries(values))
    if (!(value > 0 && Number.isFinite(value)))
      return err({
        code: "not-positive",
        message: `${name} is ${value}`,
        path: name,
        remedy: `${name} must be a number greater than zero`,
      });
  return ok(null);
};

const directed = (effect: number, direction: Direction): number =>
  direction === "reciprocal" ? -effect : effect;

/**
 * From a hazard ratio and its interval: `variance = ((ln high - ln low) / (2 z))^2`.
 *
 * @param level coverage of the interval as reported: 0.95, but 0.90 or 0.80 in many phase II trials
 * @returns a refusal where the interval is turned round or does not hold the estimate, or the level is no share
 * @source Parmar, Torri and Stewart 1998, Stat Med 17:2815; Tierney et al. 2007, Trials 8:16
 */
export const hazardRatioFromInterval = (
  ratio: number,
  low: number,
  high: number,
  level = 0.95,
  direction: Direction = "as-given",
): Result<LogHazardRatio> => {
  const checked = positive({ ratio, low, high });
  if (!checked.ok) return checked;
  if (!(low < high && low <= ratio && ratio <= high))
    return err({
      code: "interval-without-estimate",
      message: `the hazard ratio ${ratio} does not lie in its interval ${low} to ${high}`,
      remedy: "check which bound is which, and whether the ratio was turned round without its interval",
    });
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const z = normal.upperQuantile((1 - level) / 2);
  return ok({
    effect: directed(Math.log(ratio), direction),
    variance: ((Math.log(high) - Math.log(low)) / (2 * z)) ** 2,
    from: "interval",
    approximate: false,
  });
};

/**
 * From a hazard ratio and its two-sided p value: `se = |ln HR| / z`.
 *
 * @returns a refusal where the p value is given as a bound (0) or the ratio is 1, which say nothing of the error
 * @source Parmar, Torri and Stewart 1998
 */
export const hazardRatioFromP = (
  ratio: number,
  p: number,
  direction: Direction = "as-given",
): Result<LogHazardRatio> => {
  const checked = positive({ ratio });
  if (!checked.ok) return checked;
  if (!(p > 0 && p < 1) || ratio === 1)
    return err({
      code: "p-says-nothing",
      message: `a hazard ratio of ${ratio} with p = ${p} does not say its standard error`,
      remedy: "give the interval, or the number of events of each group",
    });
  const effect = Math.log(ratio);
  return ok({
    effect: directed(effect, direction),
    variance: (effect / normal.upperQuantile(p / 2)) ** 2,
    from: "p-value",
    approximate: false,
  });
};

/**
 * From the log-rank test: `ln HR = (O - E) / V`, variance `1 / V` (Peto's one step).
 *
 * @param observedMinusExpected events of the first group less those expected
 * @param variance              V, of the log-rank statistic, > 0
 * @source Yusuf, Peto, Lewis, Collins and Sleight 1985, Prog Cardiovasc Dis 27:335
 */
export const hazardRatioFromLogRank = (
  observedMinusExpected: number,
  variance: number,
): Result<LogHazardRatio> => {
  const checked = positive({ variance });
  if (!checked.ok) return checked;
  if (!Number.isFinite(observedMinusExpected))
    return err({
      code: "not-finite",
      message: `events observed less expected are ${observedMinusExpected}`,
      path: "observedMinusExpected",
      remedy: "give the number of events and of those expected in the first group",
    });
  return ok({
    effect: observedMinusExpected / variance,
    variance: 1 / variance,
    from: "log-rank",
    approximate: false,
  });
};

/**
 * From two medians, as if survival were exponential: `ln HR = ln(median2 / median1)`, variance
 * `1/events1 + 1/events2`. A rough guide that is marked as such: hazards are seldom constant.
 *
 * @param median1 of the first group, in the same unit as `median2`
 * @param events1 events of the first group, not patients
 * @source Parmar, Torri and Stewart 1998; Michiels et al. 2005, Int J Epidemiol 34:119 (how far it errs)
 */
export const hazardRatioFromMedians = (
  median1: number,
  median2: number,
  events1: number,
  events2: number,
): Result<LogHazardRatio> => {
  const checked = positive({ median1, median2, events1, events2 });
  if (!checked.ok) return checked;
  return ok({
    effect: Math.log(median2 / median1),
    variance: 1 / events1 + 1 / events2,
    from: "medians",
    approximate: true,
  });
};
