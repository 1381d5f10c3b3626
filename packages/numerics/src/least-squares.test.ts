import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastSquares } from "./least-squares.ts";

describe("least squares", () => {
  it("agrees with R 4.2 lm(c(1,3,2,5)~c(1,2,3,4), weights=c(1,2,1,3))", () => {
    const fit = leastSquares(
      Float64Array.of(1, 1, 1, 2, 1, 3, 1, 4),
      2,
      Float64Array.of(1, 3, 2, 5),
      Float64Array.of(1, 2, 1, 3),
    );
    if (!fit.ok) throw new Error(fit.error.message);
    const { coefficients, crossProductInverse, residualSumOfSquares, logDeterminant } = fit.value;
    expect(coefficients[0]).toBeCloseTo(0.06451612903225755, 12);
    expect(coefficients[1]).toBeCloseTo(1.1774193548387097, 12);
    expect(residualSumOfSquares).toBeCloseTo(3.435483870967741, 12);
    // X'WX = [[7, 20], [20, 66]], determinant 62
    expect(logDeterminant).toBeCloseTo(Math.log(62), 12);
    expect(crossProductInverse[0]).toBeCloseTo(66 / 62, 12);
    expect(crossProductInverse[1]).toBeCloseTo(-20 / 62, 12);
    expect(crossProductInverse[3]).toBeCloseTo(7 / 62, 12);
  });
  it("leaves residuals that no column explains", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
          minLength: 3,
          maxLength: 12,
        }),
        (rows) => {
          const design = Float64Array.from(rows.flatMap(([x]) => [1, x]));
          const y = Float64Array.from(rows, ([, value]) => value);
          const fit = leastSquares(design, 2, y);
          if (new Set(rows.map(([x]) => x)).size === 1) return expect(fit.ok).toBe(false);
          if (!fit.ok) throw new Error(fit.error.message);
          const [a, b] = fit.value.coefficients;
          const residuals = rows.map(([x, value]) => value - a! - b! * x);
          expect(residuals.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 8);
          expect(residuals.reduce((sum, one, i) => sum + one * rows[i]![0], 0)).toBeCloseTo(0, 7);
        },
      ),
      { numRuns: 50 },
    );
  });
  it("names the column that is a combination of others", () => {
    const fit = leastSquares(Float64Array.of(1, 2, 3, 1, 4, 5, 1, 6, 7), 3, Float64Array.of(1, 2, 4));
    expect(!fit.ok && [fit.error.code, fit.error.message]).toEqual([
      "singular-design",
      "column 2 of the design is constant zero or a combination of the columns before it",
    ]);
  });
  it("refuses more coefficients than observations and values that are not finite", () => {
    const few = leastSquares(Float64Array.of(1, 2), 2, Float64Array.of(1));
    expect(!few.ok && few.error.code).toBe("too-few-observations");
    const negative = leastSquares(Float64Array.of(1, 1), 1, Float64Array.of(1, 2), Float64Array.of(1, -1));
    expect(!negative.ok && negative.error.code).toBe("not-finite");
  });
});
