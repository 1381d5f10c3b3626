import type { AccuracyCorrection, AccuracyTables } from "../accuracy/accuracy-tables.ts";
import { bivariateBinomialModel } from "../accuracy/bivariate-glmm.ts";
import {
  type BivariateFit,
  type BivariateMethod,
  bivariateLikelihoodRatio,
  bivariateModel,
} from "../accuracy/bivariate-model.ts";
import { pooledRatio } from "../accuracy/pooled-ratio.ts";
import { type AccuracyRatio, type StudyFigures, studyAccuracy } from "../accuracy/study-accuracy.ts";
import { areaUnderCurve, summaryRocCurve, summaryRocParameters } from "../accuracy/summary-roc.ts";
import { tauSquaredIntervalAsMada } from "../accuracy/tau-squared-interval-as-mada.ts";
import { thetaHeterogeneity } from "../accuracy/theta-heterogeneity.ts";
import { readFormula, textOf } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { numberArgument, type RCall, textArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily, type ReferenceQuestion } from "./reference-case.ts";

type Fields = Readonly<Record<string, unknown>>;
type Data = ReferenceQuestion["data"];

/** Diagnostic accuracy: mada, the bivariate model of lme4. */
export const accuracyAnswers: ReferenceFamily = ({ command, call, data }) => {
  switch (call.function.replace(/^.*::/, "")) {
    case "madad":
      return studyFields(call, data);
    case "madauni":
      return ratioFields(call, data);
    case "reitsma":
      return bivariateFields(call, data);
    case "glmer":
      return binomialFields(command, call, data);
    default:
      return null;
  }
};

const tablesOf = (data: Data): AccuracyTables | null => {
  const columns = ["TP", "FN", "FP", "TN"].map((name) => numbers(data, name));
  const [truePositives, falseNegatives, falsePositives, trueNegatives] = columns;
  return truePositives && falseNegatives && falsePositives && trueNegatives
    ? { truePositives, falseNegatives, falsePositives, trueNegatives }
    : null;
};

const correctedRows: Readonly<Record<string, "any" | "only" | "none">> = {
  all: "any",
  single: "only",
  none: "none",
};

const correctionOf = (call: RCall): AccuracyCorrection | null => {
  const to = correctedRows[textArgument(call, "correction.control") ?? "all"];
  return to === undefined ? null : { add: numberArgument(call, "correction") ?? 0.5, to };
};

const counted = (k: number): number[] => Array.from({ length: k }, (_, i) => i + 1);

/** `97.5%` */
const percents = (level: number): readonly string[] =>
  [(1 - level) / 2, (1 + level) / 2].map((one) => `${Number((100 * one).toPrecision(6))}%`);

const studyFields = (call: RCall, data: Data): Fields | null => {
  const tables = tablesOf(data);
  const correction = correctionOf(call);
  if (tables === null || correction === null) return null;
  const level = numberArgument(call, "level") ?? 0.95;
  const found = studyAccuracy(tables, correction, level);
  if (!found.ok) return { refusal: found.error };
  const accuracy = found.value;
  const figures = (name: string, { estimate, low, high }: StudyFigures): Fields => ({
    [name]: estimate,
    [`${name}_ci`]: {
      rows: counted(estimate.length),
      cols: percents(level),
      values: Array.from(low, (one, i) => [one, high[i]]),
    },
  });
  return {
    ...figures("sens", accuracy.sensitivity),
    ...figures("spec", accuracy.specificity),
    ...figures("DOR", accuracy.diagnosticOddsRatio),
    ...figures("posLR", accuracy.positiveLikelihoodRatio),
    ...figures("negLR", accuracy.negativeLikelihoodRatio),
    sens_htest: accuracy.equalSensitivity.statistic,
    spec_htest: accuracy.equalSpecificity.statistic,
    cor_sens_fpr: accuracy.correlation,
  };
};

const ratios: Readonly<Record<string, AccuracyRatio>> = {
  DOR: "diagnostic odds ratio",
  posLR: "positive likelihood ratio",
  negLR: "negative likelihood ratio",
};

