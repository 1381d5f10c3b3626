import type { Result } from "@erbium/model";
import { logLikelihoodOf } from "../pooling/log-likelihood.ts";
import { type PooledEffect, type PoolOptions, pool, tauSquaredOf, testTogether } from "../pooling/pool.ts";
import { predictEffect } from "../pooling/prediction.ts";
import { interceptName, type Moderators } from "../pooling/studies.ts";
import { tauSquaredMethods } from "../pooling/tau-squared/tau-squared.ts";
import type { TestConvention } from "../pooling/test-convention.ts";
import { coefficientFields } from "./coefficient-fields.ts";
import { effectsOfCall } from "./escalc.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { readFormula } from "./formula.ts";
import { numbersIn } from "./literals.ts";
import { modelMatrix } from "./model-matrix.ts";
import { numberArgument, type RCall, type RValue, textArgument } from "./r-call.ts";

/** What a call of `rma` asks to be pooled. */
export interface RmaQuestion {
  readonly effects: Float64Array;
  readonly variances: Float64Array;
  readonly options: PoolOptions;
  /** rows of the table that are used: those without missing values */
  readonly rows: readonly number[];
  /** coefficients that the omnibus test is asked of, counted from 0; null where those usual */
  readonly tested: readonly number[] | null;
}

/** Other names of estimators: Sidik and Jonkman's, iterated to its end, is that of Paule and Mandel. */
const sameEstimator: Readonly<Record<string, string>> = { CA: "HE", SJIT: "PM" };

/** Arguments that ask for another model or another use of the weights than is answered here. */
const otherModels = ["scale", "link"] as const;

const tests: Readonly<Record<string, TestConvention>> = {
  z: "normal",
  t: "t",
  knha: "hartung-knapp",
  hksj: "hartung-knapp",
  adhoc: "hartung-knapp-at-least-1",
};

export const testNamed = (word: string | null): TestConvention | undefined => tests[word ?? "z"];

export const methodOf = (word: string): PoolOptions["method"] | null => {
  if (["FE", "EE", "CE"].includes(word)) return "common";
  return tauSquaredMethods.find((one) => one === (sameEstimator[word] ?? word)) ?? null;
};

/** How R's search ends by default: regression tests and trim and fill fit again under this rule. */
export const defaultStopping = { threshold: 1e-5, steps: 100 } as const;

/** The estimators that `method = ` names: REML where left out; of several the first whose search settles is taken. */
const methodsOf = (call: RCall): readonly NonNullable<PoolOptions["method"]>[] | null => {
  const value = call.named.method;
  const words =
    value?.kind === "call" && value.function === "c"
      ? value.positional.map((one) => (one.kind === "text" ? one.value : ""))
      : [value === undefined ? "REML" : (textArgument(call, "method") ?? "")];
  const methods = words.map(methodOf).filter((one) => one !== null && one !== undefined);
  return methods.length === words.length ? methods : null;
};

/** 95 or 0.95, as R's functions take either. */
export const levelOf = (call: RCall): number => {
  const level = numberArgument(call, "level");
  return level === null ? 0.95 : level > 1 ? level / 100 : level;
};

/** `cbind(ablat, year)` as `ablat + year`. */
const summed = (value: RValue): RValue =>
  value.kind === "call" && value.function === "cbind"
    ? value.positional.reduce((left, right) => ({ kind: "operator", operator: "+", operands: [left, right] }))
    : value;

export const moderatorsOf = (
  value: RValue,
  data: Table,
): { moderators: Moderators; rows: readonly number[] } | null => {
  const formula = readFormula(summed(value), Object.keys(data));
  const matrix = formula && modelMatrix(formula, data, true);
  if (!matrix) return null;
  const names = matrix.names.map((name) => (name === "(Intercept)" ? interceptName : name));
  return { moderators: { names, values: matrix.values }, rows: matrix.rows };
};

/**
 * The moderators that a call names. Of a matrix, or of none, `intercept = FALSE` takes the intercept out; a formula says
 * of itself whether it has one.
 */
const moderatorsAsked = ({ named }: RCall): RValue | null => {
  const { mods, intercept } = named;
  const formula = mods?.kind === "operator" && mods.operator === "~";
  if (formula || intercept?.kind !== "name" || !/^F/.test(intercept.value)) return mods ?? null;
  const none: RValue = { kind: "number", value: 0 };
  return mods === undefined ? none : { kind: "operator", operator: "+", operands: [none, summed(mods)] };
};

/** `rma(yi ~ ablat, vi)` as `rma(yi, vi, mods = ~ablat)`. */
const withoutFormula = (call: RCall): RCall => {
  const formula = call.named.yi ?? call.positional[0];
  if (formula?.kind !== "operator" || formula.operator !== "~" || formula.operands.length !== 2) return call;
  const [effects, right] = formula.operands as [RValue, RValue];
  const alone = right.kind === "number" && right.value === 1;
  const { yi: _, ...others } = call.named;
  return {
    ...call,
    positional: call.named.yi === undefined ? [effects, ...call.positional.slice(1)] : call.positional,
    named: {
      ...others,
      ...(call.named.yi === undefined ? {} : { yi: effects }),
      ...(alone ? {} : { mods: { kind: "operator", operator: "~", operands: [right] } }),
    },
  };
};

