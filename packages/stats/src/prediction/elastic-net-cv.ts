import { err, ok, type Result } from "@erbium/model";
import { columnsOf } from "./covariate-columns.ts";
import { type ElasticNetOptions, type ElasticNetPath, elasticNet, elasticNetOnRows } from "./elastic-net.ts";
import { type ElasticNetData, observationsIn, responseRows } from "./elastic-net-data.ts";
import { type ElasticNetMeasure, measureFold } from "./elastic-net-measure.ts";

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
  const n = observationsIn(response);
  if (folds.length !== n)
    return err({
      code: "unequal-lengths",
      message: `${n} observations stand beside ${folds.length} folds`,
      remedy: "give one fold an observation",
    });
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
  const rows = Int32Array.from({ length: n }, (_, row) => row);
  const columns = columnsOf(data.design, n, data.design.length / n);
  const count = path.lambda.length;
  const raw: Float64Array[] = [];
  const size: number[] = [];
  for (const number of numbers) {
    const inside = rows.filter((row) => folds[row] !== number);
    const outside = rows.filter((row) => folds[row] === number);
    const part = elasticNetOnRows(
      columns,
      n,
      inside,
      {
        response: responseRows(response, inside),
        weights: weights && Float64Array.from(inside, (row) => weights[row]!),
      },
      { ...options, lambda: path.lambda, mayEndEarly: options.lambda === undefined },
    );
    if (!part.ok) return part;
    const measured = measureFold(part.value, data, inside, outside, measure, count);
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
