import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccuracyTables } from "./accuracy-tables.ts";
import { bivariateBinomialModel } from "./bivariate-glmm.ts";
import {
  type BivariateOptions,
  bivariateData,
  bivariateLikelihoodRatio,
  bivariateModel,
  fitAt,
} from "./bivariate-model.ts";
import { pooledRatio } from "./pooled-ratio.ts";
import { postTestProbability } from "./post-test.ts";
import { studyAccuracy } from "./study-accuracy.ts";
import { summaryPoint } from "./summary-point.ts";
import { areaUnderCurve, summaryRocCurve, summaryRocParameters } from "./summary-roc.ts";
import { tauSquaredIntervalAsMada } from "./tau-squared-interval-as-mada.ts";
import { thetaHeterogeneity } from "./theta-heterogeneity.ts";

type Row = readonly [tp: number, fn: number, fp: number, tn: number];
const tablesOf = (rows: readonly Row[]): AccuracyTables => ({
  truePositives: Float64Array.from(rows, (row) => row[0]),
  falseNegatives: Float64Array.from(rows, (row) => row[1]),
  falsePositives: Float64Array.from(rows, (row) => row[2]),
  trueNegatives: Float64Array.from(rows, (row) => row[3]),
});
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const code = (result: { ok: boolean; error?: { code: string } }): string | undefined => result.error?.code;

const studies: readonly Row[] = [
  [40, 10, 12, 88],
  [25, 5, 20, 80],
  [70, 30, 10, 190],
  [18, 2, 9, 41],
  [55, 20, 15, 60],
  [33, 12, 5, 95],
];
const fitted = (options?: BivariateOptions, rows = studies) => value(bivariateModel(tablesOf(rows), options));

/** Any set of studies without empty cells. */
const anyStudies = fc.array(
  fc.tuple(
    fc.integer({ min: 5, max: 80 }),
    fc.integer({ min: 2, max: 40 }),
    fc.integer({ min: 2, max: 40 }),
    fc.integer({ min: 5, max: 80 }),
  ),
  { minLength: 4, maxLength: 8 },
);

describe("accuracy of single studies", () => {
  it("has Wilson intervals, and ratios that belong together: DOR = LR+ / LR-", () => {
    fc.assert(
      fc.property(anyStudies, (rows) => {
        const found = value(studyAccuracy(tablesOf(rows)));
        for (const i of rows.keys()) {
          expect(found.sensitivity.low[i]).toBeLessThan(found.sensitivity.estimate[i]!);
          expect(found.sensitivity.estimate[i]).toBeLessThan(found.sensitivity.high[i]!);
          expect(
            found.positiveLikelihoodRatio.estimate[i]! / found.negativeLikelihoodRatio.estimate[i]!,
          ).toBeCloseTo(found.diagnosticOddsRatio.estimate[i]!, 7);
        }
      }),
    );
  });
  it("corrects every study where any has an empty cell, or that study alone, or none", () => {
    const rows: Row[] = [
      [10, 0, 5, 5],
      [8, 2, 4, 6],
    ];
    const second = (to: "any" | "only" | "none") =>
      value(studyAccuracy(tablesOf(rows), { to })).sensitivity.estimate[1];
    expect(second("any")).toBeCloseTo(8.5 / 11, 12);
    expect(second("only")).toBeCloseTo(0.8, 12);
    expect(value(studyAccuracy(tablesOf(rows), { to: "none" })).sensitivity.estimate[0]).toBe(1);
  });
  // R 4.2: prop.test(c(40, 25, 70), c(50, 30, 100)), without continuity correction for more than two groups
  it("tests whether sensitivities are equal", () => {
    const { equalSensitivity } = value(studyAccuracy(tablesOf(studies.slice(0, 3))));
    expect(equalSensitivity).toMatchObject({ statistic: expect.closeTo(3.11111111111, 10), df: 2 });
    expect(value(studyAccuracy(tablesOf(studies.slice(0, 1)))).equalSensitivity.pValue).toBeNaN();
  });
});

