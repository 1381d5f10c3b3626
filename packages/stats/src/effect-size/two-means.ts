import { ok, type Result } from "@erbium/model";
import { checkColumns, weightedMean } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { pointBiserialMeasures } from "./point-biserial.ts";
import {
  biasCorrection,
  type MeansMeasure,
  type MeansOptions,
  type MeansVariance,
  pooledSd,
} from "./standardisation.ts";
import { variabilityMeasures } from "./variability.ts";

/** Mean, standard deviation and size of two groups, in one unit. */
export interface TwoMeans {
  readonly mean1: Float64Array;
  readonly sd1: Float64Array;
  readonly n1: Float64Array;
  readonly mean2: Float64Array;
  readonly sd2: Float64Array;
  readonly n2: Float64Array;
}

const meanDifference: MeansMeasure = (one, two, { variance = "LS" }) => [
  one.mean - two.mean,
  variance === "HO"
    ? pooledSd(one, two) ** 2 * (1 / one.n + 1 / two.n)
    : one.sd ** 2 / one.n + two.sd ** 2 / two.n,
];

/**
 * A difference already over a standard deviation, without its bias, with its variance.
 *
 * @param df   degrees of freedom of the standard deviation
 * @param size patients whom the variance of the standard deviation rests on
 */
const standardised = (
  crude: number,
  [one, two]: readonly [n1: number, n2: number],
  df: number,
  size: number,
  options: MeansOptions,
): Effect => {
  const factor = biasCorrection(df, options);
  const g = factor * crude;
  const sizes = 1 / one + 1 / two;
  const { variance = "LS" } = options;
  if (variance === "LS2") return [g, factor ** 2 * (sizes + crude ** 2 / (2 * size))];
  if (variance === "UB") return [g, sizes + (1 - (df - 2) / (df * factor ** 2)) * g ** 2];
  return [g, sizes + g ** 2 / (2 * size)];
};

/** Hedges' g from a difference over the pooled standard deviation (Cohen's d). */
const hedgesG = (d: number, n1: number, n2: number, options: MeansOptions): Effect =>
  standardised(d, [n1, n2], n1 + n2 - 2, n1 + n2, options);

/** Hedges' g: the difference over the pooled standard deviation, without its bias. */
const standardisedDifference: MeansMeasure = (one, two, options) =>
  hedgesG((one.mean - two.mean) / pooledSd(one, two), one.n, two.n, options);

/** Unequal variances: Bonett 2009, Psychol Methods 14:225. */
const heteroscedasticDifference: MeansMeasure = (one, two, options) => {
  const square = (one.sd ** 2 + two.sd ** 2) / 2;
  const factor = biasCorrection(one.n + two.n - 2, options);
  const g = (factor * (one.mean - two.mean)) / Math.sqrt(square);
  const [df1, df2] = [one.n - 1, two.n - 1];
  const variance =
    (g ** 2 * (one.sd ** 4 / df1 + two.sd ** 4 / df2)) / (8 * square ** 2) +
    (one.sd ** 2 / df1 + two.sd ** 2 / df2) / square;
  return [g, factor ** 2 * variance];
};
/** Over the standard deviation of the second group: Glass 1976. */
const glassDelta: MeansMeasure = (one, two, options) =>
  standardised((one.mean - two.mean) / two.sd, [one.n, two.n], two.n - 1, two.n, options);

/** The same where the groups' variances differ: Bonett 2008, Psychol Methods 13:99. */
const heteroscedasticGlassDelta: MeansMeasure = (one, two, options) => {
  const delta = (biasCorrection(two.n - 1, options) * (one.mean - two.mean)) / two.sd;
  return [delta, one.sd ** 2 / (two.sd ** 2 * one.n) + 1 / two.n + delta ** 2 / (2 * two.n)];
};
/** Hedges, Gurevitch and Curtis 1999, Ecology 80:1150. */
const logRatioOfMeans: MeansMeasure = (one, two, { variance = "LS" }) => {
  const sds: readonly [number, number] =
    variance === "HO" ? [pooledSd(one, two), pooledSd(one, two)] : [one.sd, two.sd];
  return [
    Math.log(one.mean / two.mean),
    sds[0] ** 2 / (one.n * one.mean ** 2) + sds[1] ** 2 / (two.n * two.mean ** 2),
  ];
};
/** A standardised difference, its bias left in, as a log odds ratio: Chinn 2000, Stat Med 19:3127 (logistic); 1.65, Cox (normal). */
const differenceAsOddsRatio =
  (scale: number): MeansMeasure =>
  (one, two) => {
    const [d, error] = standardisedDifference(one, two, { correction: "none" });
    return [d * scale, error * scale ** 2];
  };
