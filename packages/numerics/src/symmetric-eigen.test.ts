import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pseudoInverse, symmetricEigen } from "./symmetric-eigen.ts";

const product = (a: Float64Array, b: Float64Array, n: number): Float64Array => {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) c[i * n + j]! += a[i * n + k]! * b[k * n + j]!;
  return c;
};
/** Laplacian of a path of three nodes: rank 2, its null space the constant vector. */
const path = Float64Array.of(1, -1, 0, -1, 2, -1, 0, -1, 1);

describe("eigenvalues of a symmetric matrix", () => {
  it("come in rising order with their vectors", () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(1, 14);
    expect(values[1]).toBeCloseTo(3, 14);
    expect(vectors[1]! / vectors[3]!).toBeCloseTo(1, 14);
  });
});

describe("pseudo-inverse", () => {
  it("knows the rank and what is not determined", () => {
    const { rank, nullSpace } = pseudoInverse(path, 3);
    expect(rank).toBe(2);
    expect(nullSpace).toHaveLength(1);
    for (const one of nullSpace[0] ?? []) expect(Math.abs(one)).toBeCloseTo(Math.sqrt(1 / 3), 12);
  });
  it("is zero for the zero matrix", () => {
    expect(pseudoInverse(new Float64Array(4), 2)).toMatchObject({ rank: 0 });
  });
  it("satisfies A A+ A = A for any Gram matrix", () => {
    const value = fc.integer({ min: -24, max: 24 }).map((one) => one / 8);
    fc.assert(
      fc.property(fc.array(value, { minLength: 6, maxLength: 6 }), (rows) => {
        // Two rows of three: rank at most 2.
        const a = new Float64Array(9);
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) a[i * 3 + j] = rows[i]! * rows[j]! + rows[i + 3]! * rows[j + 3]!;
        const { inverse, rank } = pseudoInverse(a, 3);
        expect(rank).toBeLessThanOrEqual(2);
        const again = product(product(a, inverse, 3), a, 3);
        for (let i = 0; i < 9; i++) expect(again[i]).toBeCloseTo(a[i]!, 7);
      }),
    );
  });
});