describe("pooled ratios", () => {
  // R 4.2: metafor 3.8 rma(measure = "OR", ai = TP, bi = FP, ci = FN, di = TN, method = "DL") and rma.mh
  it("by DerSimonian and Laird agree with the pool of log odds ratios", () => {
    const found = value(pooledRatio(tablesOf(studies), "diagnostic odds ratio"));
    expect(found.logEstimate).toBeCloseTo(3.3081122730726, 8);
    expect(found.variance).toBeCloseTo(0.0742381924432, 8);
  });
  it("by Mantel-Haenszel agree with the pool of odds ratios, variance included", () => {
    const found = value(pooledRatio(tablesOf(studies), "diagnostic odds ratio", "Mantel-Haenszel"));
    expect(found.logEstimate).toBeCloseTo(3.266165715415, 8);
    expect(found.variance).toBeCloseTo(0.038449862962, 8);
    expect(found.tauSquared).toBeNull();
  });
  it("of one table alone are its own", () => {
    const [one] = studies;
    for (const ratio of ["positive likelihood ratio", "negative likelihood ratio"] as const) {
      const found = value(pooledRatio(tablesOf([one!]), ratio, "Mantel-Haenszel"));
      const expected = ratio === "positive likelihood ratio" ? 0.8 / 0.12 : 0.2 / 0.88;
      expect(Math.exp(found.logEstimate)).toBeCloseTo(expected, 10);
      const variance =
        ratio === "positive likelihood ratio"
          ? 1 / 40 - 1 / 50 + 1 / 12 - 1 / 100
          : 1 / 10 - 1 / 50 + 1 / 88 - 1 / 100;
      expect(found.variance).toBeCloseTo(variance, 10);
    }
  });
  it("give a smaller variance and another I2 where mada's formulas are asked for", () => {
    const mada = value(
      pooledRatio(tablesOf(studies), "diagnostic odds ratio", "Mantel-Haenszel", { formulas: "as mada" }),
    );
    expect(mada.variance).toBeLessThan(0.038449862962);
    expect(mada.formulas).toBe("as mada");
    const interval = value(tauSquaredIntervalAsMada(tablesOf(studies), "diagnostic odds ratio"));
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.high).toBeGreaterThan(interval.low);
  });
  it("refuse one study with random effects, and counts without a numerator", () => {
    expect(code(pooledRatio(tablesOf(studies.slice(0, 1)), "diagnostic odds ratio"))).toBe("one-study");
    expect(code(pooledRatio(tablesOf([[0, 5, 0, 5]]), "positive likelihood ratio", "Mantel-Haenszel"))).toBe(
      "ratio-without-counts",
    );
  });
});

