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
import { type AccuracyRatio, type StudyFigures, studyAccuracy } from "./study-accuracy.ts";
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
/** Studies whose thresholds differ, but not as far as a correlation of one. */
const varied: readonly Row[] = [
  [40, 10, 12, 88],
  [25, 25, 20, 80],
  [70, 12, 30, 110],
  [18, 22, 9, 91],
  [55, 20, 6, 60],
  [33, 12, 5, 95],
  [20, 4, 25, 41],
  [61, 9, 8, 32],
];
/** Studies that contradict each other. */
const scattered: readonly Row[] = [
  [400, 10, 2, 2880],
  [250, 250, 200, 800],
  [970, 20, 300, 1100],
  [80, 220, 590, 910],
  [550, 200, 60, 600],
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
    const first = value(studyAccuracy(tablesOf(rows), { to: "only" })).sensitivity.estimate[0];
    expect(first).toBeCloseTo(10.5 / 11, 12);
    expect(value(studyAccuracy(tablesOf(rows), { to: "none" })).sensitivity.estimate[0]).toBe(1);
  });
  it("has the intervals of R at 90 % (prop.test without correction; exp(log ratio -+ qnorm(0.95) se))", () => {
    const found = value(studyAccuracy(tablesOf(studies), {}, 0.9));
    const first = ({ estimate, low, high }: StudyFigures): readonly number[] => [
      low[0]!,
      estimate[0]!,
      high[0]!,
    ];
    const wanted = {
      sensitivity: [0.69267361518918, 0.8, 0.87652647333906],
      specificity: [0.81630554032435, 0.88, 0.92367399188044],
      diagnosticOddsRatio: [13.568505169924, 88 / 3, 63.414829686007],
      positiveLikelihoodRatio: [4.2070295428538, 20 / 3, 10.564329057289],
      negativeLikelihoodRatio: [0.14216204385102, 5 / 22, 0.36333813979288],
    } as const;
    for (const [figure, numbers] of Object.entries(wanted) as [keyof typeof wanted, readonly number[]][])
      for (const [i, one] of numbers.entries()) expect(first(found[figure])[i]).toBeCloseTo(one, 10);
    expect(found.correlation).toBeCloseTo(0.61206978962187, 12);
    expect(found.equalSensitivity.pValue).toBeCloseTo(0.33440473389886, 12);
    expect(found.equalSpecificity).toEqual({
      ...{ statistic: expect.closeTo(27.254569837799, 10), df: 5 },
      pValue: expect.closeTo(5.0886158096047e-5, 12),
    });
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
  it.each<
    readonly [AccuracyRatio, "Mantel-Haenszel" | "DerSimonian-Laird", number[], number | null, number | null]
  >([
    // R 4.2: metafor 3.8 at 90 %, tau2, and 100 (Q - df) / Q
    [
      ...(["diagnostic odds ratio", "DerSimonian-Laird"] as const),
      [3.3081122730726, 0.074238192443209, 2.8599441621939, 3.7562803839513],
      ...([0.18770572871104, 43.434736704046] as const),
    ],
    [
      ...(["positive likelihood ratio", "DerSimonian-Laird"] as const),
      [1.865540748992, 0.051527723008286, 1.4921636022763, 2.2389178957076],
      ...([0.21955288401538, 73.092480027143] as const),
    ],
    [
      ...(["negative likelihood ratio", "DerSimonian-Laird"] as const),
      [-1.2406990078012, 0.0096148599220123, -1.4019857751569, -1.0794122404456],
      ...([0, 0] as const),
    ],
    [
      ...(["diagnostic odds ratio", "Mantel-Haenszel"] as const),
      [3.2661657154154, 0.038449862962015, 2.9436323449748, 3.5886990858559],
      ...([null, null] as const),
    ],
    [
      ...(["positive likelihood ratio", "Mantel-Haenszel"] as const),
      [1.8877476785491, 0.01366150992877, 1.6954931369621, 2.0800022201362],
      ...([null, null] as const),
    ],
    [
      ...(["negative likelihood ratio", "Mantel-Haenszel"] as const),
      [-1.2894335040728, 0.010097906695485, -1.4547221163848, -1.1241448917608],
      ...([null, null] as const),
    ],
  ])("%s by %s, every figure (metafor 3.8 rma, rma.mh)", (ratio, method, numbers, tauSquared, iSquared) => {
    const found = value(pooledRatio(tablesOf(studies), ratio, method, { level: 0.9 }));
    const got = [found.logEstimate, found.variance, found.logLow, found.logHigh];
    for (const [i, one] of numbers.entries()) expect(got[i]).toBeCloseTo(one, 11);
    expect(found).toMatchObject({ ratio, method, formulas: "literature" });
    if (tauSquared === null) expect([found.tauSquared, found.iSquared]).toEqual([null, null]);
    else {
      expect(found.tauSquared).toBeCloseTo(tauSquared, 11);
      expect(found.iSquared).toBeCloseTo(iSquared!, 9);
    }
  });
  it.each<readonly [AccuracyRatio, readonly Row[], number, number, number]>([
    // R 4.2: uniroot(f, c(0, 1e4)) of the weighted squares less a quantile of chi-squared, at its default tolerance
    ["diagnostic odds ratio", studies, 0.95, 0, 1.6749084933958],
    ["positive likelihood ratio", studies, 0.2, 0.027837725285114, 0.17090696823414],
    ["negative likelihood ratio", varied, 0.95, 0, 0.73798868526576],
    ["diagnostic odds ratio", varied, 0.2, 0, 0.13932046726465],
    ["diagnostic odds ratio", scattered, 0.95, 0.94092764472962, 155.32255674425],
    ["positive likelihood ratio", scattered, 0.95, 1.8062652036281, 70.80901825375],
    ["positive likelihood ratio", scattered, 0.2, 7.3027963371243, 11.356415132183],
    ["negative likelihood ratio", scattered, 0.95, 0.31852935804323, 26.371634356919],
  ])("the interval of tau2 of the %s as mada has it", (ratio, rows, level, low, high) => {
    const interval = value(tauSquaredIntervalAsMada(tablesOf(rows), ratio, {}, level));
    expect(interval.low).toBeCloseTo(low, 9);
    expect(interval.high).toBeCloseTo(high, 9);
  });
  it("refuse an interval of tau2 beyond any reason, of one study and of none", () => {
    const apart = (count: number) => {
      const two: Row[] = [
        [count, 1, 1, count],
        [1, count, count, 1],
      ];
      return tauSquaredIntervalAsMada(tablesOf([...two, ...two, ...two]), "diagnostic odds ratio");
    };
    expect(apart(1e6).ok).toBe(true);
    expect(apart(1e12)).toMatchObject({
      error: {
        code: "variance-out-of-range",
        message: "tau2 lies above 10000",
        remedy: "check the counts: no ratio varies that much",
      },
    });
    expect(code(tauSquaredIntervalAsMada(tablesOf(studies.slice(0, 1)), "diagnostic odds ratio"))).toBe(
      "one-study",
    );
    expect(code(tauSquaredIntervalAsMada(tablesOf([]), "diagnostic odds ratio"))).toBe("no-studies");
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
    for (const table of [
      [0, 5, 0, 5],
      [5, 5, 0, 5],
      [0, 5, 5, 5],
    ] as const)
      expect(pooledRatio(tablesOf([table]), "positive likelihood ratio", "Mantel-Haenszel")).toMatchObject({
        error: {
          code: "ratio-without-counts",
          message:
            "the positive likelihood ratio has no numerator or no denominator over all studies together",
          remedy: "there are too few patients on one side of the test to pool it",
        },
      });
    expect(code(pooledRatio(tablesOf([[0, 0, 1, 1]]), "positive likelihood ratio"))).toBe("empty-group");
  });
});

