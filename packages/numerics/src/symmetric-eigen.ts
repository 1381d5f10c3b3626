import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface SymmetricEigen {
  /** rising, length n */
  readonly values: Float64Array;
  /** n x n, row-major; column j belongs to value j */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix.
 *
 * @param a symmetric n x n, row-major, finite
 */
export const symmetricEigen = (a: Float64Array, n: number): SymmetricEigen => {
  const found = new EigenvalueDecomposition(Matrix.from1DArray(n, n, a), { assumeSymmetric: true });
  const order = found.realEigenvalues
    .map((value, column) => ({ value, column }))
    .sort((one, other) => one.value - other.value);
  const vectors = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (const [column, from] of order.entries())
      vectors[row * n + column] = found.eigenvectorMatrix.get(row, from.column);
  return { values: Float64Array.from(order, (one) => one.value), vectors };
};

export interface PseudoInverse {
  /** n x n, row-major */
  readonly inverse: Float64Array;
  readonly rank: number;
  /** orthonormal basis of what the matrix does not determine: rows of length n, one for each missing rank */
  readonly nullSpace: readonly Float64Array[];
}

/**
 * The Moore-Penrose inverse of a symmetric positive semidefinite matrix, with its rank.
 *
 * @param a         symmetric n x n, row-major
 * @param tolerance an eigenvalue below this share of the largest counts as zero
 */
export const pseudoInverse = (a: Float64Array, n: number, tolerance = 1e-10): PseudoInverse => {
  const { values, vectors } = symmetricEigen(a, n);
  const least = tolerance * Math.max(0, values[n - 1] ?? 0);
  const inverse = new Float64Array(n * n);
  const nullSpace: Float64Array[] = [];
  let rank = 0;
  for (let k = 0; k < n; k++) {
    const value = values[k]!;
    if (!(value > least)) {
      nullSpace.push(Float64Array.from({ length: n }, (_, row) => vectors[row * n + k]!));
      continue;
    }
    rank++;
    for (let row = 0; row < n; row++) {
      const share = vectors[row * n + k]! / value;
      for (let column = 0; column < n; column++)
        inverse[row * n + column]! += share * vectors[column * n + k]!;
    }
  }
  return { inverse, rank, nullSpace };
};
