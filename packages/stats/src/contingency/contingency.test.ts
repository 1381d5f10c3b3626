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
  it("tails in either direction hold the table itself (R fisher.test)", () => {
    const one = value(fisherExact(12, 5, 7, 19));
    expect(one.pLess).toBeCloseTo(0.999256994368157, 12);
    expect(one.pGreater).toBeCloseTo(0.00582808568961964, 12);
    const other = value(fisherExact(2, 8, 9, 4));
    expect(other.pTwoSided).toBeCloseTo(0.0360748418360479, 12);
    expect(other.pLess).toBeCloseTo(0.0259696555967925, 12);
    expect(other.pGreater).toBeCloseTo(0.997827048439513, 12);
  });
  it("of margins that leave the first cell no less than eight (R fisher.test)", () => {
    const test = value(fisherExact(10, 1, 3, 2));
    expect(test.pTwoSided).toBeCloseTo(0.214285714286, 11);
    expect(test.pLess).toBeCloseTo(0.982142857143, 11);
    expect(test.pGreater).toBeCloseTo(0.214285714286, 11);
    expect(test.oddsRatio).toBeCloseTo(5.76412660473, 3);
    expect(test.low).toBeCloseTo(0.228037234687, 3);
    // R ends its search at 1.2e-4 of the reciprocal
    expect(test.high / 429.859104418).toBeCloseTo(1, 1);
  });
  it("turns the ratio and its bounds round when the groups change places, whatever the level", () => {
    for (const level of [0.5, 0.95]) {
      const one = value(fisherExact(12, 5, 7, 19, { level }));
      const other = value(fisherExact(7, 19, 12, 5, { level }));
      expect(other.oddsRatio).toBeCloseTo(1 / one.oddsRatio, 9);
      expect(other.low).toBeCloseTo(1 / one.high, 9);
      expect(other.high).toBeCloseTo(1 / one.low, 9);
      expect(other.pLess).toBeCloseTo(one.pGreater, 12);
      expect(one.level).toBe(level);
    }
  });
  it("of groups alike has a ratio of 1, a two-sided p of 1 at most", () => {
    const alike = value(fisherExact(5, 5, 5, 5));
    expect(alike.oddsRatio).toBe(1);
    expect(alike.pTwoSided).toBeCloseTo(1, 12);
    expect(alike.pTwoSided).toBeLessThanOrEqual(1);
    expect(alike.low).toBeCloseTo(1 / alike.high, 9);
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
        const at = (ratio: number) => noncentralHypergeometric(a + b, c + d, a + c)(Math.log(ratio));
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
    const all = value(fisherExact(7, 0, 6, 5));
    expect(all).toMatchObject({ oddsRatio: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    expect(all.low).toBeGreaterThan(0);
    expect(all.pGreater).toBeLessThan(0.2);
    expect(all.pLess).toBeCloseTo(1, 12);
  });
  it("answers tables of many thousand patients without delay", () => {
    const { oddsRatio, low, high } = value(fisherExact(20_000, 30_000, 10_000, 40_000));
    // the margins of such a table bind next to nothing: the usual ratio, and its interval by 1 / cells
    const error = Math.sqrt(1 / 20_000 + 1 / 30_000 + 1 / 10_000 + 1 / 40_000);
    expect(Math.log(oddsRatio)).toBeCloseTo(Math.log(8 / 3), 4);
    expect(Math.log(high / low) / 2 / 1.959963984540054).toBeCloseTo(error, 3);
  });
  it("margins that leave no choice say nothing", () => {
    for (const none of [
      value(fisherExact(0, 5, 0, 7)),
      value(fisherExact(5, 0, 7, 0)),
      value(fisherExact(0, 0, 3, 4)),
    ])
      expect(none).toEqual({
        ...{ pTwoSided: 1, pLess: 1, pGreater: 1, oddsRatio: Number.NaN },
        ...{ low: 0, high: Number.POSITIVE_INFINITY, level: 0.95 },
      });
  });
  it("refuses what are no counts", () => {
    expect(fisherExact(1.5, 2, 3, 4)).toMatchObject({
      error: {
        code: "not-a-count",
        message: "the table 1.5, 2; 3, 4 holds 1.5",
        remedy: "cells are whole counts, zero or more",
      },
    });
    for (const [a, b, c, d] of [
      [1, -1, 3, 4],
      [1, 2, Number.NaN, 4],
      [1, 2, 3, 0.5],
    ] as const)
      expect(fisherExact(a, b, c, d)).toMatchObject({ error: { code: "not-a-count" } });
    expect(fisherExact(1, 2, 3, 4, { level: 95 })).toMatchObject({ error: { code: "level-not-a-share" } });
    expect(fisherExact(0, 0, 0, 0)).toMatchObject({
      error: {
        code: "empty-table",
        message: "all four cells are zero",
        remedy: "give the counts of the patients",
      },
    });
    expect(fisherExact(0, 0, 0, 1).ok).toBe(true);
  });
});