describe("bivariate model", () => {
  // metafor 3.8: rma.mv(c(logit sensitivity, logit rate), mods = ~ outcome - 1, random = ~ outcome | study, struct = "UN")
  it.each([
    [
      "REML" as const,
      [1.048924848461, -1.7049287340322],
      [0.28794988402574, 0.26635245557009, 0.028155858808993],
      [0.57528943734098, 1.522560259581, -2.1430395366241, -1.2668179314403],
      [0.54336886454498, 0.45703183365922, 0.2258499714259],
      // rma.mv adds half the log determinant of X'X, ln 8 for eight studies
      -15.894786264384 - Math.log(8),
    ],
    [
      "ML" as const,
      [1.0472187858776, -1.6964696137007],
      [0.27010364762398, 0.24818367021165, 0.024469117764179],
      [0.60293782143045, 1.4914997503247, -2.1046954237985, -1.288243803603],
      [0.46441292172776, 0.38317329714016, 0.19640853110718],
      -17.103514620755,
    ],
  ] as const)(
    "agrees with metafor by %s, at 90 %",
    (method, estimates, errors, bounds, between, logLikelihood) => {
      const fit = fitted({ method, level: 0.9 }, varied);
      const [a, b] = fit.coefficients;
      expect([a?.estimate, b?.estimate]).toEqual(estimates.map((one) => expect.closeTo(one, 5)));
      expect([a?.standardError, b?.standardError, fit.covariance[1]]).toEqual(
        errors.map((one) => expect.closeTo(one, 5)),
      );
      expect([a?.low, a?.high, b?.low, b?.high]).toEqual(bounds.map((one) => expect.closeTo(one, 4)));
      expect([fit.between?.sensitivity, fit.between?.falsePositiveRate, fit.between?.covariance]).toEqual(
        between.map((one) => expect.closeTo(one, 4)),
      );
      expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 8);
      expect(fit.logJacobian).toBeCloseTo(-31.306267563835, 10);
      expect(fit).toMatchObject({ method, k: 8, parameters: 5, level: 0.9 });
      expect(fit.coefficients.map(({ outcome, name }) => [outcome, name])).toEqual([
        ["sensitivity", "intercept"],
        ["false positive rate", "intercept"],
      ]);
    },
  );
  it.each([
    // R, by the formulas of the papers: matrices of the two methods, the second a fixed point of its iteration
    ["moments", varied, [0.53249317964262, 0.18986989676786, 0.41339905105557]],
    ["residuals", varied, [0.49807113937535, 0.23376575726198, 0.4772019698317]],
    // the covariance by moments is beyond the variances here: its lower eigenvalue is raised to almost 0
    ["moments", studies, [0.058328700073913, 0.15222613660706, 0.39727961408431]],
    ["residuals", studies, [0.092106030701524, 0.20174155786661, 0.44187838535049]],
  ] as const)("by %s", (method, rows, matrix) => {
    const { between, logLikelihood, coefficients } = fitted({ method }, rows);
    const got = [between?.sensitivity, between?.covariance, between?.falsePositiveRate];
    for (const [i, one] of matrix.entries()) expect(got[i]).toBeCloseTo(one, 7);
    expect(logLikelihood).toBeNull();
    if (method === "residuals" && rows === varied) {
      expect(coefficients[0]?.estimate).toBeCloseTo(1.0476353289347, 9);
      expect(coefficients[1]?.estimate).toBeCloseTo(-1.7060087348972, 9);
    }
  });
  it("counts its parameters: none of scatter where the effect is common", () => {
    const common = fitted({ method: "common" });
    expect(common).toMatchObject({ parameters: 2, method: "common", level: 0.95 });
    expect(common.logLikelihood).toBeLessThan(fitted({ method: "ML" }).logLikelihood!);
    expect(fitted({ method: "moments" }).parameters).toBe(5);
  });
  it("of two groups of studies, by ML and REML (metafor rma.mv)", () => {
    const groups = [0, 0, 1, 1, 1, 0, 1, 0];
    const moderators = {
      names: ["intercept", "group"],
      values: Float64Array.from(groups.flatMap((one) => [1, one])),
    };
    const estimates = (method: "ML" | "REML") =>
      fitted({ method, moderators }, varied).coefficients.map((one) => [
        one.name,
        one.estimate,
        one.standardError,
      ]);
    expect(estimates("ML")).toEqual([
      ["intercept", expect.closeTo(1.0482542250933, 4), expect.closeTo(0.37888205439239, 4)],
      ["group", expect.closeTo(-0.0048272164094089, 4), expect.closeTo(0.53984550072001, 4)],
      ["intercept", expect.closeTo(-1.8536284797809, 4), expect.closeTo(0.34558612484495, 4)],
      ["group", expect.closeTo(0.31084208302468, 4), expect.closeTo(0.48160260287989, 4)],
    ]);
    expect(estimates("REML")[3]).toEqual([
      "group",
      expect.closeTo(0.31308327667577, 4),
      expect.closeTo(0.5610430975691, 4),
    ]);
    const [full, nested] = [fitted({ method: "ML", moderators }, varied), fitted({ method: "ML" }, varied)];
    expect(full.parameters).toBe(7);
    expect(value(bivariateLikelihoodRatio(full, nested)).statistic).toBeCloseTo(0.46569930304361, 6);
  });
  it("tests its coefficients by z", () => {
    const [a, b] = fitted({ method: "ML" }, varied).coefficients;
    expect(a?.z).toBeCloseTo(3.8770997544448, 4);
    expect(a?.pValue).toBeCloseTo(0.00010570902508378, 7);
    expect(b?.z).toBeCloseTo(-6.8355408405959, 4);
  });
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
    for (const pair of [
      [fitted({ moderators }), nested],
      [full, fitted({ method: "moments" })],
    ] as const)
      expect(bivariateLikelihoodRatio(...pair)).toMatchObject({
        error: {
          code: "not-by-likelihood",
          message: `models by ${pair[0].method} and ${pair[1].method} have no likelihoods to compare`,
          remedy: "fit both by ML",
        },
      });
  });
  it("refuses what it can not fit, with the cause", () => {
    const ones = new Float64Array(12).fill(1);
    const why = (...given: Parameters<typeof bivariateModel>) => {
      const fit = bivariateModel(...given);
      return fit.ok ? "fitted" : [fit.error.code, fit.error.message, fit.error.remedy];
    };
    expect(why(tablesOf(studies.slice(0, 2)))).toEqual([
      "too-few-studies",
      "2 studies can not show how sensitivity and specificity vary between studies",
      "give more studies, or fit common effects and say so",
    ]);
    expect(why(tablesOf(studies.slice(0, 3)))).toBe("fitted");
    expect(why(tablesOf(studies.slice(0, 1)), { method: "common" })).toBe("fitted");
    for (const row of [
      [0, 5, 2, 3],
      [5, 0, 2, 3],
      [5, 2, 0, 3],
      [5, 2, 3, 0],
    ] as const)
      expect(why(tablesOf([...studies, row]), { correction: { to: "none" } })).toEqual([
        "empty-cell",
        "a study has an empty cell, so that a logit is infinite",
        "let empty cells be corrected, or use the binomial model",
      ]);
    expect(why(tablesOf(studies), { moderators: { names: ["a", "b"], values: ones } })).toEqual([
      "singular-design",
      "the moderators a, b are combinations of each other in these studies",
      "leave one of them out",
    ]);
    expect(why(tablesOf(studies), { moderators: { names: ["a"], values: new Float64Array(2) } })).toEqual([
      "lengths-differ",
      "the moderators have 2 values for 6 studies and 1 columns",
      "give one row a study",
    ]);
    expect(code(bivariateModel(tablesOf([])))).toBe("no-studies");
    const moderators = { names: ["a", "b"], values: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0) };
    for (const method of ["moments", "residuals"] as const)
      expect(why(tablesOf(studies), { method, moderators })).toEqual([
        "method-without-moderators",
        `the method ${method} knows no moderators`,
        "use REML or ML",
      ]);
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
  it.each([
    // R: Laplace's approximation maximised directly with optim; lme4 1.1.31 glmer(nAGQ = 1)
    [
      "Laplace approximation" as const,
      [1.0706541036, 1.73817765116, 0.274671526693, 0.255379960519],
      [0.694694015403, 0.641799537318, -0.465819145558, -53.1839658569],
      1e-5,
    ],
    [
      "Laplace approximation as lme4" as const,
      [1.07058293994, 1.73805542192, 0.274366132101, 0.254895780717],
      [0.694636416298, 0.641714059497, -0.465764120074, -53.1840162002],
      1e-3,
    ],
  ] as const)("by the %s", (convention, means, scatter, most) => {
    const fit = value(bivariateBinomialModel(tablesOf(varied), convention));
    const got = [fit.logitSensitivity, fit.logitSpecificity, ...fit.standardErrors];
    got.push(fit.sensitivitySd, fit.specificitySd, fit.correlation, fit.logLikelihood);
    for (const [i, one] of [...means, ...scatter].entries())
      expect(Math.abs(got[i]! - one), `${i}: ${got[i]} for ${one}`).toBeLessThan(
        most * Math.max(1, Math.abs(one)),
      );
    expect(fit).toMatchObject({ convention, singular: false });
  });
  it("says where the studies do not tell scatter and correlation apart", () => {
    const alike: Row[] = [
      [40, 10, 20, 80],
      [42, 8, 18, 82],
      [39, 11, 21, 79],
      [41, 9, 19, 81],
    ];
    const fit = value(bivariateBinomialModel(tablesOf(alike)));
    expect(fit.singular).toBe(true);
    // without scatter the means are the sums: 162 of 200, 322 of 400
    expect(fit.logitSensitivity).toBeCloseTo(Math.log(162 / 38), 3);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 162 + 1 / 38), 3);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 322 + 1 / 78), 3);
  });
  it("refuses what the normal model refuses", () => {
    expect(code(bivariateBinomialModel(tablesOf(studies.slice(0, 2))))).toBe("too-few-studies");
    expect(code(bivariateBinomialModel(tablesOf([[1, 2, 3, -1]])))).toBe("not-counts");
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
    expect(areaUnderCurve((x) => x, [])).toBeNaN();
  });
  it("of a common effect, its regions and ratios by hand", () => {
    const fit = fitted({ method: "common", level: 0.9 });
    const [a, b] = fit.coefficients;
    const point = value(summaryPoint(fit, 5));
    const expit = (x: number): number => 1 / (1 + Math.exp(-x));
    const z = 1.6448536269514722;
    expect(point.sensitivity).toEqual({
      ...{ estimate: expit(a!.estimate), low: expect.closeTo(expit(a!.estimate - z * a!.standardError), 12) },
      high: expect.closeTo(expit(a!.estimate + z * a!.standardError), 12),
    });
    expect(point.specificity.low).toBeCloseTo(1 - expit(b!.estimate + z * b!.standardError), 12);
    expect(point.specificity.high).toBeCloseTo(1 - expit(b!.estimate - z * b!.standardError), 12);
    // the logits are independent: the delta method adds squares
    const [p, q] = [expit(a!.estimate), expit(b!.estimate)];
    const bounds = (estimate: number, byA: number, byB: number) => {
      const reach = z * Math.hypot(byA * a!.standardError, byB * b!.standardError);
      return {
        estimate: expect.closeTo(estimate, 10),
        low: expect.closeTo(estimate * Math.exp(-reach), 10),
        high: expect.closeTo(estimate * Math.exp(reach), 10),
      };
    };
    expect(point.positiveLikelihoodRatio).toEqual(bounds(p / q, 1 - p, 1 - q));
    expect(point.negativeLikelihoodRatio).toEqual(bounds((1 - p) / (1 - q), p, q));
    expect(point.diagnosticOddsRatio).toEqual(bounds((p / (1 - p) / q) * (1 - q), 1, 1));
    // a quarter turn apart: R qf(0.9, 2, 4) = 4.32455532, radius sqrt(2 F) = 2.940937
    const radius = Math.sqrt(2 * 4.324555320336759);
    const { sensitivity, falsePositiveRate } = point.confidenceRegion;
    const turn = (centre: number, error: number, at: number) =>
      expect.closeTo(expit(centre + radius * error * at), 10);
    expect(Array.from(sensitivity)).toEqual(
      [1, 0, -1, 0, 1].map((at) => turn(a!.estimate, a!.standardError, at)),
    );
    expect(Array.from(falsePositiveRate)).toEqual(
      [0, -1, 0, 1, 0].map((at) => turn(b!.estimate, b!.standardError, at)),
    );
  });
  it("where both vary together, ratios take their covariance, and the region of prediction the scatter", () => {
    const fit = fitted({ method: "ML" }, varied);
    const point = value(summaryPoint(fit, 3));
    const [p, q] = [point.sensitivity.estimate, point.falsePositiveRate.estimate];
    const [vs, c, , vf] = fit.covariance;
    const error = Math.sqrt((1 - p) ** 2 * vs! - 2 * (1 - p) * (1 - q) * c! + (1 - q) ** 2 * vf!);
    const { low, estimate, high } = point.positiveLikelihoodRatio;
    expect(Math.log(high / low) / 2).toBeCloseTo(1.959963984540054 * error, 10);
    expect(Math.log(high / estimate)).toBeCloseTo(Math.log(estimate / low), 10);
    const other = Math.sqrt(p ** 2 * vs! - 2 * p * q * c! + q ** 2 * vf!);
    const negative = point.negativeLikelihoodRatio;
    expect(Math.log(negative.high / negative.low) / 2).toBeCloseTo(1.959963984540054 * other, 10);
    const odds = point.diagnosticOddsRatio;
    expect(Math.log(odds.high / odds.low) / 2).toBeCloseTo(
      1.959963984540054 * Math.sqrt(vs! - 2 * c! + vf!),
      10,
    );
    const logit = (x: number): number => Math.log(x / (1 - x));
    // R qf(0.95, 2, 6) = 5.14325285
    const radius = Math.sqrt(2 * 5.143252849784718);
    const { between, coefficients } = fit;
    expect(logit(point.predictionRegion!.sensitivity[0]!)).toBeCloseTo(
      coefficients[0]!.estimate + radius * Math.sqrt(vs! + between!.sensitivity),
      8,
    );
    // at the far end of sensitivity the rate lies at its regression on it
    const spread = c! + between!.covariance;
    expect(logit(point.predictionRegion!.falsePositiveRate[0]!)).toBeCloseTo(
      coefficients[1]!.estimate + (radius * spread) / Math.sqrt(vs! + between!.sensitivity),
      8,
    );
  });
  it("refuses the region of two studies, and says why", () => {
    expect(summaryPoint(fitted({ method: "common" }, studies.slice(0, 2)))).toMatchObject({
      error: {
        code: "too-few-studies",
        message: "2 studies leave no degree of freedom for a region",
        remedy: "report the studies one by one",
      },
    });
    expect(summaryPoint(fitted({ method: "common" }, studies.slice(0, 3))).ok).toBe(true);
  });
  it("parameters of Rutter and Gatsonis by hand", () => {
    const fit = fitted({ method: "ML" }, varied);
    const [a, b] = fit.coefficients;
    const { sensitivity, falsePositiveRate, covariance } = fit.between!;
    const [sa, sb] = [Math.sqrt(sensitivity), Math.sqrt(falsePositiveRate)];
    const found = value(summaryRocParameters(fit));
    expect(found.shape).toBeCloseTo(Math.log(sb / sa), 12);
    expect(found.accuracy).toBeCloseTo(
      Math.sqrt(sb / sa) * a!.estimate - Math.sqrt(sa / sb) * b!.estimate,
      12,
    );
    expect(found.threshold).toBeCloseTo(
      (Math.sqrt(sb / sa) * a!.estimate + Math.sqrt(sa / sb) * b!.estimate) / 2,
      12,
    );
    expect(found.accuracyVariance).toBeCloseTo(2 * (sa * sb - covariance), 12);
    expect(found.thresholdVariance).toBeCloseTo((sa * sb + covariance) / 2, 12);
  });
  it("area of any other curve is by trapezoids", () => {
    // x^2 at 0, 1/2, 1: (0 + 1/4) / 2 and (1/4 + 1) / 2, each over half the range
    expect(areaUnderCurve((x) => x * x, [0, 0.5, 1])).toBeCloseTo(0.375, 12);
    expect(areaUnderCurve((x) => x, [0, 1])).toBe(0.5);
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
    const remedy = "fit the model without moderators, or by subgroup";
    expect(summaryRocParameters(regression)).toMatchObject({
      error: {
        code: "moderators",
        message: "a summary ROC curve belongs to a model without moderators",
        remedy,
      },
    });
    expect(summaryPoint(regression)).toMatchObject({
      error: { code: "moderators", message: "a summary point belongs to a model without moderators", remedy },
    });
    const flat = { sensitivity: 0.2, falsePositiveRate: 0, covariance: 0 };
    const still = { sensitivity: 0, falsePositiveRate: 0.2, covariance: 0 };
    for (const between of [null, flat, still])
      expect(summaryRocParameters({ ...fitted({ method: "common" }), between })).toMatchObject({
        error: {
          code: "no-variation",
          message:
            "sensitivity or specificity does not vary between the studies: there is a point and no curve",
          remedy: "report the summary point",
        },
      });
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
  it.each<readonly [Row, string, string]>([
    [
      [0, 0, 1, 1],
      "study 7 has no diseased patient",
      "leave the study out: it can not show both sensitivity and specificity",
    ],
    [
      [1, 1, 0, 0],
      "study 7 has no healthy patient",
      "leave the study out: it can not show both sensitivity and specificity",
    ],
    [[1, 2.5, 3, 4], "study 7: 1, 2.5, 3, 4 are not counts", "give whole numbers of patients, zero or more"],
  ])("name the study by its place: %j", (row, message, remedy) => {
    expect(studyAccuracy(tablesOf([...studies, row]))).toMatchObject({ error: { message, remedy } });
  });
  it("are refused where the lists have different lengths", () => {
    for (const list of ["falseNegatives", "falsePositives", "trueNegatives"])
      expect(studyAccuracy({ ...tablesOf(studies), [list]: new Float64Array(1).fill(1) })).toMatchObject({
        error: {
          code: "lengths-differ",
          message: "true and false positives and negatives have different lengths",
          remedy: "give all four counts for every study",
        },
      });
    expect(studyAccuracy(tablesOf([]))).toMatchObject({
      error: { message: "there is no study", remedy: "give at least one" },
    });
  });
  it("take a correction of another size", () => {
    const rows: Row[] = [
      [10, 0, 5, 5],
      [8, 2, 4, 6],
    ];
    const { sensitivity } = value(studyAccuracy(tablesOf(rows), { add: 0.1 }));
    expect(sensitivity.estimate[0]).toBeCloseTo(10.1 / 10.2, 12);
    expect(sensitivity.estimate[1]).toBeCloseTo(8.1 / 10.2, 12);
    expect(value(studyAccuracy(tablesOf(studies), { to: "any" }))).toEqual(
      value(studyAccuracy(tablesOf(studies), { to: "none" })),
    );
  });
});
