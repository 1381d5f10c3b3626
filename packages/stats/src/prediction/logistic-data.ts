import { err, ok, type Result } from "@erbium/model";

export interface LogisticData {
  /** 0 or 1, or with weights the share of events among that many trials */
  readonly outcome: ArrayLike<number>;
  /** n x p, row-major, a column of ones where an intercept is wanted */
  readonly design: Float64Array;
  /** trials or case weights, all >= 0 */
  readonly weights?: Float64Array | undefined;
  /** known part of the linear predictor */
  readonly offset?: Float64Array | undefined;
}

/** Refuses outcomes outside 0 to 1, rows that are not complete and more columns than rows. */
export const checkLogisticData = ({
  outcome,
  design,
  weights,
  offset,
}: LogisticData): Result<{ n: number; p: number }> => {
  const n = outcome.length;
  const p = design.length / n;
  const refuse = (code: string, message: string): Result<never> =>
    err({
      code,
      message,
      remedy:
        "give one complete row of covariates an observation, outcomes from 0 to 1 and weights of 0 or more",
    });
  if (!(n > 0) || !Number.isInteger(p) || p === 0)
    return refuse("not-a-design", `${design.length} covariate values do not fit ${n} observations`);
  if (n < p) return refuse("too-few-observations", `${n} observations can not determine ${p} coefficients`);
  for (let row = 0; row < n; row++) {
    const y = outcome[row]!;
    if (!(y >= 0 && y <= 1))
      return refuse("not-an-outcome", `observation ${row}: the outcome ${y} is not from 0 to 1`);
    if (weights !== undefined && !(weights[row]! >= 0 && weights[row]! < Number.POSITIVE_INFINITY))
      return refuse("not-a-weight", `observation ${row}: the weight is ${weights[row]}`);
    if (offset !== undefined && !Number.isFinite(offset[row]!))
      return refuse("not-finite", `observation ${row}: the offset is ${offset[row]}`);
    for (let k = 0; k < p; k++)
      if (!Number.isFinite(design[row * p + k]!))
        return refuse("not-finite", `observation ${row}: covariate ${k} is ${design[row * p + k]}`);
  }
  return ok({ n, p });
};
