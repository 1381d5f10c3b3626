import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquaredTest } from "./chi-squared-test.ts";
import { fisherExact } from "./fisher-exact.ts";
import { mcnemar } from "./mcnemar.ts";
import { adjustForMultiplicity, type MultiplicityMethod, multiplicityMethods } from "./multiplicity.ts";
import { noncentralHypergeometric } from "./noncentral-hypergeometric.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const count = fc.integer({ min: 0, max: 25 });

describe("Fisher's exact test", () => {
  it("of the tea that Fisher's colleague tasted (R fisher.test)", () => {
    const tea = value(fisherExact(3, 1, 1, 3));
    expect(tea.pTwoSided).toBeCloseTo(0.485714285714286, 12);
    expect(tea.pGreater).toBeCloseTo(17 / 70, 12);
    expect(tea.oddsRatio).toBeCloseTo(6.40831965819968, 10);
  });
  it("has the digits of R under R's tolerance", () => {
    const loose = value(fisherExact(12, 5, 7, 19, { tolerance: Number.EPSILON ** 0.25 }));
    expect(loose.oddsRatio).toBeCloseTo(6.19344617471357, 6);
    expect(loose.low).toBeCloseTo(1.41398296513151, 6);
    expect(loose.high).toBeCloseTo(31.842302564821, 5);
    expect(loose.pTwoSided).toBeCloseTo(0.0109052562620118, 12);
  });
  it("estimates the ratio at which the expected count is the observed one, and bounds where tails are half of 5 %", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(a * d > 0 && b * c > 0);
        const test = value(fisherExact(a, b, c, d));
        const at = (ratio: number) => noncentralHypergeometric(a + b, c + d, a + c, Math.log(ratio));
        expect(at(test.oddsRatio).mean).toBeCloseTo(a, 7);
        expect(test.low).toBeLessThan(test.oddsRatio);
        expect(test.high).toBeGreaterThan(test.oddsRatio);
        const { low, probabilities } = at(test.low);
        const above = probabilities.reduce((sum, p, i) => (low + i >= a ? sum + p : sum), 0);
        expect(above).toBeCloseTo(0.025, 7);
      }),
    );
  });
  it("an empty cell puts the ratio at an end", () => {
    const none = value(fisherExact(0, 5, 6, 4, { level: 0.9 }));
    expect(none).toMatchObject({ oddsRatio: 0, low: 0 });
    expect(none.high).toBeCloseTo(0.91449401466, 8);
    expect(value(fisherExact(7, 0, 6, 5)).oddsRatio).toBe(Number.POSITIVE_INFINITY);
  });
  it("margins that leave no choice say nothing", () => {
    expect(value(fisherExact(0, 5, 0, 7))).toMatchObject({
      pTwoSided: 1,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
  });
  it("refuses what are no counts", () => {
    expect(fisherExact(1.5, 2, 3, 4)).toMatchObject({ error: { code: "not-a-count" } });
    expect(fisherExact(1, 2, 3, 4, { level: 95 })).toMatchObject({ error: { code: "level-not-a-share" } });
    expect(fisherExact(0, 0, 0, 0)).toMatchObject({ error: { code: "empty-table" } });
  });
});

describe("chi-squared test", () => {
  it("of two by two with and without Yates' correction (R chisq.test)", () => {
    const table = Float64Array.of(12, 5, 7, 19);
    expect(value(chiSquaredTest(table, 2)).statistic).toBeCloseTo(7.94686730967691, 10);
    expect(value(chiSquaredTest(table, 2)).p).toBeCloseTo(0.00481706883129115, 12);
    expect(value(chiSquaredTest(table, 2, "Yates")).statistic).toBeCloseTo(6.27494021393983, 10);
    // the correction never exceeds the difference
    expect(value(chiSquaredTest(Float64Array.of(5, 5, 5, 5), 2, "Yates")).statistic).toBe(0);
  });
  it("of a larger table", () => {
    const test = value(chiSquaredTest(Float64Array.of(10, 30, 25, 20, 15, 5), 3));
    expect(test.statistic).toBeCloseTo(16.6586538461538, 10);
    expect(test).toMatchObject({ df: 2, continuity: "none" });
  });
  it("refuses an empty margin and negative counts", () => {
    expect(chiSquaredTest(Float64Array.of(0, 0, 3, 4), 2)).toMatchObject({ error: { code: "empty-margin" } });
    expect(chiSquaredTest(Float64Array.of(-1, 2, 3, 4), 2)).toMatchObject({ error: { code: "not-a-count" } });
  });
});

