import type { Result } from "@erbium/model";
import { normal, studentT } from "@erbium/numerics";
import type { Effects } from "../effect-size/effects.ts";
import { betweenStudyShare, heterogeneityByQ } from "../pooling/heterogeneity-interval.ts";
import { type PooledEffect, pool, pooled, tauSquaredOf } from "../pooling/pool.ts";
import { type PredictionInterval, predictionInterval, testOfPrediction } from "../pooling/prediction.ts";
import { poolSubgroups } from "../pooling/subgroups.ts";
import { asLabels, evaluate, type Table } from "./evaluate.ts";
import { type MetaQuestion, metaQuestion } from "./meta-arguments.ts";
import { numberArgument, type RCall, truthArgument } from "./r-call.ts";
import { numbers } from "./reference-case.ts";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export interface CommonEffect {
  readonly estimate: number;
  readonly standardError: number;
}

/** Without the studies that have no effect. */
const present = ({ effects, variances }: Effects): Effects => {
  const has = (_: number, i: number): boolean => Number.isFinite(effects[i]) && Number.isFinite(variances[i]);
  return { effects: effects.filter(has), variances: variances.filter(has) };
};

/** Standard errors by what is given in their place: limits at `level.ci`, or p values; by t where `df` is. */
const errorsOf = (
  call: RCall,
  effects: Float64Array | null,
  column: (name: string) => Float64Array | null,
): Effects | null => {
  const [low, high, p, df] = ["lower", "upper", "pval", "df"].map(column);
  const quantile = (tail: number, i: number): number =>
    df ? studentT.upperQuantile(tail, df[i]!) : normal.upperQuantile(tail);
  const tail = (1 - (numberArgument(call, "level.ci") ?? 0.95)) / 2;
  if (p && effects)
    return { effects, variances: effects.map((one, i) => (one / quantile(p[i]! / 2, i)) ** 2) };
  if (!low || !high) return null;
  return {
    effects: effects ?? low.map((one, i) => (one + high[i]!) / 2),
    variances: low.map((one, i) => ((high[i]! - one) / (2 * quantile(tail, i))) ** 2),
  };
};

/** `metagen(TE, seTE)`: the columns named or, where the call leaves them out, `yi` and `vi` of the case. */
export const effectsOfMetagen = (call: RCall, data: Table): Effects | null => {
  const column = (name: string, at = Number.POSITIVE_INFINITY): Float64Array | null => {
    const value = call.named[name] ?? call.positional[at];
    const found = value === undefined ? null : evaluate(value, data);
    return found?.kind === "numbers" ? found.values : null;
  };
  const [effects, errors] = [column("TE", 0), column("seTE", 1)];
  if (effects && errors) return { effects, variances: errors.map((one) => one * one) };
  const approximate = errorsOf(call, effects, column);
  if (approximate !== null) return approximate;
  if (["TE", "seTE"].some((name) => call.named[name] !== undefined) || call.positional.length > 0)
    return null;
  const [yi, vi] = [numbers(data, "yi"), numbers(data, "vi")];
  return yi && vi && { effects: yi, variances: vi };
};

const pValue = (fit: PooledEffect, nullEffect: number): number => {
  const { estimate, standardError, p } = pooled(fit);
  if (nullEffect === 0) return p;
  const statistic = (estimate - nullEffect) / standardError;
  return Number.isFinite(fit.degreesOfFreedom)
    ? studentT.twoSided(statistic, fit.degreesOfFreedom)
    : normal.twoSided(statistic);
};

const randomFields = (
  fit: PooledEffect,
  classicError: number,
  nullEffect: number,
): Record<string, unknown> => {
  const { estimate, standardError, low, high } = pooled(fit);
  const { q, df } = fit.heterogeneity;
  const byQ = heterogeneityByQ(q, df);
  return {
    TE: estimate,
    seTE: standardError,
    lower: low,
    upper: high,
    pval: pValue(fit, nullEffect),
    df: finite(fit.degreesOfFreedom),
    tau2: tauSquaredOf(fit),
    Q: q,
    I2: byQ.iSquared,
    lower_I2: byQ.iSquaredInterval?.low ?? null,
    upper_I2: byQ.iSquaredInterval?.high ?? null,
    H: byQ.h,
    lower_H: byQ.hInterval?.low ?? null,
    upper_H: byQ.hInterval?.high ?? null,
    Rb: betweenStudyShare(tauSquaredOf(fit), fit.k, classicError),
  };
};

/** The interval of a further study, at its own level. */
const prediction = ({ effects, variances }: Effects, asked: MetaQuestion): PredictionInterval | null => {
  const test = testOfPrediction(asked.convention) ?? asked.test;
  const fit = pool(effects, variances, { ...asked.classic, test, level: asked.predictionLevel });
  return fit.ok ? predictionInterval(fit.value, asked.convention) : null;
};

