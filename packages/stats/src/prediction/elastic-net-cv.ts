import { err, ok, type Result } from "@erbium/model";
import {
  type ElasticNetData,
  type ElasticNetOptions,
  type ElasticNetPath,
  elasticNet,
  elasticNetPredictor,
} from "./elastic-net.ts";
import { coxLoss } from "./elastic-net-loss.ts";
import { inverseLogit } from "./logistic.ts";
import { rocCurve } from "./roc.ts";

/** What is measured on the fold that was left out: deviance (for Cox of the partial likelihood), squared error, AUC. */
export type ElasticNetMeasure = "deviance" | "mse" | "auc";

export interface ElasticNetCrossValidation {
  readonly path: ElasticNetPath;
  /** mean over the folds, weighted by their size, and its standard error; one element a penalty */
  readonly mean: Float64Array;
  readonly standardError: Float64Array;
  /** penalty with the best mean, and the largest within one standard error of it, with their places in the path */
  readonly best: { readonly lambda: number; readonly at: number };
  readonly oneStandardError: { readonly lambda: number; readonly at: number };
  readonly convention: string;
}

/** Fold numbers 1 to k in turn over a shuffled order. */
export const assignFolds = (n: number, folds: number, integer: (below: number) => number): Int32Array => {
  const fold = Int32Array.from({ length: n }, (_, at) => (at % folds) + 1);
  for (let at = n - 1; at > 0; at--) {
    const other = integer(at + 1);
    const kept = fold[at]!;
    fold[at] = fold[other]!;
    fold[other] = kept;
  }
  return fold;
};

/**
 * Cross-validation of a penalty: the path is fitted without each fold in turn, at the penalties of the whole data,
 * and measured on the fold left out. Where the penalties were laid out a fold may end early; its last fit then stands
 * for the rest.
 *
 * Deviance of the partial likelihood is that of all data less that of the data without the fold, both under the
 * fold's coefficients (Verweij and van Houwelingen).
 *
 * @param folds   fold of each observation, any numbers
 * @param measure deviance where left out
 * @returns refuses fewer than three folds, and what the fit of a fold refuses (a fold that takes all events)
 * @source Friedman, Hastie and Tibshirani 2010, J Stat Softw 33(1); Verweij and van Houwelingen 1993, Stat Med 12:2305
 */
export const crossValidateElasticNet = (
  data: ElasticNetData,
  folds: ArrayLike<number>,
  options: ElasticNetOptions & { readonly measure?: ElasticNetMeasure } = {},
): Result<ElasticNetCrossValidation> => {
  const { response, weights } = data;
  const measure = options.measure ?? (response.family === "gaussian" ? "mse" : "deviance");
  const full = elasticNet(data, options);
  if (!full.ok) return full;
  const path = full.value;
  const n = folds.length;
  const numbers = [...new Set(Array.from(folds))].sort((a, b) => a - b);
  if (numbers.length < 3 || (measure === "auc" && response.family !== "binomial"))
    return err({
      code: numbers.length < 3 ? "too-few-folds" : "not-a-measure",
      message:
        numbers.length < 3
          ? `${numbers.length} folds are too few`
          : `${measure} does not measure ${response.family}`,
      remedy: "use three folds or more, and a measure of the family",
    });
  const count = path.lambda.length;
  const raw: Float64Array[] = [];
  const size: number[] = [];
  for (const number of numbers) {
    const inside: number[] = [];
    const outside: number[] = [];
    for (let i = 0; i < n; i++) (folds[i] === number ? outside : inside).push(i);
    const part = elasticNet(elasticNetRows(data, inside), {
      ...options,
      lambda: path.lambda,
      mayEndEarly: options.lambda === undefined,
    });
    if (!part.ok) return part;
    const left = elasticNetRows(data, outside);
    const measured = measureOf(part.value, data, elasticNetRows(data, inside), left, measure, count);
    raw.push(measured.values);
    size.push(measured.size);
  }
  const total = size.reduce((sum, one) => sum + one, 0);
  const mean = new Float64Array(count);
  const standardError = new Float64Array(count);
  for (let step = 0; step < count; step++) {
    for (const [at, values] of raw.entries()) mean[step]! += (size[at]! * values[step]!) / total;
    let spread = 0;
    for (const [at, values] of raw.entries())
      spread += (size[at]! * (values[step]! - mean[step]!) ** 2) / total;
    standardError[step] = Math.sqrt(spread / (numbers.length - 1));
  }
  const loss = measure === "auc" ? mean.map((one) => -one) : mean;
  let best = 0;
  for (let step = 1; step < count; step++) if (loss[step]! < loss[best]!) best = step;
  let simple = 0;
  while (loss[simple]! > loss[best]! + standardError[best]!) simple++;
  return ok({
    path,
    mean,
    standardError,
    best: { lambda: path.lambda[best]!, at: best },
    oneStandardError: { lambda: path.lambda[simple]!, at: simple },
    convention: `${measure}, ${numbers.length} folds${weights === undefined ? "" : ", weighted"}`,
  });
};

