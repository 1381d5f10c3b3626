import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRoot } from "./find-root.ts";
import { digamma, lnBeta, lnChoose, lnFactorial, lnGamma, trigamma } from "./gamma-functions.ts";
import { gaussHermite } from "./gauss-hermite.ts";
import { minimiseScalar } from "./minimise-scalar.ts";
import { seededRandom } from "./random.ts";

describe("Brent's root", () => {
  it("finds where a function changes its sign", () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), (root) => {
        const found = findRoot((x) => (x - root) ** 3 + (x - root), -10, 10, 1e-13);
        if (!found.ok) throw new Error(found.error.message);
        expect(found.value).toBeCloseTo(root, 11);
      }),
    );
  });
  it("refuses an interval without a sign change and names the values", () => {
    const found = findRoot((x) => x * x + 1, -1, 2);
    expect(found).toMatchObject({ ok: false, error: { code: "no-sign-change" } });
    expect(!found.ok && found.error.message).toContain("between -1 (2) and 2 (5)");
    expect(findRoot(() => Number.NaN, 0, 1).ok).toBe(false);
  });
});

describe("Brent's minimum", () => {
  it("finds the bottom of one valley", () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (at) => {
        const found = minimiseScalar((x) => Math.cosh(x - at) + 2, -5, 5, 1e-9);
        expect(found.at).toBeCloseTo(at, 6);
        expect(found.value).toBeCloseTo(3, 12);
      }),
    );
  });
  it("ends at the border where the function falls towards it", () => {
    expect(minimiseScalar((x) => x, 2, 3).at).toBeCloseTo(2, 6);
  });
});

describe("Gauss-Hermite quadrature", () => {
  it.each([1, 2, 7, 21, 64, 150])("of %i points integrates moments of the normal", (n) => {
    const { nodes, weights } = gaussHermite(n);
    const moment = (power: number): number =>
      nodes.reduce((sum, x, at) => sum + (weights[at] ?? 0) * x ** power, 0) / Math.sqrt(Math.PI);
    expect(moment(0)).toBeCloseTo(1, 12);
    expect(moment(1)).toBeCloseTo(0, 12);
    if (n >= 2) expect(moment(2)).toBeCloseTo(0.5, 12);
    if (n >= 3) expect(moment(4)).toBeCloseTo(0.75, 12);
    expect([...nodes]).toEqual([...nodes].sort((a, b) => a - b));
  });
  it("of three points has the nodes of the book", () => {
    const { nodes, weights } = gaussHermite(3);
    expect(nodes[2]).toBeCloseTo(Math.sqrt(1.5), 14);
    expect(weights[1]).toBeCloseTo((2 / 3) * Math.sqrt(Math.PI), 14);
  });
});

describe("the gamma function", () => {
  it("grows by its argument, and so do its derivatives", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 500, noNaN: true }), (x) => {
        expect(lnGamma(x + 1) - lnGamma(x)).toBeCloseTo(Math.log(x), 10);
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 9);
        expect(trigamma(x) - trigamma(x + 1)).toBeCloseTo(1 / (x * x), 7);
      }),
    );
  });
  it("counts", () => {
    expect(Math.exp(lnChoose(49, 6))).toBeCloseTo(13_983_816, 4);
    expect(lnFactorial(200)).toBeCloseTo(863.231987192405, 9);
    expect(lnBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 14);
  });
});

describe("random numbers of a seed", () => {
  const n = 20_000;
  const mean = (draw: () => number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw();
    return sum / n;
  };
  it("are the same for the same seed and differ for another", () => {
    const a = seededRandom(7);
    const b = seededRandom(7);
    const c = seededRandom(8);
    const first = Array.from({ length: 9 }, a.uniform);
    expect(Array.from({ length: 9 }, b.uniform)).toEqual(first);
    expect(Array.from({ length: 9 }, c.uniform)).not.toEqual(first);
  });
  it("have the means of their distributions within five standard errors", () => {
    const random = seededRandom(1);
    const error = 5 / Math.sqrt(n);
    expect(Math.abs(mean(random.uniform) - 0.5)).toBeLessThan(error * 0.29);
    expect(Math.abs(mean(random.normal))).toBeLessThan(error);
    expect(Math.abs(mean(() => random.normal() ** 2) - 1)).toBeLessThan(error * 1.42);
    expect(Math.abs(mean(() => random.gamma(2.5)) - 2.5)).toBeLessThan(error * 1.6);
    expect(Math.abs(mean(() => random.gamma(0.4)) - 0.4)).toBeLessThan(error * 0.64);
    expect(Math.abs(mean(() => random.beta(2, 6)) - 0.25)).toBeLessThan(error * 0.15);
    expect(Math.abs(mean(() => random.integer(6)) - 2.5)).toBeLessThan(error * 1.71);
  });
});
