import { ok, type Result } from "@erbium/model";
import { binomialNormal, predictProportion } from "@erbium/stats";

/** A rate pooled over arms. Rates are percent. */
export interface RateFit {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly convention: string;
  /** between-study variance on the logit scale */
  readonly tauSquared: number;
  readonly heterogeneity: {
    readonly iSquared: number;
    /** likelihood-ratio statistic against one rate for all */
    readonly q: number;
    readonly df: number;
    readonly p: number;
  };
  /** where the rate of a further study would lie; null where too few studies say */
  readonly prediction: { readonly low: number; readonly high: number; readonly convention: string } | null;
}

/**
 * The pooled rate of several arms by the binomial-normal model, which needs no correction for arms without
 * events.
 *
 * @param events   per arm, k >= 2
 * @param patients per arm
 * @returns percent; the refusal of the method where the counts carry no fit (no events at all, say)
 */
export const fitRate = (events: Float64Array, patients: Float64Array): Result<RateFit> => {
  const fit = binomialNormal(events, patients);
  if (!fit.ok) return fit;
  const { proportion, tauSquared, heterogeneity } = fit.value;
  const further = predictProportion(fit.value);
  return ok({
    estimate: 100 * proportion.estimate,
    low: 100 * proportion.low,
    high: 100 * proportion.high,
    convention: "binomial-normal model (random intercepts on the logit scale, maximum likelihood)",
    tauSquared,
    heterogeneity: {
      iSquared: heterogeneity.iSquared,
      q: heterogeneity.likelihoodRatio,
      df: heterogeneity.df,
      p: heterogeneity.likelihoodRatioP,
    },
    prediction:
      further === null
        ? null
        : { low: 100 * further.low, high: 100 * further.high, convention: further.convention },
  });
};
