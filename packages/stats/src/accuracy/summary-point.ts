import { err, ok, type Result } from "@erbium/model";
import { fisherF, normal } from "@erbium/numerics";
import type { BivariateFit, Covariance2 } from "./bivariate-model.ts";

export interface Bounded {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Closed curve in the plane of false positive rate (x) and sensitivity (y). */
export interface Region {
  readonly falsePositiveRate: Float64Array;
  readonly sensitivity: Float64Array;
}

export interface SummaryPoint {
  readonly sensitivity: Bounded;
  readonly falsePositiveRate: Bounded;
  readonly specificity: Bounded;
  /** at the summary point, intervals by the delta method on the log scale */
  readonly positiveLikelihoodRatio: Bounded;
  readonly negativeLikelihoodRatio: Bounded;
  readonly diagnosticOddsRatio: Bounded;
  /** where the means lie */
  readonly confidenceRegion: Region;
  /** where the true values of a new study lie; null for a common effect */
  readonly predictionRegion: Region | null;
}

const expit = (x: number): number => 1 / (1 + Math.exp(-x));

/** Ellipse of a bivariate normal on the logit scale, carried to the plane of proportions. */
const ellipse = (
  centre: readonly [number, number],
  { sensitivity, falsePositiveRate, covariance }: Covariance2,
  radius: number,
  points: number,
): Region => {
  const [a, b] = [Math.sqrt(sensitivity), Math.sqrt(falsePositiveRate)];
  const correlation = Math.max(-1, Math.min(1, covariance / (a * b)));
  const angle = Math.acos(correlation);
  const x = new Float64Array(points);
  const y = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const t = (2 * Math.PI * i) / (points - 1);
    y[i] = expit(centre[0] + radius * a * Math.cos(t));
    x[i] = expit(centre[1] + radius * b * Math.cos(t + angle));
  }
  return { falsePositiveRate: x, sensitivity: y };
};

/**
 * Summary sensitivity and specificity of a bivariate model without moderators, with likelihood ratios, the region
 * of confidence of the means and the region where a new study is expected.
 *
 * The regions are ellipses of logits with the radius sqrt(2 F(level; 2, k - 2)).
 *
 * @param points points of a region, the first and the last the same
 * @returns refuses a model with moderators and one of fewer than three studies
 * @source Harbord et al. 2007, Biostatistics 8:239; Macaskill et al. 2010, Cochrane Handbook for DTA Reviews, ch. 10
 */
export const summaryPoint = (fit: BivariateFit, points = 101): Result<SummaryPoint> => {
  const [a, b] = fit.coefficients;
  if (a === undefined || b === undefined || fit.coefficients.length !== 2)
    return err({
      code: "moderators",
      message: "a summary point belongs to a model without moderators",
      remedy: "fit the model without moderators, or by subgroup",
    });
  if (fit.k < 3)
    return err({
      code: "too-few-studies",
      message: `${fit.k} studies leave no degree of freedom for a region`,
      remedy: "report the studies one by one",
    });
  const [vs, c, , vf] = fit.covariance;
  const mean: Covariance2 = { sensitivity: vs!, covariance: c!, falsePositiveRate: vf! };
  const z = normal.upperQuantile((1 - fit.level) / 2);
  const share = ({ estimate, low, high }: typeof a): Bounded => ({
    estimate: expit(estimate),
    low: expit(low),
    high: expit(high),
  });
  const sensitivity = share(a);
  const falsePositiveRate = share(b);
  // d ln p = (1 - p) d logit, d ln (1 - p) = -p d logit.
  const logRatio = (value: number, da: number, db: number): Bounded => {
    const spread = z * Math.sqrt(da * da * vs! + 2 * da * db * c! + db * db * vf!);
    return { estimate: Math.exp(value), low: Math.exp(value - spread), high: Math.exp(value + spread) };
  };
  const [p, q] = [sensitivity.estimate, falsePositiveRate.estimate];
  const radius = Math.sqrt(2 * fisherF.upperQuantile(1 - fit.level, 2, fit.k - 2));
  const centre = [a.estimate, b.estimate] as const;
  const { between } = fit;
  return ok({
    sensitivity,
    falsePositiveRate,
    specificity: {
      estimate: 1 - q,
      low: 1 - falsePositiveRate.high,
      high: 1 - falsePositiveRate.low,
    },
    positiveLikelihoodRatio: logRatio(Math.log(p / q), 1 - p, -(1 - q)),
    negativeLikelihoodRatio: logRatio(Math.log((1 - p) / (1 - q)), -p, q),
    diagnosticOddsRatio: logRatio(a.estimate - b.estimate, 1, -1),
    confidenceRegion: ellipse(centre, mean, radius, points),
    predictionRegion:
      between === null
        ? null
        : ellipse(
            centre,
            {
              sensitivity: mean.sensitivity + between.sensitivity,
              covariance: mean.covariance + between.covariance,
              falsePositiveRate: mean.falsePositiveRate + between.falsePositiveRate,
            },
            radius,
            points,
          ),
  });
};