describe("McNemar's test", () => {
  it("with and without correction, and exact", () => {
    expect(value(mcnemar(5, 7)).statistic).toBeCloseTo(1 / 12, 14);
    expect(value(mcnemar(5, 7, false)).statistic).toBeCloseTo(4 / 12, 14);
    // 2 P(X <= 1) of 8 pairs at 1/2
    expect(value(mcnemar(1, 7)).exactP).toBeCloseTo((2 * 9) / 256, 14);
  });
  it("without a change says nothing", () => {
    expect(value(mcnemar(0, 0))).toEqual({ statistic: 0, p: 1, exactP: 1 });
    expect(value(mcnemar(4, 4)).statistic).toBe(0);
  });
  it("refuses what are no counts", () => {
    expect(mcnemar(-1, 3)).toMatchObject({ error: { code: "not-a-count" } });
  });
});

describe("multiplicity (R p.adjust)", () => {
  const p = Float64Array.of(0.01, 0.02, 0.03, 0.04, 0.05, 0.0001, 0.5, 0.03, 1, 0.2);
  it.each<readonly [MultiplicityMethod, number[]]>([
    ["bonferroni", [0.1, 0.2, 0.3, 0.4, 0.5, 0.001, 1, 0.3, 1, 1]],
    ["holm", [0.09, 0.16, 0.21, 0.21, 0.21, 0.001, 1, 0.21, 1, 0.6]],
    ["hochberg", [0.09, 0.16, 0.18, 0.2, 0.2, 0.001, 1, 0.18, 1, 0.6]],
    ["hommel", [0.08, 0.1, 0.125, 0.16, 0.2, 0.001, 1, 0.125, 1, 0.6]],
    [
      "BH",
      [0.05, 0.06, 0.06, 0.0666666666666667, 0.0714285714285714, 0.001, 0.555555555555556, 0.06, 1, 0.25],
    ],
    [
      "BY",
      [
        0.146448412698413, 0.175738095238095, 0.175738095238095, 0.19526455026455, 0.20921201814059,
        0.00292896825396825, 1, 0.175738095238095, 1, 0.732242063492063,
      ],
    ],
  ])("%s", (method, expected) => {
    const got = value(adjustForMultiplicity(p, method));
    expected.forEach((one, i) => {
      expect(got[i]).toBeCloseTo(one, 13);
    });
  });
  it("raises no value above 1, lowers none, keeps their order; sharper methods reject no less", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (list) => {
          const given = Float64Array.from(list);
          const by = Object.fromEntries(
            multiplicityMethods.map((method) => [method, value(adjustForMultiplicity(given, method))]),
          ) as Record<MultiplicityMethod, Float64Array>;
          for (let i = 0; i < list.length; i++) {
            for (const method of multiplicityMethods) {
              expect(by[method][i]).toBeLessThanOrEqual(1);
              expect(by[method][i]).toBeGreaterThanOrEqual(given[i]! - 1e-15);
              for (let j = 0; j < list.length; j++)
                if (given[i]! < given[j]!) expect(by[method][i]).toBeLessThanOrEqual(by[method][j]!);
            }
            expect(by.holm[i]).toBeLessThanOrEqual(by.bonferroni[i]! + 1e-12);
            expect(by.hochberg[i]).toBeLessThanOrEqual(by.holm[i]! + 1e-12);
            expect(by.hommel[i]).toBeLessThanOrEqual(by.hochberg[i]! + 1e-12);
            expect(by.BH[i]).toBeLessThanOrEqual(by.hommel[i]! + 1e-12);
            expect(by.BH[i]).toBeLessThanOrEqual(by.BY[i]! + 1e-12);
          }
        },
      ),
    );
  });
  it("refuses what is no probability and names it", () => {
    const wrong = adjustForMultiplicity(Float64Array.of(0.1, 1.2), "BH");
    expect(wrong).toMatchObject({ error: { code: "not-a-probability" } });
    expect(!wrong.ok && wrong.error.message).toContain("p value 2");
  });
});
