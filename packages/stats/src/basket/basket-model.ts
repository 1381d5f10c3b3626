import { err, ok, type Result } from "@erbium/model";
import { exactBinomialInterval, type ProportionInterval } from "@erbium/numerics";
import {
  type BasketCounts,
  type BasketGrid,
  type BasketPosterior,
  type BasketPriors,
  basketPosterior,
  type GridDistribution,
  halfNormalQuantile,
  logitReach,
} from "./basket-grid.ts";

export interface BasketStratum extends BasketCounts {
  readonly label: string;
}

export interface BasketOptions {
  readonly priors?: Partial<BasketPriors>;
  /** coverage of intervals, default 0.95 */
  readonly level?: number;
  /** a response rate of interest; the probability to exceed it is given for each stratum */
  readonly threshold?: number;
  /** try other priors of tau too? Default true */
  readonly sensitivity?: boolean;
}

/** A response rate, 0 to 1, with an equal-tailed posterior interval. */
export interface PosteriorRate {
  readonly mean: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface StratumEstimate extends BasketStratum {
  /** of this stratum alone, exact */
  readonly exact: ProportionInterval;
  readonly shrunk: PosteriorRate;
  /** null without a threshold */
  readonly probabilityAbove: number | null;
  readonly probabilityExchangeable: number;
}

export interface BasketAnalysis {
  readonly model: "hierarchical (logit-normal)" | "exchangeability-nonexchangeability (EXNEX)";
  readonly priors: BasketPriors;
  readonly strata: readonly StratumEstimate[];
  /** of a further stratum that is exchangeable with these */
  readonly next: PosteriorRate;
  /** standard deviation between strata on the logit scale */
  readonly tau: { readonly median: number; readonly low: number; readonly high: number };
  /** the same under other priors of tau: what the data do not decide shows here; empty unless asked for */
  readonly sensitivity: readonly {
    readonly tauScale: number;
    readonly means: Float64Array;
  }[];
  /** largest difference of any mean or limit between the grid used and one half as fine */
  readonly numericalError: number;
}

/**
 * Priors where none are given. The mean: normal with the variance that a uniform response rate has on the logit
 * scale. Tau: half-normal(1), which lets rates differ by a factor of several or hardly at all. A stratum on its
 * own: like the mean.
 */
export const defaultBasketPriors: BasketPriors = {
  mean: { mean: 0, sd: Math.PI / Math.sqrt(3) },
  tauScale: 1,
  exchangeable: 1,
  alone: { mean: 0, sd: Math.PI / Math.sqrt(3) },
};

const fine: BasketGrid = { cell: 0.05, meanEvery: 2, tauValues: 48 };
const coarse: BasketGrid = { cell: 0.1, meanEvery: 2, tauValues: 24 };
/** A prior wider than this is flat over all logits that are computed: it says no more, and its sums would vanish. */
const widest = 100 * logitReach;
/** Scales of the half-normal prior of tau that are tried beside the chosen one, as factors. */
const otherScales = [0.5, 2];

const expit = (x: number): number => 1 / (1 + Math.exp(-x));

/** The logit below which a share of the distribution lies; within a cell it is spread evenly. */
const quantileOf = (logits: Float64Array, { masses }: GridDistribution, share: number): number => {
  const cell = logits[1]! - logits[0]!;
  let below = 0;
  for (const [i, mass] of masses.entries()) {
    if (mass > 0 && below + mass >= share) return logits[i]! + cell * ((share - below) / mass - 0.5);
    below += mass;
  }
  return logits[logits.length - 1]!;
};

const rateOf = (logits: Float64Array, distribution: GridDistribution, level: number): PosteriorRate => {
  const tail = (1 - level) / 2;
  const at = (share: number): number => expit(quantileOf(logits, distribution, share));
  return {
    mean: distribution.masses.reduce((sum, mass, i) => sum + mass * expit(logits[i]!), 0),
    ...{ median: at(0.5), low: at(tail), high: at(1 - tail) },
  };
};

const aboveOf = (logits: Float64Array, { masses }: GridDistribution, threshold: number): number => {
  const cut = Math.log(threshold / (1 - threshold));
  const cell = logits[1]! - logits[0]!;
  let above = 0;
  for (const [i, mass] of masses.entries())
    above += mass * Math.min(1, Math.max(0, (logits[i]! + cell / 2 - cut) / cell));
  return above;
};

/** Quantiles of tau; within a slice it follows its prior. */
const tauOf = ({ tau: { masses } }: BasketPosterior, scale: number, level: number) => {
  const at = (share: number): number => {
    let below = 0;
    for (const [k, mass] of masses.entries()) {
      if (mass > 0 && below + mass >= share)
        return halfNormalQuantile((k + (share - below) / mass) / masses.length, scale);
      below += mass;
    }
    return Number.POSITIVE_INFINITY;
  };
  return { median: at(0.5), low: at((1 - level) / 2), high: at((1 + level) / 2) };
};

/**
 * Response rates of the strata of a basket trial, each borrowing from the others as far as they agree.
 *
 * Hierarchical logit-normal model; with `priors.exchangeable` below 1 a stratum may stand alone (EXNEX). Computed
 * by sums over grids, without sampling: two grids are compared and the sensitivity to the prior of tau is given.
 *
 * @param strata counts by stratum; strata must not share patients
 * @returns refuses no stratum, counts that are not counts, priors that are not distributions, and a level or
 *          threshold outside (0, 1)
 * @source Thall et al. 2003, Stat Med 22:763 (hierarchical model of strata); Neuenschwander et al. 2016, Pharm Stat
 *         15:123 (EXNEX)
 */
export const basketModel = (
  strata: readonly BasketStratum[],
  options: BasketOptions = {},
): Result<BasketAnalysis> => {
  const priors: BasketPriors = { ...defaultBasketPriors, ...options.priors };
  const { level = 0.95, threshold, sensitivity = true } = options;
  if (strata.length === 0)
    return err({ code: "no-strata", message: "there is no stratum", remedy: "give at least one stratum" });
  const exact: ProportionInterval[] = [];
  for (const { label, responders, n } of strata) {
    const interval = exactBinomialInterval(responders, n, level);
    if (!interval.ok) return err({ ...interval.error, message: `${label}: ${interval.error.message}` });
    exact.push(interval.value);
  }
  const scales = [priors.tauScale, priors.mean.sd, priors.alone.sd];
  const means = [priors.mean.mean, priors.alone.mean];
  if (
    !scales.every((one) => one > 0 && one <= widest) ||
    !means.every((one) => Math.abs(one) <= logitReach) ||
    !(priors.exchangeable > 0 && priors.exchangeable <= 1)
  )
    return err({
      code: "not-a-prior",
      message: `a scale of a prior is not above zero and up to ${widest}, a mean is beyond a logit of ${logitReach}, or the probability to be exchangeable is not in (0, 1]`,
      remedy: `give scales and means on the logit scale, and a probability above 0 and up to 1`,
    });
  if (threshold !== undefined && !(threshold > 0 && threshold < 1))
    return err({
      code: "not-a-rate",
      message: `the threshold ${threshold} is not a response rate between 0 and 1`,
      remedy: "give a share such as 0.2",
    });
  const check = basketPosterior(strata, priors, coarse);
  const posterior = basketPosterior(strata, priors, fine, check.meanReach);
  const rates = posterior.strata.map((one) => rateOf(posterior.logits, one, level));
  const numericalError = Math.max(
    ...check.strata.flatMap((one, j) => {
      const rate = rateOf(check.logits, one, level);
      const [mine, other] = [rates[j]!, rate];
      return [mine.mean - other.mean, mine.low - other.low, mine.high - other.high].map(Math.abs);
    }),
  );
  return ok({
    model:
      priors.exchangeable < 1 ? "exchangeability-nonexchangeability (EXNEX)" : "hierarchical (logit-normal)",
    priors,
    strata: strata.map((stratum, j) => ({
      ...stratum,
      exact: exact[j]!,
      shrunk: rates[j]!,
      probabilityAbove:
        threshold === undefined ? null : aboveOf(posterior.logits, posterior.strata[j]!, threshold),
      probabilityExchangeable: posterior.exchangeable[j]!,
    })),
    next: rateOf(posterior.logits, posterior.next, level),
    tau: tauOf(posterior, priors.tauScale, level),
    sensitivity: (sensitivity ? otherScales : []).map((factor) => {
      const tauScale = factor * priors.tauScale;
      const other = basketPosterior(strata, { ...priors, tauScale }, coarse, check.meanReach);
      return {
        tauScale,
        means: Float64Array.from(other.strata, (one) => rateOf(other.logits, one, level).mean),
      };
    }),
    numericalError,
  });
};
