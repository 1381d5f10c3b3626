import { err, ok, type Result } from "@erbium/model";

export interface LeastSquares {
  /** length p */
  readonly coefficients: Float64Array;
  /** (X'WX)^-1, p x p, row-major: the covariance of the coefficients up to the residual variance */
  readonly crossProductInverse: Float64Array;
  /** sum of weight * residual^2 */
  readonly residualSumOfSquares: number;
  /** log |X'WX| */
  readonly logDeterminant: number;
}

/** A column counts as a combination of those before it when less than this share of its length is left. */
const rankTolerance = 1e-9;

/**
 * Weighted least squares by Householder reflections: min over b of sum_i w_i (y_i - x_i b)^2.
 *
 * @param design  n x p, row-major, one observation a row
 * @param p       columns
 * @param y       length n >= p
 * @param weights length n, all >= 0; each 1 where left out
 * @returns coefficients with their unscaled covariance; refuses fewer rows than columns, values that are not
 *          finite, and a singular design (its message names the column by number, counted from 0)
 * @source Golub and Van Loan, Matrix Computations, section 5.3
 */
export const leastSquares = (
  design: Float64Array,
  p: number,
  y: Float64Array,
  weights?: Float64Array,
): Result<LeastSquares> => {
  const n = y.length;
  if (n < p)
    return err({
      code: "too-few-observations",
      message: `${n} observations can not determine ${p} coefficients`,
      remedy: "leave out covariates or add observations",
    });
  // Column by column, so that a reflection runs along memory.
  const q = new Float64Array(n * p);
  const right = new Float64Array(n);
  const lengths = new Float64Array(p);
  for (let row = 0; row < n; row++) {
    const root = Math.sqrt(weights?.[row] ?? 1);
    right[row] = root * y[row]!;
    for (let column = 0; column < p; column++) {
      const value = root * design[row * p + column]!;
      q[column * n + row] = value;
      lengths[column]! += value * value;
    }
  }
  if (!right.every(Number.isFinite) || !lengths.every(Number.isFinite))
    return err({
      code: "not-finite",
      message: "the design, the response or the weights hold a value that is not finite",
      remedy: "leave out observations with missing values; weights are zero or more",
    });
  const r = new Float64Array(p * p);
  for (let column = 0; column < p; column++) {
    const start = column * n;
    let norm = 0;
    for (let row = column; row < n; row++) norm += q[start + row]! ** 2;
    norm = Math.sqrt(norm);
    if (!(norm > rankTolerance * Math.sqrt(lengths[column]!)))
      return err({
        code: "singular-design",
        message: `column ${column} of the design is constant zero or a combination of the columns before it`,
        remedy: "leave out the column",
      });
    const head = q[start + column]!;
    const alpha = head > 0 ? -norm : norm;
    q[start + column] = head - alpha;
    const scale = 1 / (norm * (norm + Math.abs(head)));
    for (let other = column + 1; other <= p; other++) {
      const target = other < p ? q : right;
      const offset = other < p ? other * n : 0;
      let dot = 0;
      for (let row = column; row < n; row++) dot += q[start + row]! * target[offset + row]!;
      dot *= scale;
      for (let row = column; row < n; row++) target[offset + row]! -= dot * q[start + row]!;
    }
    r[column * p + column] = alpha;
    for (let other = column + 1; other < p; other++) r[column * p + other] = q[other * n + column]!;
  }
  const inverse = upperInverse(r, p);
  const coefficients = new Float64Array(p);
  const crossProductInverse = new Float64Array(p * p);
  let logDeterminant = 0;
  for (let row = 0; row < p; row++) {
    logDeterminant += 2 * Math.log(Math.abs(r[row * p + row]!));
    for (let k = row; k < p; k++) coefficients[row]! += inverse[row * p + k]! * right[k]!;
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < p; k++) sum += inverse[row * p + k]! * inverse[column * p + k]!;
      crossProductInverse[row * p + column] = sum;
      crossProductInverse[column * p + row] = sum;
    }
  }
  let residualSumOfSquares = 0;
  for (let row = p; row < n; row++) residualSumOfSquares += right[row]! ** 2;
  return ok({ coefficients, crossProductInverse, residualSumOfSquares, logDeterminant });
};

const upperInverse = (r: Float64Array, p: number): Float64Array => {
  const inverse = new Float64Array(p * p);
  for (let column = 0; column < p; column++) {
    inverse[column * p + column] = 1 / r[column * p + column]!;
    for (let row = column - 1; row >= 0; row--) {
      let sum = 0;
      for (let k = row + 1; k <= column; k++) sum += r[row * p + k]! * inverse[k * p + column]!;
      inverse[row * p + column] = -sum / r[row * p + row]!;
    }
  }
  return inverse;
};
