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
  const roots = {
    "x^3 - 2x - 5": [(x: number) => x ** 3 - 2 * x - 5, 2, 3],
    "e^x - 3": [(x: number) => Math.exp(x) - 3, -2, 4],
    "cos x - x": [(x: number) => Math.cos(x) - x, 0, 2],
    "(x - 1)^5 + (x - 1) / 10": [(x: number) => (x - 1) ** 5 + 0.1 * (x - 1), -3, 7],
    "atan x - 1/5": [(x: number) => Math.atan(x) - 0.2, -10, 15],
  } as const;
  // R 4.2: uniroot(f, c(low, high), tol = )$root, and how often it asks, less the one time it asks twice at the start
  it.each([
    ["x^3 - 2x - 5", 0.1, 2.108823529411765, 5],
    ["x^3 - 2x - 5", 1e-3, 2.094602240104132, 7],
    ["x^3 - 2x - 5", 1e-9, 2.094551481536184, 9],
    ["e^x - 3", 0.1, 1.095202097024336, 6],
    ["e^x - 3", 1e-3, 1.098512315068745, 8],
    ["e^x - 3", 1e-9, 1.098612288667778, 10],
    ["cos x - x", 0.1, 0.7605625962671663, 5],
    ["cos x - x", 1e-3, 0.7390814726363887, 7],
    ["cos x - x", 1e-9, 0.7390851332251661, 8],
    ["(x - 1)^5 + (x - 1) / 10", 0.1, 1.013207883080799, 13],
    ["(x - 1)^5 + (x - 1) / 10", 1e-3, 1.000011301488122, 15],
    ["(x - 1)^5 + (x - 1) / 10", 1e-9, 1.000000000000045, 17],
    ["atan x - 1/5", 0.1, 0.1919456627539418, 8],
    ["atan x - 1/5", 1e-3, 0.2028054134796979, 10],
    ["atan x - 1/5", 1e-9, 0.2027100355086029, 12],
  ] as const)("takes the way of R's uniroot: %s to %d", (name, tolerance, root, visited) => {
    const [f, low, high] = roots[name];
    let visits = 0;
    const ask = (x: number): number => {
      visits++;
      return f(x);
    };
    const found = findRoot(ask, low, high, tolerance);
    expect(found).toEqual({ ok: true, value: expect.closeTo(root, 13) });
    expect(visits).toBe(visited);
    const turned = findRoot((x) => -f(x), low, high, tolerance);
    expect(turned).toEqual(found);
  });
  it("is an end of the interval where the function is 0 there", () => {
    expect(findRoot((x) => x - 2, 2, 5)).toEqual({ ok: true, value: 2 });
    expect(findRoot((x) => x - 5, 2, 5)).toEqual({ ok: true, value: 5 });
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
  // R 4.2: optimize(f, c(low, high), tol = )$minimum, and how often it asks, less the last time
  it.each([
    ["(x - 1/3)^2", (x: number) => (x - 1 / 3) ** 2, 0, 1, 0.1, 0.3333333333333333, 5],
    ["(x - 1/3)^2", (x: number) => (x - 1 / 3) ** 2, 0, 1, 1e-3, 0.3333333333333333, 6],
    ["e^x - 3x", (x: number) => Math.exp(x) - 3 * x, -2, 5, 0.1, 1.084500142320511, 8],
    ["e^x - 3x", (x: number) => Math.exp(x) - 3 * x, -2, 5, 1e-3, 1.098652386939612, 12],
    ["x^4 - 3x^3 + 2", (x: number) => x ** 4 - 3 * x ** 3 + 2, 0, 4, 0.1, 2.245255918053078, 7],
    ["x^4 - 3x^3 + 2", (x: number) => x ** 4 - 3 * x ** 3 + 2, 0, 4, 1e-3, 2.250080014159528, 10],
    ["-sin x", (x: number) => -Math.sin(x), 0, 3, 0.1, 1.572587486935205, 6],
    ["-sin x", (x: number) => -Math.sin(x), 0, 3, 1e-3, 1.570792695496643, 8],
    ["|x - 0.7|^1.5", (x: number) => Math.abs(x - 0.7) ** 1.5, -4, 3, 0.1, 0.6986317131349349, 6],
    ["|x - 0.7|^1.5", (x: number) => Math.abs(x - 0.7) ** 1.5, -4, 3, 1e-3, 0.6999372125112245, 12],
  ] as const)("takes the way of R's optimize: %s", (_, f, low, high, tolerance, minimum, visited) => {
    let visits = 0;
    const ask = (x: number): number => {
      visits++;
      return f(x);
    };
    const found = minimiseScalar(ask, low, high, tolerance);
    // The two add different traces of rounding to the tolerance.
    expect(Math.abs(found.at - minimum)).toBeLessThan(2e-5);
    expect(found.value).toBe(f(found.at));
    expect(visits).toBe(visited);
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
  it.each([
    [1, [0.09156953552660052, 0.8881928099282858, 0.4342701808717523, 0.7467797795759467]],
    [12345, [0.2545478052983493, 0.8711017651203837, 0.9729384062983161, 0.31380671173514363]],
    [-7, [0.00892502813154017, 0.003260499606923095, 0.20291331740706953, 0.8751075092019859]],
  ])("are those of xoshiro128** written a second time, in Python, for the seed %d", (seed, uniforms) => {
    const { uniform } = seededRandom(seed);
    expect(uniforms.map(() => uniform())).toEqual(uniforms);
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
