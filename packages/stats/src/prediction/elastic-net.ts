import { err, ok, type Result } from "@erbium/model";
import { checkSurvivalTimes } from "../survival/survival-times.ts";
import { descend } from "./coordinate-descent.ts";
import { binomialLoss, coxLoss, type ElasticNetLoss, gaussianLoss } from "./elastic-net-loss.ts";

export type ElasticNetResponse =
  | { readonly family: "gaussian"; readonly y: Float64Array }
  /** 0 and 1 */
  | { readonly family: "binomial"; readonly y: Float64Array }
  | { readonly family: "cox"; readonly stop: Float64Array; readonly event: ArrayLike<number> };

export interface ElasticNetData {
  /** n x p, row-major, no column of ones */
  readonly design: Float64Array;
  readonly response: ElasticNetResponse;
  readonly weights?: Float64Array | undefined;
}

export interface ElasticNetOptions {
  /** share of the absolute penalty: 1 is the lasso, 0 ridge */
  readonly alpha?: number;
  /** penalties, descending; a path of 100 from where the first coefficient enters where left out */
  readonly lambda?: Float64Array | undefined;
  /** how many penalties, and the last as a share of the first */
  readonly lambdaCount?: number;
  readonly lambdaRatio?: number;
  /** whether covariates are penalised in units of their standard deviation */
  readonly standardise?: boolean;
  /** each covariate's share of the penalty; 0 leaves it free */
  readonly penaltyFactor?: Float64Array | undefined;
  /** whether given penalties may end early too, by the rule of a path that is laid out; the last fit then stands for the rest */
  readonly mayEndEarly?: boolean;
  /** largest squared change of a coefficient, in units of the null deviance, at which a descent ends */
  readonly tolerance?: number;
}

export interface ElasticNetPath {
  readonly lambda: Float64Array;
  /** 0 for Cox */
  readonly intercept: Float64Array;
  /** penalties x p, row-major, on the scale of the covariates as given */
  readonly coefficients: Float64Array;
  /** coefficients other than 0 */
  readonly nonZero: Int32Array;
  /** share of the null deviance that is explained */
  readonly devianceRatio: Float64Array;
  readonly nullDeviance: number;
  readonly convention: string;
}

/**
 * Penalised regression along a path of penalties: minimises loss + lambda (alpha |b|_1 + (1 - alpha)/2 |b|^2) by
 * cyclic coordinate descent with warm starts; strong rules set covariates aside, and the conditions of a minimum
 * are checked for all afterwards.
 *
 * The loss is half the mean squared error, the mean negative log-likelihood or log partial likelihood (Breslow).
 * For squared error the response is scaled to unit standard deviation first, as in the reference implementation, so
 * that the squared part of the penalty counts in units of the response. A path that is not given ends early when
 * 99.9 % of the deviance is explained or further steps explain hardly more.
 *
 * @returns refuses rows that are not complete, a response without spread, and penalties that do not descend from
 *          above 0
 * @source Friedman, Hastie and Tibshirani 2010, J Stat Softw 33(1); Tibshirani and others 2012, JRSS B 74:245
 */
export const elasticNet = (data: ElasticNetData, options: ElasticNetOptions = {}): Result<ElasticNetPath> => {
  const checked = checkData(data);
  if (!checked.ok) return checked;
  const { n, p } = checked.value;
  const { alpha = 1, standardise = true, tolerance = 1e-7, lambdaCount = 100 } = options;
  const lambdaRatio = options.lambdaRatio ?? (n < p ? 0.01 : 1e-4);
  if (
    !(alpha >= 0 && alpha <= 1) ||
    options.lambda?.some((one, at, all) => !(one >= 0) || one > (all[at - 1] ?? one))
  )
    return err({
      code: "not-a-penalty",
      message: `alpha ${alpha} is not from 0 to 1, or the penalties do not descend to 0 at the lowest`,
      remedy: "give penalties in descending order",
    });
  const { columns, centre, scale } = standardised(data, n, p, standardise);
  const { response, weights } = data;
  // Squared error counts in units of the response's standard deviation.
  let unit = 1;
  let loss: ElasticNetLoss;
  if (response.family === "gaussian") {
    const plain = gaussianLoss(response.y, weights);
    const total = weights === undefined ? n : weights.reduce((sum, one) => sum + one, 0);
    unit = Math.sqrt(plain.nullDeviance / total);
    loss = gaussianLoss(
      response.y.map((one) => one / unit),
      weights,
    );
  } else if (response.family === "binomial") loss = binomialLoss(response.y, weights);
  else loss = coxLoss(response.stop, response.event, weights);
  const factors =
    options.penaltyFactor === undefined ? new Float64Array(p).fill(1) : shares(options.penaltyFactor);
  const path = descend(columns, n, p, loss, {
    alpha,
    factors,
    usable: scale.map((one) => Number(one > 0)),
    lambda: options.lambda?.map((one) => one / unit) ?? null,
    mayEndEarly: options.mayEndEarly ?? options.lambda === undefined,
    lambdaCount,
    lambdaRatio,
    tolerance,
  });
  const count = path.lambda.length;
  const coefficients = new Float64Array(count * p);
  const intercept = new Float64Array(count);
  for (let step = 0; step < count; step++) {
    let shift = path.intercept[step]!;
    for (let k = 0; k < p; k++) {
      const b = scale[k]! > 0 ? path.coefficients[step * p + k]! / scale[k]! : 0;
      coefficients[step * p + k] = b * unit;
      shift -= b * centre[k]!;
    }
    intercept[step] = loss.hasIntercept ? shift * unit : 0;
  }
  return ok({
    lambda: path.lambda.map((one) => one * unit),
    intercept,
    coefficients,
    nonZero: path.nonZero,
    devianceRatio: path.devianceRatio,
    nullDeviance: loss.nullDeviance * unit * unit,
    convention: `${response.family}, alpha ${alpha}, ${standardise ? "standardised" : "covariates as given"}`,
  });
};

