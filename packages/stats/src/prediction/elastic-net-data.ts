import { err, ok, type Result } from "@erbium/model";
import { checkSurvivalTimes } from "../survival/survival-times.ts";

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

export const observationsIn = (response: ElasticNetResponse): number =>
  response.family === "cox" ? response.stop.length : response.y.length;

/** The rows asked for, in their order. */
export const elasticNetRows = (
  { design, response, weights }: ElasticNetData,
  rows: ArrayLike<number>,
): ElasticNetData => {
  const p = design.length / observationsIn(response);
  const part = new Float64Array(rows.length * p);
  for (let at = 0; at < rows.length; at++)
    part.set(design.subarray(rows[at]! * p, (rows[at]! + 1) * p), at * p);
  return {
    design: part,
    response: responseRows(response, rows),
    weights: weights && Float64Array.from(rows, (row) => weights[row]!),
  };
};

export const responseRows = (response: ElasticNetResponse, rows: ArrayLike<number>): ElasticNetResponse =>
  response.family === "cox"
    ? {
        family: "cox",
        stop: Float64Array.from(rows, (row) => response.stop[row]!),
        event: Uint8Array.from(rows, (row) => response.event[row]!),
      }
    : { family: response.family, y: Float64Array.from(rows, (row) => response.y[row]!) };

const refuse = (code: string, message: string): Result<never> =>
  err({
    code,
    message,
    remedy: "give one complete row of covariates an observation and a response that varies",
  });

/** Refuses covariates that are not a complete table beside the response, and weights that are none. */
export const checkCovariates = ({
  design,
  response,
  weights,
}: ElasticNetData): Result<{ n: number; p: number }> => {
  const n = observationsIn(response);
  const p = design.length / n;
  if (!(n > 1) || !Number.isInteger(p) || p === 0)
    return refuse("not-a-design", `${design.length} covariate values do not fit ${n} observations`);
  const odd = firstNotFinite(design);
  if (odd >= 0)
    return refuse("not-finite", `observation ${Math.floor(odd / p)}: covariate ${odd % p} is ${design[odd]}`);
  if (weights?.some((one) => !(one >= 0)) || (weights !== undefined && weights.length !== n))
    return refuse("not-a-weight", "weights are 0 or more, one an observation");
  return ok({ n, p });
};

/** Refuses a response that does not vary, or is none of its family. */
export const checkResponse = (response: ElasticNetResponse): Result<ElasticNetResponse> => {
  if (response.family === "cox") {
    const times = checkSurvivalTimes({ stop: response.stop, event: response.event });
    if (!times.ok) return times;
    if (!Array.from(response.event).includes(1))
      return refuse("no-events", `none of ${response.stop.length} observations has the event`);
    return ok(response);
  }
  const { y, family } = response;
  if (!y.every((one) => (family === "binomial" ? one === 0 || one === 1 : Number.isFinite(one))))
    return refuse("not-an-outcome", "the response holds a value that is missing, or neither 0 nor 1");
  if (y.every((one) => one === y[0])) return refuse("one-outcome", `the response is ${y[0]} throughout`);
  return ok(response);
};

const firstNotFinite = (values: Float64Array): number => {
  // x - x is 0 for every finite number and no other.
  for (let at = 0; at < values.length; at++) if (values[at]! - values[at]! !== 0) return at;
  return -1;
};
