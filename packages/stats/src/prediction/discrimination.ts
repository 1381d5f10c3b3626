import { orderOf } from "@erbium/numerics";

/** Pairs of a case and a control by which one the prediction ranks higher. */
export interface RankAgreement {
  readonly concordant: number;
  readonly discordant: number;
  readonly tied: number;
  /** (concordant + tied / 2) / pairs */
  readonly c: number;
  /** Somers' D: (concordant - discordant) / pairs */
  readonly somersD: number;
  /** Goodman-Kruskal: (concordant - discordant) / (concordant + discordant) */
  readonly gamma: number;
  /** Kendall: (concordant - discordant) / all pairs of observations, those of equal outcome too */
  readonly tauA: number;
}

/**
 * Counts all pairs of a case and a control in O(n log n).
 *
 * @param width predictions in one interval of this width, counted from 0, count as tied; 0 ties equal ones only
 * @source Harrell 2015, Regression Modeling Strategies, section 10.8
 */
export const rankAgreement = (outcome: ArrayLike<number>, given: Float64Array, width = 0): RankAgreement => {
  const prediction = width > 0 ? given.map((one) => Math.floor(one / width)) : given;
  const order = orderOf(prediction);
  const n = order.length;
  let concordant = 0;
  let tied = 0;
  let controls = 0;
  let cases = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    let caseHere = 0;
    for (; to < n && prediction[order[to]!] === prediction[order[from]!]; to++)
      caseHere += outcome[order[to]!]!;
    concordant += caseHere * controls;
    tied += caseHere * (to - from - caseHere);
    controls += to - from - caseHere;
    cases += caseHere;
    from = to;
  }
  const pairs = cases * controls;
  const discordant = pairs - concordant - tied;
  return {
    concordant,
    discordant,
    tied,
    c: (concordant + tied / 2) / pairs,
    somersD: (concordant - discordant) / pairs,
    gamma: (concordant - discordant) / (concordant + discordant),
    tauA: (concordant - discordant) / ((n * (n - 1)) / 2),
  };
};

/** Gini's mean difference: mean absolute difference of all pairs of values. */
export const giniMeanDifference = (values: Float64Array): number => {
  const sorted = values.slice().sort();
  const n = sorted.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (2 * i - n + 1) * sorted[i]!;
  return (2 * sum) / (n * (n - 1));
};

export interface LogisticIndexes extends RankAgreement {
  readonly brier: number;
  /** Nagelkerke: (1 - exp(-LR/n)) / (1 - exp(-D0/n)) */
  readonly nagelkerke: number;
  /** 1 - exp(-LR/n) by size: all observations or the effective 3 n p (1-p); plain or less the degrees of freedom */
  readonly maddala: {
    readonly observations: number;
    readonly observationsAdjusted: number;
    readonly effectiveSize: number;
    readonly effective: number;
    readonly effectiveAdjusted: number;
  };
  /** Gini's mean difference of the log odds, as odds ratio, and of the probabilities */
  readonly g: number;
  readonly gRatio: number;
  readonly gProbability: number;
}

/**
 * How well a logistic model tells outcomes apart and how much it explains.
 *
 * @param fit        deviances, coefficients, linear predictor and probabilities of the model
 * @param width probabilities in one interval of this width count as tied; 0 ties equal log odds only
 * @source Nagelkerke 1991, Biometrika 78:691; Maddala 1983; Harrell 2015, Regression Modeling Strategies, section 10.8
 */
export const logisticIndexes = (
  outcome: ArrayLike<number>,
  fit: {
    readonly linearPredictor: Float64Array;
    readonly fitted: Float64Array;
    readonly nullDeviance: number;
    readonly deviance: number;
    readonly coefficients: ArrayLike<number>;
  },
  width = 0,
): LogisticIndexes => {
  const n = outcome.length;
  const df = fit.coefficients.length - 1;
  const ratio = fit.nullDeviance - fit.deviance;
  let brier = 0;
  let events = 0;
  for (let i = 0; i < n; i++) {
    brier += (outcome[i]! - fit.fitted[i]!) ** 2;
    events += outcome[i]!;
  }
  const effectiveSize = (3 * events * (n - events)) / n;
  const explained = (statistic: number, size: number): number => -Math.expm1(-statistic / size);
  const g = giniMeanDifference(fit.linearPredictor);
  return {
    ...rankAgreement(outcome, width > 0 ? fit.fitted : fit.linearPredictor, width),
    brier: brier / n,
    nagelkerke: explained(ratio, n) / explained(fit.nullDeviance, n),
    maddala: {
      observations: explained(ratio, n),
      observationsAdjusted: explained(Math.max(0, ratio - df), n),
      effectiveSize,
      effective: explained(ratio, effectiveSize),
      effectiveAdjusted: explained(Math.max(0, ratio - df), effectiveSize),
    },
    g,
    gRatio: Math.exp(g),
    gProbability: giniMeanDifference(fit.fitted),
  };
};