const logisticScale = Math.PI / Math.sqrt(3);

/**
 * In metafor's names: MD mean difference, SMD Hedges' g, SMDH g for unequal variances, SMD1 Glass' delta (SMD1H for
 * unequal variances), ROM log ratio of means, D2OR (D2ORL) and D2ORN the standardised difference as a log odds ratio,
 * and the measures of {@link variabilityMeasures} and {@link pointBiserialMeasures}.
 */
const measures = {
  MD: meanDifference,
  SMD: standardisedDifference,
  SMDH: heteroscedasticDifference,
  SMD1: glassDelta,
  SMD1H: heteroscedasticGlassDelta,
  ROM: logRatioOfMeans,
  D2OR: differenceAsOddsRatio(logisticScale),
  D2ORL: differenceAsOddsRatio(logisticScale),
  D2ORN: differenceAsOddsRatio(1.65),
  ...variabilityMeasures,
  ...pointBiserialMeasures,
} as const satisfies Record<string, MeansMeasure>;

export type TwoMeansMeasure = keyof typeof measures;
export const isTwoMeansMeasure = (word: string): word is TwoMeansMeasure => Object.hasOwn(measures, word);

/** The variances at the mean effect of all studies: only where the measure has them. */
const atTheMean = (
  { effects, variances }: Effects,
  { mean1, sd1, n1, mean2, sd2, n2 }: TwoMeans,
  measure: TwoMeansMeasure,
  variance: MeansVariance | undefined,
): Effects => {
  const both = n1.map((n, i) => n + n2[i]!);
  if (variance === "AV" && (measure === "SMD" || measure === "SMD1")) {
    const mean = weightedMean(effects, both);
    const size = measure === "SMD" ? both : n2;
    return effectsOf(n1.length, (i) => [effects[i]!, 1 / n1[i]! + 1 / n2[i]! + mean ** 2 / (2 * size[i]!)]);
  }
  if (measure !== "ROM" || (variance !== "AV" && variance !== "AVHO")) return { effects, variances };
  const [cv1, cv2] = [sd1.map((sd, i) => sd / mean1[i]!), sd2.map((sd, i) => sd / mean2[i]!)];
  const [mean, other] =
    variance === "AV"
      ? [weightedMean(cv1, n1), weightedMean(cv2, n2)]
      : new Array<number>(2).fill(weightedMean([...cv1, ...cv2], [...n1, ...n2]));
  return effectsOf(n1.length, (i) => [effects[i]!, mean! ** 2 / n1[i]! + other! ** 2 / n2[i]!]);
};

/**
 * Effects of two means, the first group less (or over) the second.
 *
 * @returns one effect a study; not-a-number where a group has fewer than two patients, no scatter, or a mean
 *          whose logarithm does not exist; refusals: lengths-differ, not-finite, negative-spread, not-a-size
 * @source Borenstein and Hedges 2019 in the Handbook of Research Synthesis, 3rd edition, chapter 11
 */
export const twoMeanEffects = (
  means: TwoMeans,
  measure: TwoMeansMeasure,
  options: MeansOptions = {},
): Result<Effects> => {
  const { mean1, sd1, n1, mean2, sd2, n2 } = means;
  const checked = checkColumns({
    ...{ mean1: [mean1, "any"], sd1: [sd1, "spread"], n1: [n1, "size"] },
    ...{ mean2: [mean2, "any"], sd2: [sd2, "spread"], n2: [n2, "size"] },
  });
  if (!checked.ok) return checked;
  const effects = effectsOf(checked.value, (i) =>
    measures[measure](
      { mean: mean1[i]!, sd: sd1[i]!, n: n1[i]! },
      { mean: mean2[i]!, sd: sd2[i]!, n: n2[i]! },
      options,
    ),
  );
  return ok(atTheMean(effects, means, measure, options.variance));
};

/**
 * Hedges' g where only Cohen's d of the studies is known.
 *
 * @returns refusals: lengths-differ, not-finite, not-a-size
 */
export const hedgesEffects = (
  d: Float64Array,
  n1: Float64Array,
  n2: Float64Array,
  options: MeansOptions = {},
): Result<Effects> => {
  const checked = checkColumns({ d: [d, "any"], n1: [n1, "size"], n2: [n2, "size"] });
  if (!checked.ok) return checked;
  return ok(effectsOf(checked.value, (i) => hedgesG(d[i]!, n1[i]!, n2[i]!, options)));
};

/** Cohen's d from the t statistic of a test of two independent groups. */
export const cohensDFromT = (t: number, n1: number, n2: number): number => t * Math.sqrt(1 / n1 + 1 / n2);
