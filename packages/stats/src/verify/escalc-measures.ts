import type { Result } from "@erbium/model";
import {
  type CorrelationVariance,
  correlationEffects,
  isCorrelationMeasure,
} from "../effect-size/correlation.ts";
import type { Effects } from "../effect-size/effects.ts";
import { heterozygosityEffects } from "../effect-size/heterozygosity.ts";
import { isPairedMeasure, marginalOddsRatios, pairedEffects } from "../effect-size/matched-pairs.ts";
import { type ChangeVariance, changeEffects, isChangeMeasure } from "../effect-size/mean-change.ts";
import { isPartialMeasure, partialCorrelationEffects } from "../effect-size/partial-correlation.ts";
import {
  isProportionMeasure,
  type ProportionVariance,
  proportionEffects,
} from "../effect-size/proportion.ts";
import { isReliabilityMeasure, reliabilityEffects } from "../effect-size/reliability.ts";
import { isMeanMeasure, meanEffects } from "../effect-size/single-mean.ts";
import { isRateMeasure, rateEffects } from "../effect-size/single-rate.ts";
import type { MeansOptions, MeansVariance } from "../effect-size/standardisation.ts";
import {
  isTwoByTwoMeasure,
  riskDifferencesAtMeanRisks,
  type TwoByTwo,
  twoByTwoEffects,
} from "../effect-size/two-by-two.ts";
import { cohensDFromT, hedgesEffects, isTwoMeansMeasure, twoMeanEffects } from "../effect-size/two-means.ts";
import { isTwoRatesMeasure, twoRateEffects } from "../effect-size/two-rates.ts";
import type { ZeroCells } from "../effect-size/zero-cells.ts";

/** What a call of `escalc` gives: its columns by the names of its arguments. */
export interface EscalcColumns {
  readonly get: (name: string) => Float64Array | null;
  readonly tables: () => TwoByTwo | null;
  readonly rule: ZeroCells;
  /** whether standardised differences lose their bias */
  readonly correct: boolean;
}

/** Effects by one kind of measure; null where the measure is of another kind or a column is missing. */
type Reader = (measure: string, columns: EscalcColumns, variance: string) => Result<Effects> | null;

const allOf = (get: EscalcColumns["get"], names: readonly string[]): readonly Float64Array[] | null => {
  const columns = names.map(get);
  return columns.every((one) => one !== null) ? columns : null;
};

/** `measure = "RPB", vtype = "CS"` as the measure that it is here. */
const bySampling: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PHI: { ST: "PHI-stratified" },
  RPB: { CS: "RPB-cross-sectional" },
  RD: { UB: "RD-unbiased" },
};

const twoByTwo: Reader = (measure, { tables, rule }, variance) => {
  if (!isTwoByTwoMeasure(measure)) return null;
  const cells = tables();
  if (cells === null) return null;
  return measure === "RD" && variance === "AV"
    ? riskDifferencesAtMeanRisks(cells, rule)
    : twoByTwoEffects(cells, measure, rule);
};

const pairs: Reader = (measure, { tables, get, rule }) => {
  const cells = isPairedMeasure(measure) || measure === "MPORM" ? tables() : null;
  if (cells === null) return null;
  if (isPairedMeasure(measure)) return pairedEffects(cells, measure, rule);
  const correlations = get("ri");
  return correlations && marginalOddsRatios(cells, correlations, rule);
};

/** Without means, from Cohen's d or the t statistic of the studies. */
const fromStatistics = (get: EscalcColumns["get"], options: MeansOptions): Result<Effects> | null => {
  const sizes = allOf(get, ["n1i", "n2i"]);
  if (sizes === null) return null;
  const [n1, n2] = sizes as [Float64Array, Float64Array];
  const [d, t] = [get("di"), get("ti")];
  const crude = d ?? t?.map((one, i) => cohensDFromT(one, n1[i]!, n2[i]!)) ?? null;
  return crude && hedgesEffects(crude, n1, n2, options);
};