const ratioFields = (call: RCall, data: Data): Fields | null => {
  const tables = tablesOf(data);
  const type = textArgument(call, "type") ?? "DOR";
  const method = textArgument(call, "method") ?? "DSL";
  const ratio = ratios[type];
  const correction = correctionOf(call);
  if (tables === null || correction === null || ratio === undefined) return null;
  if (!["DSL", "MH"].includes(method)) return null;
  const found = pooledRatio(tables, ratio, method === "MH" ? "Mantel-Haenszel" : "DerSimonian-Laird", {
    correction,
    formulas: "as mada",
  });
  if (!found.ok) return { refusal: found.error };
  const { logEstimate, variance, logLow, logHigh, tauSquared, iSquared } = found.value;
  const rows = [
    [type, Math.exp(logEstimate), Math.exp(logLow), Math.exp(logHigh)],
    [`ln${type}`, logEstimate, logLow, logHigh],
  ] as const;
  const interval = tauSquared === null ? null : tauSquaredIntervalAsMada(tables, ratio, correction);
  const between =
    tauSquared === null || interval === null || !interval.ok
      ? []
      : ([
          ["tau^2", tauSquared, interval.value.low, interval.value.high],
          ["tau", Math.sqrt(tauSquared), Math.sqrt(interval.value.low), Math.sqrt(interval.value.high)],
        ] as const);
  const all = [...rows, ...between];
  return {
    coef: logEstimate,
    vcov: variance,
    CI: {
      rows: all.map(([name]) => name),
      cols: [`${method} estimate`, "2.5 %", "97.5 %"],
      values: all.map(([, ...values]) => values),
    },
    ...{ Q: null, p: null, I2: iSquared },
  };
};

const methods: Readonly<Record<string, BivariateMethod>> = {
  reml: "REML",
  ml: "ML",
  mm: "moments",
  vc: "residuals",
  fixed: "common",
};

const square = (values: ArrayLike<number>, p: number) => ({
  rows: counted(p),
  cols: counted(p),
  values: counted(p).map((row) => counted(p).map((column) => values[(row - 1) * p + column - 1])),
});

const bivariateFields = (call: RCall, data: Data): Fields | null => {
  const tables = tablesOf(data);
  const method = methods[textArgument(call, "method") ?? "reml"];
  const correction = correctionOf(call);
  if (tables === null || correction === null || method === undefined) return null;
  const given = call.named.formula;
  const formula = given === undefined ? null : readFormula(given, Object.keys(data));
  const design = formula === null || formula.terms.length === 0 ? null : modelMatrix(formula, data, true);
  if (given !== undefined && formula === null) return null;
  const options = {
    correction,
    level: numberArgument(call, "level") ?? 0.95,
    ...(design === null ? {} : { moderators: { names: design.names, values: design.values } }),
  };
  const fit = bivariateModel(tables, { method, ...options });
  if (!fit.ok) return { refusal: fit.error };
  if (design !== null) {
    const full = bivariateModel(tables, { ...options, method: "ML" });
    const nested = bivariateModel(tables, { correction: options.correction, method: "ML" });
    if (!full.ok || !nested.ok) return null;
    const ratio = bivariateLikelihoodRatio(full.value, nested.value);
    return {
      ...coefficientFields(fit.value, design.names, "coef"),
      Psi: betweenFields(fit.value),
      logLik_reml: likelihoodOf(fit.value),
      logLik_ml_full: likelihoodOf(full.value),
      logLik_ml_null: likelihoodOf(nested.value),
      LR: ratio.ok ? ratio.value.statistic : null,
    };
  }
  return {
    ...pointFields(fit.value),
    ...curveFields(fit.value, tables),
    ...heterogeneityFields(fit.value, tables, options.correction),
  };
};

/** mada gives the likelihood of the proportions, not of their logits. */
const likelihoodOf = ({ logLikelihood, logJacobian }: BivariateFit): number | null =>
  logLikelihood === null ? null : logLikelihood - logJacobian;

const betweenFields = ({ between }: BivariateFit) =>
  between === null
    ? null
    : square([between.sensitivity, between.covariance, between.covariance, between.falsePositiveRate], 2);

const expit = (x: number): number => 1 / (1 + Math.exp(-x));

const coefficientFields = (fit: BivariateFit, names: readonly string[], field: string): Fields => {
  const p = names.length;
  const rows = fit.coefficients.map((one, at) => ({
    name: `${at < p ? "tsens" : "tfpr"}.${names[at % p]}`,
    values: [one.estimate, one.standardError, one.z, one.pValue, one.low, one.high],
  }));
  const shares =
    p > 1
      ? []
      : fit.coefficients.map((one, at) => ({
          name: at === 0 ? "sensitivity" : "false pos. rate",
          values: [expit(one.estimate), null, null, null, expit(one.low), expit(one.high)],
        }));
  const all = [...rows, ...shares];
  return {
    [field]: {
      rows: all.map((one) => one.name),
      cols: [
        "Estimate",
        "Std. Error",
        "z",
        "Pr(>|z|)",
        `${100 * fit.level}%ci.lb`,
        `${100 * fit.level}%ci.ub`,
      ],
      values: all.map((one) => one.values),
    },
  };
};