describe("Fisher's noncentral hypergeometric distribution", () => {
  it("weighs the central probabilities by the power of the odds ratio (R: dhyper(x, 8, 9, 7) 2.5^x, scaled)", () => {
    const { low, probabilities, mean, variance } = noncentralHypergeometric(8, 9, 7)(Math.log(2.5));
    const wanted = [
      ...[5.74176644647258e-5, 0.00267949100835387, 0.0351683194846446, 0.175841597423223],
      ...[0.366336661298381, 0.314002852541469, 0.0981258914192092, 0.00778776916025469],
    ];
    expect(low).toBe(0);
    expect(probabilities).toHaveLength(8);
    for (const [at, one] of wanted.entries()) expect(probabilities[at]).toBeCloseTo(one, 14);
    expect(mean).toBeCloseTo(4.27917156278522, 12);
    expect(variance).toBeCloseTo(1.04020855626108, 12);
  });
  it("keeps to the counts that the margins allow", () => {
    const { low, probabilities } = noncentralHypergeometric(8, 3, 7)(0.3);
    expect(low).toBe(4);
    expect(probabilities).toHaveLength(4);
    expect(noncentralHypergeometric(2, 9, 7)(0).probabilities).toHaveLength(3);
  });
  it.each([
    [Number.NEGATIVE_INFINITY, 4],
    [Number.POSITIVE_INFINITY, 7],
  ])("a log odds ratio of %d puts all on an end", (logOddsRatio, mean) => {
    const end = noncentralHypergeometric(8, 3, 7)(logOddsRatio);
    expect(end).toMatchObject({ low: 4, mean, variance: 0 });
    expect(Array.from(end.probabilities)).toEqual([4, 5, 6, 7].map((x) => Number(x === mean)));
  });
  it("keeps its digits at a ratio beyond the range of numbers", () => {
    const { mean, probabilities } = noncentralHypergeometric(400, 300, 350)(800);
    expect(mean).toBeCloseTo(350, 12);
    expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
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
    expect(test.p).toBeCloseTo(0.000241334426858109, 14);
    const wanted = [18.5714285714286, 27.8571428571429, 18.5714285714286];
    wanted.push(11.4285714285714, 17.1428571428571, 11.4285714285714);
    for (const [at, one] of wanted.entries()) expect(test.expected[at]).toBeCloseTo(one, 12);
    const four = chiSquaredTest(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 4);
    expect(value(four).df).toBe(6);
  });
  it("Yates' correction belongs to two by two, of which it says so", () => {
    expect(value(chiSquaredTest(Float64Array.of(12, 5, 7, 19), 2, "Yates"))).toMatchObject({
      continuity: "Yates",
      df: 1,
      p: expect.closeTo(0.0122457252514458, 12),
    });
    for (const columns of [2, 3]) {
      const table = Float64Array.of(10, 30, 25, 20, 15, 5);
      expect(value(chiSquaredTest(table, columns, "Yates"))).toEqual(value(chiSquaredTest(table, columns)));
    }
  });
  it("takes an empty cell, and refuses an empty margin with its remedy", () => {
    expect(value(chiSquaredTest(Float64Array.of(0, 3, 3, 4), 2)).expected[0]).toBeCloseTo(0.9, 12);
    for (const table of [Float64Array.of(0, 0, 3, 4), Float64Array.of(0, 3, 0, 4)])
      expect(chiSquaredTest(table, 2)).toMatchObject({
        error: {
          code: "empty-margin",
          message: "a row or a column of the table holds nobody",
          remedy: "leave the empty row or column out",
        },
      });
  });
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a count of %d", (wrong) => {
    expect(chiSquaredTest(Float64Array.of(1, wrong, 3, 4), 2)).toMatchObject({
      error: {
        code: "not-a-count",
        message: `the table holds ${wrong}`,
        remedy: "give counts, zero or more",
      },
    });
  });
  it.each([
    [[1, 2, 3, 4, 5], 2],
    [[1, 2, 3, 4], 1],
    [[1, 2], 2],
    [[], 2],
  ])("refuses %j in %d columns", (counts, columns) => {
    expect(chiSquaredTest(Float64Array.from(counts), columns)).toMatchObject({
      error: {
        code: "not-a-table",
        message: `${counts.length} counts in ${columns} columns do not make a table`,
        remedy: "give two rows and two columns at least, all of one length",
      },
    });
  });
});