describe("bivariate model", () => {
  it("with a common effect is the inverse-variance mean of each logit", () => {
    const { coefficients, between } = fitted({ method: "common" });
    let [weights, sum] = [0, 0];
    for (const [tp, fn] of studies) {
      const weight = 1 / (1 / tp + 1 / fn);
      weights += weight;
      sum += weight * Math.log(tp / fn);
    }
    expect(coefficients[0]?.estimate).toBeCloseTo(sum / weights, 12);
    expect(coefficients[0]?.standardError).toBeCloseTo(1 / Math.sqrt(weights), 12);
    expect(between).toBeNull();
  });
  it("is at a maximum of its likelihood: every change of Psi lowers it", () => {
    const data = value(bivariateData(tablesOf(studies)));
    const ones = new Float64Array(studies.length).fill(1);
    for (const method of ["ML", "REML"] as const) {
      const { between, logLikelihood } = fitted({ method });
      for (const key of ["sensitivity", "falsePositiveRate", "covariance"] as const)
        for (const factor of [0.97, 1.03]) {
          const psi = { ...between!, [key]: between![key] * factor };
          // A correlation beyond one is no covariance, whatever its likelihood.
          if (psi.covariance ** 2 > psi.sensitivity * psi.falsePositiveRate) continue;
          const moved = fitAt(data, ones, 1, psi, method === "REML");
          expect(-moved!.minusLogLikelihood).toBeLessThan(logLikelihood!);
        }
    }
  });
  it("does not depend on the order of studies", () => {
    fc.assert(
      fc.property(anyStudies, (rows) => {
        const forth = fitted({ method: "ML" }, rows);
        const back = fitted({ method: "ML" }, [...rows].reverse());
        expect(back.logLikelihood ?? 0).toBeCloseTo(forth.logLikelihood ?? 1, 5);
      }),
      { numRuns: 15 },
    );
  });
  it("mirrors: with the roles of the disease groups exchanged, sensitivity and false positive rate exchange", () => {
    const mirrored = studies.map(([tp, fn, fp, tn]): Row => [fp, tn, tp, fn]);
    const [one, other] = [fitted(), fitted(undefined, mirrored)];
    expect(other.coefficients[0]?.estimate).toBeCloseTo(one.coefficients[1]?.estimate ?? 0, 5);
    expect(other.between?.covariance).toBeCloseTo(one.between?.covariance ?? 1, 5);
  });
  it("keeps Psi a covariance under every method", () => {
    fc.assert(
      fc.property(anyStudies, (rows) => {
        for (const method of ["REML", "ML", "moments", "residuals"] as const) {
          const between = fitted({ method }, rows).between!;
          expect(between.sensitivity).toBeGreaterThanOrEqual(0);
          expect(between.sensitivity * between.falsePositiveRate).toBeGreaterThanOrEqual(
            between.covariance ** 2 - 1e-9,
          );
        }
      }),
      { numRuns: 15 },
    );
  });
  it("compares groups of studies by a likelihood-ratio test, only under ML", () => {
    const group = Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0);
    const moderators = { names: ["intercept", "group"], values: group };
    const [full, nested] = [fitted({ method: "ML", moderators }), fitted({ method: "ML" })];
    const test = value(bivariateLikelihoodRatio(full, nested));
    expect(test.df).toBe(2);
    expect(test.statistic).toBeGreaterThan(0);
    expect(code(bivariateLikelihoodRatio(fitted({ moderators }), nested))).toBe("not-by-likelihood");
  });
  it("refuses what it can not fit, with the cause", () => {
    const ones = new Float64Array(12).fill(1);
    expect(code(bivariateModel(tablesOf(studies.slice(0, 2))))).toBe("too-few-studies");
    expect(code(bivariateModel(tablesOf([[5, 0, 2, 3], ...studies]), { correction: { to: "none" } }))).toBe(
      "empty-cell",
    );
    expect(code(bivariateModel(tablesOf(studies), { moderators: { names: ["a", "b"], values: ones } }))).toBe(
      "singular-design",
    );
    expect(
      code(bivariateModel(tablesOf(studies), { moderators: { names: ["a"], values: new Float64Array(2) } })),
    ).toBe("lengths-differ");
    const moderators = { names: ["a", "b"], values: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0) };
    expect(code(bivariateModel(tablesOf(studies), { method: "moments", moderators }))).toBe(
      "method-without-moderators",
    );
  });
});

describe("binomial-normal model", () => {
  it("needs no correction and comes close to the normal one where counts are large", () => {
    const large = studies.map((row) => row.map((one) => one * 20) as unknown as Row);
    const exact = value(bivariateBinomialModel(tablesOf(large)));
    const approximate = fitted({ method: "ML" }, large);
    expect(exact.logitSensitivity).toBeCloseTo(approximate.coefficients[0]?.estimate ?? 0, 1);
    expect(exact.logitSpecificity).toBeCloseTo(-(approximate.coefficients[1]?.estimate ?? 0), 1);
    expect(exact.sensitivitySd).toBeCloseTo(Math.sqrt(approximate.between?.sensitivity ?? 0), 1);
  });
  it("takes empty cells as they are", () => {
    const found = value(bivariateBinomialModel(tablesOf([[20, 0, 0, 30], ...studies])));
    expect(Number.isFinite(found.logLikelihood)).toBe(true);
    expect(found.standardErrors[0]).toBeGreaterThan(0);
  });
});

describe("binomial-normal model as lme4 evaluates it", () => {
  it("lies a little beside the maximum of the likelihood, and below it", () => {
    const exact = value(bivariateBinomialModel(tablesOf(studies)));
    const beside = value(bivariateBinomialModel(tablesOf(studies), "Laplace approximation as lme4"));
    expect(beside.convention).toBe("Laplace approximation as lme4");
    expect(beside.logitSensitivity).toBeCloseTo(exact.logitSensitivity, 2);
    expect(beside.logLikelihood).toBeLessThan(exact.logLikelihood + 1e-6);
    expect(beside.logLikelihood).toBeCloseTo(exact.logLikelihood, 1);
  });
});

