import { describe, expect, it } from "vitest";
import { code, type Row, studies, tablesOf, value, varied } from "./studies.test-data.ts";
import { thetaHeterogeneity } from "./theta-heterogeneity.ts";

describe("heterogeneity of theta", () => {
  it("is nothing for studies that agree, and lower where adjusted for size", () => {
    const same: Row[] = [
      [40, 10, 12, 88],
      [40, 10, 12, 88],
      [40, 10, 12, 88],
    ];
    expect(value(thetaHeterogeneity(tablesOf(same))).unadjusted).toEqual({
      typical: 0,
      harmonic: 0,
      arithmetic: 0,
    });
    const { unadjusted, adjustedForSize } = value(thetaHeterogeneity(tablesOf(studies)));
    expect(adjustedForSize.typical).toBeLessThanOrEqual(unadjusted.typical);
    expect(unadjusted.arithmetic).toBeLessThanOrEqual(unadjusted.harmonic);
  });
  it("agrees with tau2 by metafor and the shares computed from it in R", () => {
    const { unadjusted, adjustedForSize } = value(thetaHeterogeneity(tablesOf(varied)));
    expect(unadjusted.typical).toBeCloseTo(0.7870901064865, 11);
    expect(unadjusted.harmonic).toBeCloseTo(0.79098688750688, 11);
    expect(unadjusted.arithmetic).toBeCloseTo(0.75190426740928, 11);
    expect(adjustedForSize.typical).toBeCloseTo(0.058047339761154, 11);
    expect(adjustedForSize.harmonic).toBeCloseTo(0.05902300319269, 11);
    expect(adjustedForSize.arithmetic).toBeCloseTo(0.053201552617131, 11);
  });
});

describe("theta that is none", () => {
  it("of one study has no heterogeneity, of an empty cell left empty no value", () => {
    expect(thetaHeterogeneity(tablesOf(studies.slice(0, 1)))).toMatchObject({
      error: {
        code: "one-study",
        message: "one study shows no scatter between studies",
        remedy: "add studies",
      },
    });
    expect(thetaHeterogeneity(tablesOf(studies.slice(0, 2))).ok).toBe(true);
    expect(code(thetaHeterogeneity(tablesOf([[1, 2, 3, -1]])))).toBe("not-counts");
    // everybody healthy tests positive in the first of them
    expect(thetaHeterogeneity(tablesOf([[9, 3, 8, 0], ...studies]), { to: "none" })).toMatchObject({
      error: {
        message: "study 1 has a sensitivity or false positive rate of 0 or 1, which has no theta",
        remedy: "let empty cells be corrected",
      },
    });
    expect(thetaHeterogeneity(tablesOf([...studies, [9, 0, 2, 8]]), { to: "none" })).toMatchObject({
      error: {
        code: "empty-cell",
        message: "study 7 has a sensitivity or false positive rate of 0 or 1, which has no theta",
      },
    });
    expect(code(thetaHeterogeneity(tablesOf([...studies, [9, 3, 0, 8]]), { to: "none" }))).toBe("empty-cell");
    expect(thetaHeterogeneity(tablesOf([...studies, [9, 0, 2, 8]])).ok).toBe(true);
  });
});
