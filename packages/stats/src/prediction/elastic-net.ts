import { err, ok, type Result } from "@erbium/model";
import { columnsOf, standardisedColumns } from "./covariate-columns.ts";
import {
  checkCovariates,
  checkResponse,
  type ElasticNetData,
  type ElasticNetResponse,
} from "./elastic-net-data.ts";
import { binomialLoss, coxLoss, type ElasticNetLoss, gaussianLoss } from "./elastic-net-loss.ts";
import { penaltyPath } from "./penalty-path.ts";

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
 * cyclic coordinate descent with warm starts, each held against the conditions of a minimum for all covariates.
 *
 * The loss is half the mean squared error, the mean negative log-likelihood or log partial likelihood (Breslow).
 * For squared error the response is scaled to unit standard deviation first, as in the reference implementation, so
 * that the squared part of the penalty counts in units of the response. A path that is not given ends early when
 * 99.9 % of the deviance is explained or further steps explain hardly more.
 *
 * @returns refuses rows that are not complete, a response without spread, and penalties that do not descend from
 *          above 0
 * @source Friedman, Hastie and Tibshirani 2010, J Stat Softw 33(1)
 */
export const elasticNet = (data: ElasticNetData, options: ElasticNetOptions = {}): Result<ElasticNetPath> => {
  const checked = checkCovariates(data);
  if (!checked.ok) return checked;
  const { n, p } = checked.value;
  const rows = Int32Array.from({ length: n }, (_, row) => row);
  return elasticNetOnRows(columnsOf(data.design, n, p), n, rows, data, options);
};

/**
 * The same on some rows of covariates that were checked before.
 *
 * @param raw covariates of all n observations, one after the other
 * @param data response and weights of the rows asked for
 */
export const elasticNetOnRows = (
  raw: Float64Array,
  n: number,
  rows: Int32Array,
  { response, weights }: Pick<ElasticNetData, "response" | "weights">,
  options: ElasticNetOptions,
): Result<ElasticNetPath> => {
  const checked = checkResponse(response);
  if (!checked.ok) return checked;
  const { alpha = 1, standardise = true, tolerance = 1e-7, lambdaCount = 100 } = options;
  if (
    !(alpha >= 0 && alpha <= 1) ||
    options.lambda?.some((one, at, all) => !(one >= 0) || one > (all[at - 1] ?? one))
  )
    return err({
      code: "not-a-penalty",
      message: `alpha ${alpha} is not from 0 to 1, or the penalties do not descend to 0 at the lowest`,
      remedy: "give penalties in descending order",
    });
  const covariates = standardisedColumns(raw, n, rows, weights, standardise);
  const { p, centre, scale } = covariates;
  const { loss, unit } = lossOf(response, weights);
  const path = penaltyPath(covariates, loss, {
    alpha,
    factors: shares(options.penaltyFactor ?? new Float64Array(p).fill(1)),
    lambda: options.lambda?.map((one) => one / unit) ?? null,
    mayEndEarly: options.mayEndEarly ?? options.lambda === undefined,
    lambdaCount,
    lambdaRatio: options.lambdaRatio ?? (rows.length < p ? 0.01 : 1e-4),
    tolerance,
  });
  const { coefficients, intercept } = path;
  for (let step = 0, at = 0; step < path.lambda.length; step++) {
    let shift = intercept[step]!;
    for (let k = 0; k < p; k++, at++) {
      const b = coefficients[at]!;
      if (b === 0) continue;
      coefficients[at] = (b * unit) / scale[k]!;
      shift -= (b * centre[k]!) / scale[k]!;
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

/** The loss, and the unit in which it counts the response: its standard deviation for squared error, otherwise 1. */
const lossOf = (
  response: ElasticNetResponse,
  weights: Float64Array | undefined,
): { loss: ElasticNetLoss; unit: number } => {
  if (response.family === "binomial") return { loss: binomialLoss(response.y, weights), unit: 1 };
  if (response.family === "cox") return { loss: coxLoss(response.stop, response.event, weights), unit: 1 };
  const { y } = response;
  const total = weights === undefined ? y.length : weights.reduce((sum, one) => sum + one, 0);
  const unit = Math.sqrt(gaussianLoss(y, weights).nullDeviance / total);
  const scaled = y.map((one) => one / unit);
  return { loss: gaussianLoss(scaled, weights), unit };
};

/** Penalty factors scaled to a sum of p. */
const shares = (factors: Float64Array): Float64Array => {
  const sum = factors.reduce((total, one) => total + one, 0);
  return sum > 0 ? factors.map((one) => (one * factors.length) / sum) : factors;
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