/** `metagen` with its ways to an interval of the pooled effect and of a further study. */
export const metagenFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const columns = effectsOfMetagen(call, data);
  const asked = metaQuestion(call);
  if (columns === null || asked === null) return null;
  const studies = present(columns);
  const { effects, variances } = studies;
  const classic = pool(effects, variances, asked.classic);
  if (!classic.ok) return null;
  if (call.named["method.predict"] !== undefined) {
    const interval = prediction(studies, asked);
    return (
      interval && {
        lower: interval.low,
        upper: interval.high,
        se: interval.standardError,
        df: finite(interval.degreesOfFreedom),
        TE: pooled(classic.value).estimate,
        tau2: tauSquaredOf(classic.value),
      }
    );
  }
  const fit = pool(effects, variances, { ...asked.classic, test: asked.test });
  return fit.ok ? randomFields(fit.value, pooled(classic.value).standardError, asked.nullEffect) : null;
};

/** tau2 by the method of moments and Q around an effect that is not the inverse-variance mean. */
const around = ({ effects, variances }: Effects, effect: number): { q: number; tauSquared: number } => {
  const [q, sum, squares] = [
    (i: number): number => (effects[i]! - effect) ** 2 / variances[i]!,
    (i: number): number => 1 / variances[i]!,
    (i: number): number => 1 / variances[i]! ** 2,
  ].map((of) => effects.reduce((total, _, i) => total + of(i), 0)) as [number, number, number];
  return { q, tauSquared: Math.max(0, (q - (effects.length - 1)) / (sum - squares / sum)) };
};

/**
 * Common and random effects side by side, in the fields of meta.
 *
 * @param given a common effect by other weights than the inverse variances; where `aroundCommon`, Q and the
 *              moments' tau2 are taken around it (DerSimonian and Laird as in RevMan)
 */
export const commonAndRandom = (
  all: Float64Array,
  allVariances: Float64Array,
  call: RCall,
  given?: { readonly common: CommonEffect; readonly aroundCommon: boolean },
): Record<string, unknown> | null => {
  const asked = metaQuestion(call);
  if (asked === null) return null;
  const studies = present({ effects: all, variances: allVariances });
  const { effects, variances } = studies;
  const { level } = asked;
  const other = given?.aroundCommon ? around(studies, given.common.estimate) : null;
  const usual =
    other === null || asked.classic.tauSquared !== undefined
      ? asked
      : { ...asked, classic: { ...asked.classic, tauSquared: other.tauSquared } };
  const fit = resultOf(pool(effects, variances, { ...usual.classic, test: asked.test }));
  const inverse = resultOf(pool(effects, variances, { method: "common", level }));
  if (fit === null || inverse === null) return null;
  const common = given?.common ?? pooled(inverse);
  const reach = normal.upperQuantile((1 - level) / 2) * common.standardError;
  const further = prediction(studies, usual);
  const q = other?.q ?? fit.heterogeneity.q;
  return {
    k: fit.k,
    TE_common: common.estimate,
    seTE_common: common.standardError,
    lower_common: common.estimate - reach,
    upper_common: common.estimate + reach,
    TE_random: pooled(fit).estimate,
    seTE_random: pooled(fit).standardError,
    lower_random: pooled(fit).low,
    upper_random: pooled(fit).high,
    pval_random: pValue(fit, asked.nullEffect),
    tau2: tauSquaredOf(fit),
    Q: q,
    I2: heterogeneityByQ(q, fit.heterogeneity.df).iSquared,
    pred_lower: further?.low ?? null,
    pred_upper: further?.high ?? null,
  };
};

/** Fits of the levels of `subgroup = ` and the tests between them, of inverse-variance effects. */
export const subgroupFields = (
  studies: Effects,
  call: RCall,
  data: Table,
): Record<string, unknown> | null => {
  const grouping = call.named.subgroup ?? call.named.byvar;
  const column = grouping === undefined ? null : evaluate(grouping, data);
  const asked = metaQuestion(call);
  if (column === null || asked === null) return null;
  const labels = asLabels(column);
  if (labels.length !== studies.effects.length || labels.includes(null)) return null;
  const groups = labels
    .map(String)
    .filter((_, i) => Number.isFinite(studies.effects[i]! + studies.variances[i]!));
  const { effects, variances } = present(studies);
  const result = poolSubgroups(effects, variances, groups, {
    ...asked.classic,
    test: asked.test,
    shareTauSquared: truthArgument(call, "tau.common", false),
  });
  if (!result.ok) return null;
  const { levels, fits, common, between, betweenCommon, overall } = result.value;
  const estimate = (fit: PooledEffect): number => pooled(fit).estimate;
  const error = (fit: PooledEffect): number => pooled(fit).standardError;
  return {
    levels,
    k_w: fits.map(({ k }) => k),
    TE_random_w: fits.map(estimate),
    seTE_random_w: fits.map(error),
    TE_common_w: common.map(estimate),
    seTE_common_w: common.map(error),
    tau2_w: fits.map(tauSquaredOf),
    Q_w: common.map(({ heterogeneity }) => heterogeneity.q),
    I2_w: common.map(({ heterogeneity }) => heterogeneity.iSquared / 100),
    Q_b_common: betweenCommon.q,
    pval_Q_b_common: betweenCommon.p,
    Q_b_random: between.q,
    pval_Q_b_random: between.p,
    df_Q_b: between.df,
    TE_random: estimate(overall),
    seTE_random: error(overall),
  };
};

/** The value of a result, or null. */
export const resultOf = <T>(result: Result<T> | null): T | null => (result?.ok ? result.value : null);
