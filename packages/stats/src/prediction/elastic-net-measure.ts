import { type ElasticNetPath, elasticNetPredictor } from "./elastic-net.ts";
import { type ElasticNetData, type ElasticNetResponse, elasticNetRows } from "./elastic-net-data.ts";
import { coxLoss } from "./elastic-net-loss.ts";
import { inverseLogit } from "./inverse-logit.ts";
import { rocCurve } from "./roc.ts";

/** What is measured on the fold that was left out: deviance (for Cox of the partial likelihood), squared error, AUC. */
export type ElasticNetMeasure = "deviance" | "mse" | "auc";

export interface MeasuredFold {
  /** one a penalty */
  readonly values: Float64Array;
  /** what the fold counts in a mean over the folds: its weight, for Cox that of its events */
  readonly size: number;
}

/** A probability nearer to 0 or 1 counts as this near: one bold miss should not decide. */
const boldest = 1e-5;

/**
 * The fold that was left out, measured under each fit of a path; where the path ended early its last fit stands for
 * the rest.
 *
 * @param count how many penalties
 */
export const measureFold = (
  path: ElasticNetPath,
  data: ElasticNetData,
  inside: Int32Array,
  outside: Int32Array,
  measure: ElasticNetMeasure,
  count: number,
): MeasuredFold => {
  const left = elasticNetRows(data, outside);
  const size = sizeOf(left);
  const { response } = data;
  const lossAt =
    response.family === "cox"
      ? partialDeviance(path, data, response, inside)
      : predictionLoss(
          path,
          left,
          { family: response.family, y: Float64Array.from(outside, (row) => response.y[row]!) },
          measure,
        );
  const values = new Float64Array(count);
  for (let step = 0; step < count; step++)
    values[step] =
      step < path.lambda.length ? lossAt(step) / (measure === "auc" ? 1 : size) : values[step - 1]!;
  return { values, size };
};

const sizeOf = ({ response, weights }: ElasticNetData): number => {
  const counted: ArrayLike<number> = response.family === "cox" ? response.event : response.y.map(() => 1);
  let sum = 0;
  for (let i = 0; i < counted.length; i++) sum += counted[i]! * (weights?.[i] ?? 1);
  return sum;
};

/** The deviance of the partial likelihood of all data less that of the data without the fold. */
const partialDeviance = (
  path: ElasticNetPath,
  { design, weights }: ElasticNetData,
  { stop, event }: { readonly stop: Float64Array; readonly event: ArrayLike<number> },
  inside: Int32Array,
): ((at: number) => number) => {
  const rest = (values: ArrayLike<number>) => Float64Array.from(inside, (row) => values[row]!);
  const whole = coxLoss(stop, event, weights);
  const without = coxLoss(rest(stop), rest(event), weights && rest(weights));
  return (at) => {
    const eta = elasticNetPredictor(path, at, design);
    return whole.deviance(eta) - without.deviance(rest(eta));
  };
};

/** The weighted sum of the loss over the fold, or the AUC. */
const predictionLoss = (
  path: ElasticNetPath,
  { design, weights }: ElasticNetData,
  { family, y }: Exclude<ElasticNetResponse, { family: "cox" }>,
  measure: ElasticNetMeasure,
): ((at: number) => number) => {
  const one = (value: number, eta: number): number => {
    if (family === "gaussian") return (value - eta) ** 2;
    const p = Math.min(1 - boldest, Math.max(boldest, inverseLogit(eta)));
    if (measure === "mse") return 2 * (value - p) ** 2;
    return -2 * (value === 1 ? Math.log(p) : Math.log1p(-p));
  };
  return (at) => {
    const eta = elasticNetPredictor(path, at, design);
    if (measure === "auc") {
      const curve = rocCurve({ outcome: y, score: eta });
      return curve.ok ? curve.value.auc : Number.NaN;
    }
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += (weights?.[i] ?? 1) * one(y[i]!, eta[i]!);
    return sum;
  };
};