const twoMeans: Reader = (measure, { get, correct }, variance) => {
  if (!isTwoMeansMeasure(measure) || (measure === "SMDH" && variance === "LS2")) return null;
  const options: MeansOptions = {
    variance: variance as MeansVariance,
    correction: correct ? "exact" : "none",
  };
  const [mean1, mean2, sd1, sd2, n1, n2] = ["m1i", "m2i", "sd1i", "sd2i", "n1i", "n2i"].map(get);
  const onlySds = measure === "VR";
  const onlySecondSd = measure === "SMD1";
  const none = new Float64Array(n1?.length ?? 0);
  const means = {
    mean1: mean1 ?? (onlySds ? none : null),
    mean2: mean2 ?? (onlySds ? none : null),
    sd1: sd1 ?? (onlySecondSd ? none : null),
    ...{ sd2, n1, n2 },
  };
  const { mean1: m1, mean2: m2, sd1: s1 } = means;
  if (m1 && m2 && s1 && sd2 && n1 && n2)
    return twoMeanEffects({ mean1: m1, sd1: s1, n1, mean2: m2, sd2, n2 }, measure, options);
  return measure === "SMD" ? fromStatistics(get, options) : null;
};

const changes: Reader = (measure, { get }, variance) => {
  if (!isChangeMeasure(measure)) return null;
  const columns = allOf(get, ["m1i", "sd1i", "m2i", "sd2i", "ri", "ni"]);
  if (columns === null) return null;
  const [mean1, sd1, mean2, sd2, correlation, n] = columns as [
    ...[Float64Array, Float64Array, Float64Array],
    ...[Float64Array, Float64Array, Float64Array],
  ];
  return changeEffects({ mean1, sd1, mean2, sd2, correlation, n }, measure, variance as ChangeVariance);
};

const twoRates: Reader = (measure, { get, rule }) => {
  if (!isTwoRatesMeasure(measure)) return null;
  const [events1, time1, events2, time2] = ["x1i", "t1i", "x2i", "t2i"].map(get);
  return events1 && time1 && events2 && time2
    ? twoRateEffects({ events1, time1, events2, time2 }, measure, rule)
    : null;
};

const proportions: Reader = (measure, { get, rule }, variance) => {
  if (!isProportionMeasure(measure)) return null;
  const [x, n, rest] = [get("xi"), get("ni"), get("mi")];
  const size = n ?? (x && rest ? x.map((one, i) => one + rest[i]!) : null);
  return x && size && proportionEffects(x, size, measure, rule, variance as ProportionVariance);
};

const singleGroups: Reader = (measure, { get, rule }, variance) => {
  const [r, n, mean, sd] = [get("ri"), get("ni"), get("mi"), get("sdi")];
  if (isCorrelationMeasure(measure))
    return r && n && correlationEffects(r, n, measure, variance as CorrelationVariance);
  if (isMeanMeasure(measure)) return sd && n && meanEffects(mean ?? new Float64Array(0), sd, n, measure);
  const [x, time] = [get("xi"), get("ti")];
  if (isRateMeasure(measure)) return x && time && rateEffects(x, time, measure, rule);
  const [a, b, c] = [get("ai"), get("bi"), get("ci")];
  if (isReliabilityMeasure(measure)) return a && mean && n && reliabilityEffects(a, mean, n, measure);
  if (measure === "REH") return a && b && c && heterozygosityEffects(a, b, c);
  if (!isPartialMeasure(measure) || !time || !n || !mean) return null;
  const rSquared = get("r2i");
  return partialCorrelationEffects(
    { t: time, n, predictors: mean, ...(rSquared === null ? {} : { rSquared }) },
    measure,
    variance === "AV" ? "AV" : "LS",
  );
};

const readers: readonly Reader[] = [twoByTwo, pairs, twoMeans, changes, twoRates, proportions, singleGroups];

/** Effects of a measure in metafor's name, with the variance that `vtype` names; null where there is none. */
export const effectsOfMeasure = (name: string, columns: EscalcColumns, variance: string): Effects | null => {
  const measure = bySampling[name]?.[variance] ?? name;
  for (const read of readers) {
    const effects = read(measure, columns, variance);
    if (effects !== null) return effects.ok ? effects.value : null;
  }
  return null;
};