const pointFields = (fit: BivariateFit): Fields => {
  const [sensitivity, rate] = fit.coefficients;
  const logLik = likelihoodOf(fit);
  // mada counts the three variances also where it fits common effects without them
  const parametersAsMada = fit.coefficients.length + 3;
  const correlation =
    fit.between === null
      ? null
      : fit.between.covariance / Math.sqrt(fit.between.sensitivity * fit.between.falsePositiveRate);
  return {
    coef_tsens_tfpr: fit.coefficients.map((one) => one.estimate),
    vcov: square(fit.covariance, 2),
    Psi: betweenFields(fit),
    sens: expit(sensitivity?.estimate ?? Number.NaN),
    fpr: expit(rate?.estimate ?? Number.NaN),
    logLik,
    AIC: logLik === null ? null : -2 * logLik + 2 * parametersAsMada,
    BIC: logLik === null ? null : -2 * logLik + parametersAsMada * Math.log(2 * fit.k),
    coef_table: null,
    ...(fit.between === null ? {} : coefficientFields(fit, ["(Intercept)"], "coef_table")),
    corRandom: correlation === null ? null : square([1, correlation, correlation, 1], 2),
  };
};

/** Points at which mada evaluates its curve. */
const wholeRange = counted(99).map((one) => one / 100);
const listed = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5];

const curveFields = (fit: BivariateFit, tables: AccuracyTables): Fields => {
  const parameters = summaryRocParameters(fit);
  const sroc = (curve: ((rate: number) => number) | null) => ({
    rows: counted(listed.length),
    cols: [1, 2],
    values: listed.map((rate) => [rate, curve === null ? null : curve(rate)]),
  });
  if (!parameters.ok)
    return {
      hsroc: { Theta: null, Lambda: null, beta: null, sigma2theta: [], sigma2alpha: [] },
      sroc: sroc(null),
      ...{ AUC: null, pAUC: null },
    };
  const { threshold, accuracy, shape, thresholdVariance, accuracyVariance } = parameters.value;
  const curve = summaryRocCurve(parameters.value);
  const observed = Array.from(
    tables.falsePositives,
    (one, i) => one / (one + (tables.trueNegatives[i] ?? Number.NaN)),
  );
  const [low, high] = [Math.max(0.01, Math.min(...observed)), Math.min(0.99, Math.max(...observed))];
  const observedRange = wholeRange.map((_, i) => low + ((high - low) * i) / (wholeRange.length - 1));
  return {
    hsroc: {
      Theta: threshold,
      Lambda: accuracy,
      beta: shape,
      sigma2theta: thresholdVariance,
      sigma2alpha: accuracyVariance,
    },
    sroc: sroc(curve),
    AUC: areaUnderCurve(curve, wholeRange, "as mada"),
    pAUC: areaUnderCurve(curve, observedRange, "as mada"),
  };
};

const heterogeneityFields = (
  fit: BivariateFit,
  tables: AccuracyTables,
  correction: AccuracyCorrection,
): Fields => {
  if (fit.between === null) return { i2: null };
  const found = thetaHeterogeneity(tables, correction);
  if (!found.ok) return { i2: null };
  const { unadjusted, adjustedForSize } = found.value;
  return {
    i2: {
      HollingUnadjusted1: unadjusted.typical,
      HollingUnadjusted2: unadjusted.harmonic,
      HollingUnadjusted3: unadjusted.arithmetic,
      HollingAdjusted1: adjustedForSize.typical,
      HollingAdjusted2: adjustedForSize.harmonic,
      HollingAdjusted3: adjustedForSize.arithmetic,
    },
  };
};

/** `glmer(cbind(k, n - k) ~ 0 + sens + spec + (0 + sens + spec | id), binomial, nAGQ = 1)` over the two groups of a study. */
const binomialFields = (command: string, call: RCall, data: Data): Fields | null => {
  const tables = tablesOf(data);
  const formula = command.replace(/\s/g, "");
  const both = /~0\+sens\+spec\+\(0\+sens\+spec\|/.test(formula);
  const family = call.named.family ?? call.positional[1];
  const binomial = family !== undefined && /^"?binomial/.test(textOf(family));
  if (tables === null || !both || !binomial) return null;
  const found = bivariateBinomialModel(tables, "Laplace approximation as lme4");
  if (!found.ok) return { refusal: found.error };
  const fit = found.value;
  return {
    logit_sens: fit.logitSensitivity,
    logit_spec: fit.logitSpecificity,
    se: fit.standardErrors,
    sd_sens: fit.sensitivitySd,
    sd_spec: fit.specificitySd,
    cor: fit.correlation,
    logLik: fit.logLikelihood,
    singular: fit.singular,
  };
};
