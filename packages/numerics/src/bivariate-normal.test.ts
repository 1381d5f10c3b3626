import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bivariateNormal } from "./bivariate-normal.ts";
import { gaussLegendre } from "./gauss-legendre.ts";
import { normal } from "./normal.ts";

describe("Gauss-Legendre quadrature", () => {
  it.each([1, 2, 5, 20, 100])("%i points integrate every power that they can, and sum to 2", (n) => {
    const { nodes, weights } = gaussLegendre(n);
    for (const power of [0, 1, 2 * n - 2, 2 * n - 1]) {
      const sum = weights.reduce((total, weight, i) => total + weight * nodes[i]! ** power, 0);
      expect(sum).toBeCloseTo(power % 2 === 1 ? 0 : 2 / (power + 1), 12);
    }
  });
  it("misses the first power beyond", () => {
    const { nodes, weights } = gaussLegendre(2);
    expect(weights.reduce((sum, weight, i) => sum + weight * nodes[i]! ** 4, 0)).toBeCloseTo(2 / 9, 12);
  });
  it("is computed once", () => {
    expect(gaussLegendre(7)).toBe(gaussLegendre(7));
  });
});

describe("the bivariate normal distribution", () => {
  it("at the centre is 1/4 + asin(r) / 2 pi (Sheppard 1899)", () => {
    for (const r of [-1, -0.99, -0.5, 0, 0.3, 0.9, 0.999, 1])
      expect(bivariateNormal.cdf(0, 0, r)).toBeCloseTo(0.25 + Math.asin(r) / (2 * Math.PI), 12);
  });
  it("independent: the product; both the same: the smaller; opposite: what is left between", () => {
    expect(bivariateNormal.cdf(1, -0.4, 0)).toBeCloseTo(normal.cdf(1) * normal.cdf(-0.4), 14);
    expect(bivariateNormal.cdf(1, -0.4, 1)).toBe(normal.cdf(-0.4));
    expect(bivariateNormal.cdf(1, -0.4, -1)).toBeCloseTo(normal.cdf(1) + normal.cdf(-0.4) - 1, 14);
    expect(bivariateNormal.cdf(-1, -0.4, -1)).toBe(0);
  });
  it("X does not tell Y from its mirror image: P(X <= x) = P(both) + P(X <= x, -Y < -y)", () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: -0.95, max: 0.95, noNaN: true }), (x, y, r) => {
        const both = bivariateNormal.cdf(x, y, r) + bivariateNormal.cdf(x, -y, -r);
        expect(both).toBeCloseTo(normal.cdf(x), 11);
        expect(bivariateNormal.cdf(y, x, r)).toBeCloseTo(bivariateNormal.cdf(x, y, r), 13);
      }),
    );
  });
  it("its slope in the correlation is its density (Plackett 1954)", () => {
    const h = 1e-4;
    for (const [x, y, r] of [
      [0.5, -0.2, 0.3],
      [1.5, 1.1, 0.8],
      [-0.7, 0.9, -0.6],
    ] as const) {
      const slope = (bivariateNormal.cdf(x, y, r + h) - bivariateNormal.cdf(x, y, r - h)) / (2 * h);
      expect(slope).toBeCloseTo(bivariateNormal.density(x, y, r), 6);
    }
    expect(bivariateNormal.density(0, 0, 0)).toBeCloseTo(1 / (2 * Math.PI), 15);
  });
});
