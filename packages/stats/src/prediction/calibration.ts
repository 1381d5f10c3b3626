import { err, ok, type Result } from "@erbium/model";
import { chiSquared, normal } from "@erbium/numerics";
import { localRegression } from "./local-regression.ts";
import { logisticRegression } from "./logistic.ts";
import { quantileOfSorted } from "./restricted-cubic-spline.ts";

export interface Calibration {
  /** of log odds of the outcome on log odds of the prediction: 1 and 0 are ideal */
  readonly slope: number;
  readonly slopeStandardError: number;
  readonly intercept: number;
  readonly interceptStandardError: number;
  /** intercept with the slope held at 1: whether predictions are right on average */
  readonly inTheLarge: number;
  readonly inTheLargeStandardError: number;
  readonly brier: number;
  /** Spiegelhalter's z of the Brier score, and its two-sided p */
  readonly spiegelhalterZ: number;
  readonly spiegelhalterP: number;
  /** differences between prediction and smoothed outcome: mean, median, 90th percentile, largest */
  readonly integratedCalibrationIndex: number;
  readonly e50: number;
  readonly e90: number;
  readonly eMaximum: number;
  readonly convention: string;
}

const refuse = (code: string, message: string): Result<never> =>
  err({
    code,
    message,
    remedy: "give outcomes of 0 and 1, and one predicted probability above 0 and below 1 each",
  });

const check = (outcome: ArrayLike<number>, probability: Float64Array): Result<never> | null => {
  if (outcome.length !== probability.length || outcome.length < 3)
    return refuse(
      "unequal-lengths",
      `${outcome.length} outcomes stand beside ${probability.length} predictions`,
    );
  for (let i = 0; i < outcome.length; i++)
    if ((outcome[i] !== 0 && outcome[i] !== 1) || !(probability[i]! > 0 && probability[i]! < 1))
      return refuse(
        "not-a-prediction",
        `observation ${i}: outcome ${outcome[i]}, prediction ${probability[i]}`,
      );
  return null;
};

/**
 * Whether predicted probabilities are what happens: logistic recalibration (slope, intercept, in the large), Brier
 * score, and the calibration indices over a local quadratic regression (tricube, three quarters of the data) of the
 * outcome on the prediction.
 *
 * @returns refuses predictions of 0 or 1, outcomes of one kind, and predictions that separate the outcomes
 * @source Cox 1958, Biometrika 45:562; Spiegelhalter 1986, Stat Med 5:421; Austin and Steyerberg 2019, Stat Med 38:4051
 */
export const calibration = (outcome: ArrayLike<number>, probability: Float64Array): Result<Calibration> => {
  const refused = check(outcome, probability);
  if (refused !== null) return refused;
  const n = outcome.length;
  const logit = probability.map((one) => Math.log(one / (1 - one)));
  const design = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) design.set([1, logit[i]!], 2 * i);
  const recalibrated = logisticRegression({ outcome, design });
  if (!recalibrated.ok) return recalibrated;
  const large = logisticRegression({ outcome, design: new Float64Array(n).fill(1), offset: logit });
  if (!large.ok) return large;
  const [intercept, slope] = recalibrated.value.coefficients as unknown as [number, number];
  let brier = 0;
  let [numerator, denominator] = [0, 0];
  for (let i = 0; i < n; i++) {
    const p = probability[i]!;
    brier += (outcome[i]! - p) ** 2;
    numerator += (outcome[i]! - p) * (1 - 2 * p);
    denominator += (1 - 2 * p) ** 2 * p * (1 - p);
  }
  const smooth = localRegression(probability, Float64Array.from(outcome));
  if (!smooth.ok) return smooth;
  const gaps = smooth.value.map((one, i) => Math.abs(Math.min(1, Math.max(0, one)) - probability[i]!));
  const sorted = gaps.slice().sort();
  const z = numerator / Math.sqrt(denominator);
  return ok({
    slope,
    slopeStandardError: recalibrated.value.standardErrors[1]!,
    intercept,
    interceptStandardError: recalibrated.value.standardErrors[0]!,
    inTheLarge: large.value.coefficients[0]!,
    inTheLargeStandardError: large.value.standardErrors[0]!,
    brier: brier / n,
    spiegelhalterZ: z,
    spiegelhalterP: normal.twoSided(z),
    integratedCalibrationIndex: gaps.reduce((sum, one) => sum + one, 0) / n,
    e50: quantileOfSorted(sorted, 0.5),
    e90: quantileOfSorted(sorted, 0.9),
    eMaximum: sorted[n - 1]!,
    convention: "local quadratic regression, span 3/4, tricube, computed at every point",
  });
};

export interface HosmerLemeshow {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** by group: upper bound of the predictions, observations, events, expected events */
  readonly groups: readonly {
    readonly upTo: number;
    readonly observations: number;
    readonly observed: number;
    readonly expected: number;
  }[];
}

/**
 * Hosmer-Lemeshow test: observed and expected events in groups between quantiles of the prediction (each closed
 * above; those that hold nobody are left out), chi-squared with groups - 2 degrees of freedom for predictions fitted to
 * these outcomes, and with as many as there are groups for predictions given from elsewhere, which spend none. It needs
 * many observations to see anything.
 *
 * @param count groups, 10 as a rule
 * @source Hosmer and Lemeshow 1980, Commun Stat A 9:1043
 */
export const hosmerLemeshow = (
  outcome: ArrayLike<number>,
  probability: Float64Array,
  count = 10,
  predictions: "fitted" | "given" = "fitted",
): Result<HosmerLemeshow> => {
  const refused = check(outcome, probability);
  if (refused !== null) return refused;
  const sorted = probability.slice().sort();
  const bounds = [
    ...new Set(Array.from({ length: count + 1 }, (_, at) => quantileOfSorted(sorted, at / count))),
  ].slice(1);
  // A quantile between two values that many share may bound nobody.
  const groups = bounds
    .map((upTo, at) => {
      const rows = [...probability.keys()].filter(
        (i) => probability[i]! <= upTo && (at === 0 || probability[i]! > bounds[at - 1]!),
      );
      return {
        upTo,
        observations: rows.length,
        observed: rows.reduce((sum, i) => sum + outcome[i]!, 0),
        expected: rows.reduce((sum, i) => sum + probability[i]!, 0),
      };
    })
    .filter((one) => one.observations > 0);
  if (groups.length < 3)
    return refuse(
      "too-few-distinct-values",
      `the predictions fall into ${groups.length} groups; three are needed`,
    );
  const statistic = groups.reduce(
    (sum, { observations, observed, expected }) =>
      sum + (observed - expected) ** 2 / expected + (observed - expected) ** 2 / (observations - expected),
    0,
  );
  const degreesOfFreedom = predictions === "given" ? groups.length : groups.length - 2;
  return ok({ statistic, degreesOfFreedom, p: chiSquared.survival(statistic, degreesOfFreedom), groups });
};