/** Reads `rma(yi, vi, ...)`, `rma(yi, sei=...)`, `rma(measure=..., ...)`; null where it asks for something else. */
export const rmaQuestion = (given: RCall, data: Table): RmaQuestion | null => {
  const call = withoutFormula(given);
  if (!["rma", "rma.uni", "metafor::rma", "metafor::rma.uni"].includes(call.function)) return null;
  const methods = methodsOf(call);
  const test = testNamed(textArgument(call, "test"));
  if (methods === null || test === undefined || otherModels.some((name) => call.named[name] !== undefined))
    return null;
  const columns = effectsOfCall(call, data);
  if (columns === null) return null;
  const weightsColumn = call.named.weights && evaluate(call.named.weights, data);
  const weighted = textArgument(call, "weighted") ?? "TRUE";
  const asked = moderatorsAsked(call);
  const mods = asked === null ? null : moderatorsOf(asked, data);
  if (asked !== null && mods === null) return null;
  const rows = (mods?.rows ?? Array.from(columns.effects, (_, at) => at)).filter(
    (row) => !Number.isNaN(columns.effects[row]) && !Number.isNaN(columns.variances[row]),
  );
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]!);
  const p = mods?.moderators.names.length ?? 1;
  const moderators = mods && {
    names: mods.moderators.names,
    values: Float64Array.from(
      rows.flatMap((row) => {
        const at = mods.rows.indexOf(row) * p;
        return Array.from(mods.moderators.values.subarray(at, at + p));
      }),
    ),
  };
  const tauSquared = numberArgument(call, "tau2");
  const weights =
    weightsColumn?.kind === "numbers"
      ? pick(weightsColumn.values)
      : /^F/.test(weighted)
        ? new Float64Array(rows.length).fill(1)
        : null;
  const effects = pick(columns.effects);
  const variances = pick(columns.variances);
  const options = {
    test,
    level: levelOf(call),
    ...(moderators === null ? {} : { moderators }),
    ...(tauSquared === null ? {} : { tauSquared }),
    ...(weights === null ? {} : { weights }),
  };
  const settles = (method: NonNullable<PoolOptions["method"]>): boolean =>
    pool(effects, variances, { ...options, method, stopping: defaultStopping }).ok;
  const [first, ...others] = methods;
  const method = others.length === 0 ? first : methods.find(settles);
  if (method === undefined) return null;
  return {
    effects,
    variances,
    rows,
    tested: numbersIn(call.named.btt)?.map((one) => one - 1) ?? null,
    options: { ...options, method },
  };
};

/** The tight control under which fits that are looked at again were made; it gives up where scoring swings. */
export const tightStopping = { threshold: 1e-14, steps: 100 } as const;

/** Under the tight control of the reference, which ends just above a tau2 of 0; to the end where it gives up. */
export const fitOf = ({ effects, variances, options }: RmaQuestion): Result<PooledEffect> => {
  const tight = pool(effects, variances, { ...options, stopping: tightStopping });
  return tight.ok || tight.error.code !== "not-converged" ? tight : pool(effects, variances, options);
};

const criteria = (one: {
  logLikelihood: number;
  deviance: number;
  aic: number;
  bic: number;
  aicc: number;
}): Record<string, number> => ({
  ll: one.logLikelihood,
  dev: one.deviance,
  AIC: one.aic,
  BIC: one.bic,
  AICc: one.aicc,
});

/**
 * Percent of tau2 that the moderators explain, 0 where there is none; of a common effect of the scatter Q/df. Null
 * without intercept or moderators.
 */
const explained = ({ effects, variances, options }: RmaQuestion, fit: PooledEffect): number | null => {
  const { moderators, ...rest } = options;
  if (moderators === undefined || fit.p === 1 || !moderators.names.includes(interceptName)) return null;
  const without = pool(effects, variances, rest);
  if (!without.ok) return null;
  const scatter = (one: PooledEffect): number =>
    one.tauSquared === null ? one.heterogeneity.q / one.heterogeneity.df : one.tauSquared.value;
  const total = scatter(without.value);
  return total === 0 ? 0 : Math.max(0, (100 * (total - scatter(fit))) / total);
};

/** A fit in the fields of `rma`. */
export const rmaFields = (question: RmaQuestion): Record<string, unknown> | null => {
  const fit = fitOf(question);
  if (!fit.ok) return null;
  const { effects, variances, options } = question;
  const { coefficients, heterogeneity, omnibus, tauSquared, p, covariance } = fit.value;
  const tested = question.tested === null ? omnibus : testTogether(fit.value, question.tested);
  const single = p === 1;
  const names = coefficients.map(({ name }) => (name === interceptName ? "intrcpt" : name));
  const likelihood = logLikelihoodOf(fit.value, effects, variances, options.moderators);
  const mean = single ? predictEffect(fit.value, [options.moderators?.values[0] ?? 1]).prediction : null;
  return {
    ...coefficientFields(coefficients),
    tau2: tauSquaredOf(fit.value),
    se_tau2: tauSquared?.standardError ?? null,
    I2: heterogeneity.iSquared,
    H2: heterogeneity.hSquared,
    QE: heterogeneity.q,
    QEp: heterogeneity.p,
    QM: tested.statistic,
    QMp: tested.p,
    vb: {
      rows: single ? names[0] : names,
      cols: single ? names[0] : names,
      values: names.map((_, row) => Array.from(covariance.subarray(row * p, (row + 1) * p))),
    },
    fit_stats_ML: likelihood && criteria(likelihood.ml),
    fit_stats_REML: likelihood && criteria(likelihood.reml),
    pi_lb: mean?.low ?? null,
    pi_ub: mean?.high ?? null,
    coef_names: names,
    k: fit.value.k,
    p,
    R2: explained(question, fit.value),
  };
};
