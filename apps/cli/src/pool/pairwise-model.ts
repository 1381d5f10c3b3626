import { err, ok, type Result } from "@erbium/model";
import {
  binomialNormal,
  type PoolOptions,
  pool,
  pooled,
  predictionInterval,
  predictProportion,
  proportionInterval,
  type TauSquaredMethod,
  type TestConvention,
  tauSquaredMethods,
  tauSquaredOf,
} from "@erbium/stats";
import { type PairwiseMeasure, type StudyEffects, shown } from "./measures.ts";
import type { Interval, PooledStudies } from "./pairwise-result.ts";

/** How a table is pooled, and the pool of any of its studies by the same model. */
export interface PairwiseModel {
  /** the binomial-normal model, which has no weights */
  readonly exact: boolean;
  /** inverse-variance pooling for what the binomial-normal model does not say: influence, meta-regression, filling */
  readonly options: PoolOptions;
  /** @param rows positions of studies; one alone stands for itself */
  readonly fit: (rows: readonly number[]) => Result<PooledStudies>;
  /** a study by itself: exact for a proportion, normal on the scale of analysis else */
  readonly alone: (row: number) => Interval;
}

const tests: Readonly<Record<string, TestConvention>> = {
  z: "normal",
  t: "t",
  knha: "hartung-knapp",
  hk: "hartung-knapp",
  adhoc: "hartung-knapp-at-least-1",
  kr: "kenward-roger",
};

/** How a pool is tested, in words. */
export const testWords: Readonly<Record<TestConvention, string>> = {
  normal: "normal test",
  t: "t test",
  "hartung-knapp": "Hartung-Knapp test",
  "hartung-knapp-at-least-1": "Hartung-Knapp test, at least as wide as the t test",
  "hartung-knapp-wider": "the wider of Hartung-Knapp and normal test",
  "hartung-knapp-iqwig6": "Hartung-Knapp test, IQWiG 6",
  "kenward-roger": "Kenward-Roger test",
};

/** The model that a user's words ask for; by default the binomial-normal one for rates, else REML with Hartung-Knapp. */
export const pairwiseModel = (
  effects: StudyEffects,
  measure: PairwiseMeasure,
  words: { readonly method?: string; readonly test?: string; readonly level: number },
): Result<PairwiseModel> => {
  const { level } = words;
  const alone = (row: number): Interval => studyInterval(effects, row, measure, level);
  const wanted = words.method ?? defaultMethod(measure, effects.effects.length);
  const convention = tests[words.test ?? (wanted === "common" ? "z" : "knha")];
  if (convention === undefined)
    return err({
      code: "unknown-test",
      path: "--test",
      message: `there is no test "${words.test}"`,
      remedy: `choose ${Object.keys(tests).join(", ")}`,
    });
  if (wanted === "GLMM")
    return measure === "PROP"
      ? ok({
          exact: true,
          options: { method: "REML", test: convention, level },
          alone,
          fit: (rows) => fitBinomialNormal(effects, rows, level, alone),
        })
      : err({
          code: "method-for-proportions",
          path: "--method",
          message: "the binomial-normal model pools proportions",
          remedy: `for ${measure} take REML, DL, PM ... or common`,
        });
  if (wanted !== "common" && !(tauSquaredMethods as readonly string[]).includes(wanted))
    return err({
      code: "unknown-method",
      path: "--method",
      message: `there is no method "${wanted}"`,
      remedy: `choose common, ${tauSquaredMethods.join(", ")}, or GLMM for proportions`,
    });
  const options = { method: wanted as "common" | TauSquaredMethod, test: convention, level };
  return ok({
    exact: false,
    options,
    alone,
    fit: (rows) => fitInverseVariance(effects, rows, measure, options, alone),
  });
};

const defaultMethod = (measure: PairwiseMeasure, k: number): string =>
  k < 2 ? "common" : measure === "PROP" ? "GLMM" : "REML";

const at = (values: Float64Array, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => values[row] ?? Number.NaN);

