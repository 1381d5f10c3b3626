/**
 * Cholesky factor of a symmetric positive definite matrix: lower triangular L with L L' = A.
 *
 * @param a         symmetric n x n, row-major; only the lower triangle is read
 * @param n         rows and columns
 * @param tolerance a pivot at or below this share of its diagonal element counts as zero
 * @param into      where the factor is written, n x n; may be `a` itself
 * @returns the factor (row-major, zeros above the diagonal), or null where A is not positive definite within
 *          the tolerance: a column that is a combination of those before it, or a value that is not a number
 */
export const cholesky = (
  a: Float64Array,
  n: number,
  tolerance = 1e-12,
  into: Float64Array = new Float64Array(n * n),
): Float64Array | null => {
  for (let row = 0; row < n; row++) {
    const atRow = row * n;
    for (let column = 0; column < row; column++) {
      const atColumn = column * n;
      let sum = a[atRow + column]!;
      for (let k = 0; k < column; k++) sum -= into[atRow + k]! * into[atColumn + k]!;
      into[atRow + column] = sum / into[atColumn + column]!;
    }
    const diagonal = a[atRow + row]!;
    let pivot = diagonal;
    for (let k = 0; k < row; k++) pivot -= into[atRow + k]! ** 2;
    if (!(diagonal > 0 && pivot > tolerance * diagonal)) return null;
    into[atRow + row] = Math.sqrt(pivot);
    for (let column = row + 1; column < n; column++) if (into !== a) into[atRow + column] = 0;
  }
  if (into === a) for (let row = 0; row < n; row++) into.fill(0, row * n + row + 1, (row + 1) * n);
  return into;
};

/**
 * Solves A x = b with the factor of A.
 *
 * @param factor what {@link cholesky} returned for A
 * @param b      right side, length n; left as it is
 * @param into   where the solution is written, length n; may be `b`
 */
export const choleskySolve = (
  factor: Float64Array,
  n: number,
  b: Float64Array,
  into: Float64Array = new Float64Array(n),
): Float64Array => {
  for (let row = 0; row < n; row++) {
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * n + k]! * into[k]!;
    into[row] = sum / factor[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = into[row]!;
    for (let k = row + 1; k < n; k++) sum -= factor[k * n + row]! * into[k]!;
    into[row] = sum / factor[row * n + row]!;
  }
  return into;
};

/** The inverse of A from its factor: symmetric n x n, row-major, both triangles filled. */
export const choleskyInverse = (factor: Float64Array, n: number): Float64Array => {
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    unit.fill(0);
    unit[column] = 1;
    choleskySolve(factor, n, unit, unit);
    for (let row = column; row < n; row++) {
      inverse[row * n + column] = unit[row]!;
      inverse[column * n + row] = unit[row]!;
    }
  }
  return inverse;
};

/** log |A| from the factor of A. */
export const logDeterminant = (factor: Float64Array, n: number): number => {
  let sum = 0;
  for (let row = 0; row < n; row++) sum += Math.log(factor[row * n + row]!);
  return 2 * sum;
};
