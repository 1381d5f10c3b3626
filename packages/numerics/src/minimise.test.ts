import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceGradient, minimise } from "./minimise.ts";

describe("minimum of a function of several variables", () => {
  it("finds the bottom of Rosenbrock's valley, with and without a given gradient", () => {
    const f = ([x, y]: Float64Array): number => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2;
    const gradient = ([x, y]: Float64Array, into: Float64Array): void => {
      into[0] = -400 * x! * (y! - x! * x!) - 2 * (1 - x!);
      into[1] = 200 * (y! - x! * x!);
    };
    for (const options of [{}, { gradient }]) {
      const found = minimise(f, Float64Array.of(-1.2, 1), options);
      expect(found.converged).toBe(true);
      expect(found.at[0]).toBeCloseTo(1, 6);
      expect(found.at[1]).toBeCloseTo(1, 6);
    }
  });
  it("steps back where the function is not defined", () => {
    const f = ([x]: Float64Array): number => (x! > 0 ? x! - Math.log(x!) : Number.NaN);
    const found = minimise(f, Float64Array.of(30));
    expect(found.converged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 6);
  });
  it("says that it did not converge where the start has no value or the iterations ran out", () => {
    expect(minimise(() => Number.NaN, Float64Array.of(1)).converged).toBe(false);
    const f = ([x, y]: Float64Array): number => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2;
    expect(minimise(f, Float64Array.of(-1.2, 1), { maximumIterations: 3 }).converged).toBe(false);
  });
  it("leaves the start as it is", () => {
    const start = Float64Array.of(3, 4);
    minimise(([x, y]) => x! * x! + y! * y!, start);
    expect([...start]).toEqual([3, 4]);
  });
  it("finds the minimum of any convex quadratic function", () => {
    const value = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.double({ min: 0.1, max: 50, noNaN: true })), {
          minLength: 1,
          maxLength: 6,
        }),
        (terms) => {
          const f = (at: Float64Array): number =>
            terms.reduce((sum, [centre, weight], i) => sum + weight * (at[i]! - centre) ** 2, 0);
          const found = minimise(f, new Float64Array(terms.length));
          for (const [i, [centre]] of terms.entries()) expect(found.at[i]).toBeCloseTo(centre, 4);
        },
      ),
    );
  });
});

describe("gradient by central differences", () => {
  it("is exact on a quadratic function at any step", () => {
    const into = new Float64Array(2);
    differenceGradient(([x, y]) => x! * x! + 3 * x! * y!, Float64Array.of(2, -1), into, 0.5);
    expect(into[0]).toBeCloseTo(1, 12);
    expect(into[1]).toBeCloseTo(6, 12);
  });
});
