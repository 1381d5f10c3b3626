import { chiSquared, normal, orderOf } from "@erbium/numerics";
import { calibration, hosmerLemeshow } from "../prediction/calibration.ts";
import { decisionCurve, survivalDecisionCurve } from "../prediction/decision-curve.ts";
import { logisticIndexes } from "../prediction/discrimination.ts";
import { firthRegression } from "../prediction/firth.ts";
import { localRegression } from "../prediction/local-regression.ts";
import { logisticRegression } from "../prediction/logistic.ts";
import type { LogisticData } from "../prediction/logistic-data.ts";
import { logisticProfileInterval } from "../prediction/profile-interval.ts";
import {
  quantileOfSorted,
  restrictedCubicSpline,
  splineKnots,
} from "../prediction/restricted-cubic-spline.ts";
import { elasticNetAnswers } from "./elastic-net.ts";
import { asLabels, evaluate, levelsOf, type Table } from "./evaluate.ts";
import { type Formula, readFormula, textOf } from "./formula.ts";
import { numbersIn } from "./literals.ts";
import { type ModelMatrix, modelMatrix } from "./model-matrix.ts";
import { byName, table } from "./named-numbers.ts";
import { numberArgument, type RCall, type RValue } from "./r-call.ts";
import { numbers, type ReferenceFamily, type ReferenceQuestion } from "./reference-case.ts";
import { readSurvival, survivalTimesOf } from "./survival-columns.ts";

/** Logistic models, penalised ones, splines, calibration and decision curves. */
export const modelAnswers: ReferenceFamily = (question) => {
  switch (question.call.function.replace(/^.*::/, "")) {
    case "glm":
      return /binomial|logi/i.test(question.command) &&
        !/quasi|probit|cloglog|cauchit|"log"/.test(question.command)
        ? logisticAnswers(question)
        : null;
    case "lrm":
      return question.call.named.penalty === undefined ? indexAnswers(question) : null;
    case "logistf":
      return firthAnswers(question);
    case "glmnet":
    case "cv.glmnet":
      return elasticNetAnswers(question);
    case "dca":
      return decisionAnswers(question);
    case "rcspline.eval":
      return splineAnswers(question);
    case "val.prob":
      return calibrationAnswers(question);
    case "hoslem.test":
      return hosmerLemeshowAnswers(question);
    default:
      return null;
  }
};

interface LogisticQuestion {
  readonly data: LogisticData;
  readonly matrix: ModelMatrix;
}

/** A formula given by a name of its own means: the first column by all the others. */
const everything = (data: Table): Formula | null => {
  const [first, ...others] = Object.keys(data);
  if (first === undefined) return null;
  const sum = others.map((value): RValue => ({ kind: "name", value }));
  const right = sum.reduce((left, one) => ({ kind: "operator", operator: "+", operands: [left, one] }));
  return readFormula({ kind: "operator", operator: "~", operands: [{ kind: "name", value: first }, right] });
};

const readLogistic = (call: RCall, data: Table, always = false): LogisticQuestion | null => {
  const value = call.named.formula ?? call.positional[0];
  if (value === undefined) return null;
  const written =
    value.kind === "name" && !(value.value in data)
      ? everything(data)
      : readFormula(value, Object.keys(data));
  const known = call.named.offset;
  if (known !== undefined && written?.offset != null) return null;
  const formula = written && {
    ...written,
    intercept: always || written.intercept,
    offset: known ?? written.offset,
  };
  if (formula === null || formula.response === null) return null;
  const response = evaluate(formula.response, data);
  if (response === null) return null;
  const weights = call.named.weights === undefined ? null : evaluate(call.named.weights, data);
  const matrix = modelMatrix(formula, data, true, [response, ...(weights === null ? [] : [weights])]);
  if (matrix === null) return null;
  // The first level of a category is the absence of the outcome.
  const [absent] = levelsOf(response);
  const labels = asLabels(response);
  const outcome =
    response.kind === "numbers"
      ? matrix.rows.map((row) => response.values[row] ?? Number.NaN)
      : matrix.rows.map((row) => Number(labels[row] !== absent));
  const weightValues = weights?.kind === "numbers" ? weights.values : null;
  return {
    matrix,
    data: {
      outcome,
      design: matrix.values,
      offset: matrix.offset ?? undefined,
      weights:
        weightValues === null
          ? undefined
          : Float64Array.from(matrix.rows, (row) => weightValues[row] ?? Number.NaN),
    },
  };
};

