import type { Result } from "@erbium/model";
import { isTwoByTwoMeasure, type TwoByTwo, twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { betweenStudyShare, heterogeneityByQ } from "../pooling/heterogeneity-interval.ts";
import { type PooledEffect, type PoolOptions, pool, pooled, tauSquaredOf } from "../pooling/pool.ts";
import { predictionConventions, predictionInterval, testOfPrediction } from "../pooling/prediction.ts";
import { poolSubgroups } from "../pooling/subgroups.ts";
import type { TestConvention } from "../pooling/test-convention.ts";
import { effectsOfCall, tablesOf, zeroCellsOf } from "./escalc.ts";
import { asLabels, evaluate, type Table } from "./evaluate.ts";
import { type RCall, textArgument } from "./r-call.ts";
import { numbers } from "./reference-case.ts";
import { levelOf, methodOf } from "./rma.ts";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The test that `method.random.ci` and `adhoc.hakn.ci` name together. */
const testOf = (call: RCall): TestConvention | null => {
  const adHoc = textArgument(call, "adhoc.hakn.ci") ?? textArgument(call, "adhoc.hakn") ?? "";
  switch (textArgument(call, "method.random.ci") ?? "classic") {
    case "classic":
      return "normal";
    case "classic-KR":
    case "KR":
      return "kenward-roger";
    case "HK":
      break;
    default:
      return null;
  }
  if (adHoc === "se") return "hartung-knapp-at-least-1";
  if (adHoc === "ci") return "hartung-knapp-wider";
  return adHoc === "IQWiG6" ? "hartung-knapp-iqwig6" : "hartung-knapp";
};

/** `metagen(TE, seTE)`: the columns named or, where the call leaves them out, `yi` and `vi` of the case. */
const effectsOfMetagen = (
  call: RCall,
  data: Table,
): { effects: Float64Array; variances: Float64Array } | null => {
  const column = (at: number, name: string): Float64Array | null => {
    const value = call.named[name] ?? call.positional[at];
    const found = value === undefined ? null : evaluate(value, data);
    return found?.kind === "numbers" ? found.values : null;
  };
  const [effects, errors] = [column(0, "TE"), column(1, "seTE")];
  if (effects && errors) return { effects, variances: errors.map((one) => one * one) };
  const [yi, vi] = [numbers(data, "yi"), numbers(data, "vi")];
  return yi && vi && { effects: yi, variances: vi };
};

const randomFields = (fit: PooledEffect, classicError: number): Record<string, unknown> => {
  const { estimate, standardError, low, high, p } = pooled(fit);
  const { q, df } = fit.heterogeneity;
  const byQ = heterogeneityByQ(q, df, fit.level);
  return {
    TE: estimate,
    seTE: standardError,
    lower: low,
    upper: high,
    pval: p,
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

/** `metagen` with its ways to an interval of the pooled effect and of a further study. */
export const metagenFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const columns = effectsOfMetagen(call, data);
  const method = methodOf(textArgument(call, "method.tau") ?? "REML");
  const test = testOf(call);
  if (columns === null || method === null || method === undefined || test === null) return null;
  const { effects, variances } = columns;
  const options: PoolOptions = { method, level: levelOf(call) };
  const classic = pool(effects, variances, options);
  const word = textArgument(call, "method.predict");
  if (word !== null) {
    const convention = predictionConventions.find((one) => one === word);
    if (convention === undefined || !classic.ok) return null;
    const fit = pool(effects, variances, { ...options, test: testOfPrediction(convention) ?? test });
    const interval = fit.ok ? predictionInterval(fit.value, convention) : null;
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
  const fit = pool(effects, variances, { ...options, test });
  return fit.ok && classic.ok ? randomFields(fit.value, pooled(classic.value).standardError) : null;
};

/** The tables and effects of `metabin(event.e, n.e, event.c, n.c, sm=...)`. */
export const metabinTables = (
  call: RCall,
  data: Table,
): {
  tables: TwoByTwo;
  measure: "OR" | "RR" | "RD" | "AS";
  effects: Float64Array;
  variances: Float64Array;
} | null => {
  const tables = tablesOf(call, data);
  const measure = textArgument(call, "sm") ?? "RR";
  if (tables === null || !isTwoByTwoMeasure(measure)) return null;
  if (measure !== "OR" && measure !== "RR" && measure !== "RD" && measure !== "AS") return null;
  const effects = twoByTwoEffects(tables, measure, zeroCellsOf(call));
  return effects.ok ? { tables, measure, ...effects.value } : null;
};

/** Common and random effects side by side, in the fields of meta. */
export const commonAndRandom = (
  effects: Float64Array,
  variances: Float64Array,
  call: RCall,
): Record<string, unknown> | null => {
  const method = methodOf(textArgument(call, "method.tau") ?? "REML");
  const test = testOf(call);
  if (method === null || method === undefined || test === null) return null;
  const level = levelOf(call);
  const fit = resultOf(pool(effects, variances, { method, test, level }));
  const classic = resultOf(pool(effects, variances, { method, level }));
  const common = resultOf(pool(effects, variances, { method: "common", level }));
  if (fit === null || classic === null || common === null) return null;
  const word = textArgument(call, "method.predict") ?? "V";
  const convention = predictionConventions.find((one) => one === word);
  const prediction = convention === undefined ? null : predictionInterval(classic, convention);
  return {
    TE_common: pooled(common).estimate,
    seTE_common: pooled(common).standardError,
    lower_common: pooled(common).low,
    upper_common: pooled(common).high,
    TE_random: pooled(fit).estimate,
    seTE_random: pooled(fit).standardError,
    lower_random: pooled(fit).low,
    upper_random: pooled(fit).high,
    tau2: tauSquaredOf(fit),
    Q: fit.heterogeneity.q,
    I2: heterogeneityByQ(fit.heterogeneity.q, fit.heterogeneity.df).iSquared,
    pred_lower: prediction?.low ?? null,
    pred_upper: prediction?.high ?? null,
  };
};

/** `metabin(..., subgroup=)`: fits of the levels and the tests between them. */
export const subgroupFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const grouping = call.named.subgroup ?? call.named.byvar;
  const column = grouping === undefined ? null : evaluate(grouping, data);
  const method = methodOf(textArgument(call, "method.tau") ?? "REML");
  const given = call.function === "metabin" ? metabinTables(call, data) : effectsOfCall(call, data);
  if (column === null || method === null || method === undefined || given === null) return null;
  const groups = asLabels(column).map(String);
  const test = testOf(call);
  const result = poolSubgroups(given.effects, given.variances, groups, {
    method,
    test: test ?? "normal",
    level: levelOf(call),
    shareTauSquared: /^T/.test(textArgument(call, "tau.common") ?? "FALSE"),
  });
  if (!result.ok || test === null) return null;
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
