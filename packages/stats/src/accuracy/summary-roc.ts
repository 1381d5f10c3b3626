import { err, ok, type Result } from "@erbium/model";
import type { BivariateFit } from "./bivariate-model.ts";

/** The bivariate model as a hierarchical summary ROC model. */
export interface SummaryRocParameters {
  /** Theta: mean threshold */
  readonly threshold: number;
  /** Lambda: mean accuracy, log diagnostic odds where beta is 0 */
  readonly accuracy: number;
  /** beta: asymmetry of the curve */
  readonly shape: number;
  readonly thresholdVariance: number;
  readonly accuracyVariance: number;
}

const expit = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Parameters of Rutter and Gatsonis from the bivariate model, with sA and sB the standard deviations of logit
 * sensitivity and logit specificity between studies: beta = ln(sB / sA), Theta and Lambda from the means scaled
 * by (sB / sA)^1/2.
 *
 * @returns refuses a model with moderators, with a common effect, or where an outcome does not vary
 * @source Harbord et al. 2007, Biostatistics 8:239
 */
export const summaryRocParameters = (fit: BivariateFit): Result<SummaryRocParameters> => {
  const [sensitivity, rate] = fit.coefficients;
  if (fit.coefficients.length !== 2 || sensitivity === undefined || rate === undefined)
    return err({
      code: "moderators",
      message: "a summary ROC curve belongs to a model without moderators",
      remedy: "fit the model without moderators, or by subgroup",
    });
  const { between } = fit;
  if (between === null || !(between.sensitivity > 0 && between.falsePositiveRate > 0))
    return err({
      code: "no-variation",
      message: "sensitivity or specificity does not vary between the studies: there is a point and no curve",
      remedy: "report the summary point",
    });
  const [a, b] = [Math.sqrt(between.sensitivity), Math.sqrt(between.falsePositiveRate)];
  const scale = Math.sqrt(b / a);
  return ok({
    threshold: 0.5 * (scale * sensitivity.estimate + rate.estimate / scale),
    accuracy: scale * sensitivity.estimate - rate.estimate / scale,
    shape: Math.log(b / a),
    thresholdVariance: 0.5 * (a * b + between.covariance),
    accuracyVariance: 2 * (a * b - between.covariance),
  });
};

/**
 * Sensitivity at a false positive rate along the curve of Rutter and Gatsonis.
 *
 * logit sensitivity = Lambda exp(-beta/2) + exp(-beta) logit(false positive rate).
 */
export const summaryRocCurve =
  ({ accuracy, shape }: SummaryRocParameters) =>
  (falsePositiveRate: number): number =>
    expit(
      accuracy * Math.exp(-shape / 2) +
        Math.exp(-shape) * Math.log(falsePositiveRate / (1 - falsePositiveRate)),
    );

/**
 * Area under a curve by trapezoids over equally spaced points.
 *
 * @param convention `share of the range`: divided by the range, so that a perfect test has 1; `as mada`: divided
 *                   by the number of points times their distance, a little less
 */
export const areaUnderCurve = (
  curve: (falsePositiveRate: number) => number,
  points: readonly number[],
  convention: "share of the range" | "as mada" = "share of the range",
): number => {
  if (points.length < 2) return Number.NaN;
  const values = points.map(curve);
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += (values[i - 1]! + values[i]!) / 2;
  return sum / (convention === "as mada" ? points.length : points.length - 1);
};
