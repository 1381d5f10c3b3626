import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, choleskyInverse, choleskySolve, logDeterminant } from "./cholesky.ts";

const factorOf = (a: Float64Array, n: number): Float64Array => {
  const factor = cholesky(a, n);
  if (factor === null) throw new Error("not positive definite");
  return factor;
};

describe("Cholesky factor", () => {
  // [[4, 2], [2, 5]] = [[2, 0], [1, 2]] [[2, 1], [0, 2]]
  const a = Float64Array.of(4, 2, 2, 5);

  it("is lower triangular", () => {
    expect([...factorOf(a, 2)]).toEqual([2, 0, 1, 2]);
    expect([...factorOf(Float64Array.of(4, 99, 2, 5), 2)]).toEqual([2, 0, 1, 2]);
  });
  it("may overwrite its matrix", () => {
    const copy = a.slice();
    expect(cholesky(copy, 2, 1e-12, copy)).toBe(copy);
    expect([...copy]).toEqual([2, 0, 1, 2]);
  });
  it("solves, inverts and gives the determinant", () => {
    const factor = factorOf(a, 2);
    expect([...choleskySolve(factor, 2, Float64Array.of(8, 9))]).toEqual([1.375, 1.25]);
    expect([...choleskyInverse(factor, 2)]).toEqual([5 / 16, -2 / 16, -2 / 16, 4 / 16]);
    expect(logDeterminant(factor, 2)).toBeCloseTo(Math.log(16), 14);
  });
  it.each([
    ["a dependent column", [1, 2, 2, 4]],
    ["a negative variance", [-1, 0, 0, 1]],
    ["an indefinite matrix", [1, 2, 2, 1]],
    ["not a number", [1, Number.NaN, Number.NaN, 1]],
    ["zero", [0, 0, 0, 0]],
  ])("refuses %s", (_, values) => {
    expect(cholesky(Float64Array.from(values), 2)).toBeNull();
  });
  it("solves what it multiplied", () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 16, maxLength: 16 }),
        fc.array(number, { minLength: 4, maxLength: 4 }),
        (entries, x) => {
          const n = 4;
          const product = new Float64Array(n * n);
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) {
              let sum = i === j ? 1 : 0;
              for (let k = 0; k < n; k++) sum += entries[i * n + k]! * entries[j * n + k]!;
              product[i * n + j] = sum;
            }
          const b = Float64Array.from({ length: n }, (_, i) =>
            x.reduce((sum, one, j) => sum + product[i * n + j]! * one, 0),
          );
          const solved = choleskySolve(factorOf(product, n), n, b);
          for (let i = 0; i < n; i++) expect(solved[i]).toBeCloseTo(x[i]!, 8);
        },
      ),
      { numRuns: 50 },
    );
  });
});
