import { err, ok, type Result } from "@erbium/model";
import { kaplanMeier } from "../survival/kaplan-meier.ts";
import type { SurvivalTimes } from "../survival/survival-times.ts";

/** One element for each threshold. Net benefits are per observation, in true positives. */
export interface DecisionCurve {
  readonly threshold: Float64Array;
  readonly netBenefit: Float64Array;
  /** of treating all; that of treating none is 0 */
  readonly netBenefitAll: Float64Array;
  /** true and false positives per observation */
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly convention: string;
}

const refuse = (message: string): Result<never> =>
  err({
    code: "not-a-decision",
    message,
    remedy: "give risks and thresholds as probabilities, thresholds below 1",
  });

/** Share of a benefit that a false positive costs: the odds at the threshold. */
const curveOf = (
  thresholds: ArrayLike<number>,
  risk: Float64Array,
  prevalence: number,
  positivesAt: (positive: Uint8Array, count: number) => number,
  convention: string,
): Result<DecisionCurve> => {
  const n = risk.length;
  const odd = Array.from(thresholds).find((one) => !(one >= 0 && one < 1));
  if (odd !== undefined) return refuse(`the threshold ${odd} is not from 0 to below 1`);
  if (!risk.every((one) => one >= 0 && one <= 1)) return refuse("a risk is missing or not from 0 to 1");
  const count = thresholds.length;
  const curve = {
    threshold: Float64Array.from(thresholds),
    netBenefit: new Float64Array(count),
    netBenefitAll: new Float64Array(count),
    truePositives: new Float64Array(count),
    falsePositives: new Float64Array(count),
  };
  const positive = new Uint8Array(n);
  for (let at = 0; at < count; at++) {
    const threshold = thresholds[at]!;
    let tested = 0;
    for (let i = 0; i < n; i++) tested += positive[i] = Number(risk[i]! >= threshold);
    const truth = tested === 0 ? 0 : positivesAt(positive, tested);
    const odds = threshold / (1 - threshold);
    curve.truePositives[at] = truth;
    curve.falsePositives[at] = tested / n - truth;
    curve.netBenefit[at] = truth - curve.falsePositives[at]! * odds;
    curve.netBenefitAll[at] = prevalence - (1 - prevalence) * odds;
  }
  return ok({ ...curve, convention });
};

/**
 * Decision curve of a predicted risk: net benefit = true positives/n - false positives/n * pt/(1 - pt), who is at or
 * above the threshold pt being treated.
 *
 * @param outcome 0 and 1
 * @param risk    predicted probability of the outcome
 * @returns refuses risks outside 0 to 1 and thresholds outside 0 to below 1
 * @source Vickers and Elkin 2006, Med Decis Making 26:565
 */
export const decisionCurve = (
  outcome: ArrayLike<number>,
  risk: Float64Array,
  thresholds: ArrayLike<number>,
): Result<DecisionCurve> => {
  const n = risk.length;
  if (outcome.length !== n || n === 0 || Array.from(outcome).some((one) => one !== 0 && one !== 1))
    return refuse("outcomes are 0 and 1, one a risk");
  const events = Array.from(outcome).reduce((sum, one) => sum + one, 0);
  return curveOf(
    thresholds,
    risk,
    events / n,
    (positive) => {
      let sum = 0;
      for (let i = 0; i < n; i++) if (positive[i] === 1) sum += outcome[i]!;
      return sum / n;
    },
    "treated at or above the threshold",
  );
};

/**
 * Decision curve of a risk of having the event by a time, with censoring: true positives/n are the share treated
 * times one less the Kaplan-Meier survival among them at that time; not-a-number where none of them was followed
 * up to it.
 *
 * @param horizon time up to which an event counts
 * @source Vickers, Cronin, Elkin and Gonen 2008, BMC Med Inform Decis Mak 8:53
 */
export const survivalDecisionCurve = (
  times: SurvivalTimes,
  risk: Float64Array,
  horizon: number,
  thresholds: ArrayLike<number>,
): Result<DecisionCurve> => {
  const n = risk.length;
  if (times.stop.length !== n || !(horizon > 0)) return refuse("one time a risk, and a horizon above 0");
  const failed = (rows: (row: number) => boolean): number => {
    const kept = Array.from(times.stop, (_, row) => row).filter(rows);
    const curve = kaplanMeier({
      stop: Float64Array.from(kept, (row) => times.stop[row]!),
      event: kept.map((row) => times.event[row]!),
      start:
        times.start === undefined ? undefined : Float64Array.from(kept, (row) => times.start?.[row] ?? 0),
    });
    // Nobody was followed so far: the curve is not carried on.
    if (!curve.ok || !(curve.value.time[curve.value.time.length - 1]! >= horizon)) return Number.NaN;
    let alive = 1;
    for (let at = 0; at < curve.value.time.length && curve.value.time[at]! <= horizon; at++)
      alive = curve.value.survival[at]!;
    return 1 - alive;
  };
  const all = kaplanMeier(times);
  if (!all.ok) return all;
  return curveOf(
    thresholds,
    risk,
    failed(() => true),
    (positive, count) => (count / n) * failed((row) => positive[row] === 1),
    `event by ${horizon}, Kaplan-Meier among the treated`,
  );
};