/** Penalty factors scaled to a sum of p. */
const shares = (factors: Float64Array): Float64Array => {
  const sum = factors.reduce((total, one) => total + one, 0);
  return sum > 0 ? factors.map((one) => (one * factors.length) / sum) : factors;
};

/** Columns one after the other, centred, and divided by their standard deviation where asked for. */
const standardised = ({ design, weights }: ElasticNetData, n: number, p: number, scaled: boolean) => {
  const columns = transposed(design, n, p);
  const centre = new Float64Array(p);
  const scale = new Float64Array(p);
  const weight = weights ?? new Float64Array(n).fill(1);
  const total = weight.reduce((sum, one) => sum + one, 0);
  for (let k = 0; k < p; k++) {
    const from = k * n;
    let sum = 0;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const value = columns[from + i]!;
      sum += weight[i]! * value;
      largest = Math.max(largest, Math.abs(value));
    }
    const middle = sum / total;
    let square = 0;
    for (let i = 0; i < n; i++) {
      const value = columns[from + i]! - middle;
      columns[from + i] = value;
      square += weight[i]! * value * value;
    }
    const deviation = Math.sqrt(square / total);
    centre[k] = middle;
    // A constant column has no spread but rounding; it is never used.
    if (!(deviation > 1e-12 * largest)) continue;
    scale[k] = scaled ? deviation : 1;
    if (scaled) for (let i = from; i < from + n; i++) columns[i] = columns[i]! / deviation;
  }
  return { columns, centre, scale };
};

/** Rows to columns, in tiles that stay in the cache. */
const transposed = (design: Float64Array, n: number, p: number): Float64Array => {
  const tile = 16;
  const columns = new Float64Array(n * p);
  for (let top = 0; top < n; top += tile)
    for (let left = 0; left < p; left += tile) {
      const bottom = Math.min(n, top + tile);
      const right = Math.min(p, left + tile);
      for (let k = left; k < right; k++)
        for (let i = top; i < bottom; i++) columns[k * n + i] = design[i * p + k]!;
    }
  return columns;
};

const firstNotFinite = (values: Float64Array): number => {
  // x - x is 0 for every finite number and no other.
  for (let at = 0; at < values.length; at++) if (values[at]! - values[at]! !== 0) return at;
  return -1;
};

const checkData = ({ design, response, weights }: ElasticNetData): Result<{ n: number; p: number }> => {
  const n = response.family === "cox" ? response.stop.length : response.y.length;
  const p = design.length / n;
  const refuse = (code: string, message: string): Result<never> =>
    err({
      code,
      message,
      remedy: "give one complete row of covariates an observation and a response that varies",
    });
  if (!(n > 1) || !Number.isInteger(p) || p === 0)
    return refuse("not-a-design", `${design.length} covariate values do not fit ${n} observations`);
  const odd = firstNotFinite(design);
  if (odd >= 0)
    return refuse("not-finite", `observation ${Math.floor(odd / p)}: covariate ${odd % p} is ${design[odd]}`);
  if (weights?.some((one) => !(one >= 0)) || (weights !== undefined && weights.length !== n))
    return refuse("not-a-weight", "weights are 0 or more, one an observation");
  if (response.family === "cox") {
    const times = checkSurvivalTimes({ stop: response.stop, event: response.event });
    if (!times.ok) return times;
    if (!Array.from(response.event).includes(1))
      return refuse("no-events", `none of ${n} observations has the event`);
    return ok({ n, p });
  }
  const { y } = response;
  if (!y.every((one) => (response.family === "binomial" ? one === 0 || one === 1 : Number.isFinite(one))))
    return refuse("not-an-outcome", "the response holds a value that is missing, or neither 0 nor 1");
  if (y.every((one) => one === y[0])) return refuse("one-outcome", `the response is ${y[0]} throughout`);
  return ok({ n, p });
};

/** The linear predictor of each row at one penalty of a path. */
export const elasticNetPredictor = (path: ElasticNetPath, at: number, design: Float64Array): Float64Array => {
  const p = path.coefficients.length / path.lambda.length;
  const n = design.length / p;
  const eta = new Float64Array(n).fill(path.intercept[at]!);
  for (let k = 0; k < p; k++) {
    const b = path.coefficients[at * p + k]!;
    if (b !== 0) for (let i = 0; i < n; i++) eta[i]! += b * design[i * p + k]!;
  }
  return eta;
};
