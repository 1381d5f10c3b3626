import { normal } from "@erbium/numerics";
import { concordance } from "../survival/concordance.ts";
import { type CoxFit, type CoxOptions, cox } from "../survival/cox.ts";
import { coxBaseline, coxPredictedCurve } from "../survival/cox-baseline.ts";
import type { FittedCox } from "../survival/cox-hazard-steps.ts";
import type { CoxTies } from "../survival/cox-partial-likelihood.ts";
import { coxResiduals } from "../survival/cox-residuals.ts";
import { proportionalHazardsTest, type TimeTransform } from "../survival/proportional-hazards-test.ts";
import type { SurvivalTimes } from "../survival/survival-times.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { readFormula } from "./formula.ts";
import { numbersIn } from "./literals.ts";
import { type ModelMatrix, modelMatrix } from "./model-matrix.ts";
import { byName, table } from "./named-numbers.ts";
import { innerCall, numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import type { ReferenceQuestion } from "./reference-case.ts";
import { intervalScaleOf, readSurvival, survivalTimesOf } from "./survival-columns.ts";

export interface Fitted {
  readonly times: SurvivalTimes;
  readonly matrix: ModelMatrix;
  readonly fit: CoxFit;
}

/** A null model is asked for as `coxph(~1)`: then the response is the columns of the usual names. */
const usualResponse = (data: Table): string[] =>
  "start" in data && "stop" in data ? ["start", "stop", "event"] : ["time", "status"];

const allTies: readonly CoxTies[] = ["efron", "breslow", "exact"];

/** Fits what `coxph(formula, ties=, weights=, cluster=, control=)` asks for. */
export const fitCall = (call: RCall, data: Table): Fitted | null => {
  const value = call.named.formula ?? call.positional[0];
  const formula = value === undefined ? null : readFormula(value, Object.keys(data));
  if (formula === null) return null;
  const response = readSurvival(
    formula.response ?? {
      kind: "call",
      function: "Surv",
      positional: usualResponse(data).map((name) => ({ kind: "name", value: name })),
      named: {},
      comment: null,
    },
    data,
  );
  const word = textArgument(call, "ties") ?? textArgument(call, "method") ?? "efron";
  const ties = allTies.find((one) => one === word);
  if (response === null || ties === undefined) return null;
  const weights = call.named.weights === undefined ? null : evaluate(call.named.weights, data);
  // the intercept is taken out whatever the formula says, once categories are coded against it
  const asked = { ...formula, intercept: true, cluster: formula.cluster ?? call.named.cluster ?? null };
  const matrix = modelMatrix(asked, data, false, [...response.used, ...(weights === null ? [] : [weights])]);
  if (matrix === null) return null;
  const weightValues = weights?.kind === "numbers" ? weights.values : null;
  const times = survivalTimesOf(response, matrix.rows, weightValues);
  const { named } = call;
  const control = named.control?.kind === "call" ? named.control : call;
  const robust = named.robust?.kind === "name" ? /^T/.test(named.robust.value) : null;
  const whole = times.weights?.every((one) => Number.isInteger(one)) ?? true;
  const options: CoxOptions = {
    ties,
    robust: robust ?? !whole,
    cluster: robust === false ? undefined : (matrix.cluster ?? undefined),
    // R's documented default
    tolerance: numberArgument(control, "eps") ?? 1e-9,
    maximumIterations: numberArgument(control, "iter.max") ?? 20,
  };
  const fit = cox(
    { ...times, design: matrix.values, strata: matrix.strata, offset: matrix.offset ?? undefined },
    options,
  );
  return fit.ok ? { times, matrix, fit: fit.value } : null;
};

/** The reference gives the hazard at the mean of the offset, whatever the covariates. */
const meanOffset = ({ offset }: ModelMatrix, weights?: Float64Array): number => {
  if (offset === null) return 1;
  const weight = (row: number): number => weights?.[row] ?? 1;
  const total = offset.reduce((sum, _, row) => sum + weight(row), 0);
  return Math.exp(offset.reduce((sum, one, row) => sum + weight(row) * one, 0) / total);
};

/**
 * Relative hazard at the means of the covariates, against all at 0; columns that hold no other values than `nocenter`
 * names (dummies) stay at 0. The reference weighs the rows for the means, but not those of a counting process.
 */
const atMeans = ({ times, matrix, fit }: Fitted, uncentred: readonly number[]): number => {
  const p = matrix.names.length;
  const n = matrix.rows.length;
  const weights = times.start === undefined ? times.weights : undefined;
  const weight = (row: number): number => weights?.[row] ?? 1;
  let shift = 0;
  for (let k = 0; k < p; k++) {
    let [sum, total, dummy] = [0, 0, true];
    for (let row = 0; row < n; row++) {
      const value = matrix.values[row * p + k]!;
      dummy &&= uncentred.includes(value);
      sum += weight(row) * value;
      total += weight(row);
    }
    if (!dummy) shift += (fit.coefficients[k]! * sum) / total;
  }
  return Math.exp(shift);
};

/**
 * The table of a test of proportional hazards.
 *
 * @param byTerm    categories as a whole, or each of their columns
 * @param withGlobal whether the test of all together closes it
 */
const zphTable = (
  fit: FittedCox,
  matrix: ModelMatrix,
  transform: TimeTransform,
  byTerm = true,
  withGlobal = true,
) => {
  const tested = byTerm ? matrix.terms : matrix.names.map((name, column) => ({ name, columns: [column] }));
  const { terms, global } = proportionalHazardsTest(
    fit,
    transform,
    tested.map((term) => term.columns),
  );
  const rows = [...terms, ...(withGlobal ? [global] : [])];
  return table(
    [...tested.map((term) => term.name), ...(withGlobal ? ["GLOBAL"] : [])],
    ["chisq", "df", "p"],
    rows.flatMap((one) => [one.statistic, one.degreesOfFreedom, one.p]),
  );
};

/** The fit that a call such as `cox.zph(coxph(...))` looks at. */
const fittedIn = ({ call, data }: ReferenceQuestion): (Fitted & { readonly cohort: FittedCox }) | null => {
  const inner = innerCall(call);
  const fitted = inner && fitCall(inner, data);
  if (!fitted || fitted.fit.convention.ties === "exact") return null;
  return { ...fitted, cohort: { ...fitted.fit, ties: fitted.fit.convention.ties } };
};

/** `cox.zph(coxph(...), transform = "km")`. */
export const zphAnswers = (question: ReferenceQuestion) => {
  const { call } = question;
  const fitted = fittedIn(question);
  const word = textArgument(call, "transform") ?? "km";
  const transform = (["km", "identity", "rank", "log"] as const).find((one) => one === word);
  // one degree of freedom for a category of several columns
  if (!fitted || !transform || truthArgument(call, "singledf", false)) return null;
  const byTerm = truthArgument(call, "terms", true);
  const withGlobal = truthArgument(call, "global", true);
  return { table: zphTable(fitted.cohort, fitted.matrix, transform, byTerm, withGlobal) };
};

/** `basehaz(coxph(...), centered = TRUE)`: at the means of the covariates, or where all are 0. */
export const baselineAnswers = (question: ReferenceQuestion) => {
  const fitted = fittedIn(question);
  if (fitted === null) return null;
  const { cumulativeHazard, time, stratum } = coxBaseline(fitted.cohort);
  const uncentred = numbersIn(innerCall(question.call)?.named.nocenter) ?? [-1, 0, 1];
  const relative = truthArgument(question.call, "centered", true) ? atMeans(fitted, uncentred) : 1;
  const scale = relative * meanOffset(fitted.matrix, fitted.times.weights);
  const { strataLabels } = fitted.matrix;
  return {
    hazard: cumulativeHazard.map((one) => one * scale),
    time,
    ...(strataLabels.length === 0 ? {} : { strata: Array.from(stratum, (one) => strataLabels[one]) }),
  };
};

/** Log hazard ratio of each row against covariates of 0. */
export const linearPredictor = ({ matrix, fit }: Fitted): Float64Array => {
  const p = matrix.names.length;
  const eta = matrix.offset?.slice() ?? new Float64Array(fit.observations);
  for (let row = 0; row < eta.length; row++)
    for (let k = 0; k < p; k++)
      eta[row]! += (matrix.values[row * p + k] ?? NaN) * (fit.coefficients[k] ?? NaN);
  return eta;
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

export const coxAnswers = ({ call, data, fields }: ReferenceQuestion): Record<string, unknown> | null => {
  const fitted = fitCall(call, data);
  if (fitted === null) return null;
  const { times, matrix, fit } = fitted;
  const { names } = matrix;
  const { coefficients, covariance, naiveCovariance, standardErrors, logLikelihood } = fit;
  const p = names.length;
  const z = normal.quantile((1 + (numberArgument(call, "level") ?? 0.95)) / 2);
  const ratios = Array.from(coefficients, Math.exp);
  const robust = fit.convention.covariance === "robust";
  const naiveErrors = Float64Array.from({ length: p }, (_, k) =>
    Math.sqrt(naiveCovariance[k * p + k] ?? NaN),
  );
  const answers: Record<string, unknown> = {
    coef: byName(names, coefficients),
    se: byName(names, standardErrors),
    naive_se: naiveErrors,
    robust_se: byName(names, standardErrors),
    vcov: table(names, names, covariance),
    var: table(names, names, covariance),
    robust_vcov: table(names, names, covariance),
    naive: robust ? table(p, p, naiveCovariance) : null,
    hr_ci: table(
      names,
      ["exp(coef)", "exp(-coef)", "lower .95", "upper .95"],
      ratios.flatMap((ratio, k) => {
        const half = z * (standardErrors[k] ?? NaN);
        const b = coefficients[k] ?? NaN;
        return [ratio, 1 / ratio, Math.exp(b - half), Math.exp(b + half)];
      }),
    ),
    coef_table: table(
      names,
      ["coef", "exp(coef)", "se(coef)", ...(robust ? ["robust se"] : []), "z", "Pr(>|z|)"],
      ratios.flatMap((ratio, k) => {
        const b = coefficients[k] ?? NaN;
        const error = standardErrors[k] ?? NaN;
        const errors = robust ? [naiveErrors[k] ?? NaN, error] : [error];
        return [b, ratio, ...errors, b / error, normal.twoSided(b / error)];
      }),
    ),
    loglik_null: logLikelihood.null,
    // a model in one line gives both; a null model has one
    loglik:
      fields.includes("loglik_null") || p === 0
        ? logLikelihood.model
        : [logLikelihood.null, logLikelihood.model],
    LR: Object.values(fit.likelihoodRatioTest),
    // R's summary rounds this statistic to two places, and its p value not
    wald: [rounded(fit.waldTest.statistic), p, fit.waldTest.p],
    score: Object.values(fit.scoreTest),
    n: fit.observations,
    nevent: fit.events,
    AIC: fit.aic,
    BIC: fit.bic,
  };
  if (p === 0) return answers;
  const c = concordance(times, linearPredictor(fitted), {
    strata: matrix.strata,
    cluster: matrix.cluster ?? undefined,
  });
  answers.concordance = c.ok ? c.value.concordance : null;
  answers.concordance_se = c.ok ? c.value.standardError : null;
  if (fit.convention.ties === "exact") return answers;
  const cohort: FittedCox = { ...fit, ties: fit.convention.ties };
  const baseline = coxBaseline(cohort);
  const residuals = coxResiduals(cohort);
  const zph = (transform: TimeTransform) => zphTable(cohort, matrix, transform);
  const scaled = (): Float64Array => {
    const rows = residuals.schoenfeld.length / p;
    return residuals.schoenfeld.map((_, cell) => {
      let sum = coefficients[cell % p] ?? NaN;
      const row = Math.floor(cell / p);
      for (let k = 0; k < p; k++)
        sum +=
          rows * (residuals.schoenfeld[row * p + k] ?? NaN) * (naiveCovariance[k * p + (cell % p)] ?? NaN);
      return sum;
    });
  };
  return {
    ...answers,
    basehaz_uncentered: {
      hazard: baseline.cumulativeHazard.map((one) => one * meanOffset(matrix, times.weights)),
      time: baseline.time,
      ...(matrix.strataLabels.length === 0
        ? {}
        : { strata: Array.from(baseline.stratum, (one) => matrix.strataLabels[one]) }),
    },
    cox_zph_km: zph("km"),
    cox_zph_identity: zph("identity"),
    cox_zph_rank: zph("rank"),
    cox_zph_log: zph("log"),
    martingale: residuals.martingale,
    deviance_resid: residuals.deviance,
    score_resid: table(fit.observations, p, residuals.score),
    dfbeta: table(fit.observations, p, residuals.dfbeta),
    schoenfeld: table(residuals.schoenfeld.length / p, p, residuals.schoenfeld),
    scaledsch: table(residuals.schoenfeld.length / p, p, scaled()),
  };
};

/** `survfit(coxph(...), newdata)`: one curve a row of the new data. */
export const predictedCurveAnswers = (
  { data, grid, call }: ReferenceQuestion,
  inner: RCall,
): Record<string, unknown> | null => {
  const fitted = fitCall(inner, data);
  const newdata = (data.newdata ?? grid.newdata) as Table | undefined;
  const value = inner.named.formula ?? inner.positional[0];
  const formula = value === undefined ? null : readFormula(value, Object.keys(data));
  const scale = intervalScaleOf(call);
  if (fitted === null || formula === null || newdata === undefined || scale === undefined) return null;
  if (fitted.fit.convention.ties === "exact") return null;
  const { fit, matrix } = fitted;
  const rows = modelMatrix({ ...formula, response: null, strata: [], cluster: null }, newdata, false);
  const p = fit.coefficients.length;
  if (rows === null || rows.names.length !== p) return null;
  const curves = rows.rows.map((_, at) =>
    coxPredictedCurve(
      { ...fit, ties: fit.convention.ties === "breslow" ? "breslow" : "efron" },
      rows.values.subarray(at * p, (at + 1) * p),
      {
        level: numberArgument(call, "conf.int") ?? 0.95,
        interval: scale,
      },
    ),
  );
  const [first] = curves;
  if (first === undefined || matrix.strataLabels.length > 0) return null;
  const names = curves.map((_, at) => String(at + 1));
  const columns = (
    pick: (curve: (typeof curves)[number]) => Float64Array,
    labels: number | string[] = curves.length,
  ) =>
    table(
      first.time.length,
      labels,
      Array.from(first.time).flatMap((_, at) => curves.map((curve) => pick(curve)[at] ?? NaN)),
    );
  return {
    newdata,
    time: first.time,
    surv: columns((one) => one.survival, names),
    std_err: columns((one) => one.cumulativeHazardStandardError),
    lower: columns((one) => one.low, names),
    upper: columns((one) => one.high, names),
  };
};
