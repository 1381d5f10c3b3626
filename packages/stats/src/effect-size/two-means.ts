import { lnGamma } from "@erbium/numerics";
import { type Effect, type Effects, effectsOf } from "./effects.ts";

/** Mean, standard deviation and size of two groups, in one unit. */
export interface TwoMeans {
  readonly mean1: Float64Array;
  readonly sd1: Float64Array;
  readonly n1: Float64Array;
  readonly mean2: Float64Array;
  readonly sd2: Float64Array;
  readonly n2: Float64Array;
}

/**
 * The factor that takes the bias from a standardised difference: `Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2))`.
 *
 * @param df          m, degrees of freedom of the standard deviation
 * @param approximate the rounding `1 - 3 / (4m - 1)` instead
 * @source Hedges 1981, J Educ Stat 6:107
 */
export const hedgesCorrection = (df: number, approximate = false): number =>
  approximate
    ? 1 - 3 / (4 * df - 1)
    : df <= 1
      ? Number.NaN
      : Math.exp(lnGamma(df / 2) - lnGamma((df - 1) / 2)) / Math.sqrt(df / 2);

/**
 * Which variance: `LS` the large-sample one (where left out); `LS2` the same before the correction of bias,
 * then scaled by its square; `UB` unbiased; `HO` one standard deviation for both groups (differences, ratios).
 */
export type MeansVariance = "LS" | "LS2" | "UB" | "HO";

interface Group {
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
}
type Measure = (one: Group, two: Group, options: MeansOptions) => Effect;

export interface MeansOptions {
  readonly variance?: MeansVariance;
  readonly correction?: "exact" | "approximate" | "none";
}

const pooledSd = (one: Group, two: Group): number =>
  Math.sqrt(((one.n - 1) * one.sd ** 2 + (two.n - 1) * two.sd ** 2) / (one.n + two.n - 2));

const meanDifference: Measure = (one, two, { variance = "LS" }) => [
  one.mean - two.mean,
  variance === "HO"
    ? pooledSd(one, two) ** 2 * (1 / one.n + 1 / two.n)
    : one.sd ** 2 / one.n + two.sd ** 2 / two.n,
];
const corrected = (df: number, { correction = "exact" }: MeansOptions): number =>
  correction === "none" ? 1 : hedgesCorrection(df, correction === "approximate");

/** Hedges' g: the difference over the pooled standard deviation, without its bias. */
const standardisedDifference: Measure = (one, two, options) => {
  const df = one.n + two.n - 2;
  const factor = corrected(df, options);
  const crude = (one.mean - two.mean) / pooledSd(one, two);
  const g = factor * crude;
  const sizes = 1 / one.n + 1 / two.n;
  const total = 2 * (one.n + two.n);
  const { variance = "LS" } = options;
  if (variance === "LS2") return [g, factor ** 2 * (sizes + crude ** 2 / total)];
  if (variance === "UB") return [g, sizes + (1 - (df - 2) / (df * factor ** 2)) * g ** 2];
  return [g, sizes + g ** 2 / total];
};
/** Unequal variances: Bonett 2009, Psychol Methods 14:225. */
const heteroscedasticDifference: Measure = (one, two, options) => {
  const square = (one.sd ** 2 + two.sd ** 2) / 2;
  const factor = corrected(one.n + two.n - 2, options);
  const g = (factor * (one.mean - two.mean)) / Math.sqrt(square);
  const [df1, df2] = [one.n - 1, two.n - 1];
  const variance =
    (g ** 2 * (one.sd ** 4 / df1 + two.sd ** 4 / df2)) / (8 * square ** 2) +
    (one.sd ** 2 / df1 + two.sd ** 2 / df2) / square;
  return [g, factor ** 2 * variance];
};
/** Over the standard deviation of the second group: Glass 1976. */
const glassDelta: Measure = (one, two, options) => {
  const delta = (corrected(two.n - 1, options) * (one.mean - two.mean)) / two.sd;
  return [delta, 1 / one.n + 1 / two.n + delta ** 2 / (2 * two.n)];
};
/** Hedges, Gurevitch and Curtis 1999, Ecology 80:1150. */
const logRatioOfMeans: Measure = (one, two, { variance = "LS" }) => {
  const sds: readonly [number, number] =
    variance === "HO" ? [pooledSd(one, two), pooledSd(one, two)] : [one.sd, two.sd];
  return [
    Math.log(one.mean / two.mean),
    sds[0] ** 2 / (one.n * one.mean ** 2) + sds[1] ** 2 / (two.n * two.mean ** 2),
  ];
};
/** Nakagawa et al. 2015, Methods Ecol Evol 6:143. */
const logVariabilityRatio: Measure = (one, two) => {
  const [half1, half2] = [1 / (2 * (one.n - 1)), 1 / (2 * (two.n - 1))];
  return [Math.log(one.sd / two.sd) + half1 - half2, half1 + half2];
};
const logRatioOfVariation: Measure = (one, two) => {
  const [half1, half2] = [1 / (2 * (one.n - 1)), 1 / (2 * (two.n - 1))];
  return [
    Math.log(one.sd / one.mean / (two.sd / two.mean)) + half1 - half2,
    half1 + one.sd ** 2 / (one.n * one.mean ** 2) + half2 + two.sd ** 2 / (two.n * two.mean ** 2),
  ];
};
/** A standardised difference, its bias left in, as a log odds ratio: Chinn 2000, Stat Med 19:3127 (logistic); 1.65, Cox (normal). */
const differenceAsOddsRatio =
  (scale: number): Measure =>
  (one, two, { variance = "LS" }) => {
    const [d, error] = standardisedDifference(one, two, { variance, correction: "none" });
    return [d * scale, error * scale ** 2];
  };
const logisticScale = Math.PI / Math.sqrt(3);

/**
 * In metafor's names: MD mean difference, SMD Hedges' g, SMDH g for unequal variances, SMD1 Glass' delta, ROM log
 * ratio of means, VR and CVR log ratio of the standard deviations and of the coefficients of variation, D2OR (D2ORL)
 * and D2ORN the standardised difference as a log odds ratio.
 */
const measures = {
  MD: meanDifference,
  SMD: standardisedDifference,
  SMDH: heteroscedasticDifference,
  SMD1: glassDelta,
  ROM: logRatioOfMeans,
  VR: logVariabilityRatio,
  CVR: logRatioOfVariation,
  D2OR: differenceAsOddsRatio(logisticScale),
  D2ORL: differenceAsOddsRatio(logisticScale),
  D2ORN: differenceAsOddsRatio(1.65),
} as const;

export type TwoMeansMeasure = keyof typeof measures;
export const isTwoMeansMeasure = (word: string): word is TwoMeansMeasure => Object.hasOwn(measures, word);

/**
 * Effects of two means, the first group less (or over) the second.
 *
 * @returns one effect a study; not-a-number where a group has fewer than two patients, no scatter, or a mean
 *          whose logarithm does not exist
 * @source Borenstein and Hedges 2019 in the Handbook of Research Synthesis, 3rd edition, chapter 11
 */
export const twoMeanEffects = (
  means: TwoMeans,
  measure: TwoMeansMeasure,
  options: MeansOptions = {},
): Effects =>
  effectsOf(means.mean1.length, (i) =>
    measures[measure](
      { mean: means.mean1[i]!, sd: means.sd1[i]!, n: means.n1[i]! },
      { mean: means.mean2[i]!, sd: means.sd2[i]!, n: means.n2[i]! },
      options,
    ),
  );
