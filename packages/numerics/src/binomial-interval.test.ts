import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactBinomialInterval } from "./binomial-interval.ts";

/** P(X <= k) of a binomial by direct summation of logarithms: slow and obviously right. */
const atMost = (k: number, n: number, p: number): number => {
  let logTerm = n * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let i = 0; i < k; i++) {
    logTerm += Math.log((n - i) / (i + 1)) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return sum;
};

describe("exact binomial interval", () => {
  it("agrees with R 4.2 binom.test(6, 15)", () => {
    const got = exactBinomialInterval(6, 15);
    if (!got.ok) throw new Error(got.error.message);
    expect(got.value.low).toBeCloseTo(0.1633643, 6);
    expect(got.value.high).toBeCloseTo(0.6771302, 6);
  });

  it("has a bound at 0 without events and at 1 with events only", () => {
    const none = exactBinomialInterval(0, 10);
    const only = exactBinomialInterval(10, 10);
    if (!none.ok || !only.ok) throw new Error("refused");
    expect(none.value.low).toBe(0);
    expect(none.value.high).toBeCloseTo(1 - 0.025 ** (1 / 10), 10);
    expect(only.value.high).toBe(1);
    expect(only.value.low).toBeCloseTo(0.025 ** (1 / 10), 10);
  });

  it("leaves exactly the tail probability outside each bound", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, share) => {
          const x = Math.min(n - 1, Math.max(1, Math.round(n * share)));
          const got = exactBinomialInterval(x, n);
          if (!got.ok) throw new Error(got.error.message);
          expect(atMost(x, n, got.value.high)).toBeCloseTo(0.025, 7);
          expect(1 - atMost(x - 1, n, got.value.low)).toBeCloseTo(0.025, 7);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("takes another level, and one patient: binom.test(3, 10, conf.level = 0.9) and (1, 1)", () => {
    expect(exactBinomialInterval(3, 10, 0.9)).toEqual({
      ok: true,
      value: {
        ...{ estimate: 0.3, convention: "exact (Clopper-Pearson)" },
        ...{ low: expect.closeTo(0.0872644339141503, 9), high: expect.closeTo(0.606624216105413, 9) },
      },
    });
    expect(exactBinomialInterval(1, 1)).toMatchObject({
      value: { estimate: 1, low: expect.closeTo(0.025, 12), high: 1 },
    });
  });

  it.each([
    [-1, 5, 0.95],
    [6, 5, 0.95],
    [1.5, 5, 0.95],
    [1, 4.5, 0.95],
    [0, 0, 0.95],
    [1, 0, 0.95],
    [Number.NaN, 5, 0.95],
    [1, 5, 0],
    [1, 5, 1],
    [1, 5, 95],
    [1, 5, -0.95],
  ])("refuses %s of %s at level %s", (x, n, level) => {
    expect(exactBinomialInterval(x, n, level)).toEqual({
      ok: false,
      error: {
        code: "not-a-proportion",
        message: `${x} of ${n} at level ${level} is not a proportion`,
        remedy: "give whole counts with 0 <= events <= n, n >= 1, and a level between 0 and 1",
      },
    });
  });
});