const logisticAnswers = ({ call, data, fields }: ReferenceQuestion) => {
  const question = readLogistic(call, data);
  const fit = question === null ? null : logisticRegression(question.data);
  if (question === null || fit === null || !fit.ok) return null;
  const { names } = question.matrix;
  const { coefficients, standardErrors, covariance, fitted } = fit.value;
  const z = normal.quantile((1 + (numberArgument(call, "level") ?? 0.95)) / 2);
  const limits = ["2.5 %", "97.5 %"];
  const test = hosmerLemeshow(question.data.outcome, fitted);
  const profile = (): unknown => {
    const intervals = names.map((_, column) =>
      logisticProfileInterval(question.data, column, { interpolated: true }),
    );
    return table(
      names,
      limits,
      intervals.flatMap((one) => (one.ok ? [one.value.low, one.value.high] : [NaN, NaN])),
    );
  };
  return {
    coef: byName(names, coefficients),
    se: byName(names, standardErrors),
    z: byName(names, fit.value.z),
    p: byName(names, fit.value.p),
    vcov: table(names, names, covariance),
    deviance: fit.value.deviance,
    null_deviance: fit.value.nullDeviance,
    loglik: fit.value.logLikelihood,
    aic: fit.value.aic,
    bic: fit.value.bic,
    fitted,
    ...(test.ok
      ? { hosmer_lemeshow: test.value.statistic, hl_df: test.value.degreesOfFreedom, hl_p: test.value.p }
      : {}),
    ...(fields.includes("profile_ci") ? { profile_ci: profile() } : {}),
    wald_ci: table(
      names,
      limits,
      Array.from(coefficients).flatMap((one, k) => {
        const half = z * (standardErrors[k] ?? NaN);
        return [one - half, one + half];
      }),
    ),
  };
};

