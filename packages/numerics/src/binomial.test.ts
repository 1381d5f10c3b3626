import { describe, expect, it } from "vitest";
import { binomial } from "./binomial.ts";

describe("the binomial distribution, beside R's dbinom and pbinom", () => {
  it("has both tails, steps at whole numbers", () => {
    expect(binomial.cdf(3, 10, 0.3)).toBeCloseTo(0.6496107184, 12);
    expect(binomial.survival(3, 10, 0.3)).toBeCloseTo(0.3503892816, 12);
    expect(binomial.cdf(2.9, 10, 0.3)).toBeCloseTo(0.3827827864, 12);
    expect(binomial.cdf(9, 10, 0.3)).toBeCloseTo(0.9999940951, 12);
    expect(binomial.survival(9, 10, 0.3)).toBeCloseTo(5.9049e-6, 16);
    expect(binomial.survival(0, 10, 0.3)).toBeCloseTo(0.9717524751, 12);
    for (const x of [0, 2, 4.5, 7, 9])
      expect(binomial.cdf(x, 10, 0.3) + binomial.survival(x, 10, 0.3)).toBeCloseTo(1, 14);
  });
  it("is certain outside 0 to n", () => {
    for (const [x, below] of [
      [-0.5, 0],
      [10, 1],
      [11, 1],
    ] as const) {
      expect(binomial.cdf(x, 10, 0.3)).toBe(below);
      expect(binomial.survival(x, 10, 0.3)).toBe(1 - below);
    }
    for (const x of [-1, 11, 2.5]) expect(binomial.density(x, 10, 0.3)).toBe(0);
    expect(binomial.density(10, 10, 0.3)).toBeCloseTo(5.9049e-6, 16);
    expect(binomial.density(0, 10, 0.3)).toBeCloseTo(0.0282475249, 12);
  });
  it("knows certain events and no trial", () => {
    expect(binomial.density(0, 5, 0)).toBe(1);
    expect(binomial.density(5, 5, 1)).toBe(1);
    expect(binomial.density(0, 0, 0.3)).toBe(1);
    expect(binomial.cdf(0, 0, 0.3)).toBe(1);
    expect(binomial.survival(4, 5, 1)).toBe(1);
    expect(binomial.survival(0, 5, 0)).toBe(0);
  });
  it.each([
    [-1, 0.5],
    [2.5, 0.5],
    [3, -0.1],
    [3, 1.1],
    [3, Number.NaN],
  ])("is not known of %d trials at probability %d", (n, p) => {
    expect(binomial.density(1, n, p)).toBeNaN();
    expect(binomial.cdf(1, n, p)).toBeNaN();
    expect(binomial.survival(1, n, p)).toBeNaN();
  });
});
