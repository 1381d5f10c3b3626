import { describe, expect, it } from "vitest";
import { postTestProbability } from "./post-test.ts";
import { code, value } from "./studies.test-data.ts";

describe("post-test probability", () => {
  it("follows Bayes' theorem", () => {
    const found = value(postTestProbability(0.3, { positive: 6, negative: 0.2 }));
    expect(found.afterPositive).toBeCloseTo(0.72, 12);
    expect(found.afterNegative).toBeCloseTo(0.06 / 0.76, 12);
  });
  it("leaves certainty as it is", () => {
    expect(value(postTestProbability(0, { positive: 6, negative: 0.2 })).afterPositive).toBe(0);
    expect(value(postTestProbability(1, { positive: 6, negative: 0 })).afterNegative).toBe(1);
  });
  it("a test that no healthy patient fails proves the disease, one that no ill patient passes excludes it", () => {
    const sure = { positive: Number.POSITIVE_INFINITY, negative: 0 };
    expect(value(postTestProbability(0.01, sure))).toEqual({ afterPositive: 1, afterNegative: 0 });
    expect(value(postTestProbability(0, sure)).afterPositive).toBe(0);
  });
  it.each([
    [1.2, 6, 0.2, "not-a-probability"],
    [-0.1, 6, 0.2, "not-a-probability"],
    [0.2, 6, -0.2, "not-a-ratio"],
    [Number.NaN, 6, 0.2, "not-a-probability"],
    [0.2, -1, 0.2, "not-a-ratio"],
  ])("refuses %s with %s and %s", (pretest, positive, negative, expected) => {
    expect(code(postTestProbability(pretest, { positive, negative }))).toBe(expected);
  });
  it("says what is no probability and what no ratio; a test may be useless", () => {
    expect(postTestProbability(20, { positive: 6, negative: 0.2 })).toMatchObject({
      error: {
        message: "the pre-test probability is given as 20",
        remedy: "give a number between 0 and 1",
      },
    });
    expect(postTestProbability(0.2, { positive: 6, negative: Number.NaN })).toMatchObject({
      error: {
        message: "likelihood ratios 6 and NaN are not both zero or more",
        remedy: "give likelihood ratios of zero or more",
      },
    });
    expect(value(postTestProbability(0.2, { positive: 0, negative: 1 }))).toEqual({
      afterPositive: 0,
      afterNegative: expect.closeTo(0.2, 12),
    });
  });
});
