import { type ElasticNetOptions, type ElasticNetPath, elasticNet } from "../prediction/elastic-net.ts";
import { crossValidateElasticNet } from "../prediction/elastic-net-cv.ts";
import type { ElasticNetData, ElasticNetResponse } from "../prediction/elastic-net-data.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { numbersIn } from "./literals.ts";
import { table } from "./named-numbers.ts";
import { numberArgument, type RCall, type RValue, textArgument } from "./r-call.ts";
import { numbers, type ReferenceQuestion } from "./reference-case.ts";
import { readSurvival } from "./survival-columns.ts";

const namesIn = (value: RValue): string[] => {
  if (value.kind === "name") return [value.value];
  if (value.kind === "call") return value.positional.flatMap(namesIn);
  return value.kind === "operator" ? value.operands.flatMap(namesIn) : [];
};

/** The response of `glmnet(X, y, family)`, and the columns that it uses. */
const responseOf = (value: RValue, family: string, data: Table): ElasticNetResponse | null => {
  const times = readSurvival(value, data);
  if (times !== null) return { family: "cox", stop: times.stop, event: times.event };
  const column = evaluate(value, data);
  if (column?.kind !== "numbers") return null;
  return family === "binomial" || family === "gaussian" ? { family, y: column.values } : null;
};

/** What folds are compared by: `type.measure`, or as the family has it; null of one that is not computed here. */
const measureOf = (calls: readonly RCall[], family: string): "mse" | "deviance" | "auc" | null => {
  const call = calls.find((one) => one.function.endsWith("cv.glmnet"));
  const word = call === undefined ? null : textArgument(call, "type.measure");
  if (word === null || word === "default") return family === "gaussian" ? "mse" : "deviance";
  if (word === "deviance" && family === "gaussian") return "mse";
  return word === "mse" || word === "deviance" || (word === "auc" && family === "binomial") ? word : null;
};

/** Arguments that would give another fit than these methods make. */
const unanswered = ["intercept", "offset", "lower.limits", "upper.limits", "relax"];

/** The path with its first penalty without bound, under the penalties that it names. */
const fromNothing = (data: ElasticNetData, options: ElasticNetOptions, path: ElasticNetPath) => {
  const boundless = path.lambda.slice();
  boundless[0] = 9.9e35;
  const fit = elasticNet(data, { ...options, lambda: boundless });
  return fit.ok ? { ...fit, value: { ...fit.value, lambda: path.lambda } } : fit;
};

/** Columns that are never covariates: the grid, the folds and the weights. */
const apart = new Set(["lambda", "lam", "foldid", "weights", "w"]);

/** `glmnet(X, y, family, alpha, lambda, thresh)`, with `cv.glmnet(foldid)` where that follows. X is all other columns. */
export const elasticNetAnswers = ({ calls, call, method, data, grid }: ReferenceQuestion) => {
  const asked = call.named.y ?? call.positional[1];
  if (unanswered.some((name) => name in call.named)) return null;
  const response =
    asked === undefined ? null : responseOf(asked, textArgument(call, "family") ?? "gaussian", data);
  if (asked === undefined || response === null) return null;
  const used = new Set(namesIn(asked));
  const names = Object.keys(data).filter((name) => !used.has(name) && !apart.has(name));
  const columns = names.map((name) => numbers(data, name));
  const n = response.family === "cox" ? response.stop.length : response.y.length;
  const design = new Float64Array(n * names.length);
  for (const [k, column] of columns.entries())
    for (let i = 0; i < n; i++) design[i * names.length + k] = column?.[i] ?? Number.NaN;
  const weights = call.named.weights === undefined ? null : evaluate(call.named.weights, data);
  const factors = numbersIn(call.named["penalty.factor"]);
  if (call.named.weights !== undefined && weights?.kind !== "numbers") return null;
  if (call.named["penalty.factor"] !== undefined && factors?.length !== names.length) return null;
  const question: ElasticNetData = {
    design,
    response,
    ...(weights?.kind === "numbers" ? { weights: weights.values } : {}),
  };
  // Some calls leave alpha to the words that describe the method.
  const inWords = /alpha\s*=\s*([\d.]+)/.exec(method)?.[1];
  const alpha = numberArgument(call, "alpha") ?? (inWords === undefined ? 1 : Number(inWords));
  const standardise = !(call.named.standardize?.kind === "name" && /^F/.test(call.named.standardize.value));
  const lambda =
    numbers(data, "lambda") ??
    (Array.isArray(grid.lambda) ? Float64Array.from(grid.lambda as number[]) : undefined);
  // A call that names no threshold is held to a solution that has settled.
  const penaltyFactor = factors === null ? undefined : Float64Array.from(factors);
  const options = {
    alpha,
    standardise,
    penaltyFactor,
    lambda,
    tolerance: numberArgument(call, "thresh") ?? 1e-14,
  };
  const laid = elasticNet(question, options);
  // a path laid out for squares alone begins, whatever it prints, where no coefficient is left
  const fit =
    laid.ok && lambda === undefined && alpha === 0 ? fromNothing(question, options, laid.value) : laid;
  if (!fit.ok) return null;
  const { value: path } = fit;
  const count = path.lambda.length;
  const p = names.length;
  const answers: Record<string, unknown> = {
    lambda: path.lambda,
    a0: path.intercept,
    beta: table(
      names,
      Array.from({ length: count }, (_, at) => `s${at}`),
      Float64Array.from(
        { length: p * count },
        (_, cell) => path.coefficients[(cell % count) * p + Math.floor(cell / count)] ?? NaN,
      ),
    ),
    dev_ratio: path.devianceRatio,
    nulldev: path.nullDeviance,
    df: path.nonZero,
  };
  const laidOut = elasticNet(question, { alpha, standardise, penaltyFactor });
  if (laidOut.ok) {
    answers.default_path_lambda = laidOut.value.lambda;
    answers.default_path_lambda_max = laidOut.value.lambda[0];
  }
  const folds = numbers(data, "foldid");
  if (folds === null || !calls.some((one) => one.function.endsWith("cv.glmnet"))) return answers;
  const usual = measureOf(calls, response.family);
  if (usual === null) return null;
  const validated = crossValidateElasticNet(question, folds, { ...options, measure: usual });
  if (validated.ok) {
    const { mean, standardError, best, oneStandardError } = validated.value;
    answers[`cv_${usual}_cvm`] = mean;
    answers[`cv_${usual}_cvsd`] = standardError;
    answers.lambda_min = best.lambda;
    answers.lambda_1se = oneStandardError.lambda;
  }
  for (const other of ["auc", "mse"] as const) {
    const also = crossValidateElasticNet(question, folds, { ...options, measure: other });
    if (!also.ok) continue;
    answers[`cv_${other}_cvm`] = also.value.mean;
    answers[`cv_${other}_cvsd`] = also.value.standardError;
  }
  return answers;
};
