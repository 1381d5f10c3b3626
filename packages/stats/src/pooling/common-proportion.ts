import { chiSquared } from "@erbium/numerics";

/** Logit of all events over all patients, with its error: the common-effect model. */
export interface CommonProportion {
  readonly estimate: number;
  readonly standardError: number;
}

/** Tests of one proportion for all studies, and the share of the scatter between them. */
export interface ProportionHeterogeneity {
  readonly df: number;
  /** likelihood-ratio test against one proportion for all */
  readonly likelihoodRatio: number;
  readonly likelihoodRatioP: number;
  /** Wald test of the same, by the studies with events and patients without */
  readonly wald: number;
  readonly waldP: number;
  /** percent */
  readonly iSquared: number;
  readonly hSquared: number;
}

/** Events and patients of all studies together, some of either kind. */
const totalsOf = (events: Float64Array, n: Float64Array) => {
  const patients = n.reduce((sum, one) => sum + one, 0);
  return { patients, share: events.reduce((sum, one) => sum + one, 0) / patients };
};

export const commonProportion = (events: Float64Array, n: Float64Array): CommonProportion => {
  const { patients, share } = totalsOf(events, n);
  return {
    estimate: Math.log(share / (1 - share)),
    standardError: 1 / Math.sqrt(patients * share * (1 - share)),
  };
};

/** `2 x ln(x / expected)`, nothing where nobody is counted. */
const deviance = (x: number, expected: number): number => (x > 0 ? 2 * x * Math.log(x / expected) : 0);

/**
 * Whether studies may share one proportion, and I2 and H2 at a tau2.
 *
 * @param variances  of the studies' logits, empty cells corrected: the scale of I2
 * @param tauSquared between the logits
 * @source Higgins and Thompson 2002, Stat Med 21:1539 (I2 by the typical variance); agrees with metafor 3.8 `rma.glmm`
 */
export const proportionHeterogeneity = (
  events: Float64Array,
  n: Float64Array,
  variances: Float64Array,
  tauSquared: number,
): ProportionHeterogeneity => {
  const { share } = totalsOf(events, n);
  let likelihoodRatio = 0;
  let weights = 0;
  let squares = 0;
  const inner: { logit: number; weight: number }[] = [];
  for (const [i, x] of events.entries()) {
    const rest = n[i]! - x;
    likelihoodRatio += deviance(x, n[i]! * share) + deviance(rest, n[i]! * (1 - share));
    if (x > 0 && rest > 0) inner.push({ logit: Math.log(x / rest), weight: 1 / (1 / x + 1 / rest) });
    weights += 1 / variances[i]!;
    squares += 1 / variances[i]! ** 2;
  }
  const total = inner.reduce((sum, one) => sum + one.weight, 0);
  const mean = inner.reduce((sum, one) => sum + one.weight * one.logit, 0) / total;
  const wald = inner.reduce((sum, one) => sum + one.weight * (one.logit - mean) ** 2, 0);
  const df = events.length - 1;
  const typical = df / (weights - squares / weights);
  return {
    df,
    likelihoodRatio,
    likelihoodRatioP: chiSquared.survival(likelihoodRatio, df),
    wald,
    waldP: chiSquared.survival(wald, df),
    iSquared: (100 * tauSquared) / (tauSquared + typical),
    hSquared: tauSquared / typical + 1,
  };
};
