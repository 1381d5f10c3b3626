import {
  type ProportionBounds,
  proportionInterval,
  type RocDirection,
  type ScoredOutcome,
} from "@erbium/stats";
import type { Estimate } from "../terminal/estimate.ts";

/** A share with its counts and its exact interval; null where nobody is on that side. */
export interface Share extends Estimate {
  readonly of: number;
  readonly count: number;
}

/** What calling patients positive from a threshold on amounts to. */
export interface ThresholdTable {
  readonly threshold: number;
  /** positive at or above it, or at or below it */
  readonly positive: ">=" | "<=";
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly sensitivity: Share | null;
  readonly specificity: Share | null;
  readonly positivePredictiveValue: Share | null;
  readonly negativePredictiveValue: Share | null;
}

const share = (count: number, of: number, level: number): Share | null => {
  const bounds = proportionInterval(count, of, "CP", level);
  return bounds.ok ? { count, of, ...ends(bounds.value) } : null;
};
const ends = ({ estimate, low, high }: ProportionBounds): Estimate => ({ estimate, low, high });

/** The two-by-two table of a threshold, with exact (Clopper-Pearson) intervals of its shares. */
export const thresholdTable = (
  { outcome, score }: ScoredOutcome,
  threshold: number,
  direction: RocDirection,
  level: number,
): ThresholdTable => {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (let row = 0; row < score.length; row++) {
    const value = score[row] ?? Number.NaN;
    const positive = direction === "higher" ? value >= threshold : value <= threshold;
    if (outcome[row] === 1) {
      if (positive) tp++;
      else fn++;
    } else if (positive) fp++;
    else tn++;
  }
  return {
    threshold,
    positive: direction === "higher" ? ">=" : "<=",
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    trueNegatives: tn,
    sensitivity: share(tp, tp + fn, level),
    specificity: share(tn, tn + fp, level),
    positivePredictiveValue: share(tp, tp + fp, level),
    negativePredictiveValue: share(tn, tn + fn, level),
  };
};