/** On the scale that is shown. */
export const interval = (one: Interval, on: (value: number) => number): Interval => ({
  estimate: on(one.estimate),
  low: on(one.low),
  high: on(one.high),
});

const single = (effects: StudyEffects, row: number, own: Interval): PooledStudies => ({
  model: "one study",
  pooled: own,
  prediction: null,
  heterogeneity: { tauSquared: 0, iSquared: 0, statistic: "Q", q: 0, df: 0, p: 1 },
  analysed: {
    estimate: effects.effects[row] ?? Number.NaN,
    standardError: Math.sqrt(effects.variances[row] ?? Number.NaN),
  },
});

const fitInverseVariance = (
  effects: StudyEffects,
  rows: readonly number[],
  measure: PairwiseMeasure,
  options: PoolOptions & { readonly method: "common" | TauSquaredMethod },
  alone: (row: number) => Interval,
): Result<PooledStudies> => {
  const [first] = rows;
  if (rows.length === 1 && first !== undefined && (effects.effects.length > 1 || options.method === "common"))
    return ok(single(effects, first, alone(first)));
  const fit = pool(at(effects.effects, rows), at(effects.variances, rows), options);
  if (!fit.ok) return fit;
  const on = shown[measure];
  const mean = pooled(fit.value);
  const prediction =
    fit.value.tauSquared === null
      ? null
      : predictionInterval(fit.value, options.test === "hartung-knapp" ? "HK" : "as-tested");
  const { iSquared, q, df, p } = fit.value.heterogeneity;
  return ok({
    model: `${options.method === "common" ? "common effect" : `random effects, ${options.method}`}, ${testWords[fit.value.test]}`,
    pooled: interval(mean, on),
    prediction:
      prediction === null
        ? null
        : { low: on(prediction.low), high: on(prediction.high), convention: prediction.convention },
    heterogeneity: { tauSquared: tauSquaredOf(fit.value), iSquared, statistic: "Q", q, df, p },
    analysed: { estimate: mean.estimate, standardError: mean.standardError },
  });
};

const fitBinomialNormal = (
  effects: StudyEffects,
  rows: readonly number[],
  level: number,
  alone: (row: number) => Interval,
): Result<PooledStudies> => {
  if (effects.counted === null) throw new Error("a proportion without its counts");
  const [first] = rows;
  if (rows.length === 1 && first !== undefined) return ok(single(effects, first, alone(first)));
  const fit = binomialNormal(at(effects.counted.events, rows), at(effects.counted.n, rows), { level });
  if (!fit.ok) return fit;
  const { proportion, tauSquared, heterogeneity, estimate, standardError } = fit.value;
  const percent = (share: number): number => 100 * share;
  const further = predictProportion(fit.value);
  return ok({
    model: "binomial-normal model, maximum likelihood, adaptive Gauss-Hermite quadrature",
    pooled: interval(proportion, percent),
    prediction:
      further === null
        ? null
        : { low: percent(further.low), high: percent(further.high), convention: further.convention },
    heterogeneity: {
      tauSquared,
      iSquared: heterogeneity.iSquared,
      statistic: "LR",
      q: heterogeneity.likelihoodRatio,
      df: heterogeneity.df,
      p: heterogeneity.likelihoodRatioP,
    },
    analysed: { estimate, standardError },
  });
};

const studyInterval = (
  effects: StudyEffects,
  row: number,
  measure: PairwiseMeasure,
  level: number,
): Interval => {
  if (effects.counted !== null) {
    const exact = proportionInterval(
      effects.counted.events[row] ?? 0,
      effects.counted.n[row] ?? 0,
      "CP",
      level,
    );
    if (exact.ok) return interval(exact.value, (share) => 100 * share);
  }
  const one = pool(at(effects.effects, [row]), at(effects.variances, [row]), {
    method: "common",
    test: "normal",
    level,
  });
  return one.ok
    ? interval(pooled(one.value), shown[measure])
    : { estimate: Number.NaN, low: Number.NaN, high: Number.NaN };
};
