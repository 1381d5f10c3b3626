import type { RocCurve } from "./roc.ts";

export interface ThresholdPerformance {
  readonly threshold: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** not-a-number where nobody is on that side */
  readonly positivePredictiveValue: number;
  readonly negativePredictiveValue: number;
  readonly accuracy: number;
}

/** What a threshold of the curve amounts to, with the share of cases of the data at hand. */
export const performanceAt = (curve: RocCurve, at: number): ThresholdPerformance => {
  const sensitivity = curve.sensitivity[at] ?? Number.NaN;
  const specificity = curve.specificity[at] ?? Number.NaN;
  const truePositive = sensitivity * curve.cases;
  const trueNegative = specificity * curve.controls;
  return {
    threshold: curve.threshold[at] ?? Number.NaN,
    sensitivity,
    specificity,
    positivePredictiveValue: truePositive / (truePositive + curve.controls - trueNegative),
    negativePredictiveValue: trueNegative / (trueNegative + curve.cases - truePositive),
    accuracy: (truePositive + trueNegative) / (curve.cases + curve.controls),
  };
};

/**
 * The thresholds that are best: by Youden's index (sensitivity + specificity highest) or closest to the corner
 * ((1 - sensitivity)^2 + (1 - specificity)^2 lowest). All that are equally good are given.
 *
 * @source Youden 1950, Cancer 3:32; Perkins and Schisterman 2006, Am J Epidemiol 163:670
 */
export const bestThresholds = (
  curve: RocCurve,
  criterion: "youden" | "closest",
): readonly ThresholdPerformance[] => {
  const loss = curve.sensitivity.map((sensitivity, at) => {
    const specificity = curve.specificity[at]!;
    return criterion === "youden"
      ? -(sensitivity + specificity)
      : (1 - sensitivity) ** 2 + (1 - specificity) ** 2;
  });
  const least = loss.reduce((low, one) => Math.min(low, one), Number.POSITIVE_INFINITY);
  return Array.from(loss, (_, at) => at)
    .filter((at) => loss[at]! <= least + 1e-12)
    .map((at) => performanceAt(curve, at));
};