describe("McNemar's test", () => {
  it("with and without correction, and exact", () => {
    expect(value(mcnemar(5, 7)).statistic).toBeCloseTo(1 / 12, 14);
    expect(value(mcnemar(5, 7, false)).statistic).toBeCloseTo(4 / 12, 14);
    // R mcnemar.test, binom.test
    expect(value(mcnemar(15, 4))).toEqual({
      statistic: expect.closeTo(5.26315789473684, 12),
      p: expect.closeTo(0.0217814627911195, 12),
      exactP: expect.closeTo(0.0192108154296875, 12),
    });
    expect(value(mcnemar(15, 4, false)).p).toBeCloseTo(0.0116168914341583, 12);
    expect(value(mcnemar(4, 15))).toEqual(value(mcnemar(15, 4)));
    // 2 P(X <= 1) of 8 pairs at 1/2
    expect(value(mcnemar(1, 7)).exactP).toBeCloseTo((2 * 9) / 256, 14);
  });
  it("without a change says nothing", () => {
    expect(value(mcnemar(0, 0))).toEqual({ statistic: 0, p: 1, exactP: 1 });
    expect(value(mcnemar(4, 4))).toEqual({ statistic: 0, p: 1, exactP: 1 });
    expect(value(mcnemar(4, 4, false)).statistic).toBe(0);
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
  it.each([
    [
      [0.012, 0.013, 0.014, 0.19, 0.5],
      [0.036, 0.039, 0.042, 0.38, 0.5],
    ],
    [
      [0.01, 0.02, 0.022, 0.024, 0.04, 0.045],
      [0.04, 0.045, 0.045, 0.045, 0.045, 0.045],
    ],
    [
      [0.001, 0.011, 0.021, 0.022, 0.3, 0.31, 0.32],
      [0.007, 0.055, 0.084, 0.088, 0.32, 0.32, 0.32],
    ],
    [
      [0.04, 0.04, 0.04, 0.04],
      [0.04, 0.04, 0.04, 0.04],
    ],
    [
      [0.2, 0.01, 0.6, 0.015, 0.9, 0.013, 0.03],
      [0.6, 0.05, 0.9, 0.075, 0.9, 0.065, 0.12],
    ],
  ])("Hommel of %j, where every size of family may bind", (list, expected) => {
    const got = value(adjustForMultiplicity(Float64Array.from(list), "hommel"));
    for (const [i, one] of expected.entries()) expect(got[i]).toBeCloseTo(one, 13);
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
    expect(wrong).toMatchObject({
      error: { message: "p value 2 is 1.2", remedy: "leave out tests without a p value" },
    });
    for (const one of [-0.1, Number.NaN])
      expect(adjustForMultiplicity(Float64Array.of(one), "holm").ok).toBe(false);
    expect(value(adjustForMultiplicity(Float64Array.of(0, 1), "holm"))).toEqual(Float64Array.of(0, 1));
    for (const method of multiplicityMethods)
      expect(value(adjustForMultiplicity(Float64Array.of(0.04), method))).toEqual(Float64Array.of(0.04));
  });
});