describe("summary of a bivariate model", () => {
  it("curve passes through the mean of sensitivity and false positive rate", () => {
    const fit = fitted();
    const curve = summaryRocCurve(value(summaryRocParameters(fit)));
    const point = value(summaryPoint(fit));
    expect(curve(point.falsePositiveRate.estimate)).toBeCloseTo(point.sensitivity.estimate, 10);
  });
  it("area of a useless test is one half, of a perfect one 1", () => {
    const points = Array.from({ length: 101 }, (_, i) => i / 100);
    expect(areaUnderCurve((x) => x, points)).toBeCloseTo(0.5, 12);
    expect(areaUnderCurve(() => 1, points)).toBe(1);
    expect(areaUnderCurve(() => 1, points, "as mada")).toBeCloseTo(100 / 101, 12);
    expect(areaUnderCurve((x) => x, [0.5])).toBeNaN();
  });
  it("region of confidence lies inside that of prediction, and holds the summary point", () => {
    const point = value(summaryPoint(fitted()));
    const { confidenceRegion, predictionRegion } = point;
    const range = (values: Float64Array | undefined): number => Math.max(...values!) - Math.min(...values!);
    expect(range(confidenceRegion.sensitivity)).toBeLessThan(range(predictionRegion?.sensitivity));
    expect(Math.max(...confidenceRegion.sensitivity)).toBeGreaterThan(point.sensitivity.estimate);
    expect(Math.min(...confidenceRegion.falsePositiveRate)).toBeLessThan(point.falsePositiveRate.estimate);
    expect(confidenceRegion.sensitivity[0]).toBeCloseTo(confidenceRegion.sensitivity[100]!, 12);
    expect(value(summaryPoint(fitted({ method: "common" }))).predictionRegion).toBeNull();
  });
  it("likelihood ratios at the summary point are those of its sensitivity and specificity", () => {
    const { sensitivity, falsePositiveRate, ...rest } = value(summaryPoint(fitted()));
    expect(rest.positiveLikelihoodRatio.estimate).toBeCloseTo(
      sensitivity.estimate / falsePositiveRate.estimate,
      10,
    );
    expect(rest.negativeLikelihoodRatio.low).toBeLessThan(rest.negativeLikelihoodRatio.estimate);
    expect(rest.specificity.estimate).toBeCloseTo(1 - falsePositiveRate.estimate, 12);
  });
  it("refuses a curve or point of a model with moderators, and a curve without variation", () => {
    const moderators = { names: ["a", "b"], values: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0) };
    const regression = fitted({ method: "ML", moderators });
    expect(code(summaryRocParameters(regression))).toBe("moderators");
    expect(code(summaryPoint(regression))).toBe("moderators");
    expect(code(summaryRocParameters(fitted({ method: "common" })))).toBe("no-variation");
  });
});

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
});

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
});

describe("theta that is none", () => {
  it("of one study has no heterogeneity, of an empty cell left empty no value", () => {
    expect(code(thetaHeterogeneity(tablesOf(studies.slice(0, 1))))).toBe("one-study");
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

describe("tables that are not", () => {
  it.each([
    [[], "no-studies"],
    [[[1, 2, 3, -1]], "not-counts"],
    [[[1.5, 2, 3, 1]], "not-counts"],
    [[[0, 0, 3, 1]], "empty-group"],
    [[[3, 1, 0, 0]], "empty-group"],
  ] as const)("are refused with their cause: %j", (rows, expected) => {
    expect(code(studyAccuracy(tablesOf(rows as unknown as Row[])))).toBe(expected);
  });
  it("are not asked of at a coverage in percent", () => {
    const tables = tablesOf(studies);
    expect(code(studyAccuracy(tables, {}, 95))).toBe("level-not-a-share");
    expect(code(pooledRatio(tables, "diagnostic odds ratio", "Mantel-Haenszel", { level: 95 }))).toBe(
      "level-not-a-share",
    );
    expect(code(bivariateModel(tables, { level: 95 }))).toBe("level-not-a-share");
  });
  it("name the study by its place", () => {
    const found = studyAccuracy(tablesOf([...studies, [0, 0, 1, 1]]));
    expect(!found.ok && found.error.message).toContain("study 7");
  });
  it("are refused where the lists have different lengths", () => {
    expect(code(studyAccuracy({ ...tablesOf(studies), trueNegatives: new Float64Array(1) }))).toBe(
      "lengths-differ",
    );
  });
});