/** The rows asked for, in their order. */
export const elasticNetRows = (
  { design, response, weights }: ElasticNetData,
  rows: readonly number[],
): ElasticNetData => {
  const n = response.family === "cox" ? response.stop.length : response.y.length;
  const p = design.length / n;
  const part = new Float64Array(rows.length * p);
  for (const [at, row] of rows.entries()) part.set(design.subarray(row * p, (row + 1) * p), at * p);
  return {
    design: part,
    response:
      response.family === "cox"
        ? {
            family: "cox",
            stop: Float64Array.from(rows, (row) => response.stop[row]!),
            event: Uint8Array.from(rows, (row) => response.event[row]!),
          }
        : { family: response.family, y: Float64Array.from(rows, (row) => response.y[row]!) },
    weights: weights === undefined ? undefined : Float64Array.from(rows, (row) => weights[row]!),
  };
};

/** A probability nearer to 0 or 1 counts as this near: one bold miss should not decide. */
const boldest = 1e-5;

const measureOf = (
  path: ElasticNetPath,
  whole: ElasticNetData,
  inside: ElasticNetData,
  left: ElasticNetData,
  measure: ElasticNetMeasure,
  count: number,
): { values: Float64Array; size: number } => {
  const values = new Float64Array(count);
  // Where the path of a fold ended early its last fit stands for the rest.
  const last = path.lambda.length - 1;
  const { response } = left;
  if (response.family === "cox") {
    // The weight of a fold is that of its events.
    const [all, without] = [whole, inside].map(({ response: one, weights }) =>
      one.family === "cox" ? coxLoss(one.stop, one.event, weights) : null,
    );
    const size = Array.from(response.event).reduce(
      (sum, one, at) => sum + one * (left.weights === undefined ? 1 : left.weights[at]!),
      0,
    );
    for (let step = 0; step < count; step++)
      values[step] =
        ((all?.deviance(elasticNetPredictor(path, Math.min(step, last), whole.design)) ?? Number.NaN) -
          (without?.deviance(elasticNetPredictor(path, Math.min(step, last), inside.design)) ?? Number.NaN)) /
        size;
    return { values, size };
  }
  const { y } = response;
  const weight = left.weights ?? new Float64Array(y.length).fill(1);
  const size = weight.reduce((sum, one) => sum + one, 0);
  for (let step = 0; step < count; step++) {
    const eta = elasticNetPredictor(path, Math.min(step, last), left.design);
    if (measure === "auc") {
      const curve = rocCurve({ outcome: y, score: eta });
      values[step] = curve.ok ? curve.value.auc : Number.NaN;
      continue;
    }
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      if (response.family === "gaussian") {
        sum += weight[i]! * (y[i]! - eta[i]!) ** 2;
        continue;
      }
      const p = Math.min(1 - boldest, Math.max(boldest, inverseLogit(eta[i]!)));
      sum +=
        weight[i]! *
        (measure === "mse" ? 2 * (y[i]! - p) ** 2 : -2 * (y[i] === 1 ? Math.log(p) : Math.log1p(-p)));
    }
    values[step] = sum / size;
  }
  return { values, size };
};