/** `z` of `log(abs(z) + 1)`: a transformed variable goes by its own name, but for `I(z^2)`. */
const bare = (variable: string): string =>
  /^\w+\(/.test(variable) && !/^(I|rcs|poly|factor)\(/.test(variable)
    ? (/[A-Za-z.][\w.]*(?![\w.]*\()/.exec(variable)?.[0] ?? variable)
    : variable;

/** How this reference names a coefficient: `Intercept`, `race=other` of a category, `age * smoke` of a crossing. */
const printed = (name: string, { terms }: ModelMatrix): string => {
  if (name === "(Intercept)") return "Intercept";
  const variables = terms.map((term) => term.name).filter((term) => !term.includes(":"));
  return name
    .split(":")
    .map((part) => (variables.includes(part) ? bare(part) : part))
    .map((part) => {
      const variable = variables.find((one) => part.startsWith(one) && part.length > one.length);
      return variable === undefined || variables.includes(part)
        ? part
        : `${variable}=${part.slice(variable.length)}`;
    })
    .join(" * ");
};

/** The reference ranks probabilities by intervals of this width. */
const tiedProbabilities = 2e-4;

const effectiveSizeLabel = (size: number): string => String(Math.round(size * 10) / 10);

const indexAnswers = ({ call, data }: ReferenceQuestion) => {
  // it has an intercept whatever the formula says
  const question = readLogistic(call, data, true);
  const fit = question === null ? null : logisticRegression(question.data);
  if (question === null || fit === null || !fit.ok) return null;
  const { value } = fit;
  const { c, somersD, gamma, tauA, brier, nagelkerke, maddala, g, gRatio, gProbability } = logisticIndexes(
    question.data.outcome,
    value,
    tiedProbabilities,
  );
  const { statistic, degreesOfFreedom, p } = value.likelihoodRatioTest;
  const n = value.observations;
  const effective = effectiveSizeLabel(maddala.effectiveSize);
  return {
    coef: byName(
      question.matrix.names.map((name) => printed(name, question.matrix)),
      value.coefficients,
    ),
    stats: {
      Obs: n,
      "Max Deriv": value.maximumDerivative,
      "Model L.R.": statistic,
      "d.f.": degreesOfFreedom,
      P: p,
      C: c,
      Dxy: somersD,
      Gamma: gamma,
      "Tau-a": tauA,
      R2: nagelkerke,
      [`R2(${n})`]: maddala.observations,
      [`R2(${degreesOfFreedom},${n})`]: maddala.observationsAdjusted,
      [`R2(${effective})`]: maddala.effective,
      [`R2(${degreesOfFreedom},${effective})`]: maddala.effectiveAdjusted,
      Brier: brier,
      g,
      gr: gRatio,
      gp: gProbability,
    },
  };
};

const firthAnswers = ({ call, data }: ReferenceQuestion) => {
  const question = readLogistic(call, data);
  const alpha = numberArgument(call, "alpha") ?? 0.05;
  const fit = question === null ? null : firthRegression(question.data, 1 - alpha);
  if (question === null || fit === null || !fit.ok) return null;
  const { names } = question.matrix;
  const { coefficients, standardErrors, covariance, low, high, p, penalisedLogLikelihood } = fit.value;
  return {
    coef: byName(names, coefficients),
    se: byName(names, standardErrors),
    var: table(names, names, covariance),
    vcov: table(names, names, covariance),
    ci_lower: byName(names, low),
    ci_upper: byName(names, high),
    p: byName(names, p),
    prob: byName(names, p),
    loglik: penalisedLogLikelihood,
  };
};

/** `seq(from, to, by)` as numbers, or null where it is something else. */
const sequence = (value: RValue | undefined): number[] | null => {
  if (value?.kind !== "call" || value.function !== "seq") return null;
  const at = (name: string, index: number): number | null => {
    const one = value.named[name] ?? value.positional[index];
    return one?.kind === "number" ? one.value : null;
  };
  const [from, to, by] = [at("from", 0), at("to", 1), at("by", 2)];
  if (from === null || to === null || by === null || by <= 0) return null;
  return Array.from({ length: Math.floor((to - from) / by + 1e-9) + 1 }, (_, k) => from + k * by);
};

/** Where thresholds are neither in the call nor among the results: every hundredth from 0. */
const everyHundredth = Array.from({ length: 100 }, (_, k) => k / 100);

const decisionAnswers = ({ call, data, grid }: ReferenceQuestion) => {
  const value = call.named.formula ?? call.positional[0];
  if (value?.kind !== "operator" || value.operator !== "~") return null;
  const [left, right] = value.operands;
  // one model: the sum of several would be read as one more
  const risk = right?.kind === "name" ? evaluate(right, data) : null;
  if (left === undefined || risk?.kind !== "numbers") return null;
  const listed = Array.isArray(grid.threshold) ? (grid.threshold as number[]) : null;
  const thresholds = listed ?? sequence(call.named.thresholds) ?? everyHundredth;
  const horizon = numberArgument(call, "time");
  const response = readSurvival(left, data);
  const outcome = evaluate(left, data);
  const rows = Array.from(risk.values, (_, row) => row);
  const curve =
    response !== null && horizon !== null
      ? survivalDecisionCurve(survivalTimesOf(response, rows), risk.values, horizon, thresholds)
      : outcome?.kind === "numbers"
        ? decisionCurve(outcome.values, risk.values, thresholds)
        : null;
  if (curve === null || !curve.ok) return null;
  const { threshold, netBenefit, netBenefitAll, truePositives, falsePositives } = curve.value;
  return {
    threshold,
    nb_model: netBenefit,
    nb_all: netBenefitAll,
    tp_rate: truePositives,
    fp_rate: falsePositives,
  };
};

/**
 * What the bent columns are multiplied by where they are not divided by the square of the range of the knots (2): by
 * nothing (0), or by the cube of the space between the last two (1).
 */
const splineScale = (knots: Float64Array, norm: number): number | null => {
  const [first, last, before] = [knots[0]!, knots[knots.length - 1]!, knots[knots.length - 2]!];
  const square = (last - first) ** 2;
  if (norm === 2) return 1;
  return norm === 0 ? square : norm === 1 ? square / (last - before) ** 3 : null;
};

const splineAnswers = ({ call, data }: ReferenceQuestion) => {
  const [first] = call.positional;
  const values = first === undefined ? null : evaluate(first, data);
  if (values?.kind !== "numbers") return null;
  const spelled = numbersIn(call.named.knots);
  const given = spelled === null ? numbers(data, "knots") : Float64Array.from(spelled);
  const knots =
    given === null
      ? splineKnots(values.values, numberArgument(call, "nk") ?? 5)
      : { ok: true as const, value: given };
  if (!knots.ok) return null;
  const width = knots.value.length - 1;
  const scale = splineScale(knots.value, numberArgument(call, "norm") ?? 2);
  if (scale === null) return null;
  const basis = restrictedCubicSpline(values.values, knots.value).map((one, at) =>
    at % width === 0 ? one : one * scale,
  );
  const withX = call.named.inclx?.kind === "name" && /^T/.test(call.named.inclx.value);
  const kept = withX ? basis : basis.filter((_, at) => at % width !== 0);
  return {
    knots: knots.value,
    basis: table(values.values.length, withX ? width : width - 1, kept),
  };
};

/**
 * A smoothed curve as `lowess` gives it: computed at points at least a hundredth of the range apart, joined by
 * straight lines between them (Cleveland 1979).
 */
const interpolated = (x: Float64Array, smooth: Float64Array): Float64Array => {
  const order = [...orderOf(x)];
  const at = (rank: number): number => x[order[rank]!]!;
  const last = order.length - 1;
  const gap = (at(last) - at(0)) / 100;
  const into = smooth.slice();
  for (let from = 0; from < last; ) {
    let to = from + 1;
    while (to <= last && at(to) === at(from)) to++;
    if (to > last) break;
    while (to < last && at(to + 1) <= at(from) + gap) to++;
    for (let rank = from + 1; rank < to; rank++) {
      const share = (at(rank) - at(from)) / (at(to) - at(from));
      into[order[rank]!] = (1 - share) * smooth[order[from]!]! + share * smooth[order[to]!]!;
    }
    from = to;
  }
  return into;
};

/** `val.prob(p, y)`: what a reference prints of a prediction's calibration. */
const calibrationAnswers = ({ call, data }: ReferenceQuestion) => {
  const [p, y] = [call.named.p ?? call.positional[0], call.named.y ?? call.positional[1]].map((one) =>
    one === undefined ? null : numbers(data, textOf(one)),
  );
  if (!p || !y) return null;
  const got = calibration(y, p);
  const smooth = localRegression(p, y, 2 / 3, 1);
  const logits = p.map((one) => Math.log(one / (1 - one)));
  const design = Float64Array.from({ length: 2 * p.length }, (_, at) =>
    at % 2 === 0 ? 1 : logits[at >> 1]!,
  );
  const fit = logisticRegression({ outcome: y, design });
  if (!got.ok || !smooth.ok || !fit.ok) return null;
  const { slope, intercept, brier, spiegelhalterZ, spiegelhalterP } = got.value;
  const n = y.length;
  // the predictions as they stand, not recalibrated
  const likelihood = y.reduce((sum, one, i) => sum + Math.log(one === 1 ? p[i]! : 1 - p[i]!), 0);
  const { nullDeviance } = fit.value;
  const discrimination = nullDeviance + 2 * likelihood;
  const { somersD, c, nagelkerke } = logisticIndexes(
    y,
    { ...fit.value, fitted: logits.map((one) => 1 / (1 + Math.exp(-one))), deviance: -2 * likelihood },
    tiedProbabilities,
  );
  // what they lack to those recalibrated, with two degrees of freedom
  const unreliability = 2 * (fit.value.logLikelihood - likelihood);
  const [d, u] = [(discrimination - 1) / n, (unreliability - 2) / n];
  const gaps = interpolated(p, smooth.value)
    .map((one, i) => Math.abs(one - p[i]!))
    .sort();
  return {
    Dxy: somersD,
    "C (ROC)": c,
    R2: nagelkerke,
    D: d,
    "D:Chi-sq": discrimination,
    "D:p": null,
    U: u,
    "U:Chi-sq": unreliability,
    "U:p": chiSquared.survival(unreliability, 2),
    Q: d - u,
    Brier: brier,
    Intercept: intercept,
    Slope: slope,
    Emax: gaps[n - 1],
    E90: quantileOfSorted(gaps, 0.9),
    Eavg: gaps.reduce((sum, one) => sum + one, 0) / n,
    "S:z": spiegelhalterZ,
    "S:p": spiegelhalterP,
  };
};

const hosmerLemeshowAnswers = ({ call, data }: ReferenceQuestion) => {
  const [y, p] = call.positional.map((one) => numbers(data, textOf(one)));
  const test = y && p ? hosmerLemeshow(y, p, numberArgument(call, "g") ?? 10) : null;
  if (test === null || !test.ok) return null;
  const { statistic, degreesOfFreedom } = test.value;
  return { statistic, df: degreesOfFreedom, p: test.value.p, chisq: statistic };
};
